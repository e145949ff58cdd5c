-- Why: a finding is an enquiry of the evidence that somebody kept, with its answer as it stood, so that an assessment may
-- refer to it for years while the evidence goes on. It belongs to a partnership and to no cycle, since the next assessment
-- may refer to it too. Finding and answer are a small tree that is read and replaced whole, so they are JSON in one column.
create table finding (
    partnership_id text not null references partnership,
    finding_id text not null check (
        finding_id glob '[a-z]*' and finding_id not glob '*[^a-z0-9-]*'
        and finding_id not glob '*-' and length(finding_id) <= 60
    ),
    entry_id integer not null,
    finding text not null check (json_valid(finding)),
    primary key (partnership_id, finding_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

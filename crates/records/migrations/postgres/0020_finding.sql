-- Why: a finding is an enquiry of the evidence that somebody kept, with its answer as it stood, so that an assessment may
-- refer to it for years while the evidence goes on. It belongs to a partnership and to no cycle, since the next assessment
-- may refer to it too. Finding and answer are a small tree that is read and replaced whole, so they are JSON in one column.
create table finding (
    partnership_id slug not null references partnership,
    finding_id slug not null,
    entry_id bigint not null,
    finding json_text not null,
    primary key (partnership_id, finding_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

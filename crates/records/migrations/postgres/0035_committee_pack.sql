-- Why: what was laid before a body is kept with its decision and never changed, so that what was decided on can be read for
-- good, whatever is written later. It is a tree of papers that is read whole, so it is JSON in one column; a part of it may
-- be exempt, so that the audit record has a salted hash of it. A house template is one short text for each partnership.
create table committee_pack (
    partnership_id slug not null,
    cycle_id text not null,
    document text not null check (document in ('assessment', 'plan')),
    meeting_id slug not null,
    entry_id bigint not null,
    pack json_text not null,
    salt fingerprint not null,
    primary key (partnership_id, cycle_id, document, meeting_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table house_template (
    partnership_id slug not null references partnership primary key,
    entry_id bigint not null,
    template text not null check (trim(template) <> ''),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

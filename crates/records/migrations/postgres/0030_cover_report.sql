-- Why: what an officer writes for a body's meeting is one small tree that is read and replaced whole, so it is JSON in one
-- column. It belongs to the document and to the meeting that decides, so that each body has its own report.
create table cover_report (
    partnership_id slug not null,
    cycle_id text not null,
    document text not null check (document in ('assessment', 'plan')),
    meeting_id slug not null,
    entry_id bigint not null,
    report json_text not null,
    primary key (partnership_id, cycle_id, document, meeting_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

-- Why: a side whose code is destroyed belongs to no return, and a form that was never scanned has no side at all. What a
-- person says that a side apart is stands in a table of its own, since the side as it was read is never changed; who said
-- it and when is that of its audit entry. A return may now be begun without a side, to be keyed whole from the paper, so
-- it belongs to its batch and no more to its first side. SQLite cannot drop that rule from a table, so the returns and the
-- decisions about them are put into tables made anew.
create table side_said (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    batch_id integer not null,
    side_id integer not null,
    entry_id integer not null,
    side_is text not null check (json_valid(side_is)),
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, side_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id, side_id)
        references scan_side deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create temporary table paper_return_before as select * from paper_return;
create temporary table paper_decision_before as select * from paper_decision;
drop table paper_decision;
drop table paper_return;

create table paper_return (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    batch_id integer not null,
    return_id integer not null check (return_id >= 1),
    entry_id integer not null,
    version_id integer not null,
    counts text not null check (counts in ('counts', 'doubted', 'set-aside')),
    reply_id integer,
    salt text not null check (length(salt) = 64 and salt not glob '*[^0-9a-f]*'),
    sides text not null check (json_valid(sides)),
    machine text not null check (json_valid(machine)),
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id),
    unique (partnership_id, cycle_id, questionnaire_id, reply_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id)
        references scan_batch deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, version_id)
        references questionnaire_version deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, reply_id) references reply deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check (reply_id is null or counts = 'counts')
) strict;

create table paper_decision (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    batch_id integer not null,
    return_id integer not null,
    decision_id integer not null check (decision_id >= 1),
    entry_id integer not null,
    how text not null check (how in ('snippet', 'whole-form')),
    salt text not null check (length(salt) = 64 and salt not glob '*[^0-9a-f]*'),
    act text not null check (json_valid(act)),
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id, decision_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id)
        references paper_return deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

insert into paper_return select * from paper_return_before;
insert into paper_decision select * from paper_decision_before;
drop table paper_return_before;
drop table paper_decision_before;

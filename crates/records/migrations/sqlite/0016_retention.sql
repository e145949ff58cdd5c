-- Why: forms on paper and the addresses of those who were invited have their day too, and each leaves a tombstone. SQLite
-- changes no check of a table, so the table is made anew.
alter table tombstone rename to tombstone_before;

create table tombstone (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    field text not null check (field in ('invitations', 'paper', 'free-text', 'about-you')),
    day text not null check (day is date(day)),
    entry_id integer not null,
    replies integer not null check (replies >= 1),
    up_to integer not null,
    sha256 text not null check (length(sha256) = 64 and sha256 not glob '*[^0-9a-f]*'),
    totals text not null check (json_valid(totals)),
    primary key (partnership_id, cycle_id, questionnaire_id, field, day),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

insert into tombstone select * from tombstone_before;
drop table tombstone_before;

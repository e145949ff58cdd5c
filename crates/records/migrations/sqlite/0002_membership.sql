-- Why: who belonged to a partnership on a day, and which body decides, is asked again and again, so each list
-- is a table of its own. A description is read and changed as a whole; its audit entry is named by
-- description.entry_id. The number in a list (district_id and its like) keeps the order that people typed.
-- References are checked at the end of a transaction, since a changed thing is deleted and written anew.
create table description (
    partnership_id text not null primary key references partnership,
    entry_id integer not null,
    name text not null check (trim(name) <> ''),
    police_force text not null check (trim(police_force) <> ''),
    comparison_group text not null check (json_valid(comparison_group)),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table district (
    partnership_id text not null references description deferrable initially deferred,
    district_id integer not null,
    code text not null check (code glob '[A-Z][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    name text not null check (trim(name) <> ''),
    valid_from text check (valid_from is date(valid_from)),
    valid_until text check (valid_until is date(valid_until)),
    primary key (partnership_id, district_id),
    check (valid_from <= valid_until)
) strict;

create table organisation (
    partnership_id text not null references description deferrable initially deferred,
    organisation_id integer not null,
    name text not null check (trim(name) <> ''),
    capacity text not null check (capacity in ('responsible-authority', 'other-member', 'key-partner')),
    valid_from text check (valid_from is date(valid_from)),
    valid_until text check (valid_until is date(valid_until)),
    primary key (partnership_id, organisation_id),
    check (valid_from <= valid_until)
) strict;

create table task_group (
    partnership_id text not null references description deferrable initially deferred,
    task_group_id integer not null,
    name text not null check (trim(name) <> ''),
    lead text,
    valid_from text check (valid_from is date(valid_from)),
    valid_until text check (valid_until is date(valid_until)),
    primary key (partnership_id, task_group_id),
    check (valid_from <= valid_until)
) strict;

create table body (
    partnership_id text not null references description deferrable initially deferred,
    body_id text not null check (
        body_id glob '[a-z]*' and body_id not glob '*[^a-z0-9-]*' and body_id not glob '*-' and length(body_id) <= 60
    ),
    place integer not null,
    kind text not null check (kind in ('strategy-group', 'scrutiny', 'cabinet', 'council')),
    name text not null check (trim(name) <> ''),
    primary key (partnership_id, body_id),
    unique (partnership_id, place)
) strict;

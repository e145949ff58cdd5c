-- Why: who belonged to a partnership on a day, and which body decides, is asked again and again, so each list
-- is a table of its own. A description is read and changed as a whole; its audit entry is named by
-- description.entry_id. The number in a list (district_id and its like) keeps the order that people typed.
-- References are checked at the end of a transaction, since a changed thing is deleted and written anew.
create table description (
    partnership_id slug not null primary key references partnership,
    entry_id bigint not null,
    name words not null,
    police_force words not null,
    comparison_group json_text not null,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table district (
    partnership_id slug not null references description deferrable initially deferred,
    district_id bigint not null,
    code text not null check (code ~ '^[A-Z]\d{8}$'),
    name words not null,
    valid_from day,
    valid_until day,
    primary key (partnership_id, district_id),
    check (valid_from <= valid_until)
);

create table organisation (
    partnership_id slug not null references description deferrable initially deferred,
    organisation_id bigint not null,
    name words not null,
    capacity text not null check (capacity in ('responsible-authority', 'other-member', 'key-partner')),
    valid_from day,
    valid_until day,
    primary key (partnership_id, organisation_id),
    check (valid_from <= valid_until)
);

create table task_group (
    partnership_id slug not null references description deferrable initially deferred,
    task_group_id bigint not null,
    name words not null,
    lead text,
    valid_from day,
    valid_until day,
    primary key (partnership_id, task_group_id),
    check (valid_from <= valid_until)
);

create table body (
    partnership_id slug not null references description deferrable initially deferred,
    body_id slug not null,
    place bigint not null,
    kind text not null check (kind in ('strategy-group', 'scrutiny', 'cabinet', 'council')),
    name words not null,
    primary key (partnership_id, body_id),
    unique (partnership_id, place)
);

-- Why: how a person proves who they are is changed apart from what they are called and what they are there for, so
-- it is a thing of its own, one for each person. The audit record knows its secrets only by their SHA-256. The time
-- step of the last six-figure code that was accepted is no decision of anybody's and changes at every sign-in, so
-- it has a table of its own that the audit record knows nothing of.
create table account (
    partnership_id text not null,
    person_id text not null,
    entry_id integer not null,
    password text check (password <> ''),
    second_factor text check (second_factor <> ''),
    second_factor_confirmed text check (
        second_factor_confirmed glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'
    ),
    issuer text check (issuer <> ''),
    subject text check (subject <> ''),
    primary key (partnership_id, person_id),
    unique (partnership_id, issuer, subject),
    foreign key (partnership_id, person_id) references person deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check (second_factor_confirmed is null or second_factor is not null),
    check ((issuer is null) = (subject is null))
) strict;

create table recovery_code (
    partnership_id text not null,
    person_id text not null,
    code text not null check (length(code) = 64 and code not glob '*[^0-9a-f]*'),
    primary key (partnership_id, person_id, code),
    foreign key (partnership_id, person_id) references account deferrable initially deferred
) strict;

create table accepted_code (
    partnership_id text not null,
    person_id text not null,
    time_step integer not null check (time_step >= 0),
    primary key (partnership_id, person_id),
    foreign key (partnership_id, person_id) references account deferrable initially deferred
) strict;

-- Why: a measure is a small description that is read and replaced whole, so it is JSON in one column; its values and the
-- judgements that a person set are by quarter, each changed by itself, and go with no measure that is not there. An amount
-- is a text in the JSON, so that it is printed as it was typed. A commentary has a number of its own, since a task group
-- is known by its name alone, which may have any letter; its words stay as they were typed until they are sent.
create table measure (
    partnership_id text not null,
    measure_id text not null,
    entry_id integer not null,
    measure text not null check (json_valid(measure)),
    primary key (partnership_id, measure_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table quarterly_value (
    partnership_id text not null,
    measure_id text not null,
    quarter text not null check (quarter glob '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    entry_id integer not null,
    quarterly_value text not null check (json_valid(quarterly_value)),
    primary key (partnership_id, measure_id, quarter),
    foreign key (partnership_id, measure_id) references measure deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table judgement_by_hand (
    partnership_id text not null,
    measure_id text not null,
    quarter text not null check (quarter glob '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    entry_id integer not null,
    judgement text not null check (json_valid(judgement)),
    primary key (partnership_id, measure_id, quarter),
    foreign key (partnership_id, measure_id) references measure deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table commentary (
    partnership_id text not null,
    commentary_id integer not null check (commentary_id >= 1),
    entry_id integer not null,
    commentary text not null check (json_valid(commentary)),
    primary key (partnership_id, commentary_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

-- Why: whoever writes a commentary may have no account, so they are known by the SHA-256 of what is written in their link,
-- and of the one before, since whoever was reminded may have begun by the first. Their name and address stand here alone,
-- not in the audit record: they are deleted once the link is over. Nothing is decided here, so that there is no audit entry.
create table commentary_link (
    partnership_id text not null references partnership,
    commentary_id integer not null check (commentary_id >= 1),
    name text not null check (trim(name) <> ''),
    email text not null check (email like '%_@_%'),
    token text check (length(token) = 64 and token not glob '*[^0-9a-f]*'),
    earlier_token text check (length(earlier_token) = 64 and earlier_token not glob '*[^0-9a-f]*'),
    until text not null check (until is date(until)),
    due integer not null check (due in (0, 1)),
    taken_up integer,
    letters integer not null check (letters >= 0),
    last_letter text check (last_letter is date(last_letter)),
    primary key (partnership_id, commentary_id)
) strict;

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

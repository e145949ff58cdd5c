-- Why: a measure is a small description that is read and replaced whole, so it is JSON in one column; its values and the
-- judgements that a person set are by quarter, each changed by itself, and go with no measure that is not there. An amount
-- is a text in the JSON, so that it is printed as it was typed. A commentary has a number of its own, since a task group
-- is known by its name alone, which may have any letter; its words stay as they were typed until they are sent.
create table measure (
    partnership_id slug not null,
    measure_id slug not null,
    entry_id bigint not null,
    measure json_text not null,
    primary key (partnership_id, measure_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table quarterly_value (
    partnership_id slug not null,
    measure_id slug not null,
    quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
    entry_id bigint not null,
    quarterly_value json_text not null,
    primary key (partnership_id, measure_id, quarter),
    foreign key (partnership_id, measure_id) references measure deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table judgement_by_hand (
    partnership_id slug not null,
    measure_id slug not null,
    quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
    entry_id bigint not null,
    judgement json_text not null,
    primary key (partnership_id, measure_id, quarter),
    foreign key (partnership_id, measure_id) references measure deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table commentary (
    partnership_id slug not null,
    commentary_id bigint not null check (commentary_id >= 1),
    entry_id bigint not null,
    commentary json_text not null,
    primary key (partnership_id, commentary_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

-- Why: whoever writes a commentary may have no account, so they are known by the SHA-256 of what is written in their link,
-- and of the one before, since whoever was reminded may have begun by the first. Their name and address stand here alone,
-- not in the audit record: they are deleted once the link is over. Nothing is decided here, so that there is no audit entry.
create table commentary_link (
    partnership_id slug not null references partnership,
    commentary_id bigint not null check (commentary_id >= 1),
    name text not null check (trim(name) <> ''),
    email text not null check (email like '%_@_%'),
    token fingerprint,
    earlier_token fingerprint,
    until day not null,
    due bigint not null check (due in (0, 1)),
    taken_up bigint,
    letters bigint not null check (letters >= 0),
    last_letter day,
    primary key (partnership_id, commentary_id)
);

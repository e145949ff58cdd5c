-- Why: a step is changed by one person while another changes the next one, so each step has an audit entry of
-- its own, and so have the days that a cycle keeps in mind. Events are only ever added. What happened is a tree
-- of cases that is read with its event and never searched, so it is JSON; step and day, which are, are columns.
create table cycle (
    partnership_id slug not null references partnership,
    cycle_id text not null check (cycle_id ~ '^[12]\d{3}-\d{2}$'),
    entry_id bigint not null,
    primary key (partnership_id, cycle_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table poll (
    partnership_id slug not null,
    cycle_id text not null,
    day day not null,
    primary key (partnership_id, cycle_id, day),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred
);

create table school_holiday (
    partnership_id slug not null,
    cycle_id text not null,
    school_holiday_id bigint not null,
    name text not null,
    first_day day not null,
    last_day day not null,
    primary key (partnership_id, cycle_id, school_holiday_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    check (first_day <= last_day)
);

create table step (
    partnership_id slug not null,
    cycle_id text not null,
    step_id slug not null,
    entry_id bigint not null,
    place bigint not null check (place >= 1),
    kind text not null check (
        kind in ('consult', 'draft', 'write', 'consider', 'approve', 'agree', 'adopt', 'publish', 'distribute')
    ),
    subject text not null check (subject in ('assessment', 'plan', 'briefing', 'report')),
    title words not null,
    planned text not null check (planned <> ''),
    owner words not null,
    body_id slug,
    primary key (partnership_id, cycle_id, step_id),
    unique (partnership_id, cycle_id, place),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, body_id) references body deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check ((body_id is not null) = (kind in ('consider', 'approve', 'agree', 'adopt')))
);

create table step_need (
    partnership_id slug not null,
    cycle_id text not null,
    step_id slug not null,
    needs_step_id slug not null,
    primary key (partnership_id, cycle_id, step_id, needs_step_id),
    foreign key (partnership_id, cycle_id, step_id) references step deferrable initially deferred,
    foreign key (partnership_id, cycle_id, needs_step_id) references step deferrable initially deferred,
    check (step_id <> needs_step_id)
);

create table event (
    partnership_id slug not null,
    cycle_id text not null,
    event_id bigint not null check (event_id >= 1),
    entry_id bigint not null,
    step_id slug not null,
    day day not null,
    who text not null,
    what json_text not null,
    primary key (partnership_id, cycle_id, event_id),
    foreign key (partnership_id, cycle_id, step_id) references step deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

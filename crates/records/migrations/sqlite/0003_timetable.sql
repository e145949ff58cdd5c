-- Why: a step is changed by one person while another changes the next one, so each step has an audit entry of
-- its own, and so have the days that a cycle keeps in mind. Events are only ever added. What happened is a tree
-- of cases that is read with its event and never searched, so it is JSON; step and day, which are, are columns.
create table cycle (
    partnership_id text not null references partnership,
    cycle_id text not null check (cycle_id glob '[12][0-9][0-9][0-9]-[0-9][0-9]'),
    entry_id integer not null,
    primary key (partnership_id, cycle_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table poll (
    partnership_id text not null,
    cycle_id text not null,
    day text not null check (day is date(day)),
    primary key (partnership_id, cycle_id, day),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred
) strict;

create table school_holiday (
    partnership_id text not null,
    cycle_id text not null,
    school_holiday_id integer not null,
    name text not null,
    first_day text not null check (first_day is date(first_day)),
    last_day text not null check (last_day is date(last_day)),
    primary key (partnership_id, cycle_id, school_holiday_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    check (first_day <= last_day)
) strict;

create table step (
    partnership_id text not null,
    cycle_id text not null,
    step_id text not null check (
        step_id glob '[a-z]*' and step_id not glob '*[^a-z0-9-]*' and step_id not glob '*-' and length(step_id) <= 60
    ),
    entry_id integer not null,
    place integer not null check (place >= 1),
    kind text not null check (
        kind in ('consult', 'draft', 'write', 'consider', 'approve', 'agree', 'adopt', 'publish', 'distribute')
    ),
    subject text not null check (subject in ('assessment', 'plan', 'briefing', 'report')),
    title text not null check (trim(title) <> ''),
    planned text not null check (planned <> ''),
    owner text not null check (trim(owner) <> ''),
    body_id text,
    primary key (partnership_id, cycle_id, step_id),
    unique (partnership_id, cycle_id, place),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, body_id) references body deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check ((body_id is not null) = (kind in ('consider', 'approve', 'agree', 'adopt')))
) strict;

create table step_need (
    partnership_id text not null,
    cycle_id text not null,
    step_id text not null,
    needs_step_id text not null,
    primary key (partnership_id, cycle_id, step_id, needs_step_id),
    foreign key (partnership_id, cycle_id, step_id) references step deferrable initially deferred,
    foreign key (partnership_id, cycle_id, needs_step_id) references step deferrable initially deferred,
    check (step_id <> needs_step_id)
) strict;

create table event (
    partnership_id text not null,
    cycle_id text not null,
    event_id integer not null check (event_id >= 1),
    entry_id integer not null,
    step_id text not null,
    day text not null check (day is date(day)),
    who text not null,
    what text not null check (json_valid(what)),
    primary key (partnership_id, cycle_id, event_id),
    foreign key (partnership_id, cycle_id, step_id) references step deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

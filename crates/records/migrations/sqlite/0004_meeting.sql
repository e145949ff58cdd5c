-- Why: a meeting, and each item of its agenda, is changed by itself: one clerk sets the date while another
-- publishes a paper. So both have audit entries of their own. An item's life is a small tree (what was decided,
-- by whom moved, which amendments) that is read with the item and never searched, so it is JSON.
create table meeting (
    partnership_id text not null,
    cycle_id text not null,
    meeting_id text not null check (
        meeting_id glob '[a-z]*' and meeting_id not glob '*[^a-z0-9-]*'
        and meeting_id not glob '*-' and length(meeting_id) <= 60
    ),
    entry_id integer not null,
    body_id text not null,
    planned text not null check (planned <> ''),
    primary key (partnership_id, cycle_id, meeting_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, body_id) references body deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table agenda_item (
    partnership_id text not null,
    cycle_id text not null,
    meeting_id text not null,
    step_id text not null,
    entry_id integer not null,
    place integer not null check (place >= 1),
    life text not null check (json_valid(life)),
    primary key (partnership_id, cycle_id, meeting_id, step_id),
    unique (partnership_id, cycle_id, meeting_id, place),
    foreign key (partnership_id, cycle_id, meeting_id) references meeting deferrable initially deferred,
    foreign key (partnership_id, cycle_id, step_id) references step deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table paper (
    partnership_id text not null,
    cycle_id text not null,
    meeting_id text not null,
    step_id text not null,
    paper_id integer not null,
    title text not null check (trim(title) <> ''),
    published text check (published is date(published)),
    primary key (partnership_id, cycle_id, meeting_id, step_id, paper_id),
    foreign key (partnership_id, cycle_id, meeting_id, step_id) references agenda_item deferrable initially deferred
) strict;

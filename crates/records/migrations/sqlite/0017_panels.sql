-- Why: neighbourhood panels belong to a partnership and to no cycle, since they go on over the years. A panel, a meeting and
-- an issue are each a small tree that is read and replaced whole, so each is JSON in one column. A panel meets once on a
-- day, so the day names the meeting.
--
-- What people said of an issue may hold names, whatever they are asked. So the audit record has a salted hash of an issue's
-- words, and they can be deleted on their day.
create table panel (
    partnership_id text not null references partnership,
    panel_id text not null check (
        panel_id glob '[a-z]*' and panel_id not glob '*[^a-z0-9-]*'
        and panel_id not glob '*-' and length(panel_id) <= 60
    ),
    entry_id integer not null,
    panel text not null check (json_valid(panel)),
    primary key (partnership_id, panel_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table panel_meeting (
    partnership_id text not null,
    panel_id text not null,
    day text not null check (day is date(day)),
    entry_id integer not null,
    meeting text not null check (json_valid(meeting)),
    primary key (partnership_id, panel_id, day),
    foreign key (partnership_id, panel_id) references panel deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table panel_issue (
    partnership_id text not null,
    panel_id text not null,
    issue_id integer not null check (issue_id >= 1),
    entry_id integer not null,
    issue text not null check (json_valid(issue)),
    salt text not null check (length(salt) = 64 and salt not glob '*[^0-9a-f]*'),
    primary key (partnership_id, panel_id, issue_id),
    foreign key (partnership_id, panel_id) references panel deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

-- Why: neighbourhood panels belong to a partnership and to no cycle, since they go on over the years. A panel, a meeting and
-- an issue are each a small tree that is read and replaced whole, so each is JSON in one column. A panel meets once on a
-- day, so the day names the meeting.
--
-- What people said of an issue may hold names, whatever they are asked. So the audit record has a salted hash of an issue's
-- words, and they can be deleted on their day.
create table panel (
    partnership_id slug not null references partnership,
    panel_id slug not null,
    entry_id bigint not null,
    panel json_text not null,
    primary key (partnership_id, panel_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table panel_meeting (
    partnership_id slug not null,
    panel_id slug not null,
    day day not null,
    entry_id bigint not null,
    meeting json_text not null,
    primary key (partnership_id, panel_id, day),
    foreign key (partnership_id, panel_id) references panel deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table panel_issue (
    partnership_id slug not null,
    panel_id slug not null,
    issue_id bigint not null check (issue_id >= 1),
    entry_id bigint not null,
    issue json_text not null,
    salt fingerprint not null,
    primary key (partnership_id, panel_id, issue_id),
    foreign key (partnership_id, panel_id) references panel deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

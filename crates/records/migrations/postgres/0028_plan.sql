-- Why: a plan's texts, objectives and undertakings are one small tree that is read and replaced whole, so they are JSON in one
-- column. An action is a row of its own with all that was done about it, since its lead notes progress while others change
-- other actions, each of them alone.
create table plan (
    partnership_id slug not null,
    cycle_id text not null,
    entry_id bigint not null,
    plan json_text not null,
    primary key (partnership_id, cycle_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table plan_action (
    partnership_id slug not null,
    cycle_id text not null,
    action_id bigint not null check (action_id >= 1),
    entry_id bigint not null,
    action json_text not null,
    primary key (partnership_id, cycle_id, action_id),
    foreign key (partnership_id, cycle_id) references plan deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

-- Why: whoever notes progress may have no account, so they are known by the SHA-256 of what is written in their link. It is for
-- all actions that an authority leads in a cycle, since one person there often answers for several. Their name stands here
-- alone, not in the audit record, and is deleted once the link is over. Nothing is decided here, so there is no audit entry.
create table progress_link (
    partnership_id slug not null references partnership,
    cycle_id text not null,
    lead text not null check (trim(lead) <> ''),
    name text not null check (trim(name) <> ''),
    token fingerprint not null,
    until day not null,
    primary key (partnership_id, cycle_id, lead)
);

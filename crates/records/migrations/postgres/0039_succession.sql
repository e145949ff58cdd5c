-- Why: districts merge and part, and a partnership that follows another begins a book of its own: nothing of the old one's is
-- moved or copied, so that its audit record stays whole. The new one's book says whom it follows, the old one's who follows it
-- and from which day on nothing of it is changed any more. The short names and names of others stand as JSON and are held by
-- no key, so that no book depends on another's rows.
create table predecessors (
    partnership_id slug not null primary key references partnership,
    entry_id bigint not null,
    day day not null,
    from_others json_text not null,
    because words not null,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table successors (
    partnership_id slug not null primary key references partnership,
    entry_id bigint not null,
    day day not null,
    into_others json_text not null,
    because words not null,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

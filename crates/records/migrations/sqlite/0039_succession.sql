-- Why: districts merge and part, and a partnership that follows another begins a book of its own: nothing of the old one's is
-- moved or copied, so that its audit record stays whole. The new one's book says whom it follows, the old one's who follows it
-- and from which day on nothing of it is changed any more. The short names and names of others stand as JSON and are held by
-- no key, so that no book depends on another's rows.
create table predecessors (
    partnership_id text not null primary key references partnership,
    entry_id integer not null,
    day text not null check (day is date(day)),
    from_others text not null check (json_valid(from_others)),
    because text not null check (trim(because) <> ''),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table successors (
    partnership_id text not null primary key references partnership,
    entry_id integer not null,
    day text not null check (day is date(day)),
    into_others text not null check (json_valid(into_others)),
    because text not null check (trim(because) <> ''),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

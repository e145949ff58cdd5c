-- Why: what people said at panels may name somebody and is not needed for good, but panels go on over the years and have no
-- day on which they close. So a partnership sets for how many days after an issue was last heard of its words are kept. It
-- sets one number for all its panels; no row means that nothing is deleted.
create table panel_retention (
    partnership_id text not null references partnership primary key,
    entry_id integer not null,
    days integer not null check (days between 28 and 3650),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

-- Why: a reminder goes once, though two programs may look for what is due at the same moment, and though either may
-- stop between sending and saying so. So it is taken up before it is sent, by one statement that one of them wins,
-- and a reminder that was taken up long ago and never marked as sent may be taken up again. Nothing is decided by
-- it, so it has no audit entry. Times are counted in seconds since 1970.
create table reminder (
    partnership_id slug not null references partnership,
    person_id slug not null,
    day day not null,
    key words not null,
    taken_up bigint not null,
    sent bigint,
    primary key (partnership_id, person_id, day, key),
    foreign key (partnership_id, person_id) references person deferrable initially deferred
);

-- Why: a browser sends nothing but the name of its session, so a session is found without knowing whose it is, by
-- the SHA-256 of that name: whoever reads this table can take over none. A session has a partnership and a person
-- of it once somebody signed in, both or neither. Nothing is decided by it, so it has no audit entry. When it ends
-- is counted in seconds since 1970, so that both engines find those that ended alike.
create table session (
    session_id fingerprint primary key,
    partnership_id slug,
    person_id slug,
    data json_text not null,
    expires bigint not null,
    foreign key (partnership_id, person_id) references person deferrable initially deferred,
    check ((partnership_id is null) = (person_id is null))
);

create index session_by_person on session (partnership_id, person_id);
create index session_by_end on session (expires);

-- Why: a link lets whoever has it do one thing without signing in, so it is known by the SHA-256 of what is written
-- in it and by nothing else: whoever reads this table cannot follow one. A link that ended stays on record with how
-- it ended. Its number is that of the audit entry that made it, which says by whom; so no number is given twice.
create table access_link (
    partnership_id slug not null references partnership,
    access_link_id bigint not null check (access_link_id >= 1),
    entry_id bigint not null,
    purpose text not null check (purpose in ('set-password', 'sign-in-once', 'read-year', 'calendar')),
    person_id slug,
    name words,
    token fingerprint not null,
    made moment not null,
    expires moment not null,
    used moment,
    revoked moment,
    primary key (partnership_id, access_link_id),
    unique (partnership_id, token),
    foreign key (partnership_id, person_id) references person deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check ((person_id is null) = (name is not null)),
    check (name is null or purpose = 'read-year'),
    check (used is null or (revoked is null and purpose in ('set-password', 'sign-in-once')))
);

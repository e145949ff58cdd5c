-- Why: what was published is a list of files with their SHA-256 that is never changed, so it is JSON in one column; only that
-- it was withdrawn is added, once. The bytes lie in the home under their SHA-256, since a site has megabytes that no query
-- reads, and most of them are the same in the next publication.
create table publication (
    partnership_id slug not null,
    cycle_id text not null,
    publication_id bigint not null check (publication_id >= 1),
    entry_id bigint not null,
    publication json_text not null,
    primary key (partnership_id, cycle_id, publication_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

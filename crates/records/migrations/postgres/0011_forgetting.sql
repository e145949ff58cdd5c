-- Why: the audit record must outlast the people in it, and what it says of them must not. So the chain no longer
-- hashes who made a change and what was changed, but a seal of each: the SHA-256 of the text and of a random salt
-- that is kept beside it. Once the text and the salt are deleted the seal stays, from which nobody finds the text,
-- and the chain can be walked as before. What was forgotten is itself on record, so that nothing is blotted out in
-- silence. Entries of earlier layouts have no seals and keep the hashes that they have.
create domain seal as text check (value ~ '^(open|shut):[0-9a-f]{64}$');

alter table audit_entry add column who_seal seal;
alter table audit_entry add column thing_seal seal check ((thing_seal is null) = (who_seal is null));

create table forgetting (
    partnership_id slug not null references partnership,
    forgetting_id bigint not null check (forgetting_id >= 1),
    entry_id bigint not null,
    day day not null,
    things json_text not null,
    signatures json_text not null,
    primary key (partnership_id, forgetting_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

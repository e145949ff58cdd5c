-- Why: the audit record must outlast the people in it, and what it says of them must not. So the chain no longer
-- hashes who made a change and what was changed, but a seal of each: the SHA-256 of the text and of a random salt
-- that is kept beside it. Once the text and the salt are deleted the seal stays, from which nobody finds the text,
-- and the chain can be walked as before. What was forgotten is itself on record, so that nothing is blotted out in
-- silence. Entries of earlier layouts have no seals and keep the hashes that they have.
alter table audit_entry add column who_seal text check (
    substr(who_seal, 1, 5) in ('open:', 'shut:') and length(who_seal) = 69 and substr(who_seal, 6) not glob '*[^0-9a-f]*'
);
alter table audit_entry add column thing_seal text check (
    substr(thing_seal, 1, 5) in ('open:', 'shut:') and length(thing_seal) = 69
    and substr(thing_seal, 6) not glob '*[^0-9a-f]*' and (thing_seal is null) = (who_seal is null)
);

create table forgetting (
    partnership_id text not null references partnership,
    forgetting_id integer not null check (forgetting_id >= 1),
    entry_id integer not null,
    day text not null check (day is date(day)),
    things text not null check (json_valid(things)),
    signatures text not null check (json_valid(signatures)),
    primary key (partnership_id, forgetting_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

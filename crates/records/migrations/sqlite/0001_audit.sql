-- Why: every change of anything must be found again with its author, and a change made past the program
-- must be found out. So each partnership has a chain of entries, each hashed with the one before it, and
-- its own row holds how many there are and the last hash, so that the end of the chain cannot be cut off.
-- That row is also what a writer locks. Kinds of things are not listed in a check: every stage adds its own.
create table partnership (
    partnership_id text not null primary key check (
        partnership_id glob '[a-z]*' and partnership_id not glob '*[^a-z0-9-]*'
        and partnership_id not glob '*-' and length(partnership_id) <= 60
    ),
    entries integer not null check (entries >= 0),
    head text not null check (length(head) = 64 and head not glob '*[^0-9a-f]*')
) strict;

create table audit_entry (
    partnership_id text not null references partnership,
    entry_id integer not null check (entry_id >= 1),
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
    who text not null check (trim(who) <> ''),
    kind text not null,
    key text not null,
    before text check (json_valid(before)),
    after text check (json_valid(after)),
    hash text not null check (length(hash) = 64 and hash not glob '*[^0-9a-f]*'),
    primary key (partnership_id, entry_id),
    check (before is not null or after is not null)
) strict;

create index audit_entry_by_thing on audit_entry (partnership_id, kind, key, entry_id);

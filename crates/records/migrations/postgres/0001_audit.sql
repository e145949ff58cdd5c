-- Why: every change of anything must be found again with its author, and a change made past the program
-- must be found out. So each partnership has a chain of entries, each hashed with the one before it, and
-- its own row holds how many there are and the last hash, so that the end of the chain cannot be cut off.
-- That row is also what a writer locks. Kinds of things are not listed in a check: every stage adds its own.
-- JSON is kept as text, since jsonb would not give back the bytes that were hashed; days are text, so that
-- both engines store and order them alike.
create domain slug as text check (value ~ '^[a-z]([a-z0-9-]{0,58}[a-z0-9])?$');
create domain day as text check (value ~ '^\d{4}-\d{2}-\d{2}$' and value = to_char(value::date, 'YYYY-MM-DD'));
create domain words as text check (trim(value) <> '');
create domain json_text as text check (value is null or value::json is not null);

create table partnership (
    partnership_id slug primary key,
    entries bigint not null check (entries >= 0),
    head text not null check (head ~ '^[0-9a-f]{64}$')
);

create table audit_entry (
    partnership_id slug not null references partnership,
    entry_id bigint not null check (entry_id >= 1),
    at text not null check (at ~ '^\d{4}-\d{2}-\d{2}T.*Z$'),
    who words not null,
    kind text not null,
    key text not null,
    before json_text,
    after json_text,
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    primary key (partnership_id, entry_id),
    check (before is not null or after is not null)
);

create index audit_entry_by_thing on audit_entry (partnership_id, kind, key, entry_id);

-- Why: a document goes from body to body, and what it says at each must be known for ever. So a version is kept whole on the
-- day on which it is put forward, and what was then done to it is a row of notes that are added to and never changed: one
-- that is recorded from an older state finds its number taken. What a body decided stands with its meeting and is not kept
-- again; a note says only what that means for the text.
--
-- A text and its amendments may hold what is exempt from publication, so the audit record has the hash of a version's text
-- and, salted, of a note.
create table put_forward (
    partnership_id text not null,
    cycle_id text not null,
    document text not null check (document in ('assessment', 'plan')),
    version_id integer not null check (version_id >= 1),
    entry_id integer not null,
    version text not null check (json_valid(version)),
    primary key (partnership_id, cycle_id, document, version_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table approval_note (
    partnership_id text not null,
    cycle_id text not null,
    document text not null check (document in ('assessment', 'plan')),
    note_id integer not null check (note_id >= 1),
    entry_id integer not null,
    note text not null check (json_valid(note)),
    salt text not null check (length(salt) = 64 and salt not glob '*[^0-9a-f]*'),
    primary key (partnership_id, cycle_id, document, note_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

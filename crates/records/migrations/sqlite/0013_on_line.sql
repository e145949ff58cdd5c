-- Why: somebody who answers on-line may stop and come back by a code that they wrote down. What they have answered by then
-- is kept under the SHA-256 of that code and goes when it is sent, or on the day after `until`. It is not a reply yet:
-- nobody decides by it, so it has no audit entry. It has a version and no reference to one, since a version is deleted and
-- written anew when it is closed, and whoever answers need not wait for that.
--
-- What was noticed about a reply (`signals`) is told to whoever reads the replies and decides nothing, so that it has no
-- audit entry either. `words` is a SHA-256 of what was written in free words, by which the same words are found again
-- without comparing every reply with every other; the words themselves stand beside it, in the reply.
--
-- An invitation is known by its address alone, so that nothing in it can be the same as something in a reply. Of the link
-- the SHA-256 is kept, and of the one before, since whoever was reminded may have begun by the first. `used` has no day. When
-- a link is used up, every invitation of the consultation is written anew by the same statement: else PostgreSQL, which
-- writes a changed row in another place and notes by which transaction, would tell which was used by which reply.
create table reply_under_way (
    partnership_id text not null references partnership,
    code text not null check (length(code) = 64 and code not glob '*[^0-9a-f]*'),
    cycle_id text not null,
    questionnaire_id text not null,
    version_id integer not null check (version_id >= 1),
    language text not null check (language in ('en', 'cy')),
    answers text not null check (json_valid(answers)),
    until text not null check (until is date(until)),
    primary key (partnership_id, code)
) strict;

create table reply_signal (
    partnership_id text not null references partnership,
    reply_id integer not null,
    cycle_id text not null,
    questionnaire_id text not null,
    signals text not null check (json_valid(signals)),
    words text check (length(words) = 64 and words not glob '*[^0-9a-f]*'),
    primary key (partnership_id, reply_id)
) strict;

create index reply_signal_by_words on reply_signal (partnership_id, cycle_id, questionnaire_id, words);

create table invitation (
    partnership_id text not null references partnership,
    cycle_id text not null,
    questionnaire_id text not null,
    email text not null check (email like '%_@_%'),
    language text not null check (language in ('en', 'cy')),
    token text check (length(token) = 64 and token not glob '*[^0-9a-f]*'),
    earlier_token text check (length(earlier_token) = 64 and earlier_token not glob '*[^0-9a-f]*'),
    due integer not null check (due in (0, 1)),
    taken_up integer,
    letters integer not null check (letters >= 0),
    used integer not null check (used in (0, 1)),
    primary key (partnership_id, cycle_id, questionnaire_id, email)
) strict;

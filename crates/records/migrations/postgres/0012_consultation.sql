-- Why: a consultation of a cycle is known by its questionnaire's short name. What is asked (sections, questions, answers,
-- routes, each text in several languages) is a deep tree that only ever is read and replaced whole, that nobody searches,
-- and that a version freezes as it was typed; so it is kept as its typed JSON in one column, and the core reads it anew.
-- So are the description and the layout of a printed form. The body that decides is a column beside the description,
-- so that none can be taken away that a consultation names.
--
-- The text consulted on is kept once, under its SHA-256, whatever consultations name it. It may be any file, so its bytes
-- are written as hexadecimal digits: a text on both engines and in a backup.
--
-- A reply has a day and no time, and neither who gave it nor who keyed it nor an address. What was answered may be
-- personal, so the audit record has only a hash of it, with a random salt: without a salt, the few answers that a form
-- allows could be tried one by one. The salt stands beside the answers and goes when they go. That a reply came late is
-- not kept: it follows from its day and the cut-off date.
create table consulted_text (
    partnership_id slug not null references partnership,
    sha256 fingerprint not null,
    entry_id bigint not null,
    content text not null check (length(content) % 2 = 0 and content !~ '[^0-9a-f]'),
    primary key (partnership_id, sha256),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table consultation (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    entry_id bigint not null,
    body_id slug not null,
    sha256 fingerprint not null,
    description json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, body_id) references body deferrable initially deferred,
    foreign key (partnership_id, sha256) references consulted_text deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table questionnaire_version (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    version_id bigint not null check (version_id >= 1),
    entry_id bigint not null,
    questionnaire json_text not null,
    opened day,
    closed day,
    primary key (partnership_id, cycle_id, questionnaire_id, version_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check (closed is null or (opened is not null and opened <= closed))
);

create table form_layout (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    version_id bigint not null,
    form_id slug not null,
    entry_id bigint not null,
    layout json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, version_id, form_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, version_id)
        references questionnaire_version deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table reply (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    reply_id bigint not null check (reply_id >= 1),
    entry_id bigint not null,
    version_id bigint not null,
    channel text not null check (channel in ('online', 'paper', 'phone', 'assisted', 'event', 'letter')),
    language text not null check (language in ('en', 'cy')),
    day day not null,
    answers json_text not null,
    salt fingerprint not null,
    primary key (partnership_id, cycle_id, questionnaire_id, reply_id),
    unique (partnership_id, reply_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, version_id)
        references questionnaire_version deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

-- Why: the assessment of a cycle is drafted in versions. A version is kept whole and never changes, and the next one has the
-- next number: so whoever saves from a version that is not the last is refused, and nothing is lost. How many passages were
-- numbered stands with each version, so that no number is given twice. A circulated draft has its figures with it, as one
-- JSON text, byte by byte.
--
-- A text may hold what is exempt from publication, so the audit record has the hash of a version's files, of a circulated
-- draft and, salted, of a comment's words.
create table assessment (
    partnership_id slug not null,
    cycle_id text not null,
    entry_id bigint not null,
    about json_text not null,
    primary key (partnership_id, cycle_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table assessment_version (
    partnership_id slug not null,
    cycle_id text not null,
    version_id bigint not null check (version_id >= 1),
    entry_id bigint not null,
    writer text not null check (length(writer) >= 1),
    day day not null,
    note text not null,
    given bigint not null check (given >= 0),
    sources json_text not null,
    primary key (partnership_id, cycle_id, version_id),
    foreign key (partnership_id, cycle_id) references assessment deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table assessment_comment (
    partnership_id slug not null,
    cycle_id text not null,
    comment_id bigint not null check (comment_id >= 1),
    entry_id bigint not null,
    comment json_text not null,
    salt fingerprint not null,
    primary key (partnership_id, cycle_id, comment_id),
    foreign key (partnership_id, cycle_id) references assessment deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table circulated_draft (
    partnership_id slug not null,
    cycle_id text not null,
    version_id bigint not null,
    entry_id bigint not null,
    day day not null,
    draft json_text not null,
    primary key (partnership_id, cycle_id, version_id),
    foreign key (partnership_id, cycle_id, version_id) references assessment_version deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

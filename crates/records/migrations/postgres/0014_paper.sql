-- Why: what came back on paper is read by a machine and decided by people, and both stay on record beside each other. A
-- batch has files, known by their SHA-256 (the bytes lie in the home's folder of scans, once); a file has sides; a side has
-- the machine's reading, which is never changed, as JSON, since it is only ever read whole. A return is one person's form:
-- which sides, what the machine says of each question, whether it counts, and the reply that it became. A decision is
-- never changed either. Who made it and when is not kept beside it but is that of its audit entry, so that whoever is
-- forgotten there is forgotten here. What was read or decided is an answer, so the audit record has only a salted hash of it.
-- A booking-in is how many forms were received on a day.
create table scan_batch (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    batch_id bigint not null check (batch_id >= 1),
    entry_id bigint not null,
    day day not null,
    printed text not null check (printed in ('one-side', 'both-sides')),
    second_look json_text not null,
    stage text not null check (stage in ('reading', 'read')),
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table scan_file (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    batch_id bigint not null,
    file_id bigint not null check (file_id >= 1),
    entry_id bigint not null,
    sha256 fingerprint not null,
    name words not null,
    ended json_text,
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, file_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id)
        references scan_batch deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table scan_side (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    batch_id bigint not null,
    side_id bigint not null check (side_id >= 1),
    entry_id bigint not null,
    file_id bigint not null,
    page_of_file bigint not null check (page_of_file >= 1),
    salt fingerprint not null,
    pictures json_text not null,
    reading json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, side_id),
    unique (partnership_id, cycle_id, questionnaire_id, batch_id, file_id, page_of_file),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id, file_id)
        references scan_file deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table paper_return (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    batch_id bigint not null,
    return_id bigint not null check (return_id >= 1),
    entry_id bigint not null,
    version_id bigint not null,
    counts text not null check (counts in ('counts', 'doubted', 'set-aside')),
    reply_id bigint,
    salt fingerprint not null,
    sides json_text not null,
    machine json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id),
    unique (partnership_id, cycle_id, questionnaire_id, reply_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id)
        references scan_side deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, version_id)
        references questionnaire_version deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, reply_id) references reply deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred,
    check (reply_id is null or counts = 'counts')
);

create table paper_decision (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    batch_id bigint not null,
    return_id bigint not null,
    decision_id bigint not null check (decision_id >= 1),
    entry_id bigint not null,
    how text not null check (how in ('snippet', 'whole-form')),
    salt fingerprint not null,
    act json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id, decision_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id, return_id)
        references paper_return deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table booking_in (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    day day not null,
    entry_id bigint not null,
    received bigint not null check (received >= 0),
    primary key (partnership_id, cycle_id, questionnaire_id, day),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

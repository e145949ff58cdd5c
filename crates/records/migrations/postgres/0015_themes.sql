-- Why: what people wrote is coded by a frame that somebody signs off; each version of it is a small tree that is read and
-- replaced whole, so it is JSON in one column. A coding names the version by which it was made, and a reply has one in
-- each turn. Codings have no words of the reply, so they stay when words are deleted, and themes can be counted still.
--
-- A quotation has places in a comment and none of its words until somebody clears it; the cleared words are kept by
-- themselves, so that they outlive the comment, and the audit record has only a salted hash of them.
--
-- Retention: the days that a partnership set, and a tombstone for each field and day on which something went. What the
-- replies came to before is with the tombstone, since answers about the person can be counted no more.
create table code_frame (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    question_id slug not null,
    frame_id bigint not null check (frame_id >= 1),
    entry_id bigint not null,
    frame json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, question_id, frame_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table coding (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    question_id slug not null,
    reply_id bigint not null,
    turn text not null check (turn in ('first', 'second', 'third-person', 'talking')),
    entry_id bigint not null,
    frame_id bigint not null,
    said json_text not null,
    coder slug not null,
    day day not null,
    suggested json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, question_id, reply_id, turn),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, reply_id)
        references reply deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, question_id, frame_id)
        references code_frame deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table quotation (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    quotation_id bigint not null check (quotation_id >= 1),
    entry_id bigint not null,
    reply_id bigint not null,
    quotation json_text not null,
    cleared json_text,
    salt fingerprint not null,
    primary key (partnership_id, cycle_id, questionnaire_id, quotation_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, reply_id)
        references reply deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table you_said (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    you_said_id bigint not null check (you_said_id >= 1),
    entry_id bigint not null,
    you_said json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, you_said_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table retention (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    entry_id bigint not null,
    days json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table tombstone (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    field text not null check (field in ('free-text', 'about-you')),
    day day not null,
    entry_id bigint not null,
    replies bigint not null check (replies >= 1),
    up_to bigint not null,
    sha256 fingerprint not null,
    totals json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, field, day),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

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
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    question_id text not null check (
        question_id glob '[a-z]*' and question_id not glob '*[^a-z0-9-]*'
        and question_id not glob '*-' and length(question_id) <= 60
    ),
    frame_id integer not null check (frame_id >= 1),
    entry_id integer not null,
    frame text not null check (json_valid(frame)),
    primary key (partnership_id, cycle_id, questionnaire_id, question_id, frame_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table coding (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    question_id text not null check (
        question_id glob '[a-z]*' and question_id not glob '*[^a-z0-9-]*'
        and question_id not glob '*-' and length(question_id) <= 60
    ),
    reply_id integer not null,
    turn text not null check (turn in ('first', 'second', 'third-person', 'talking')),
    entry_id integer not null,
    frame_id integer not null,
    said text not null check (json_valid(said)),
    coder text not null check (
        coder glob '[a-z]*' and coder not glob '*[^a-z0-9-]*'
        and coder not glob '*-' and length(coder) <= 60
    ),
    day text not null check (day is date(day)),
    suggested text not null check (json_valid(suggested)),
    primary key (partnership_id, cycle_id, questionnaire_id, question_id, reply_id, turn),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, reply_id)
        references reply deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, question_id, frame_id)
        references code_frame deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table quotation (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    quotation_id integer not null check (quotation_id >= 1),
    entry_id integer not null,
    reply_id integer not null,
    quotation text not null check (json_valid(quotation)),
    cleared text check (cleared is null or json_valid(cleared)),
    salt text not null check (length(salt) = 64 and salt not glob '*[^0-9a-f]*'),
    primary key (partnership_id, cycle_id, questionnaire_id, quotation_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, cycle_id, questionnaire_id, reply_id)
        references reply deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table you_said (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    you_said_id integer not null check (you_said_id >= 1),
    entry_id integer not null,
    you_said text not null check (json_valid(you_said)),
    primary key (partnership_id, cycle_id, questionnaire_id, you_said_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table retention (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    entry_id integer not null,
    days text not null check (json_valid(days)),
    primary key (partnership_id, cycle_id, questionnaire_id),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table tombstone (
    partnership_id text not null,
    cycle_id text not null,
    questionnaire_id text not null,
    field text not null check (field in ('free-text', 'about-you')),
    day text not null check (day is date(day)),
    entry_id integer not null,
    replies integer not null check (replies >= 1),
    up_to integer not null,
    sha256 text not null check (length(sha256) = 64 and sha256 not glob '*[^0-9a-f]*'),
    totals text not null check (json_valid(totals)),
    primary key (partnership_id, cycle_id, questionnaire_id, field, day),
    foreign key (partnership_id, cycle_id, questionnaire_id) references consultation deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

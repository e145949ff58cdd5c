-- Why: the long list of a cycle is kept whole, with what was set aside and why, so that the next year can read it. An issue,
-- a round of scoring, a score and a decision are each a small tree that is read and replaced whole, so they are JSON in one
-- column. Each person's score of an issue is a row of its own, since several score at once and each alone. A round's scores
-- stay when a method is changed: the next round has the next number. Decisions are numbered too, since a body may decide
-- anew in the middle of a year; what it decided before can still be read.
create table candidate_issue (
    partnership_id text not null,
    cycle_id text not null,
    issue_id integer not null check (issue_id >= 1),
    entry_id integer not null,
    issue text not null check (json_valid(issue)),
    primary key (partnership_id, cycle_id, issue_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table scoring_round (
    partnership_id text not null,
    cycle_id text not null,
    round_id integer not null check (round_id >= 1),
    entry_id integer not null,
    round text not null check (json_valid(round)),
    primary key (partnership_id, cycle_id, round_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table issue_score (
    partnership_id text not null,
    cycle_id text not null,
    round_id integer not null check (round_id >= 1),
    issue_id integer not null check (issue_id >= 1),
    person_id text not null,
    entry_id integer not null,
    score text not null check (json_valid(score)),
    primary key (partnership_id, cycle_id, round_id, issue_id, person_id),
    foreign key (partnership_id, cycle_id, round_id) references scoring_round deferrable initially deferred,
    foreign key (partnership_id, cycle_id, issue_id) references candidate_issue deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table priority_decision (
    partnership_id text not null,
    cycle_id text not null,
    decision_id integer not null check (decision_id >= 1),
    entry_id integer not null,
    decision text not null check (json_valid(decision)),
    primary key (partnership_id, cycle_id, decision_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

-- Why: each person has a list of what is due, and it is of those for whom they act: an organisation, a task group,
-- themselves. A person may act for several, so this is a table. An owner is the words of a step and no thing of its
-- own, so nothing is referred to: a person keeps acting for an owner while the steps change. It is changed with the
-- person, whose audit entry tells of it.
create table acts_for (
    partnership_id text not null,
    person_id text not null,
    owner text not null check (trim(owner) <> ''),
    primary key (partnership_id, person_id, owner),
    foreign key (partnership_id, person_id) references person deferrable initially deferred
) strict;

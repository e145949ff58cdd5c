-- Why: what a sample of people says may be estimated for all from whom they were drawn, if it is known which replies are
-- theirs. So an invitation has the number of the stratum in which its receiver was drawn (none where nobody was drawn, as
-- with partners who are invited), and once its link is used the reply has that number, too, in a table of its own. That
-- is all the two have in common: a stratum has at least ten people (the type sees to that), so that it does not tell
-- whose a reply is. It is noted by the same transaction as the reply, decides nothing, and so has no audit entry.
alter table invitation add column stratum integer check (stratum >= 1);

create table sampled_reply (
    partnership_id text not null references partnership,
    reply_id integer not null,
    cycle_id text not null,
    questionnaire_id text not null,
    stratum integer not null check (stratum >= 1),
    primary key (partnership_id, reply_id)
) strict;

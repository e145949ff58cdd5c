-- Why: a consultation can be closed by hand before its last day. Whoever answers after that is told that the reply is
-- kept and marked as late; the day alone does not tell that, and no time of day is kept, since it could tell who was there.
-- So each reply says whether any version was still asked when it came, as 0, or none any more, as 1. What was kept before
-- this was known counts as asked for, as it was counted until then. A row's own audit entry says so, too.
alter table reply add column after_closing bigint not null default 0 check (after_closing in (0, 1));

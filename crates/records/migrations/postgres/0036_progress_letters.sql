-- Why: a link to note progress by may go by letter, and whoever has it is reminded while a quarter is not told of. So the link
-- knows the address, whether a letter is due, who is sending it, when the last one went and what the mail server said when
-- one did not. The link before the last stands, too, since whoever was reminded may have begun by the first. Where there is
-- no address it was handed over, as every link was before.
alter table progress_link add column email text check (email like '%_@_%');
alter table progress_link add column earlier_token fingerprint;
alter table progress_link add column due bigint not null default 0 check (due in (0, 1));
alter table progress_link add column taken_up bigint;
alter table progress_link add column letters bigint not null default 0 check (letters >= 0);
alter table progress_link add column last_letter day;
alter table progress_link add column refused text check (trim(refused) <> '');

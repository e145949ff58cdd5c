-- Why: forms on paper and the addresses of those who were invited have their day too, and each leaves a tombstone.
alter table tombstone drop constraint tombstone_field_check;
alter table tombstone add constraint tombstone_field_check
    check (field in ('invitations', 'paper', 'free-text', 'about-you'));

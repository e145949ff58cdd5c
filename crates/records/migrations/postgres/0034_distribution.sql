-- Why: whom a partnership tells of what it publishes outlives any cycle, so a distribution list belongs to the partnership. A
-- recipient is read and replaced whole, so it is JSON in one column. Names and addresses are not for good: the audit record
-- has a salted hash of them, and the row goes on the day in `until_day`.
--
-- A sending says which publication goes to which lists, and is never changed. A dispatch is what goes to one recipient; it
-- changes as letters go, which nobody decides, so that it has no audit entry. It names its recipient by list and number alone
-- and has no reference to it: when the recipient's row goes, what is left tells how many got it and not who. `taken_up` is
-- when a letter was about to go: one that was taken up and never settled is in doubt, and does not go again by itself. Of the
-- link by which somebody says that they have it, the SHA-256 is kept.
--
-- An easy-read text is a source that is replaced whole, and that it was cleared, so it is JSON in one column.
--
-- A request for another format is JSON with all that was done about it, as an issue of a panel is, and is kept like it.
create table distribution_list (
    partnership_id slug not null references partnership,
    list_id slug not null,
    entry_id bigint not null,
    list json_text not null,
    primary key (partnership_id, list_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table recipient (
    partnership_id slug not null,
    list_id slug not null,
    recipient_id bigint not null check (recipient_id >= 1),
    entry_id bigint not null,
    recipient json_text not null,
    salt fingerprint not null,
    until_day day not null,
    primary key (partnership_id, list_id, recipient_id),
    foreign key (partnership_id, list_id) references distribution_list deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table sending (
    partnership_id slug not null references partnership,
    sending_id bigint not null check (sending_id >= 1),
    entry_id bigint not null,
    sending json_text not null,
    primary key (partnership_id, sending_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table dispatch (
    partnership_id slug not null references partnership,
    sending_id bigint not null,
    dispatch_id bigint not null check (dispatch_id >= 1),
    list_id slug not null,
    recipient_id bigint not null,
    way text not null check (way in ('email', 'post')),
    standing text not null check (standing in ('waiting', 'under-way', 'went', 'failed')),
    taken_up bigint,
    day day,
    said text,
    token fingerprint,
    received day,
    received_by text check (received_by in ('link', 'hand')),
    primary key (partnership_id, sending_id, dispatch_id),
    check ((standing = 'under-way') = (taken_up is not null)),
    check ((standing in ('went', 'failed')) = (day is not null)),
    check ((received is null) = (received_by is null))
);

create index dispatch_by_token on dispatch (partnership_id, token);

create table format_request (
    partnership_id slug not null references partnership,
    request_id bigint not null check (request_id >= 1),
    entry_id bigint not null,
    request json_text not null,
    salt fingerprint not null,
    primary key (partnership_id, request_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table easy_read (
    partnership_id slug not null,
    cycle_id text not null,
    entry_id bigint not null,
    easy_read json_text not null,
    primary key (partnership_id, cycle_id),
    foreign key (partnership_id, cycle_id) references cycle deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

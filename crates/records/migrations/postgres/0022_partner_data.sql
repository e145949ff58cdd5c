-- Why: authorities send returns each quarter and others their own series, and whoever uses them must know which file a
-- figure came from. So each file is a delivery with the hash of its bytes; the bytes themselves are not kept, since days
-- and places can lead to people. A later delivery of the same quarter takes the place of the earlier by being later: both
-- stay. What was taken is a list of counts or values that is read whole, so it is JSON in one column.
create table return_supplier (
    partnership_id slug not null references partnership,
    supplier_id slug not null,
    entry_id bigint not null,
    supplier json_text not null,
    primary key (partnership_id, supplier_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

create table partner_delivery (
    partnership_id slug not null references partnership,
    delivery_id bigint not null check (delivery_id >= 1),
    entry_id bigint not null,
    delivery json_text not null,
    primary key (partnership_id, delivery_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

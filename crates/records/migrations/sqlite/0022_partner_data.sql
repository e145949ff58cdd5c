-- Why: authorities send returns each quarter and others their own series, and whoever uses them must know which file a
-- figure came from. So each file is a delivery with the hash of its bytes; the bytes themselves are not kept, since days
-- and places can lead to people. A later delivery of the same quarter takes the place of the earlier by being later: both
-- stay. What was taken is a list of counts or values that is read whole, so it is JSON in one column.
create table return_supplier (
    partnership_id text not null references partnership,
    supplier_id text not null check (
        supplier_id glob '[a-z]*' and supplier_id not glob '*[^a-z0-9-]*'
        and supplier_id not glob '*-' and length(supplier_id) <= 60
    ),
    entry_id integer not null,
    supplier text not null check (json_valid(supplier)),
    primary key (partnership_id, supplier_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

create table partner_delivery (
    partnership_id text not null references partnership,
    delivery_id integer not null check (delivery_id >= 1),
    entry_id integer not null,
    delivery text not null check (json_valid(delivery)),
    primary key (partnership_id, delivery_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

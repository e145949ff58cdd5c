-- Why: whoever sends a prescribed return may have no account: an analyst of a fire service sends a file four times a year. So
-- they are known by the SHA-256 of what is written in their link, which is for the returns of one supplier. Their name stands
-- here alone, not in the audit record, and is deleted once the link is over. Nothing is decided here, so there is no audit
-- entry; each file that is sent has one, which names the organisation.
create table return_link (
    partnership_id slug not null references partnership,
    supplier_id slug not null,
    name text not null check (trim(name) <> ''),
    token fingerprint not null,
    until day not null,
    primary key (partnership_id, supplier_id)
);

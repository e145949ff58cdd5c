-- Why: a side whose code is destroyed belongs to no return, and a form that was never scanned has no side at all. What a
-- person says that a side apart is stands in a table of its own, since the side as it was read is never changed; who said
-- it and when is that of its audit entry. A return may now be begun without a side, to be keyed whole from the paper, so
-- it belongs to its batch and no more to its first side.
create table side_said (
    partnership_id slug not null,
    cycle_id text not null,
    questionnaire_id slug not null,
    batch_id bigint not null,
    side_id bigint not null,
    entry_id bigint not null,
    side_is json_text not null,
    primary key (partnership_id, cycle_id, questionnaire_id, batch_id, side_id),
    foreign key (partnership_id, cycle_id, questionnaire_id, batch_id, side_id)
        references scan_side deferrable initially deferred,
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

-- The rule was never given a name of ours.
do $$
declare rule name;
begin
    select conname into strict rule from pg_constraint
        where contype = 'f' and conrelid = 'paper_return'::regclass and confrelid = 'scan_side'::regclass;
    execute format('alter table paper_return drop constraint %I', rule);
end
$$;
alter table paper_return add foreign key (partnership_id, cycle_id, questionnaire_id, batch_id)
    references scan_batch deferrable initially deferred;

-- Why: two sheets of one number would be taken for one paper that came twice, so a form knows the numbers of the copies
-- that were printed of it: as a list of a first and a last number each. Of forms that were printed before this was kept
-- none are known, and their next copies are numbered by whoever prints.
alter table form_layout add column copies json_text not null default '[]';

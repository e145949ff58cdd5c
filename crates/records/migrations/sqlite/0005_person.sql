-- Why: those who sign in belong to one partnership; somebody who works for two has an account in each, so that
-- nothing of a person is ever looked up across partnerships. How they prove who they are comes with a later stage.
create table person (
    partnership_id text not null references partnership,
    person_id text not null check (
        person_id glob '[a-z]*' and person_id not glob '*[^a-z0-9-]*'
        and person_id not glob '*-' and length(person_id) <= 60
    ),
    entry_id integer not null,
    name text not null check (trim(name) <> ''),
    email text not null check (email like '_%@_%' and email = lower(email)),
    role text not null check (
        role in ('administrator', 'manager', 'analyst', 'task-group-lead', 'partner', 'councillor')
    ),
    primary key (partnership_id, person_id),
    unique (partnership_id, email),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
) strict;

-- Why: a county team works with the evidence of several partnerships of one host, and must not keep an account in each.
-- So somebody of one partnership is let into another: this one's book says who, and where they sign in. They are none of its
-- people, have no account here, and are nobody's references: what they sign names them as it names people. `home_id` refers to
-- another partnership, and is held by no key, so that no book depends on another's rows; who they are there is asked anew for
-- each page.
create table county_analyst (
    partnership_id slug not null references partnership,
    person_id slug not null,
    entry_id bigint not null,
    name words not null,
    email text not null check (email like '_%@_%' and email = lower(email)),
    home_id slug not null check (home_id <> partnership_id),
    home_person_id slug not null,
    given text not null check (given in ('evidence', 'as-analyst')),
    primary key (partnership_id, person_id),
    unique (partnership_id, home_id, home_person_id),
    foreign key (partnership_id, entry_id) references audit_entry deferrable initially deferred
);

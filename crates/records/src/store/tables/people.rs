//! The tables of people: who they are, how they sign in, what they are reminded of, and what was forgotten of them.

use crate::store::tables::Column::Number;
use crate::store::tables::Column::Text;
use crate::store::tables::ENTRY;
use crate::store::tables::PERSON;
use crate::store::tables::Table;
use crate::store::tables::WHOSE;

/// People, and how they prove who they are.
pub(super) const PEOPLE: [Table; 9] = [
    Table::of("person", 2, &[WHOSE, PERSON, ENTRY, Text("name"), Text("email"), Text("role")]),
    Table::of("acts_for", 3, &[WHOSE, PERSON, Text("owner")]),
    Table::of(
        "account",
        2,
        &[
            WHOSE,
            PERSON,
            ENTRY,
            Text("password"),
            Text("second_factor"),
            Text("second_factor_confirmed"),
            Text("issuer"),
            Text("subject"),
        ],
    ),
    Table::of(
        "county_analyst",
        2,
        &[
            WHOSE,
            PERSON,
            ENTRY,
            Text("name"),
            Text("email"),
            Text("home_id"),
            Text("home_person_id"),
            Text("given"),
        ],
    ),
    Table::of("recovery_code", 3, &[WHOSE, PERSON, Text("code")]),
    Table::of("accepted_code", 2, &[WHOSE, PERSON, Number("time_step")]),
    Table::of(
        "access_link",
        2,
        &[
            WHOSE,
            Number("access_link_id"),
            ENTRY,
            Text("purpose"),
            PERSON,
            Text("name"),
            Text("token"),
            Text("made"),
            Text("expires"),
            Text("used"),
            Text("revoked"),
        ],
    ),
    Table::of(
        "reminder",
        4,
        &[WHOSE, PERSON, Text("day"), Text("key"), Number("taken_up"), Number("sent")],
    ),
    Table::of(
        "forgetting",
        2,
        &[WHOSE, Number("forgetting_id"), ENTRY, Text("day"), Text("things"), Text("signatures")],
    ),
];

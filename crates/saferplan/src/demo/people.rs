//! The example's people: the analyst and the manager who write in its records.

use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use records::Book;

use crate::books;
use crate::books::Books;

/// The manager, whom the demo signs in.
pub(super) fn manager() -> Result<PersonId> {
    id("example-manager")
}

/// The analyst.
pub(super) fn analyst() -> Result<PersonId> {
    id("example-analyst")
}

fn id(text: &str) -> Result<PersonId> {
    Ok(PersonId(text.parse().context("one of the example’s people")?))
}

/// Enters them, unless they are there.
pub(super) fn enter(books: &Books, book: &Book) -> Result<()> {
    for (id, name, role) in [
        (manager()?, "Example Manager", Role::Manager),
        (analyst()?, "Example Analyst", Role::Analyst),
    ] {
        if books.wait(book.person(&id))?.is_some() {
            continue;
        }
        let mailbox = name.split(' ').next_back().unwrap_or_default().to_lowercase();
        let person = Person {
            id,
            name: name.to_owned(),
            email: format!("{mailbox}@example.org").parse().context("the example’s address")?,
            role,
            acts_for: BTreeSet::from(["Maidstone Borough Council".to_owned()]),
        };
        books.wait(book.enter_person(&books::signed(None), person))?;
    }
    Ok(())
}

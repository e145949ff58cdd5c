//! Letting somebody of one partnership into others of the same host, and turning them out again.
//!
//! In comes a person of the partnership where they sign in; out go entries in the book of each that lets them in.

use anyhow::Context;
use anyhow::Result;
use partnership::membership::county_analyst::CountyAnalyst;
use partnership::membership::county_analyst::Given;
use partnership::membership::person::PersonId;
use partnership::terms::slug::Slug;
use records::Book;
use records::CountyAnalystRefused;
use records::PartnershipId;
use records::Signed;

use crate::books::Books;
use crate::print;

/// Lets a person of `home` into each partnership named. All of these must be there before any is changed; where somebody was
/// let in before, nothing is.
pub(super) fn into(
    books: &Books,
    signed: &Signed,
    (home, person): (&Book, &PersonId),
    into: &[PartnershipId],
    given: Given,
) -> Result<()> {
    let person = books.wait(home.person(person))?;
    let person =
        person.with_context(|| format!("nobody of `{}` has that short name", home.id()))?;
    let others = into.iter().map(|id| books.book(Some(id))).collect::<Result<Vec<Book>>>()?;
    for other in &others {
        let names = books.wait(other.names())?;
        let taken = |id: &Slug| names.contains_key(id.as_str());
        let analyst = CountyAnalyst::of(home.id().0.clone(), &person.value, given, taken);
        let analyst = analyst.context("no short name is free")?;
        let told = match books.wait(other.let_county_analyst_in(signed, &analyst)) {
            Ok(_) => format!(
                "`{}` was let into `{}`: {}. There they sign as `{}`.",
                person.value.id,
                other.id(),
                given.in_words(),
                analyst.id
            ),
            Err(already @ CountyAnalystRefused::LetInAlready(_)) => {
                format!("`{}`: {already}", other.id())
            }
            Err(refused) => return Err(refused).with_context(|| format!("`{}`", other.id())),
        };
        print::line(told)?;
    }
    print::line(format!(
        "They sign in at `{}`, and find all of them from their list there.",
        home.id()
    ))
}

/// Turns a county analyst out of a partnership.
pub(super) fn turn_out(
    books: &Books,
    signed: &Signed,
    book: &Book,
    analyst: &PersonId,
) -> Result<()> {
    let mut all = books.wait(book.county_analysts())?.into_iter();
    let held = all.find(|held| held.value.id == *analyst);
    let held =
        held.with_context(|| format!("no county analyst signs as `{analyst}` in `{}`", book.id()))?;
    books.wait(book.take_county_analyst_away(signed, held.version, analyst))?;
    print::line(format!("`{analyst}` was turned out of `{}`.", book.id()))
}

//! `verify`: walks the audit record of every partnership and says whether all is as it says.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;

use crate::books::Books;
use crate::home::Home;
use crate::print;

/// Verifies every book, and says of each how far its record reaches.
pub(crate) fn verify(home: &Home) -> Result<()> {
    let books = Books::open(home)?;
    let partnerships = books.wait(books.records().partnerships())?;
    if partnerships.is_empty() {
        return print::line("No partnership is entered yet, so there is nothing to verify.");
    }
    let mut faults = Vec::new();
    for id in partnerships {
        let book = books.wait(books.records().book(&id))?.context("the partnership is gone")?;
        match books.wait(book.verify()) {
            Ok(verified) => print::line(format!(
                "{id}: whole; {} and {}. The record ends in {}",
                print::so_many(verified.head.entries.unsigned_abs(), "audit entry"),
                print::so_many(u64::try_from(verified.things).unwrap_or(u64::MAX), "thing"),
                verified.head.hash
            ))?,
            Err(fault) => faults.push(format!("{id}: {fault}")),
        }
    }
    if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("\n")) }
}

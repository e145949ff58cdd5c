//! `verify`: walks the audit record of every partnership and says whether all is as it says; then reads every scan, and
//! every file that was published, that the records name.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use records::PublishedStore;
use records::ScanStore;

use crate::books::Books;
use crate::home::Home;
use crate::print;
use crate::progress;

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
    faults.extend(scans(home, &books)?);
    faults.extend(published(home, &books)?);
    if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("\n")) }
}

/// What is wrong with the scans that the records name.
fn scans(home: &Home, books: &Books) -> Result<Vec<String>> {
    let (named, store) =
        (books.wait(books.records().scans_named())?, ScanStore::in_home(home.folder()));
    let bar = progress::steps("Checking scans", named.len());
    let faults = store.faults(&named, || bar.inc(1));
    bar.finish_and_clear();
    let unnamed = match store.unnamed(&named)? {
        0 => String::new(),
        some => format!(
            "; {} that no records name, which the server deletes a day after they came",
            print::so_many(u64::try_from(some).unwrap_or(u64::MAX), "file")
        ),
    };
    if !named.is_empty() || !unnamed.is_empty() {
        let whole = named.len() - faults.len();
        print::line(format!("scans: {} of {} whole{unnamed}", whole, named.len()))?;
    }
    Ok(faults.iter().map(ToString::to_string).collect())
}

/// What is wrong with the files that were published.
fn published(home: &Home, books: &Books) -> Result<Vec<String>> {
    let named = books.wait(books.records().published_named())?;
    let bar = progress::steps("Checking what was published", named.len());
    let faults = PublishedStore::in_home(home.folder()).faults(&named, || bar.inc(1));
    bar.finish_and_clear();
    if !named.is_empty() {
        let whole = named.len() - faults.len();
        print::line(format!("published: {whole} of {} whole", named.len()))?;
    }
    Ok(faults.iter().map(ToString::to_string).collect())
}

//! `publish`: the public site of a planning year in a folder, to be copied to any host.

mod folder;
pub(crate) mod gathering;

use anyhow::Context;
use anyhow::Result;
use partnership::publication::site::Refused;
use partnership::publication::site::Site;

use crate::books;
use crate::books::Books;
use crate::cli::publish::PublishArguments;
use crate::home::Home;
use crate::ledger::Ledger;
use crate::print;
use crate::progress;

/// Writes the site and says what is in it and what is missing.
pub(crate) fn write(home: &Home, arguments: &PublishArguments) -> Result<()> {
    folder::may_be_replaced(&arguments.out)?;
    let bar = progress::spinner("reading the records");
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let cycle = books.year(&book, arguments.whose.cycle)?.year.timetable.cycle();
    let today = arguments.date.map_or_else(books::today, Ok)?;
    let would_be = books.wait(gathering::would_publish(home, &book, cycle, today))?;
    let site = would_be.publish(arguments.despite.as_deref()).map_err(refused)?;
    let files =
        documents::site::files(&site, |title| bar.set_message(format!("setting “{title}”")));
    let files = files.context("setting the documents")?;
    bar.set_message("writing the files");
    folder::put_in_place(&arguments.out, &files)?;
    keep(home, &site)?;
    bar.finish_and_clear();
    tell(&site, arguments, files.len())
}

/// That nothing is published, with the option that a pre-election period asks for.
fn refused(why: Refused) -> anyhow::Error {
    match why {
        Refused::NothingAdopted(_) => why.into(),
        Refused::PreElection(_) => anyhow::Error::msg(format!("{why} with --despite REASON")),
    }
}

fn tell(site: &Site, arguments: &PublishArguments, files: usize) -> Result<()> {
    let first = arguments.out.join(documents::site::FIRST);
    for part in site.parts() {
        print::line(format!("{}: {}", part.document().title, part.came_about()))?;
    }
    for one in site.missing() {
        print::line(format!("Missing: {}", one.in_words()))?;
    }
    let files = print::so_many(u64::try_from(files).unwrap_or(u64::MAX), "file");
    print::line(format!("{files} written. The site begins with {}", first.display()))
}

/// Keeps the records of the rows of its tables in the home, so that they can be followed.
pub(crate) fn keep(home: &Home, site: &Site) -> Result<()> {
    let traced = site.parts().iter().filter(|part| !part.traced().is_empty());
    for part in traced {
        let ledger = Ledger {
            made: part.document().dated.clone(),
            rows: part.traced().to_vec(),
            extracts: part.sources().to_vec(),
        };
        ledger.keep(home, &part.document().reference_prefix)?;
    }
    Ok(())
}

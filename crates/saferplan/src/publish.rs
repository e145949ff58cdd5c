//! `publish`: the public site of a planning year in a folder, to be copied to any host.

mod folder;
pub(crate) mod gathering;

use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use documents::site::SiteFile;
use partnership::publication::left_out::LeftOut;
use partnership::publication::missing::Missing;
use partnership::publication::part::Part;
use partnership::publication::site::Refused;
use partnership::publication::site::Site;
use partnership::publication::site::WouldPublish;

use crate::books;
use crate::books::Books;
use crate::cli::publish::PublishArguments;
use crate::home::Home;
use crate::ledger::Ledger;
use crate::print;
use crate::progress;

/// Tells what would be published, or writes the site and says what is in it; what is missing either way.
pub(crate) fn run(home: &Home, arguments: &PublishArguments) -> Result<()> {
    match &arguments.out {
        Some(out) => write(home, arguments, out).map(drop),
        None => show(home, arguments),
    }
}

/// What would be published on the day that is asked for.
fn would_publish(home: &Home, arguments: &PublishArguments) -> Result<WouldPublish> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let cycle = books.year(&book, arguments.whose.cycle)?.year.timetable.cycle();
    let today = arguments.date.map_or_else(books::today, Ok)?;
    let left_out = LeftOut::of(arguments.without.iter().cloned());
    books.wait(gathering::would_publish(home, &book, (cycle, today), left_out))
}

/// Tells what would be published, and writes nothing.
fn show(home: &Home, arguments: &PublishArguments) -> Result<()> {
    let would_be = would_publish(home, arguments)?;
    print::line("This would be published; nothing was written.")?;
    tell(would_be.parts(), would_be.missing())?;
    if let Some(caution) = would_be.caution() {
        print::line(format!("Caution: {}.", caution.in_words()))?;
    }
    print::line(format!("--seen {} publishes this and nothing else.", would_be.hash()))
}

/// Writes the site and says what is in it and what is missing; out go the site and its files.
pub(crate) fn write(
    home: &Home,
    arguments: &PublishArguments,
    out: &Path,
) -> Result<(Site, Vec<SiteFile>)> {
    folder::may_be_replaced(out)?;
    let bar = progress::spinner("reading the records");
    let would_be = would_publish(home, arguments)?;
    if arguments.seen.is_some_and(|seen| seen != would_be.hash()) {
        bail!(
            "what would be published is no more what you looked at: something was recorded since, or it is another day. Look at \
             it again with --show"
        );
    }
    let site = would_be.publish(arguments.despite.as_deref()).map_err(refused)?;
    let files =
        documents::site::files(&site, |title| bar.set_message(format!("setting “{title}”")));
    let files = files.context("setting the documents")?;
    bar.set_message("writing the files");
    folder::put_in_place(out, &files)?;
    keep(home, &site)?;
    bar.finish_and_clear();
    tell(site.parts(), site.missing())?;
    let (many, first) = (files.len(), out.join(documents::site::FIRST));
    let many = print::so_many(u64::try_from(many).unwrap_or(u64::MAX), "file");
    print::line(format!("{many} written. The site begins with {}", first.display()))?;
    Ok((site, files))
}

/// That nothing is published, with the option that a pre-election period asks for.
fn refused(why: Refused) -> anyhow::Error {
    match why {
        Refused::NothingAdopted(_) | Refused::NothingLeft => why.into(),
        Refused::PreElection(_) => anyhow::Error::msg(format!("{why} with --despite REASON")),
    }
}

/// Each document with how it came about and its short name, and what is missing with why.
fn tell(parts: &[Part], missing: &[Missing]) -> Result<()> {
    for part in parts {
        let name = part.kind().folder();
        print::line(format!("{}: {} ({name})", part.document().title, part.came_about()))?;
    }
    for one in missing {
        print::line(format!("Missing: {}", one.in_words()))?;
    }
    Ok(())
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

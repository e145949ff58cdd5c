//! `distribute`: lists by file, and what is printed for the copies that go by post.
//!
//! In come a list's file, or a sending; out go recipients in the records, labels and covering letters.

pub(crate) mod printing;

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use jiff::Timestamp;
use partnership::distribution::dispatch::Progress;
use partnership::distribution::file::read;
use partnership::distribution::list::DistributionList;
use partnership::distribution::recipient::COLUMNS;
use partnership::terms::day::Day;
use partnership::terms::spreadsheet::harmless;
use records::Book;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::cli::distribute::Distribute;
use crate::cli::distribute::DistributeArguments;
use crate::distribute::printing::Copies;
use crate::home::Home;
use crate::print;

/// Does it.
pub(crate) fn run(home: &Home, arguments: &DistributeArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.partnership.as_ref())?;
    let signed = books::signed(arguments.by.as_deref());
    match &arguments.what {
        Distribute::List => books.wait(list(&book))?,
        Distribute::Add { list, name, of } => {
            let list = DistributionList { id: list.clone(), name: name.clone(), of: *of };
            books.wait(book.enter_distribution_list(&signed, &list))?;
            print::line(format!("The list `{}` was added; nobody is on it yet.", list.id))?;
        }
        Distribute::Import { list, file } => {
            let text = fs::read_to_string(file);
            let text = text.with_context(|| format!("reading `{}`", file.display()))?;
            let today = books::today()?;
            let kept = books.wait(import(&book, &signed, list, &text, today))?;
            print::line(format!("{} brought in.", print::so_many(kept, "recipient")))?;
        }
        Distribute::Export { list, out } => {
            let (text, count) = books.wait(export(&book, list))?;
            written(out, text.as_bytes())?;
            print::line(format!("{} written.", print::so_many(count, "recipient")))?;
        }
        Distribute::Labels { sending, sheet, first, out } => {
            let copies = books.wait(Copies::of(&book, *sending))?;
            written(out, &copies.labels(*sheet, *first)?)?;
        }
        Distribute::Letters { sending, origin, out } => {
            let copies = books.wait(Copies::of(&book, *sending))?;
            let today = books::today()?;
            written(out, &copies.letters(origin.trim_end_matches('/'), None, today)?)?;
        }
    }
    Ok(())
}

fn written(out: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(out, bytes).with_context(|| format!("writing `{}`", out.display()))
}

async fn list(book: &Book) -> Result<()> {
    let recipients = book.recipients().await?;
    for held in book.distribution_lists().await? {
        let DistributionList { id, name, of } = &held.value;
        let on_it = recipients.iter().filter(|one| one.list == *id).count();
        let on_it = print::so_many(u64::try_from(on_it).unwrap_or(u64::MAX), "recipient");
        print::line(format!("{id}: {name} ({}), {on_it}", of.in_words()))?;
    }
    for (number, sending) in book.sendings().await? {
        let dispatches = book.dispatches(number, Timestamp::now()).await?;
        let progress = Progress::of(dispatches.iter().map(|(_, one)| one)).in_words();
        let on = sending.on().in_words();
        print::line(format!("Sending {number}, begun on {on}. {progress}"))?;
    }
    Ok(())
}

async fn found(book: &Book, named: &str) -> Result<DistributionList> {
    let lists = book.distribution_lists().await?;
    let names: Vec<String> = lists.iter().map(|held| held.value.id.to_string()).collect();
    let found = lists.into_iter().find(|held| held.value.id.to_string() == named);
    found.map(|held| held.value).with_context(|| {
        format!("there is no list `{named}`; those there are: {}", names.join(", "))
    })
}

/// Brings the recipients of a file onto a list; how many.
async fn import(book: &Book, signed: &Signed, named: &str, text: &str, today: Day) -> Result<u64> {
    let list = found(book, named).await?;
    let there = book.recipients().await?.into_iter().filter(|one| one.list == list.id);
    let there: Vec<_> = there.map(|one| one.recipient).collect();
    let recipients = match read(text, list.of, &there, today) {
        Ok(recipients) => recipients,
        Err(faults) => {
            let faults: Vec<String> = faults.iter().map(|one| format!("  {one}")).collect();
            bail!("nobody was brought in:\n{}", faults.join("\n"));
        }
    };
    let kept = book.enter_recipients(signed, &list.id, recipients).await?;
    Ok(u64::try_from(kept.len()).unwrap_or(u64::MAX))
}

/// A list as a file; how many are on it.
async fn export(book: &Book, named: &str) -> Result<(String, u64)> {
    let list = found(book, named).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let mut count = 0;
    for one in book.recipients().await?.iter().filter(|one| one.list == list.id) {
        writer.write_record(one.recipient.cells().map(|cell| harmless(&cell)))?;
        count += 1;
    }
    let bytes = writer.into_inner().context("writing the list")?;
    Ok((String::from_utf8(bytes).context("writing the list")?, count))
}

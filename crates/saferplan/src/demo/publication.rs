//! The example's public site, once its plan was adopted and the pre-election period was over, with the plan in easy-read.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use documents::site::SiteFile;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::history::Minutes;
use partnership::publication::site::Site;
use partnership::publication::site::adopted;
use partnership::terms::day::Day;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::StepId;
use records::Book;

use crate::books;
use crate::books::Books;
use crate::cli::publish::PublishArguments;
use crate::cli::year::Whose;
use crate::home::Home;
use crate::print;
use crate::publish;

/// The day on which it is launched: the Tuesday after the elections of 7 May 2015.
pub(super) const LAUNCHED: &str = "2015-05-12";

/// The step that begins with it.
const STEP: &str = "plan-launched";

/// With whom the example's easy-read text was tried.
const TRIED_WITH: &str = "nobody, since it is an example";

/// What was launched: the site and its files.
pub(super) type Launched = (Site, Vec<SiteFile>);

/// Writes the site as it was launched, where that is by the day `at`.
pub(super) fn write(home: &Home, example: &Path, at: Day) -> Result<Option<Launched>> {
    let launched: Day = LAUNCHED.parse().context("the example’s day")?;
    if at < launched {
        return Ok(None);
    }
    print::line("\nIts public site (illustrative)\n")?;
    let books = Books::open(home)?;
    let book = books.book(None)?;
    let source = example.join("easy-read.md");
    let source =
        fs::read_to_string(&source).with_context(|| format!("reading `{}`", source.display()))?;
    books.wait(easy_read(&book, &source, launched))?;
    let (whose, out) = (Whose { partnership: None, cycle: None }, home.folder().join("site"));
    let (date, despite, seen) = (Some(launched), None, None);
    let without = Vec::new();
    let arguments =
        PublishArguments { whose, despite, date, without, out: None, show: false, seen };
    let written = publish::write(home, &arguments, &out)?;
    books.wait(record_launch(&book, launched))?;
    Ok(Some(written))
}

/// Records that the launch began, unless it is recorded: from then on no end of it is fixed.
async fn record_launch(book: &Book, on: Day) -> Result<()> {
    let cycle = *book.cycles().await?.last().context("the example’s year")?;
    let year = book.year(cycle).await?.context("the example’s year")?.year;
    let step = StepId(STEP.parse().context("the example’s step")?);
    if year.events.iter().any(|event| event.step == step) {
        return Ok(());
    }
    let signed = books::signed(None);
    let event = Event { step, on, by: signed.who.clone(), what: Happening::Started };
    book.record_event(&signed, cycle, &event, on).await?;
    Ok(())
}

/// Keeps the plan in easy-read and clears it against the adopted one, unless somebody wrote one before.
async fn easy_read(book: &Book, source: &str, on: Day) -> Result<()> {
    let cycle = *book.cycles().await?.last().context("the example’s year")?;
    if book.easy_read(cycle).await?.is_some() {
        return Ok(());
    }
    let signed = books::signed(None);
    let seen = book.write_easy_read(&signed, (cycle, None), source).await?;
    let year = book.year(cycle).await?.context("the example’s year")?.year;
    let so_far = YearSoFar::of(year.timetable, &year.events, on)?;
    let minutes = Minutes { year: &so_far, meetings: &year.meetings };
    let held = book.document(DocumentId { kind: DocumentKind::Plan, cycle }).await?;
    let history = held.history(minutes)?;
    let plan = adopted(&history, on).context("the example’s plan")?;
    let mut drafts = Vec::new();
    for (number, _) in book.circulated_drafts(cycle).await? {
        drafts.extend(book.circulated_draft(cycle, number).await?);
    }
    let by = (on, TRIED_WITH);
    book.clear_easy_read(&signed, (cycle, seen), (plan, &drafts), by).await?;
    Ok(())
}

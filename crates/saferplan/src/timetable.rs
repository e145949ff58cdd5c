//! `timetable`: the year, what is due and what to bear in mind; `record`: what happened to a step.

use anyhow::Context;
use anyhow::Result;
use partnership::terms::wording::sentence;
use partnership::timetable::course::Course;
use partnership::timetable::due::Due;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use partnership::timetable::so_far::YearSoFar;
use records::HeldYear;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::year::RecordArguments;
use crate::cli::year::RecordedKind;
use crate::cli::year::TimetableArguments;
use crate::home::Home;
use crate::print;

/// Prints the year as it stands, or stood on a day.
pub(crate) fn show(home: &Home, arguments: &TimetableArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let held = books.year(&book, arguments.whose.cycle)?;
    let year = so_far(held, arguments.at.map_or_else(books::today, Ok)?)?;
    steps(&year, arguments.format)?;
    if arguments.format == Format::Table {
        let due: Vec<Vec<String>> = year.due().iter().map(due).collect();
        print::line(format!("\nDue, on {}:", year.today().in_words()))?;
        print::list(arguments.format, &DUE, &due)?;
        concerns(&year)?;
    }
    Ok(())
}

/// Prints the steps of a year by date.
pub(crate) fn steps(year: &YearSoFar, format: Format) -> Result<()> {
    let steps: Vec<Vec<String>> = year.by_date().iter().map(|course| step(year, course)).collect();
    print::list(format, &STEP, &steps)
}

/// Prints what a manager should know of before it happens.
pub(crate) fn concerns(year: &YearSoFar) -> Result<()> {
    let concerns = year.concerns();
    if concerns.is_empty() {
        return print::line("\nNothing clashes.");
    }
    print::line("\nTo bear in mind:")?;
    concerns.iter().try_for_each(|one| print::line(format!("- {}", sentence(&one.in_words()))))
}

/// The year as its events had made it by a day.
pub(crate) fn so_far(held: HeldYear, on: partnership::terms::day::Day) -> Result<YearSoFar> {
    Ok(YearSoFar::of(held.year.timetable, &held.year.events, on)?)
}

const STEP: [&str; 6] = ["step", "what", "when", "seen to by", "decided by", "stands"];

fn step(year: &YearSoFar, course: &Course) -> Vec<String> {
    let body = course.body.as_ref().map_or(String::new(), |body| body.name.clone());
    vec![
        course.step.id.to_string(),
        course.step.title.clone(),
        course.when.in_words(),
        course.step.owner.clone(),
        body,
        year.state(course).in_words(),
    ]
}

const DUE: [&str; 5] = ["by", "how far off", "what", "for", "seen to by"];

fn due(line: &Due) -> Vec<String> {
    vec![
        line.by.in_full(),
        line.distance.in_words(),
        line.task.in_words().to_owned(),
        line.title.clone(),
        line.owner.clone(),
    ]
}

/// Records what happened to a step.
pub(crate) fn record(home: &Home, arguments: &RecordArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let cycle = books.year(&book, arguments.whose.cycle)?.year.timetable.cycle();
    let (today, signed) = (books::today()?, books::signed(arguments.by.as_deref()));
    let event = Event {
        step: arguments.step.clone(),
        on: arguments.on.unwrap_or(today),
        by: signed.who.clone(),
        what: happening(arguments)?,
    };
    books.wait(book.record_event(&signed, cycle, &event, today))?;
    let year = so_far(books.year(&book, Some(cycle))?, today)?;
    let course = year.course(&event.step).context("the step is gone")?;
    print::line(format!(
        "{}: {}, {}",
        course.step.title,
        course.when.in_words(),
        year.state(course).in_words()
    ))
}

fn happening(arguments: &RecordArguments) -> Result<Happening> {
    Ok(match arguments.what {
        RecordedKind::Started => Happening::Started,
        RecordedKind::Finished => Happening::Finished,
        RecordedKind::NoticeGiven => Happening::NoticeGiven,
        RecordedKind::PapersPublished => Happening::PapersPublished,
        RecordedKind::Moved => Happening::Moved {
            to: arguments.to.context("say to when with --to, such as --to 2015-04-14")?,
            why: arguments.why.clone().context("say why with --why \"…\"")?,
        },
    })
}

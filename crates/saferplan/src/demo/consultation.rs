//! The example's consultation: a draft in autumn, open in January with replies to the day, closed in March.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use partnership::consultation::reply::DatedReply;
use partnership::consultation::version::Stage;
use partnership::terms::day::Day;

use crate::books::Books;
use crate::cli::consult::ConsultArguments;
use crate::cli::consult::ConsultCommand;
use crate::cli::consult::EditionNamed;
use crate::cli::consult::EnterArguments;
use crate::cli::consult::FormArguments;
use crate::cli::consult::LanguageNamed;
use crate::cli::consult::ReportArguments;
use crate::cli::year::Whose;
use crate::consult;
use crate::home::Home;
use crate::print;

/// Its first day and its last.
const DAYS: [&str; 2] = ["2015-01-01", "2015-02-28"];

/// How far it has come on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Drafted,
    Open,
    Closed,
}

fn stands(at: Day) -> Result<Stands> {
    let [first, last] = DAYS.map(str::parse::<Day>);
    let (first, last) = (first.context("its first day")?, last.context("its last day")?);
    Ok(match at {
        at if at < first => Stands::Drafted,
        at if at <= last => Stands::Open,
        _ => Stands::Closed,
    })
}

/// What is done here, as the heading over it.
pub(super) fn heading(at: Day) -> Result<&'static str> {
    Ok(match stands(at)? {
        Stands::Drafted => {
            "The consultation of January 2015, drafted (illustrative: its questions are our own, not the partnership’s)"
        }
        Stands::Open => {
            "The consultation, open since 1 January 2015 (illustrative: questions and replies were made for this example)"
        }
        Stands::Closed => {
            "The consultation of January and February 2015, closed (illustrative: questions and replies were made for this example)"
        }
    })
}

/// Does something to it on a day, as by the command.
fn does(home: &Home, on: Day, what: ConsultCommand) -> Result<()> {
    let whose = Whose { partnership: None, cycle: None };
    consult::keep(home, &ConsultArguments { what, whose, of: None, on: Some(on), by: None })
}

/// Enters it as it stood on the day `at`, and writes its form. Where it was entered before it goes on from there.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<PathBuf> {
    let does = |on: Day, what| does(home, on, what);
    does(
        at,
        ConsultCommand::Enter(EnterArguments {
            questionnaire: example.join("questionnaire.toml"),
            consultation: example.join("consultation.toml"),
            text: example.join("consulted-on.md"),
            translated: Vec::new(),
        }),
    )?;
    let [first, last] = DAYS.map(str::parse::<Day>);
    let stands = stands(at)?;
    let before = held(home)?;
    if stands != Stands::Drafted && before.stage == Stage::Draft {
        does(first.context("its first day")?, ConsultCommand::Open)?;
    }
    if stands != Stands::Drafted
        && let Some(file) = replies_since(example, before.last_reply, at)?
    {
        does(at, ConsultCommand::Take { file })?;
    }
    if stands == Stands::Closed && !matches!(before.stage, Stage::Closed { .. }) {
        does(last.context("its last day")?, ConsultCommand::Close)?;
    }
    let out = home.folder().join("consultation");
    let (language, edition) = (LanguageNamed::En, EditionNamed::Ordinary);
    let form = FormArguments { out: out.clone(), language, edition, copies: None, first: 1 };
    does(at, ConsultCommand::Form(form))?;
    Ok(out)
}

/// Writes the report on its replies into a folder, once there are any: with their themes and what was answered, as far as
/// these are entered.
pub(super) fn report(home: &Home, out: &Path, at: Day) -> Result<()> {
    if stands(at)? == Stands::Drafted {
        return Ok(());
    }
    print::line("\nThe report on its consultation (illustrative)\n")?;
    let report = ReportArguments { out: out.to_owned(), margins: None };
    does(home, at, ConsultCommand::Report(report))
}

/// How far it had come before.
struct Before {
    stage: Stage,
    /// The day of the last reply that is kept.
    last_reply: Option<Day>,
}

fn held(home: &Home) -> Result<Before> {
    let books = Books::open(home)?;
    let book = books.book(None)?;
    let cycle = books.year(&book, None)?.year.timetable.cycle();
    let held =
        books.wait(book.consultations(cycle))?.pop().context("the example's consultation")?;
    let replies = books.wait(book.replies(cycle, held.questionnaire()))?;
    let last_reply = replies.iter().map(|kept| kept.day).max();
    Ok(Before { stage: held.latest.value.stage(), last_reply })
}

/// A file with those of the example's replies that came after the day `since` and by the end of the day `at`; none
/// where there are none.
fn replies_since(example: &Path, since: Option<Day>, at: Day) -> Result<Option<PathBuf>> {
    let all = example.join("replies.jsonl");
    let text = fs::read_to_string(&all).with_context(|| format!("reading `{}`", all.display()))?;
    let mut came = String::new();
    for line in text.lines() {
        let reply: DatedReply = serde_json::from_str(line).context("the example's replies")?;
        if reply.day <= at && since.is_none_or(|since| reply.day > since) {
            came.push_str(line);
            came.push('\n');
        }
    }
    if came.is_empty() {
        return Ok(None);
    }
    let path = example.join(format!("replies-until-{at}.jsonl"));
    fs::write(&path, came).with_context(|| format!("writing `{}`", path.display()))?;
    Ok(Some(path))
}

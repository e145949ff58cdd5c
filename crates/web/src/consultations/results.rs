//! The results of a consultation: live for those who may read replies, for the others once it has closed.
//!
//! In come the replies as they are kept; out go each question with its base, its chart and its table, one thing set
//! against another, and files for other programs. What may be shown, the core alone says.

pub(super) mod files;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use axum::response::Html;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::report::Commission;
use partnership::consultation::report::Heard;
use partnership::consultation::report::Label;
use partnership::consultation::report::ReadByMachine;
use partnership::consultation::report::Weighing;
use partnership::consultation::report::crossable;
use partnership::consultation::report::results;
use partnership::consultation::report::themes::ThemesOfQuestion;
use partnership::consultation::report::themes::YouSaid;
use partnership::consultation::results::shares::Found;
use partnership::consultation::retention::Tombstone;
use partnership::consultation::version::Stage;
use partnership::consultation::version::Version;
use partnership::content::Document;
use partnership::membership::may::Deed;
use partnership::statistics::suppression::Profile;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::HeldBatch;
use records::HeldConsultation;
use records::KeptReply;

use crate::consultations::at::At;
use crate::page;
use crate::page::blocks;
use crate::page::blocks::Part;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ResultsPage {
    form: Shown,
    path: String,
    /// Why there is nothing to see.
    nothing: Option<Nothing>,
    /// What stands above all: that it is illustrative, and that more may come.
    notices: Vec<String>,
    /// What can be set against what, for those who may choose.
    choices: Option<Choices>,
    may_take: bool,
    parts: Vec<Part>,
}

/// Why there is nothing to see yet.
#[derive(Debug, serde::Serialize)]
struct Nothing {
    title: String,
    text: String,
}

/// Two lists to choose from.
#[derive(Debug, serde::Serialize)]
struct Choices {
    rows: Vec<Choice>,
    columns: Vec<Choice>,
}

/// A thing to choose.
#[derive(Debug, serde::Serialize)]
struct Choice {
    value: String,
    text: String,
    selected: bool,
}

/// What the core makes of the replies.
struct Made {
    document: Document,
    crossable: Vec<String>,
    label: Label,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let may_read = visitor.can(Deed::ReadReplies);
    let mut form = Form::of(asked);
    let around = at.page(&visitor, &held, "Results");
    let mut it = ResultsPage {
        form: Form::of(Vec::new()).shown(),
        path: at.path(&visitor, "/results"),
        nothing: hidden(&held, may_read),
        notices: Vec::new(),
        choices: None,
        may_take: may_read,
        parts: Vec::new(),
    };
    if it.nothing.is_none() {
        let crossed = if may_read { crossed(&mut form) } else { None };
        fill(&mut it, &visitor, &at, held, crossed).await?;
    }
    it.form = form.shown();
    page::draw(&visitor.app, "consultations/results.html", around.with(&form), &it)
}

/// Fills the page with what the replies say.
async fn fill(
    it: &mut ResultsPage,
    visitor: &Visitor,
    at: &At,
    held: HeldConsultation,
    crossed: Option<(usize, usize)>,
) -> Result<(), PageError> {
    let replies = visitor.book.replies(at.cycle, held.questionnaire()).await?;
    if replies.is_empty() {
        it.nothing = Some(no_replies());
        return Ok(());
    }
    it.notices = notices(&held);
    let (known_as, publisher) = (visitor.book.id().to_string(), visitor.partnership_name.clone());
    let when = (at.cycle, visitor.today);
    let (themes, you_said) = visitor.book.told_in_report(at.cycle, &held, &replies).await?;
    let signals = visitor.book.reply_signals(at.cycle, held.questionnaire()).await?;
    let batches = visitor.book.batches(at.cycle, held.questionnaire()).await?;
    let read_by_machine = HeldBatch::read_by_machine(&batches);
    let deleted = visitor.book.tombstones(at.cycle, held.questionnaire()).await?;
    let besides = Besides { themes, you_said, signals, read_by_machine, deleted };
    let made =
        apart(move || made((&held, &replies), &besides, (&known_as, &publisher), when, crossed))
            .await?;
    if made.label == Label::Illustrative {
        let told = "Illustrative: this consultation was made up to show how results look.";
        it.notices.insert(0, told.to_owned());
    }
    it.choices = it.may_take.then(|| choices(&made.crossable, crossed));
    it.parts = blocks::parts(&made.document, visitor.app.draw_chart);
    Ok(())
}

/// Why the results are not shown: nobody was asked, or it is still open and the visitor may not read replies.
fn hidden(held: &HeldConsultation, may_read: bool) -> Option<Nothing> {
    let asked = held.versions().any(|held| held.value.was_asked().is_ok());
    let open = held.open().is_some();
    let closes = held.consultation.closes().in_words();
    if !asked {
        Some(Nothing {
            title: "Nobody has been asked yet".to_owned(),
            text: "The questionnaire is a draft. Results stand here once it is open and replies come in.".to_owned(),
        })
    } else if open && !may_read {
        Some(Nothing {
            title: "Results are shown once the consultation has closed".to_owned(),
            text: format!(
                "It runs until {closes}. Until then only those see them who read the replies, so that nobody decides \
                 before all were heard."
            ),
        })
    } else {
        None
    }
}

fn no_replies() -> Nothing {
    Nothing {
        title: "No replies yet".to_owned(),
        text:
            "Results are counted here as replies come, each question with its chart and its table."
                .to_owned(),
    }
}

/// What must be known of the figures before they are read.
fn notices(held: &HeldConsultation) -> Vec<String> {
    let live = held.versions().any(|held| matches!(held.value.stage(), Stage::Open { .. }));
    let told = "The consultation is open: these figures change with every reply. Nobody else sees them until it has closed.";
    live.then(|| told.to_owned()).into_iter().collect()
}

/// The two things that were chosen, if they were.
fn crossed(form: &mut Form) -> Option<(usize, usize)> {
    if form.text("rows").is_empty() && form.text("columns").is_empty() {
        return None;
    }
    let rows = form.value("rows", "Choose what stands in the rows");
    let columns = form.value("columns", "Choose what stands in the columns");
    let (rows, columns): (usize, usize) = (rows?, columns?);
    if rows == columns {
        form.fault("columns", "Choose another thing for the columns than for the rows");
        return None;
    }
    Some((rows, columns))
}

/// What is known of the replies besides what they answer.
struct Besides {
    themes: Vec<ThemesOfQuestion>,
    you_said: Vec<YouSaid>,
    signals: BTreeMap<i64, BTreeSet<Signal>>,
    read_by_machine: ReadByMachine,
    deleted: Vec<Tombstone>,
}

/// What the core makes of the replies.
fn made(
    (held, replies): (&HeldConsultation, &[KeptReply]),
    besides: &Besides,
    (known_as, publisher): (&str, &str),
    (cycle, today): (Cycle, Day),
    crossed: Option<(usize, usize)>,
) -> Made {
    let versions: Vec<&Version> = held.versions().map(|held| &held.value).collect();
    let heard: Vec<Heard<'_>> = replies.iter().map(|kept| kept.heard(&besides.signals)).collect();
    let label = Label::of(&held.consultation);
    let commission = Commission {
        known_as,
        publisher,
        cycle,
        consultation: &held.consultation,
        versions: &versions,
        replies: &heard,
        found: &Found::SelfSelected(None),
        margins: &[],
        weighing: Weighing::No,
        read_by_machine: besides.read_by_machine,
        deleted: &besides.deleted,
        themes: &besides.themes,
        you_said: &besides.you_said,
        areas: &BTreeMap::new(),
        label,
        profile: Profile::UNDER_TEN,
        today,
    };
    let document = results(&commission, crossed).document;
    Made { document, crossable: crossable(&commission), label }
}

fn choices(crossable: &[String], crossed: Option<(usize, usize)>) -> Choices {
    let of = |chosen: Option<usize>| {
        let nothing =
            Choice { value: String::new(), text: "Choose".to_owned(), selected: chosen.is_none() };
        let choice = |(place, text): (usize, &String)| Choice {
            value: place.to_string(),
            text: text.clone(),
            selected: chosen == Some(place),
        };
        std::iter::once(nothing).chain(crossable.iter().enumerate().map(choice)).collect()
    };
    Choices {
        rows: of(crossed.map(|(rows, _)| rows)),
        columns: of(crossed.map(|(_, columns)| columns)),
    }
}

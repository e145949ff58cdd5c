//! The meeting's decision: which issues it made priorities, in which words, and why where that goes against the rank.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::decided::deciding::Choices;
use partnership::priorities::decided::minuted::Minuted;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use records::KeptCandidate;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::overview;
use crate::priorities::overview::Decided;
use crate::priorities::ranking::USUAL_TOP;
use crate::priorities::refused;
use crate::priorities::told;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct DecisionPage {
    form: Shown,
    path: String,
    back: String,
    meetings: String,
    notice: Option<&'static str>,
    version: Option<String>,
    /// What is in force, with the button to take it back.
    decided: Option<Decided>,
    decisions: Vec<Choice>,
    issues: Vec<Row>,
}

/// An issue to choose.
#[derive(Debug, serde::Serialize)]
struct Row {
    number: i64,
    title: String,
    told: String,
    chosen: bool,
}

/// Asks for the decision. What is in force stands in the form already; else the wording is at first that of the issues.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
    let mut form = Form::default();
    let in_force = opened.in_force().map(|held| &held.value);
    for kept in opened.on_the_list() {
        let decided = in_force.and_then(|decided| decided.of_issue(kept.number));
        let wording = decided.map_or(kept.issue.title(), |one| one.wording());
        form.put(&format!("wording-{}", kept.number), wording);
        if decided.is_some() {
            form.put("chosen", &kept.number.to_string());
        }
    }
    for (issue, against) in in_force.into_iter().flat_map(|decided| decided.against()) {
        form.put(&format!("because-{issue}"), &against.because);
    }
    draw(&visitor, &opened, &form)
}

/// Records it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
    let mut form = Form::of(pairs);
    let Some((meeting, step)) = decision(&mut form) else { return draw(&visitor, &opened, &form) };
    let seen = form.optional_value("version").map(Version);
    let choices = choices(&opened, &form);
    let (book, signed) = (&visitor.book, visitor.signed());
    let which = (&meeting, &step);
    if let Err(why) = book.decide_priorities(&signed, (at.cycle, seen), which, &choices).await {
        refused::note(&mut form, "decision", why)?;
        let now = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
        return draw(&visitor, &now, &form);
    }
    opened.lead_on(&visitor, &session, ("", "The priorities were recorded as decided.")).await
}

/// Takes the last decision back.
pub(super) async fn take_back(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
    let mut form = Form::of(pairs);
    let seen = (at.cycle, form.seen()?);
    if let Err(why) = visitor.book.take_back_priorities(&visitor.signed(), seen).await {
        refused::note(&mut form, "decision", why)?;
        let now = Opened::to(&visitor, &at, Deed::DecidePriorities).await?;
        return draw(&visitor, &now, &form);
    }
    let done = "The decision was taken back. The audit record keeps that it was recorded.";
    opened.lead_on(&visitor, &session, ("/decision", done)).await
}

/// Which item of which meeting was chosen; where none was, the form says so.
fn decision(form: &mut Form) -> Option<(MeetingId, StepId)> {
    let text = form.needed("decision", "Choose the decision by which the meeting set them")?;
    let parts = text.split_once('/').and_then(|(meeting, step)| {
        Some((MeetingId(meeting.parse().ok()?), StepId(step.parse().ok()?)))
    });
    if parts.is_none() {
        form.fault("decision", "Choose one of the decisions that are listed");
    }
    parts
}

/// What was ticked, in the order of the page, with wordings and reasons; last what is no longer on the list, which the
/// core refuses.
fn choices(opened: &Opened, form: &Form) -> Choices {
    let order: Vec<i64> = in_order(opened).iter().map(|kept| kept.number).collect();
    let place = |number: &i64| order.iter().position(|one| one == number).unwrap_or(order.len());
    let mut ticked: Vec<i64> = form.texts("chosen").filter_map(|text| text.parse().ok()).collect();
    ticked.sort_by_key(place);
    let chosen = ticked
        .into_iter()
        .map(|number| (number, form.text(&format!("wording-{number}")).to_owned()));
    let because: BTreeMap<i64, String> = opened
        .on_the_list()
        .map(|kept| (kept.number, form.text(&format!("because-{}", kept.number)).to_owned()))
        .collect();
    Choices { chosen: chosen.collect(), because }
}

/// The issues on the list by rank, those that nobody scored last.
fn in_order(opened: &Opened) -> Vec<&KeptCandidate> {
    let ranking = opened.ranking(USUAL_TOP);
    let rank = |number: i64| {
        ranking.as_ref().and_then(|ranking| ranking.row(number)).map_or(usize::MAX, |row| row.rank)
    };
    let mut listed: Vec<&KeptCandidate> = opened.on_the_list().collect();
    listed.sort_by_key(|kept| (rank(kept.number), kept.number));
    listed
}

fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let conflict = form.has_conflict();
    let seen: Option<String> = form.optional("version").filter(|_| !conflict);
    let in_force = opened.in_force();
    let it = DecisionPage {
        form: form.shown(),
        path: opened.path(visitor, "/decision"),
        back: opened.path(visitor, ""),
        meetings: visitor.path("/meetings"),
        notice: opened.notice(),
        version: seen.or_else(|| in_force.map(|held| held.version.0.to_string())),
        decided: in_force.map(|held| overview::decided(visitor, opened, &held.value)),
        decisions: decisions(opened, form),
        issues: rows(opened, form),
    };
    let around = opened.page(visitor, "Record the meeting’s decision").with(form);
    Ok(page::draw(&visitor.app, "priorities/decision.html", around, &it)?.into_response())
}

/// The items that a meeting of the cycle agreed.
fn decisions(opened: &Opened, form: &Form) -> Vec<Choice> {
    let items = opened
        .year
        .meetings
        .iter()
        .flat_map(|meeting| meeting.agenda.iter().map(move |item| (meeting, &item.step)));
    let agreed = items.filter_map(|(meeting, step)| {
        let minuted = Minuted::of(opened.cycle, meeting, step).ok()?;
        let body = opened.year.timetable.body(&meeting.body)?.name.clone();
        let title = opened.year.timetable.step(step)?.title.clone();
        let (on, minute) = (minuted.on().in_words(), minuted.minute());
        let text = format!("{body}, {on}: {title} ({minute})");
        Some(Choice::of(form, "decision", &format!("{}/{step}", meeting.id), &text))
    });
    agreed.collect()
}

fn rows(opened: &Opened, form: &Form) -> Vec<Row> {
    let ranking = opened.ranking(USUAL_TOP);
    let row = |kept: &KeptCandidate| {
        let ranked = ranking.as_ref().and_then(|ranking| ranking.row(kept.number));
        let told = match ranked {
            Some(row) => format!("Rank {}, score {}", row.printed(), told::score(row.score)),
            None => "Scored by nobody: choosing it needs a reason".to_owned(),
        };
        let number = kept.number.to_string();
        Row {
            number: kept.number,
            title: kept.issue.title().to_owned(),
            told,
            chosen: form.texts("chosen").any(|text| text == number),
        }
    };
    in_order(opened).into_iter().map(row).collect()
}

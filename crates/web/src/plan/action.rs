//! The page of an action: what it is, how it does quarter by quarter, what happened, and what may happen to it.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::action::Action;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::Origin;
use partnership::plan::action::progress::Progress;
use partnership::plan::action::standing::Standing;
use partnership::task_groups::measure::Measure;
use partnership::terms::period::Period;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use partnership::thread::reference::NodeRef;
use partnership::timetable::cycle::Cycle;
use records::KeptAction;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::panels::table::Table;
use crate::panels::table::words;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::name;
use crate::plan::at::path;
use crate::plan::told;
use crate::plan::told::Tag;
use crate::thread::Follows;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ActionPage {
    form: Shown,
    path: String,
    version: String,
    state: Tag,
    overdue: bool,
    facts: Vec<(&'static str, String)>,
    origin: Option<(String, String)>,
    /// Where it goes on, if it was carried over.
    goes_on: Option<(String, String)>,
    said: Vec<String>,
    progress: Option<Table>,
    history: Option<Table>,
    is_open: bool,
    may_write: bool,
    /// Whether something may still become of it here.
    may_end: bool,
    may_note: bool,
    has_measure: bool,
    has_deeds: bool,
    ways: Vec<Choice>,
    /// Where the golden thread has it, for those who may follow it.
    thread: Option<String>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    draw(&visitor, &opened, &opened.action(&at)?, &Form::default()).await
}

/// Draws the page with what was typed.
pub(super) async fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptAction,
    form: &Form,
) -> Result<Response, PageError> {
    let action = &kept.action;
    let is_open = action.standing().is_open();
    let goes_on = goes_on(visitor, (opened.cycle, kept.number), action).await?;
    let may_write = visitor.can(Deed::WritePlan);
    let said = action.described().said.iter().filter_map(|number| opened.plan.said.get(number));
    let it = ActionPage {
        form: form.shown(),
        path: opened.action_path(visitor, kept.number, ""),
        version: form.seen_next(kept.version),
        state: Tag::of(action),
        overdue: action.is_overdue(visitor.today),
        facts: facts(opened, action),
        origin: action.origin().map(|from| came_from(visitor, from)),
        may_end: may_write && !matches!(action.standing(), Standing::CarriedOver { .. }),
        goes_on,
        said: said.map(|entry| entry.said().to_owned()).collect(),
        progress: progress(action),
        history: history(action),
        is_open,
        may_write,
        may_note: is_open && opened.may_note(visitor, action),
        has_measure: action.described().measure.is_some(),
        has_deeds: !action.deeds().is_empty(),
        ways: ways(form, action.standing()),
        thread: Follows::by(visitor)
            .await
            .path(visitor, &NodeRef::Action(opened.cycle, kept.number)),
    };
    let around = opened.page(visitor, &action.described().title).with(form);
    Ok(page::draw(&visitor.app, "plan/action.html", around, &it)?.into_response())
}

/// What the action is, fact by fact; of what is not there, nothing.
fn facts(opened: &Opened, action: &Action) -> Vec<(&'static str, String)> {
    let (full, described) = (opened.full(), action.described());
    let objective = described.objective.and_then(|number| opened.plan.held.value.objective(number));
    let priority = full.priority_of(action).map(|one| one.wording());
    let partners: Vec<&String> = described.partners.iter().collect();
    let measure = described.measure.as_ref().map(Measure::in_words);
    let because = action.because().unwrap_or_default();
    let facts = [
        ("About", described.about.clone()),
        ("Priority", priority.unwrap_or("None").to_owned()),
        ("Objective", objective.map_or("None", |one| one.words()).to_owned()),
        ("Lead authority", described.lead.clone()),
        ("Person or post", described.person.clone()),
        ("Takes part", listed(&partners)),
        ("Takes", described.resources.clone()),
        ("Paid by", described.funding.clone()),
        ("Measure", measure.unwrap_or_else(|| "None yet".to_owned())),
        ("Due", action.due().in_words()),
        ("Stands", capitalised(&action.standing().in_words())),
        ("Why it stands so", because.to_owned()),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What was noted last of each quarter, the latest first, beside what the rule makes of the figure.
fn progress(action: &Action) -> Option<Table> {
    let rows = action.progress().into_iter().rev().map(|(quarter, (on, said))| {
        let by_rule = said.by_rule(action.described());
        vec![
            words(Period::Quarter(quarter).in_words()),
            words(said.judgement.in_words()),
            words(said.words.clone()),
            words(figure(said)),
            words(by_rule.map_or("–", |judged| judged.in_words())),
            words(on.in_words()),
        ]
    });
    let heads =
        ["Quarter", "The lead says", "In words", "Figure", "By the rule of measures", "Noted"];
    Table::of("progress", "Progress", &heads).with(rows.collect())
}

fn figure(said: &Progress) -> String {
    said.figure.map_or_else(|| "–".to_owned(), |figure| figure.printed())
}

/// What happened to it, in order.
fn history(action: &Action) -> Option<Table> {
    let first = match action.origin() {
        Some(from) => format!("Carried over from {}", from.in_words()),
        None => "Entered".to_owned(),
    };
    let because = action.origin().map_or("–", |from| from.because.as_str());
    let first = vec![words(action.since().in_words()), words(first), words(because)];
    let deeds = action.deeds().iter().enumerate().map(|(place, dated)| {
        let (what, why) = in_words(&dated.deed, &action.changed_by(place));
        vec![words(dated.on.in_words()), words(what), words(why)]
    });
    let rows = std::iter::once(first).chain(deeds).collect();
    Table::of("history", "What happened", &["Day", "What", "Words or why"]).with(rows)
}

/// A deed, and its words: why, or what it changed.
fn in_words(deed: &ActionDeed, changed: &[String]) -> (String, String) {
    match deed {
        ActionDeed::Describe(_) => {
            let changed = capitalised(&changed.join("; "));
            let changed = if changed.is_empty() { "Nothing changed".to_owned() } else { changed };
            ("Described otherwise".to_owned(), changed)
        }
        ActionDeed::Note(said) => {
            let quarter = Period::Quarter(said.quarter).in_words();
            (format!("{}, {quarter}", said.judgement.in_words()), said.words.clone())
        }
        ActionDeed::Defer { until, because } => {
            (format!("Deferred until {}", until.in_words()), because.clone())
        }
        ActionDeed::Finish { outcome } => ("Finished".to_owned(), outcome.clone()),
        ActionDeed::Drop { because } => ("Dropped".to_owned(), because.clone()),
        ActionDeed::CarryOver { into, because } => {
            (format!("Carried over into {}", into.in_words()), because.clone())
        }
        ActionDeed::TakeUpAgain { because } => ("Taken up again".to_owned(), because.clone()),
    }
}

/// From where an action came: what it is called, and where it is.
fn came_from(visitor: &Visitor, from: &Origin) -> (String, String) {
    let below = format!("/actions/{}", from.number);
    match &from.partnership {
        None => {
            let told = format!("{}: {}", name(from.cycle), from.because);
            (told, path(visitor, from.cycle, &below))
        }
        Some(other) => {
            let told = format!("{} of {}: {}", name(from.cycle), other.name, from.because);
            (told, format!("/{}/plan/{}{below}", other.id, from.cycle))
        }
    }
}

/// The action of a later plan as which a carried-over one goes on: what it is called, and where it is.
async fn goes_on(
    visitor: &Visitor,
    (cycle, number): (Cycle, i64),
    action: &Action,
) -> Result<Option<(String, String)>, PageError> {
    let Standing::CarriedOver { into } = action.standing() else { return Ok(None) };
    let is_it = |kept: &KeptAction| {
        let here = kept.action.origin().filter(|from| from.partnership.is_none());
        here.is_some_and(|from| (from.cycle, from.number) == (cycle, number))
    };
    let next = visitor.book.plan_actions(into).await?.into_iter().find(is_it);
    Ok(next.map(|next| {
        let told = format!("{}: {}", name(into), told::title(next.number, &next.action));
        (told, path(visitor, into, &format!("/actions/{}", next.number)))
    }))
}

/// What may become of an action that stands so. One that goes on elsewhere is finished or dropped there.
fn ways(form: &Form, standing: Standing) -> Vec<Choice> {
    let (take_up, finish) = (("take-up", "It is taken up again"), ("finish", "It is finished"));
    let (defer, drop) = (("defer", "It is deferred"), ("drop", "It is dropped"));
    let ways = match standing {
        Standing::UnderWay => vec![finish, defer, drop],
        Standing::Deferred { .. } => vec![take_up, finish, defer, drop],
        Standing::Finished | Standing::Dropped => vec![take_up],
        Standing::CarriedOver { .. } => Vec::new(),
    };
    ways.into_iter().map(|(value, text)| Choice::of(form, "way", value, text)).collect()
}

//! You said, we did: each answer to people, with the actions that do it.

use axum::response::Html;
use partnership::consultation::you_said::WeAnswer;
use partnership::membership::may::Deed;

use crate::page;
use crate::page::fault::PageError;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::overview::Line;
use crate::plan::overview::line;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct SaidPage {
    entries: Vec<Entry>,
    consultations: Option<String>,
}

/// An answer.
#[derive(Debug, serde::Serialize)]
struct Entry {
    said: String,
    answer: &'static str,
    what: String,
    actions: Vec<Line>,
    /// Where an action is entered that does it, where one is owed and none is there.
    enter: Option<String>,
    owed: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let entry = |number: i64| entry(&visitor, &opened, number);
    let may_answer = visitor.can(Deed::ChangeConsultations);
    let it = SaidPage {
        entries: opened.plan.said.keys().copied().map(entry).collect(),
        consultations: may_answer.then(|| visitor.path("/consultations")),
    };
    page::draw(&visitor.app, "plan/said.html", opened.page(&visitor, "You said, we did"), &it)
}

fn entry(visitor: &Visitor, opened: &Opened, number: i64) -> Entry {
    // The number is always that of an entry.
    let entry = &opened.plan.said[&number];
    let what = match entry.answer() {
        WeAnswer::WeDid { what, .. } | WeAnswer::WeWill { what, .. } => what,
        WeAnswer::WeDidNot { because } => because,
    };
    let actions: Vec<Line> =
        opened.full().doing(number).map(|(action, _)| line(visitor, opened, action)).collect();
    let owed = opened.full().owes(number);
    let enter = opened.path(visitor, &format!("/actions/new?said={number}"));
    Entry {
        said: entry.said().to_owned(),
        answer: entry.answer().in_words(),
        what: what.clone(),
        actions,
        enter: (owed && visitor.can(Deed::WritePlan)).then_some(enter),
        owed,
    }
}

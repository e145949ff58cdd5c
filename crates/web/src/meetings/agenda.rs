//! The page of one meeting: when it is, by when its papers are due, and its agenda.
//!
//! In comes a meeting; out goes a page with what may be done to each item.

use axum::extract::State;
use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::agenda::Paper;
use partnership::timetable::decision::Amendment;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::step::StepId;

use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Sitting;
use crate::meetings::at::list_above;
use crate::meetings::at::step_title;
use crate::meetings::foreseeing::By;
use crate::meetings::foreseeing::explained;
use crate::meetings::list;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct AgendaPage {
    path: String,
    body: String,
    when: String,
    is_set: bool,
    notice: Option<By>,
    deadlines: Option<String>,
    papers: Option<By>,
    concerns: Vec<String>,
    items: Vec<ItemShown>,
    may_change: bool,
    may_list: bool,
}

/// An item.
#[derive(Debug, serde::Serialize)]
struct ItemShown {
    id: String,
    title: String,
    href: String,
    path: String,
    stands: String,
    colour: &'static str,
    step_stands: String,
    notice: Option<String>,
    papers: Vec<PaperShown>,
    decision: Option<DecisionShown>,
    is_open: bool,
}

/// A paper.
#[derive(Debug, serde::Serialize)]
struct PaperShown {
    title: String,
    published: String,
    publish: Option<String>,
}

/// What the body decided.
#[derive(Debug, serde::Serialize)]
struct DecisionShown {
    outcome: String,
    why: Option<String>,
    amendments: Vec<String>,
    mover: String,
    seconder: Option<String>,
    minute: String,
}

/// Shows the page.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let sitting = Sitting::of(&visitor, &at).await?;
    let (meeting, opened) = (&sitting.meeting, &sitting.opened);
    let deadlines = opened.so_far.deadlines_of(meeting);
    let awaited = meeting.awaits_papers() || meeting.agenda.is_empty();
    let papers = deadlines.as_ref().filter(|_| awaited).map(|one| one.papers_due);
    let unlisted = opened.so_far.unlisted_of(&meeting.body, &opened.held.year.meetings);
    let may_change = visitor.can(Deed::ChangeMeetings);
    let it = AgendaPage {
        path: sitting.path(&visitor),
        body: capitalised(sitting.body()),
        when: list::when(meeting),
        is_set: deadlines.is_some(),
        notice: deadlines.as_ref().and_then(|one| Some(By::of(one.notice_due?, &visitor))),
        deadlines: deadlines.as_ref().and_then(explained),
        papers: papers.map(|day| By::of(day, &visitor)),
        concerns: concerns(&sitting),
        items: meeting.agenda.iter().map(|item| shown(&visitor, &sitting, item)).collect(),
        may_change,
        may_list: may_change && !unlisted.is_empty(),
    };
    let around = list_above(Page::of(&visitor, sitting.title()), &visitor, opened);
    page::draw(&app, "meetings/agenda.html", around, &it)
}

/// What is to be borne in mind of the steps on its agenda.
fn concerns(sitting: &Sitting) -> Vec<String> {
    let on_it = |step: &StepId| sitting.meeting.lists(step);
    let concerns = sitting.opened.so_far.concerns().into_iter();
    let theirs = concerns.filter(|one| one.steps.iter().any(on_it));
    theirs.map(|one| sentence(&one.in_words())).collect()
}

fn shown(visitor: &Visitor, sitting: &Sitting, item: &AgendaItem) -> ItemShown {
    let opened = &sitting.opened;
    let step = &item.step;
    let path = format!("{}/{step}", sitting.path(visitor));
    let is_open = item.life == ItemLife::Listed;
    let state = opened.so_far.course(step).map(|course| opened.so_far.state(course));
    let notice = opened.so_far.course(step).and_then(|course| course.notice_given);
    let papers = item.papers.iter().zip(1..).map(|(paper, number)| {
        let publish = format!("{path}/publish?paper={number}");
        paper_shown(paper, Some(publish).filter(|_| is_open))
    });
    ItemShown {
        id: step.to_string(),
        title: step_title(opened, step),
        href: visitor.path(&format!("/steps/{}/{step}", opened.cycle())),
        stands: capitalised(&item.in_words()),
        colour: list::colour(item),
        step_stands: state.map_or_else(String::new, |state| state.in_words()),
        notice: notice.map(|on| on.in_full()),
        papers: papers.collect(),
        decision: decision(item),
        is_open,
        path,
    }
}

fn paper_shown(paper: &Paper, publish: Option<String>) -> PaperShown {
    let title = paper.title.clone();
    match paper.published {
        Some(on) => PaperShown { title, published: on.in_full(), publish: None },
        None => PaperShown { title, published: "Awaited".to_owned(), publish },
    }
}

fn decision(item: &AgendaItem) -> Option<DecisionShown> {
    let (on, decision) = match &item.life {
        ItemLife::Decided { on, decision } => (on, decision),
        ItemLife::Listed | ItemLife::Withdrawn { .. } => return None,
    };
    let Decision { outcome, mover, seconder, minute } = decision;
    let (why, amendments) = match outcome {
        Outcome::Agreed => (None, Vec::new()),
        Outcome::AgreedAsAmended(amendments) => (None, amendments.iter().map(moved).collect()),
        Outcome::Deferred { why } | Outcome::ReferredBack { why } | Outcome::Rejected { why } => {
            (Some(why.clone()), Vec::new())
        }
    };
    Some(DecisionShown {
        outcome: format!("{} on {}", capitalised(outcome.in_words()), on.in_words()),
        why,
        amendments,
        mover: mover.clone(),
        seconder: seconder.clone(),
        minute: minute.clone(),
    })
}

fn moved(amendment: &Amendment) -> String {
    format!("{} (moved by {})", amendment.text, amendment.mover)
}

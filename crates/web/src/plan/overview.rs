//! The plan of a cycle: its strategy, and under each priority its objectives and actions; or how to begin it.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::plan::gap::gaps;
use partnership::plan::in_full::PlanInFull;
use partnership::plan::rolling::Objective;
use partnership::plan::statutory::check;
use partnership::terms::wording::counted;

use crate::page;
use crate::page::fault::PageError;
use crate::page::paragraphs;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::around;
use crate::plan::at::name;
use crate::plan::at::path;
use crate::plan::told;
use crate::plan::told::Tag;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OverviewPage {
    path: String,
    priorities_page: String,
    may_write: bool,
    /// The plan, once it is begun.
    plan: Option<Shown>,
}

/// A plan as the page shows it.
#[derive(Debug, serde::Serialize)]
struct Shown {
    years: String,
    refreshes: Option<(String, String)>,
    strategy: Vec<String>,
    views: Vec<String>,
    priorities: Vec<UnderPriority>,
    /// Actions that serve no priority.
    others: Vec<Line>,
    any_priority: bool,
    next: String,
    /// Where unfinished actions wait to be carried over, and how many.
    carry: Option<(String, String)>,
}

/// A priority with what is under it.
#[derive(Debug, serde::Serialize)]
struct UnderPriority {
    wording: String,
    objectives: Vec<UnderObjective>,
}

/// An objective with its actions.
#[derive(Debug, serde::Serialize)]
struct UnderObjective {
    words: String,
    actions: Vec<Line>,
}

/// An action.
#[derive(Debug, serde::Serialize)]
pub(super) struct Line {
    title: String,
    href: String,
    lead: String,
    due: String,
    overdue: bool,
    state: Tag,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    if visitor.book.year(at.cycle).await?.is_none() {
        return Err(PageError::NotFound);
    }
    let plan = match Opened::of(&visitor.book, at.cycle).await? {
        Some(opened) => Some(shown(&visitor, &opened).await?),
        None => None,
    };
    let it = OverviewPage {
        path: path(&visitor, at.cycle, ""),
        priorities_page: visitor.path(&format!("/priorities/{}", at.cycle)),
        may_write: visitor.can(Deed::WritePlan),
        plan,
    };
    page::draw(&visitor.app, "plan/overview.html", around(&visitor, &name(at.cycle)), &it)
}

async fn shown(visitor: &Visitor, opened: &Opened) -> Result<Shown, PageError> {
    let (full, plan) = (opened.full(), &opened.plan.held.value);
    let priorities = opened.plan.priorities().iter().map(|priority| {
        let own = plan.objectives().iter().filter(|one| one.priority() == priority.id());
        let objectives = own.map(|one| under(visitor, opened, one)).collect();
        UnderPriority { wording: priority.wording().to_owned(), objectives }
    });
    let others =
        opened.plan.actions.iter().filter(|(_, action)| full.priority_of(action).is_none());
    Ok(Shown {
        years: plan.years(),
        refreshes: plan.refreshes().map(|from| (name(from), path(visitor, from, ""))),
        strategy: paragraphs(&plan.wording().strategy),
        views: paragraphs(&plan.wording().views),
        priorities: priorities.collect(),
        others: others.map(|(number, _)| line(visitor, opened, *number)).collect(),
        any_priority: !opened.plan.priorities().is_empty(),
        next: next(visitor, opened, full),
        carry: carry(visitor, opened).await?,
    })
}

fn under(visitor: &Visitor, opened: &Opened, objective: &Objective) -> UnderObjective {
    let actions = opened.full().under(objective.number());
    let actions = actions.map(|(number, _)| line(visitor, opened, number)).collect();
    UnderObjective { words: objective.words().to_owned(), actions }
}

/// An action of a plan, as several pages list it.
pub(super) fn line(visitor: &Visitor, opened: &Opened, number: i64) -> Line {
    // The number is always one of the plan's own.
    let action = &opened.plan.actions[&number];
    Line {
        title: told::title(number, action),
        href: opened.action_path(visitor, number, ""),
        lead: action.described().lead.clone(),
        due: action.due().in_words(),
        overdue: action.is_overdue(visitor.today),
        state: Tag::of(action),
    }
}

/// What is missing, in a sentence.
fn next(visitor: &Visitor, opened: &Opened, full: PlanInFull<'_>) -> String {
    let checked = check(full, &opened.authorities(visitor));
    let open = checked.iter().filter(|one| !one.missing.is_empty()).count();
    let gaps = gaps(full).len();
    let contents = match open {
        0 => "All six statutory contents are there".to_owned(),
        6 => "Each of the six statutory contents lacks something".to_owned(),
        1 => "Of the six statutory contents one lacks something".to_owned(),
        open => format!("Of the six statutory contents {} lack something", counted(open)),
    };
    let gaps = match gaps {
        0 => "there is no gap".to_owned(),
        1 => "there is one gap".to_owned(),
        many => format!("there are {} gaps", counted(many)),
    };
    format!("{contents}, and {gaps}.")
}

/// Where unfinished actions of the plan before wait to be carried over into this one, and how many.
async fn carry(visitor: &Visitor, opened: &Opened) -> Result<Option<(String, String)>, PageError> {
    if !visitor.can(Deed::WritePlan) {
        return Ok(None);
    }
    let Some(from) = crate::plan::carrying::before(&visitor.book, opened.cycle).await? else {
        return Ok(None);
    };
    let open = visitor.book.plan_actions(from).await?;
    let open = open.iter().filter(|kept| kept.action.standing().is_open()).count();
    let told = match open {
        1 => format!("One action of {} is not finished", from.in_words()),
        many => format!("{many} actions of {} are not finished", from.in_words()),
    };
    Ok((open > 0).then(|| (told, opened.path(visitor, "/carry-over"))))
}

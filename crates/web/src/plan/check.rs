//! What the law asks of a plan and is missing, and its gaps, each with where to write it.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::plan::gap::Gap;
use partnership::plan::gap::gaps;
use partnership::plan::statutory::Checked;
use partnership::plan::statutory::Where;
use partnership::plan::statutory::check;

use crate::page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::authorities::short_names;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CheckPage {
    contents: Vec<Content>,
    gaps: Vec<PageLink>,
}

/// One of the six.
#[derive(Debug, serde::Serialize)]
struct Content {
    name: &'static str,
    law: &'static str,
    missing: Vec<PageLink>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let full = opened.full();
    let checked = check(full, &opened.authorities(&visitor));
    let it = CheckPage {
        contents: checked.into_iter().map(|one| content(&visitor, &opened, one)).collect(),
        gaps: gaps(full).iter().map(|gap| told(&visitor, &opened, gap)).collect(),
    };
    page::draw(&visitor.app, "plan/check.html", opened.page(&visitor, "What is missing"), &it)
}

fn content(visitor: &Visitor, opened: &Opened, checked: Checked) -> Content {
    let missing = checked.missing.into_iter().map(|missing| {
        let href = place(visitor, opened, &missing.place);
        PageLink { text: missing.told, href }
    });
    Content {
        name: checked.content.in_words(),
        law: checked.content.law(),
        missing: missing.collect(),
    }
}

/// Where something is written; for whoever may not write, where it is read.
fn place(visitor: &Visitor, opened: &Opened, place: &Where) -> String {
    let may_write = visitor.can(Deed::WritePlan);
    match place {
        Where::Priorities => visitor.path(&format!("/priorities/{}", opened.cycle)),
        Where::Authority(name) => {
            let names = short_names(opened, visitor);
            let slug = names.iter().find(|(_, one)| *one == name).map(|(slug, _)| slug);
            let below = slug.filter(|_| may_write).map(|slug| format!("/authorities/{slug}"));
            opened.path(visitor, below.as_deref().unwrap_or("/authorities"))
        }
        Where::Members if visitor.can(Deed::ChangePartnership) => visitor.path("/partnership"),
        Where::Members => opened.path(visitor, "/authorities"),
        Where::Wording if !may_write => opened.path(visitor, ""),
        Where::Wording => opened.path(visitor, "/words"),
    }
}

fn told(visitor: &Visitor, opened: &Opened, gap: &Gap) -> PageLink {
    let may_write = visitor.can(Deed::WritePlan);
    let below = match gap {
        Gap::ActionWithoutPriority(number) if may_write => format!("/actions/{number}/change"),
        Gap::ActionWithoutMeasure(number)
        | Gap::MeasureWithoutBaseline(number)
        | Gap::MeasureWithoutTarget(number)
            if may_write =>
        {
            format!("/actions/{number}/measure")
        }
        Gap::ActionWithoutPriority(number)
        | Gap::ActionWithoutMeasure(number)
        | Gap::MeasureWithoutBaseline(number)
        | Gap::MeasureWithoutTarget(number) => format!("/actions/{number}"),
        Gap::SaidWithoutAction { .. } => "/said".to_owned(),
        Gap::NothingPlanned
        | Gap::PriorityWithoutObjective { .. }
        | Gap::PriorityWithoutAction { .. }
        | Gap::ObjectiveWithoutPriority { .. }
            if !may_write =>
        {
            String::new()
        }
        Gap::PriorityWithoutObjective { .. } => "/objectives".to_owned(),
        Gap::NothingPlanned | Gap::PriorityWithoutAction { .. } => "/actions/new".to_owned(),
        Gap::ObjectiveWithoutPriority { number, .. } => format!("/objectives/{number}"),
    };
    PageLink { text: gap.told(), href: opened.path(visitor, &below) }
}

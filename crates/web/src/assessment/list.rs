//! All assessments of the partnership: their drafts for those who write, what was circulated for those who read.

use axum::response::Html;
use partnership::assessment::about::About;
use partnership::membership::may::Deed;
use partnership::timetable::cycle::Cycle;

use crate::assessment::at::At;
use crate::assessment::draft::Draft;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    years: Vec<Year>,
    may_draft: bool,
    new: String,
}

/// An assessment.
#[derive(Debug, serde::Serialize)]
struct Year {
    heading: String,
    about: String,
    /// Where it is drafted, and how far it is, for those who may.
    draft: Option<(String, String)>,
    circulated: Vec<(String, String)>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let mut years = Vec::new();
    for (cycle, held) in visitor.book.assessments().await? {
        years.push(year(&visitor, cycle, held.value).await?);
    }
    let may_draft = visitor.can(Deed::DraftAssessment);
    years.retain(|year| may_draft || !year.circulated.is_empty());
    let it = ListPage { years, may_draft, new: visitor.path("/assessment/new") };
    page::draw(&visitor.app, "assessment/list.html", Page::of(&visitor, "Assessment"), &it)
}

async fn year(visitor: &Visitor, cycle: Cycle, about: About) -> Result<Year, PageError> {
    let at = At::of(cycle);
    let draft = if visitor.can(Deed::DraftAssessment) {
        let draft = Draft::of(visitor, &at).await?;
        Some((at.path(visitor, ""), draft.told(draft.last()?)))
    } else {
        None
    };
    let circulated = visitor.book.circulated_drafts(cycle).await?.into_iter().rev();
    let circulated = circulated.map(|(number, day)| {
        let told = format!("Draft circulated on {} (version {number})", day.in_words());
        (at.path(visitor, &format!("/circulated/{number}")), told)
    });
    Ok(Year {
        heading: format!("Strategic Assessment {}", cycle.in_words()),
        about: about_in_words(about),
        draft,
        circulated: circulated.collect(),
    })
}

/// "April to June 2014, compared with January to March 2014".
pub(super) fn about_in_words(about: About) -> String {
    format!("{}, compared with {}", about.period.span(), about.against.span())
}

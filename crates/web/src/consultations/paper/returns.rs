//! The list of returns, each with how far it has come.

use axum::response::Html;
use partnership::consultation::reading::booking::Come;
use partnership::terms::wording::capitalised;
use records::PaperReturn;

use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::consultations::paper::stretch::From;
use crate::consultations::paper::stretch::Stretch;
use crate::page;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReturnsPage {
    told: String,
    lines: Vec<Line>,
    earlier: Option<String>,
    later: Option<String>,
}

#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    href: String,
    copy: String,
    pages: String,
    state: String,
    colour: &'static str,
    waits: String,
}

/// Shows the list.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(from): Query<From>,
) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let paper = visitor.book.paper(at.cycle, &at.questionnaire).await?;
    let stretch = Stretch::of(&from, paper.returns.len());
    let page_from = |from: usize| at.path(&visitor, &format!("/paper/returns?from={from}"));
    let it = ReturnsPage {
        told: stretch.told("returns"),
        earlier: stretch.earlier().map(page_from),
        later: stretch.later().map(page_from),
        lines: stretch.lines(&paper.returns).map(|one| line(&visitor, &at, one)).collect(),
    };
    let around = at::page(&visitor, &at, &paper.held, "Returns on paper");
    page::draw(&visitor.app, "consultations/paper/returns.html", around, &it)
}

fn line(visitor: &Visitor, at: &At, one: &PaperReturn) -> Line {
    let waits = one.states.iter().filter(|state| state.waits()).count();
    Line {
        name: at::called(one.batch, one.of.number),
        href: at.path(visitor, &format!("/paper/returns/{}/{}", one.batch, one.of.number)),
        copy: one.of.copy.map_or_else(|| "none".to_owned(), |copy| copy.to_string()),
        pages: pages(one),
        state: capitalised(one.come().in_words()),
        colour: colour(one.come()),
        waits: waits.to_string(),
    }
}

/// The pages that were seen, and which are missing or came twice.
pub(super) fn pages(one: &PaperReturn) -> String {
    let listed =
        |pages: Vec<u16>| pages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut told = format!("{} of {}", one.of.sides.len(), one.of.pages);
    let (missing, twice) = (one.of.missing(), one.of.twice());
    if !missing.is_empty() {
        told = format!("{told}; missing: {}", listed(missing));
    }
    if !twice.is_empty() {
        told = format!("{told}; more than once: {}", listed(twice));
    }
    told
}

/// The colour of a state's tag, which says it in words.
pub(super) fn colour(come: Come) -> &'static str {
    match come {
        Come::Doubted => "orange",
        Come::BeingKeyed => "yellow",
        Come::InReview => "blue",
        Come::Settled => "turquoise",
        Come::Done => "green",
        Come::SetAside => "grey",
    }
}

//! The workshop: one issue after another in large print, its scores revealed when the meeting is ready for them.
//!
//! In comes an issue's number, and whether its scores are asked for; out goes a page that works without scripts, on which
//! the arrow keys go on and back.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::ranking::Ranked;
use records::KeptCandidate;

use crate::page;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::drawn_from;
use crate::priorities::drawn_from::Kept;
use crate::priorities::ranking::USUAL_TOP;
use crate::priorities::table::Table;
use crate::priorities::table::words;
use crate::priorities::told;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct WorkshopPage {
    about: String,
    progress: String,
    evidence: Vec<drawn_from::Shown>,
    /// Where the scores are revealed; none where they are, or may not be.
    reveal: Option<String>,
    waits: Option<&'static str>,
    revealed: Option<Revealed>,
    back: Option<String>,
    forward: Option<String>,
    ranking: String,
    illustrative: bool,
}

/// What scorers gave.
#[derive(Debug, serde::Serialize)]
struct Revealed {
    told: String,
    apart: Option<String>,
    factors: Option<Table>,
}

/// Goes to the first issue.
pub(super) async fn begin(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
    let first = opened.on_the_list().next().map(|kept| format!("/workshop/{}", kept.number));
    // Without an issue there is nothing to hold a workshop on: the long list says what is next.
    Ok(Redirect::to(&opened.path(&visitor, &first.unwrap_or_default())).into_response())
}

/// Shows an issue.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
    let kept = opened.issue(&at)?;
    let is_asked = asked.iter().any(|(name, _)| name == "scores");
    let listed: Vec<&KeptCandidate> = opened.on_the_list().collect();
    let place = listed.iter().position(|one| one.number == kept.number);
    let place = place.ok_or(PageError::NotFound)?;
    let path = |number: i64| opened.path(&visitor, &format!("/workshop/{number}"));
    let beside =
        |place: Option<usize>| place.and_then(|at| listed.get(at)).map(|one| path(one.number));
    let may_reveal = opened.shows_scores(&visitor);
    let ranking = if may_reveal { opened.ranking(USUAL_TOP) } else { None };
    let row = ranking.as_ref().and_then(|ranking| ranking.row(kept.number));
    let sources = Kept::behind(&visitor, opened.cycle, &kept.issue).await?;
    let it = WorkshopPage {
        about: kept.issue.about().to_owned(),
        progress: format!("Issue {} of {}", place + 1, listed.len()),
        evidence: kept.issue.evidence().iter().map(|cited| sources.shown(cited)).collect(),
        reveal: row.filter(|_| !is_asked).map(|_| format!("{}?scores=shown", path(kept.number))),
        waits: waits(may_reveal, row),
        revealed: row.filter(|_| is_asked).map(revealed),
        back: beside(place.checked_sub(1)),
        forward: beside(Some(place + 1)),
        ranking: opened.path(&visitor, "/ranking"),
        illustrative: kept.issue.proposed().illustrative,
    };
    let around = opened.page(&visitor, kept.issue.title());
    page::draw(&visitor.app, "priorities/workshop.html", around, &it)
}

/// Why there is nothing to reveal.
fn waits(may_reveal: bool, row: Option<&Ranked>) -> Option<&'static str> {
    match row {
        Some(_) => None,
        None if may_reveal => Some("Nobody has scored this issue."),
        None => Some("Its scores can be shown once scoring is closed."),
    }
}

fn revealed(row: &Ranked) -> Revealed {
    let scorers =
        if row.scorers == 1 { "one scorer".to_owned() } else { format!("{} scorers", row.scorers) };
    let cells = row.factors.iter().map(|(factor, spread)| {
        let talk = if spread.is_wide() { "Talk about it" } else { "–" };
        vec![words(factor.in_words()), words(told::levels(spread)), words(talk)]
    });
    let heads = ["Factor", "#Mean (lowest to highest)", "Apart"];
    Revealed {
        told: format!(
            "Score {} from {scorers} ({}), rank {}",
            told::score(row.score),
            told::spread(row.spread),
            row.printed()
        ),
        apart: told::apart(row),
        factors: Table::of("factors", "What scorers gave", &heads).with(cells.collect()),
    }
}

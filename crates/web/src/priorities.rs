//! What to put first, on pages: the long list, each one's scores, the ranking, the workshop, and what a meeting decided.
//!
//! In come forms; out go pages, or the change that the records made of a form. What an issue may become, how it ranks and
//! what makes a priority, the core alone says.

mod at;
mod deciding;
mod doing;
mod drawn_from;
mod evidence;
mod issue;
mod list;
mod method;
mod overview;
mod proposing;
mod ranking;
mod refused;
mod scoring;
mod table;
mod told;
mod workshop;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

const PRIORITIES: &str = "/priorities/{cycle}";
const CANDIDATE: &str = "/priorities/{cycle}/issues/{number}";

/// The pages of priorities.
pub(crate) fn routes() -> Router<App> {
    let of_year = |page: &str| format!("{PRIORITIES}/{page}");
    Router::new()
        .route("/priorities", get(list::show))
        .route(PRIORITIES, get(overview::show))
        .route(&of_year("long-list.csv"), get(overview::download))
        .route(&of_year("issues/new"), get(proposing::ask).post(proposing::take))
        .route(&of_year("method"), get(method::ask).post(method::take))
        .route(&of_year("scoring"), post(method::close_or_open))
        .route(&of_year("ranking"), get(ranking::show))
        .route(&of_year("workshop"), get(workshop::begin))
        .route(&of_year("workshop/{number}"), get(workshop::show))
        .route(&of_year("decision"), get(deciding::ask).post(deciding::take))
        .route(&of_year("decision/take-back"), post(deciding::take_back))
        .merge(of_an_issue())
}

/// The pages of one candidate issue.
fn of_an_issue() -> Router<App> {
    let of_candidate = |page: &str| format!("{CANDIDATE}/{page}");
    Router::new()
        .route(CANDIDATE, get(issue::show).post(doing::take))
        .route(&of_candidate("undo"), post(doing::undo))
        .route(&of_candidate("change"), get(proposing::ask_again).post(proposing::reword))
        .route(&of_candidate("evidence"), get(evidence::ask).post(evidence::add))
        .route(&of_candidate("evidence/take-off"), post(evidence::take_off))
        .route(&of_candidate("score"), get(scoring::ask).post(scoring::take))
        .route(&of_candidate("score/take-back"), post(scoring::take_back))
}

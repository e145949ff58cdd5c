//! The rolling plan on pages: its texts, objectives and actions, what each authority undertakes, the board, what is missing,
//! and what goes on in the next year.
//!
//! In come forms; out go pages, or the change that the records made of a form. What an action may become, what the law asks
//! for and what is a gap, the core alone says.

mod acting;
mod action;
mod at;
mod authorities;
mod beginning;
mod board;
mod by_link;
mod carrying;
mod check;
mod describing;
mod document;
pub(crate) mod letters;
mod links;
mod list;
mod measuring;
mod noting;
mod objectives;
mod overview;
mod refused;
mod said;
mod told;
mod words;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

const PLAN: &str = "/plan/{cycle}";
const ACTION: &str = "/plan/{cycle}/actions/{number}";
/// With what the address of a link begins by which progress is noted, below the partnership's own.
const PROGRESS: &str = "/progress/{token}";

/// The pages of those who sign in, and those behind a link.
pub(crate) fn routes() -> Router<App> {
    let of_plan = |page: &str| format!("{PLAN}/{page}");
    Router::new()
        .route("/plan", get(list::show))
        .route(PLAN, get(overview::show))
        .route(&of_plan("begin"), get(beginning::ask).post(beginning::take))
        .route(&of_plan("words"), get(words::ask).post(words::take))
        .route(&of_plan("objectives"), get(objectives::ask).post(objectives::add))
        .route(
            &of_plan("objectives/{objective}"),
            get(objectives::ask_one).post(objectives::reword),
        )
        .route(&of_plan("objectives/{objective}/take-away"), post(objectives::take_away))
        .route(&of_plan("authorities"), get(authorities::show))
        .route(&of_plan("authorities/{authority}"), get(authorities::ask).post(authorities::take))
        .route(&of_plan("board"), get(board::show))
        .route(&of_plan("actions.csv"), get(board::download))
        .route(&of_plan("check"), get(check::show))
        .route(&of_plan("document"), get(document::show))
        .route(&of_plan("said"), get(said::show))
        .route(&of_plan("carry-over"), get(carrying::ask).post(carrying::take))
        .route(&of_plan("links"), get(links::ask).post(links::make))
        .route(&of_plan("links/take-away"), post(links::take_away))
        .route(&of_plan("links/remind"), post(links::remind))
        .merge(of_an_action())
        .route(PROGRESS, get(by_link::show).post(by_link::note))
}

/// The pages of one action.
fn of_an_action() -> Router<App> {
    let of_plan = |page: &str| format!("{PLAN}/{page}");
    let of_action = |page: &str| format!("{ACTION}/{page}");
    Router::new()
        .route(&of_plan("actions/new"), get(describing::ask_new).post(describing::enter))
        .route(ACTION, get(action::show).post(acting::take))
        .route(&of_action("undo"), post(acting::undo))
        .route(&of_action("change"), get(describing::ask).post(describing::change))
        .route(&of_action("measure"), get(measuring::ask).post(measuring::take))
        .route(&of_action("measure/take-away"), post(measuring::take_away))
        .route(&of_action("progress"), get(noting::ask).post(noting::take))
}

//! Neighbourhood panels on pages: their register and meetings, what was raised there and what became of it.
//!
//! In come forms and files; out go pages, or the change that the records made of a form. What an issue may become, and
//! which may be one, the core alone says.

mod at;
mod choosing;
mod entering;
mod files;
mod importing;
mod issue;
mod issues;
mod leaving;
mod meeting;
mod one;
mod recording;
mod refused;
mod register;
mod retention;
mod roll_up;
pub(crate) mod table;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

const PANEL: &str = "/panels/{panel}";

/// The pages of panels.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/panels", get(register::show))
        .route("/panels/new", get(entering::ask_new).post(entering::enter))
        .route("/panels/issues", get(issues::show))
        .route("/panels/roll-up", get(roll_up::show))
        .route("/panels/roll-up.csv", get(roll_up::download))
        .route("/panels/issues.csv", get(files::issues))
        .route("/panels/history.csv", get(files::history))
        .route("/panels/template.csv", get(files::template))
        .route("/panels/retention", get(retention::ask).post(retention::take))
        .merge(of_a_panel())
        .merge(of_an_issue())
        .merge(importing())
}

/// The pages of one panel and its meetings.
fn of_a_panel() -> Router<App> {
    const PANEL_MEETING: &str = "/panels/{panel}/meetings/{day}";
    let of = |page: &str| format!("{PANEL}/{page}");
    let of_panel_meeting = |page: &str| format!("{PANEL_MEETING}/{page}");
    Router::new()
        .route(PANEL, get(one::show))
        .route(&of("change"), get(entering::ask).post(entering::change))
        .route(&of("take-away"), get(leaving::ask_panel).post(leaving::take_panel))
        .route(&of("meetings/new"), get(meeting::ask_new).post(meeting::enter))
        .route(PANEL_MEETING, get(meeting::ask).post(meeting::change))
        .route(
            &of_panel_meeting("take-away"),
            get(leaving::ask_meeting).post(leaving::take_meeting),
        )
}

/// The pages of one issue.
fn of_an_issue() -> Router<App> {
    const ISSUE: &str = "/panels/{panel}/issues/{number}";
    let of_issue = |page: &str| format!("{ISSUE}/{page}");
    Router::new()
        .route("/panels/{panel}/issues/new", get(recording::ask).post(recording::take))
        .route(ISSUE, get(issue::show).post(issue::doing::take))
        .route(&of_issue("change"), get(issue::correcting::ask).post(issue::correcting::take))
        .route(&of_issue("undo"), post(issue::doing::undo))
        .route(&of_issue("join"), post(issue::doing::join))
        .route(&of_issue("take-away"), get(leaving::ask_issue).post(leaving::take_issue))
}

/// The page that takes a file, which is larger than forms.
fn importing() -> Router<App> {
    Router::new()
        .route("/panels/import", get(importing::ask).post(importing::take))
        .layer(DefaultBodyLimit::max(importing::LARGEST_FILE + 64 * 1024))
}

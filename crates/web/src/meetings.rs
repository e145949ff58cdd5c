//! Meetings on pages: which bodies meet when, what is on their agendas, and what became of it.
//!
//! In come forms; out go pages, or the change that the records made of a form. What a meeting, an item or a date
//! allows, the core alone says.

mod agenda;
mod at;
mod deciding;
mod entering;
mod foreseeing;
mod leaving;
mod list;
mod listing;
mod moving;
mod papers;
mod refused;
mod withdrawing;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The pages of meetings.
pub(crate) fn routes() -> Router<App> {
    const MEETING: &str = "/meetings/{cycle}/{meeting}";
    let of_meeting = |page: &str| format!("{MEETING}/{page}");
    let of_item = |page: &str| format!("{MEETING}/{{step}}/{page}");
    Router::new()
        .route("/meetings", get(list::show))
        .route("/meetings.csv", get(list::download))
        .route("/meetings/new", get(entering::ask).post(entering::take))
        .route(MEETING, get(agenda::show))
        .route(&of_meeting("date"), get(moving::ask).post(moving::take))
        .route(&of_meeting("take-away"), get(leaving::ask).post(leaving::take))
        .route(&of_meeting("list"), get(listing::ask).post(listing::take))
        .route(&of_item("paper"), get(papers::ask_title).post(papers::add))
        .route(&of_item("publish"), get(papers::ask_day).post(papers::publish))
        .route(&of_item("withdraw"), get(withdrawing::ask).post(withdrawing::take))
        .route(&of_item("decision"), get(deciding::ask).post(deciding::take))
}

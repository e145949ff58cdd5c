//! Paper that came back, on pages: how far it has come, what waits for a person at its picture, what was decided.
//!
//! In come decisions of people; out go pictures with questions beside them. What a question's paper says, and who is to
//! look, the core alone says.

mod asking;
mod at;
mod batches;
pub(super) mod being_read;
mod booking_in;
mod glance;
mod keying;
mod one_return;
mod one_side;
mod picture;
mod placing;
pub(super) mod printed;
mod returns;
mod review;
mod saying;
mod scanning;
mod sides;
mod stretch;
mod unscanned;
mod verdict;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

/// The pages of paper.
pub(super) fn routes() -> Router<App> {
    let paper = |below: &str| format!("/consultations/{{cycle}}/{{questionnaire}}/paper{below}");
    let one = |below: &str| paper(&format!("/returns/{{batch}}/{{number}}{below}"));
    Router::new()
        .route(&paper(""), get(glance::show))
        .route(&paper("/replies"), post(glance::finish))
        .route(&paper("/read-on"), post(scanning::read_on))
        .route(&paper("/booking-in"), get(booking_in::ask).post(booking_in::book))
        .route(&paper("/unscanned"), get(unscanned::ask).post(unscanned::begin))
        .route(&paper("/sides"), get(sides::show))
        .route(&paper("/sides/{batch}/{number}"), get(one_side::show).post(one_side::say))
        .route(&paper("/review"), get(review::show).post(review::decide))
        .route(&paper("/review/undo"), post(review::undo))
        .route(&paper("/returns"), get(returns::show))
        .route(&one(""), get(one_return::show).post(one_return::judge))
        .route(&one("/key"), get(keying::ask).post(keying::key))
        .route(&paper("/pictures/{batch}/{number}/{name}"), get(picture::show))
        .merge(scans())
}

/// The page that takes scans, which are larger than forms.
fn scans() -> Router<App> {
    const SCANS: &str = "/consultations/{cycle}/{questionnaire}/paper/scans";
    Router::new()
        .route(SCANS, get(scanning::ask).post(scanning::take))
        .layer(DefaultBodyLimit::max(scanning::LARGEST))
}

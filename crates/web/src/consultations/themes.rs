//! Themes on pages: comments, the code frame, coding one comment at a time, and what that comes to.
//!
//! In come forms; out go pages, files, or the change that the records made of a form. Whose turn it is, what counts and
//! how far people agree, the core alone says.

mod agreement;
mod code_fields;
mod coding;
mod comments;
mod differences;
mod files;
mod frame;
mod one;
mod questions;
pub(super) mod refused;
mod tick;
mod told;
pub(super) mod which;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The pages of themes.
pub(super) fn routes() -> Router<App> {
    const QUESTION: &str = "/consultations/{cycle}/{questionnaire}/themes/{question}";
    let of_question = |page: &str| format!("{QUESTION}/{page}");
    Router::new()
        .route("/consultations/{cycle}/{questionnaire}/themes", get(questions::show))
        .route(QUESTION, get(one::show))
        .route(&of_question("comments"), get(comments::show))
        .route(&of_question("frame"), get(frame::show).post(frame::take))
        .route(&of_question("frame/{code}"), get(code_fields::ask).post(code_fields::take))
        .route(&of_question("next"), get(coding::next))
        .route(&of_question("code/{reply}"), get(coding::ask).post(coding::take))
        .route(&of_question("differences"), get(differences::show))
        .route(&of_question("settle/{reply}"), get(differences::ask).post(differences::take))
        .route(&of_question("agreement"), get(agreement::show))
        .route(&of_question("codings.csv"), get(files::codings))
        .route(&of_question("themes.csv"), get(files::themes))
}

//! Documents on their way to adoption: where each stands, and what is done with it.
//!
//! In come forms; out go pages, or the change that the records made of a form. What may be done, and what it means for a
//! text, the core alone says; a body's decision is recorded with its meeting.

mod amending;
mod at;
mod calling_in;
mod choices;
mod deciding;
mod document;
mod list;
mod putting;
mod refused;
mod settling;
mod taking_back;
mod text;

use axum::Router;
use axum::routing::get;

pub(crate) use crate::adoption::at::path_of;
use crate::app::App;

/// The pages of documents on their way.
pub(crate) fn routes() -> Router<App> {
    const DOCUMENT: &str = "/adoption/{cycle}/{document}";
    let of_document = |page: &str| format!("{DOCUMENT}/{page}");
    Router::new()
        .route("/adoption", get(list::show))
        .route(DOCUMENT, get(document::show))
        .route(&of_document("text"), get(text::show))
        .route(&of_document("text.txt"), get(text::download))
        .route(&of_document("put-forward"), get(putting::ask).post(putting::take))
        .route(&of_document("decision/{meeting}/{step}"), get(deciding::ask).post(deciding::take))
        .route(&of_document("amend"), get(amending::ask).post(amending::take))
        .route(&of_document("call-in"), get(calling_in::ask).post(calling_in::take))
        .route(&of_document("settle"), get(settling::ask).post(settling::take))
        .route(&of_document("take-back"), get(taking_back::ask).post(taking_back::take))
}

//! Consultations on pages: what is asked, of whom and until when, and what came of it.
//!
//! In come forms; out go pages, or the change that the records made of a form. What may be done to a consultation,
//! the core alone says.

mod at;
mod beginning;
mod bringing_text;
mod describing;
mod invitations;
pub(crate) mod inviting;
mod list;
mod one;
mod opening;
mod paper;
mod printing;
mod questionnaire;
mod quotations;
mod replies;
mod results;
mod retention;
mod sampling;
mod saving;
mod text;
mod themes;
mod versions;
mod weighting;
mod words;
mod you_said;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;
pub(crate) use crate::consultations::paper::being_read::BeingRead;
use crate::consultations::questionnaire::languages;
use crate::consultations::questionnaire::leading;
use crate::consultations::questionnaire::preview;
use crate::consultations::questionnaire::question;
use crate::consultations::questionnaire::quoting;
use crate::consultations::questionnaire::ready;
use crate::consultations::questionnaire::section;
use crate::consultations::questionnaire::xlsform;
pub(crate) use crate::consultations::results::kept::KeptResults;
pub(crate) use crate::consultations::text::of as text_of;

const CONSULTATION: &str = "/consultations/{cycle}/{questionnaire}";
/// A file that is consulted on, and the fields beside it.
const LARGEST_TEXT: usize = records::LONGEST_TEXT + 64 * 1024;

fn of_one(page: &str) -> String {
    format!("{CONSULTATION}/{page}")
}

/// The pages of consultations.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/consultations", get(list::show))
        .route("/consultations/new", get(beginning::ask).post(beginning::take))
        .route(CONSULTATION, get(one::show))
        .route(&of_one("change"), get(describing::ask).post(describing::take))
        .route(&of_one("replies"), get(replies::show))
        .route(&of_one("text"), get(text::download))
        .route(&of_one("invitations"), get(invitations::show).post(invitations::add))
        .route(&of_one("invitations/remind"), post(invitations::remind))
        .route(&of_one("invitations/delete"), post(invitations::delete))
        .route(&of_one("opening"), get(opening::ask).post(opening::take))
        .route(&of_one("weighting/margins.csv"), get(weighting::download))
        .route(&of_one("form"), get(printing::ask).post(printing::take))
        .route(&of_one("versions"), get(versions::show))
        .route(&of_one("versions/{version}/{file}"), get(versions::download))
        .merge(questionnaire())
        .merge(files())
        .merge(paper::routes())
        .merge(results::routes())
        .merge(themes::routes())
        .merge(quotations::routes())
        .merge(you_said::routes())
        .merge(retention::routes())
}

/// The pages that change what is asked.
fn questionnaire() -> Router<App> {
    let of = |page: &str| of_one(&format!("questionnaire/{page}"));
    Router::new()
        .route(&of_one("questionnaire"), get(questionnaire::show).post(questionnaire::take))
        .route(&of("sections/{section}"), get(section::ask).post(section::take))
        .route(&of("new-question"), get(question::ask_new).post(question::take_new))
        .route(&of("questions/{question}"), get(question::ask).post(question::take))
        .route(&of("questions/{question}/routes"), get(leading::ask).post(leading::take))
        .route(&of("ready"), get(ready::ask).post(ready::take))
        .route(&of("languages"), get(languages::ask).post(languages::take))
        .route(&of("quoting"), get(quoting::ask).post(quoting::take))
        .route(&of("preview"), get(preview::show))
}

/// The pages that take files, which are larger than forms.
fn files() -> Router<App> {
    Router::new()
        .route(&of_one("text/change"), get(bringing_text::ask).post(bringing_text::take))
        .route(&of_one("weighting"), get(weighting::ask).post(weighting::take))
        .route(&of_one("questionnaire/xlsform"), get(xlsform::ask).post(xlsform::take))
        .layer(DefaultBodyLimit::max(LARGEST_TEXT))
}

//! Where the public answers a consultation: short to print, without signing in, in the language of whoever answers.
//!
//! In come forms; out go one question after another, answers to be checked, and a number once they are sent. Of whoever
//! answers nothing is asked, kept or logged.

pub(crate) mod area;
mod asked;
mod check;
mod code;
mod cookies;
mod frame;
mod invited;
pub(crate) mod lately;
mod question;
mod sending;
mod sent;
mod shown;
mod start;
mod text;
pub(crate) mod words;

use axum::Router;
use axum::routing::get;
use partnership::consultation::on_line::hours::Opening;
use records::HeldConsultation;

use crate::app::App;
use crate::page::fault::PageError;

/// With what the addresses of these pages begin, below the partnership's own.
const ANSWER: &str = "/answer/{questionnaire}";
/// The page that checks a reply and from which it is sent.
const CHECK: &str = "check";
/// For how many days a reply under way is kept after the last answer.
pub const BEGUN_REPLIES_KEPT: u16 = 28;
/// The same, to be counted with.
pub(crate) const KEPT_FOR: i32 = BEGUN_REPLIES_KEPT as i32;

/// The pages.
pub(crate) fn routes() -> Router<App> {
    let below = |page: &str| format!("{ANSWER}/{page}");
    Router::new()
        .route(ANSWER, get(start::show).post(start::begin))
        .route(&below("question/{name}"), get(question::show).post(question::take))
        .route(&below(CHECK), get(check::show).post(check::send))
        .route(&below("sent"), get(sent::show).post(sent::clear))
        .route(&below("sent/copy"), get(sent::copy))
        .route(&below("code"), get(code::show).post(code::stop))
        .route(&below("return"), get(code::ask).post(code::take))
        .route(&below("text"), get(text::download))
        .route(&below("invited/{token}"), get(invited::follow))
}

/// Whether somebody can answer a consultation now.
pub(crate) fn opening(app: &App, held: &HeldConsultation) -> Result<Opening, PageError> {
    asked::opening(app, held)
}

/// Whether the pattern of an address is that of one of these pages.
pub(crate) fn is_one(pattern: &str) -> bool {
    pattern.contains(ANSWER)
}

/// Whether the pattern of an address is that of the page from which a reply is sent.
pub(crate) fn is_sending(pattern: &str) -> bool {
    pattern.split_once(ANSWER).is_some_and(|(_, below)| below.strip_prefix('/') == Some(CHECK))
}

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
mod house;
mod list;
mod noting;
mod putting;
mod refused;
pub mod report;
mod reporting;
mod settling;
mod taking_back;
mod text;

use axum::Router;
use axum::routing::get;

use crate::adoption::amending::AMEND;
pub use crate::adoption::at::At;
pub(crate) use crate::adoption::at::path_of;
use crate::adoption::calling_in::CALL_IN;
use crate::adoption::settling::SETTLE;
use crate::adoption::taking_back::TAKE_BACK;
use crate::app::App;

/// The pages of documents on their way.
pub(crate) fn routes() -> Router<App> {
    const DOCUMENT: &str = "/adoption/{cycle}/{document}";
    let of_document = |page: &str| format!("{DOCUMENT}/{page}");
    Router::new()
        .route("/adoption", get(list::show))
        .route("/adoption/house", get(house::ask).post(house::take))
        .route(DOCUMENT, get(document::show))
        .route(&of_document("text"), get(text::show))
        .route(&of_document("text.txt"), get(text::download))
        .route(&of_document("put-forward"), get(putting::ask).post(putting::take))
        .route(&of_document("decision/{meeting}/{step}"), get(deciding::ask).post(deciding::take))
        .route(&of_document("report/{meeting}/{step}"), get(reporting::ask).post(reporting::take))
        .route(&of_document("report/{meeting}/{step}/document"), get(report::show))
        .route(&of_document("report/{meeting}/{step}/notice.txt"), get(report::notice))
        .route(
            &of_document("amend"),
            get(|visitor, at| noting::ask(visitor, at, &AMEND)).post(
                |visitor, at, session, sent| noting::take(visitor, at, session, sent, &AMEND),
            ),
        )
        .route(
            &of_document("call-in"),
            get(|visitor, at| noting::ask(visitor, at, &CALL_IN)).post(
                |visitor, at, session, sent| noting::take(visitor, at, session, sent, &CALL_IN),
            ),
        )
        .route(
            &of_document("settle"),
            get(|visitor, at| noting::ask(visitor, at, &SETTLE)).post(
                |visitor, at, session, sent| noting::take(visitor, at, session, sent, &SETTLE),
            ),
        )
        .route(
            &of_document("take-back"),
            get(|visitor, at| noting::ask(visitor, at, &TAKE_BACK)).post(
                |visitor, at, session, sent| noting::take(visitor, at, session, sent, &TAKE_BACK),
            ),
        )
}

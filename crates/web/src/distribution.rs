//! Distribution: lists, whoever puts themselves on one, sendings of what was published, links to say that it came, and
//! requests for other formats.
//!
//! In come forms, files and links; out go pages and letters, each once. What may go, and to whom, the core alone says.

mod asking;
mod at;
mod confirming;
pub(crate) mod going;
mod importing;
mod leaving;
mod lists;
mod one_list;
mod one_sending;
mod overview;
mod receipt;
mod recipient;
mod refused;
mod request;
mod requests;
mod sending;
mod settling;
mod told;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use crate::app::App;

/// What is told where no letter of a sending can go.
const NO_MAIL: &str = "Mail is not set up, so no letter goes. Set the mail server in saferplan.toml and start Saferplan again; \
    what goes by post can be printed all the same.";

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/distribution", get(overview::show))
        .route("/distribution/lists/new", get(lists::ask_new).post(lists::enter))
        .route("/distribution/lists/{list}", get(one_list::show))
        .route("/distribution/lists/{list}/change", get(lists::ask).post(lists::change))
        .route("/distribution/lists/{list}/take-away", get(leaving::ask_list).post(leaving::list))
        .route("/distribution/lists/{list}/list.csv", get(one_list::download))
        .route("/distribution/lists/{list}/import", get(importing::ask).post(importing::take))
        .route(
            "/distribution/lists/{list}/recipients/new",
            get(recipient::ask_new).post(recipient::enter),
        )
        .route(
            "/distribution/lists/{list}/recipients/{number}",
            get(recipient::ask).post(recipient::change),
        )
        .route(
            "/distribution/lists/{list}/recipients/{number}/take-away",
            get(leaving::ask_recipient).post(leaving::recipient),
        )
        .route("/distribution/sendings/{number}", get(one_sending::show))
        .route("/distribution/sendings/{number}/go-on", post(settling::go_on))
        .route("/distribution/sendings/{number}/again", post(settling::again))
        .route("/distribution/sendings/{number}/posted", post(settling::posted))
        .route("/distribution/sendings/{number}/settle", post(settling::settle))
        .route("/publish/{number}/send", get(sending::ask).post(sending::begin))
        .route("/distribution/requests", get(requests::show))
        .route("/distribution/requests/new", get(requests::ask_new).post(requests::enter))
        .route("/distribution/requests/{number}", get(request::show).post(request::record))
        .route("/distribution/requests/{number}/due", post(request::set_due))
        .route("/published/formats", get(asking::ask).post(asking::take))
        .route("/published/told", get(told::ask).post(told::take))
        .route("/told/{token}", get(confirming::ask).post(confirming::take))
        .route("/received/{token}", get(receipt::ask).post(receipt::take))
        .route("/received/{token}/leave", post(receipt::leave))
}

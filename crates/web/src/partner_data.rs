//! Partner data on pages: the returns of each quarter and how they stand, files sent and what became of them, series.
//!
//! In come forms and files; out go pages, or the change that the records made of a form. What a file may hold, when a
//! return is due and which of two files counts, the core alone says.

mod at;
mod by_link;
mod files;
mod links;
mod leaving;
mod one_delivery;
mod one_return;
mod one_series;
mod overview;
mod refused;
mod sending;
mod series;
mod suppliers;
mod table;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::routing::post;
use partnership::partner_data::file::MOST_BYTES;

use crate::app::App;

const RETURN: &str = "/partner-data/returns/{supplier}/{quarter}";
const DELIVERY: &str = "/partner-data/deliveries/{number}";
const SERIES: &str = "/partner-data/series/{series}";
const SUPPLIER: &str = "/partner-data/suppliers/{supplier}";
/// With what the address of a link begins by which returns are sent, below the partnership's own.
const BY_LINK: &str = "/returns/{token}";

/// The pages of partner data.
pub(crate) fn routes() -> Router<App> {
    let of_return = |page: &str| format!("{RETURN}/{page}");
    let of_delivery = |page: &str| format!("{DELIVERY}/{page}");
    let of_series = |page: &str| format!("{SERIES}/{page}");
    let of_supplier = |page: &str| format!("{SUPPLIER}/{page}");
    let by_link = |page: &str| format!("{BY_LINK}/{page}");
    Router::new()
        .route("/partner-data", get(overview::show))
        .route("/partner-data/suppliers/new", get(suppliers::ask_new).post(suppliers::enter))
        .route(SUPPLIER, get(suppliers::ask).post(suppliers::change))
        .route(&of_supplier("take-away"), get(leaving::ask_supplier).post(leaving::take_supplier))
        .route(&of_supplier("link"), get(links::ask).post(links::make))
        .route(&of_supplier("link/take-away"), post(links::take_away))
        .route(&by_link("empty.csv"), get(by_link::empty))
        .route(&by_link("kinds.csv"), get(by_link::kinds))
        .route(&by_link("refused.csv"), get(by_link::refused))
        .route(&of_return("counts.csv"), get(files::counts))
        .route(&of_series("values.csv"), get(files::values))
        .route("/partner-data/layouts/{layout}/empty.csv", get(files::empty))
        .route("/partner-data/layouts/{layout}/kinds.csv", get(files::kinds))
        .route(DELIVERY, get(one_delivery::show))
        .route(&of_delivery("refused.csv"), get(files::refused))
        .route(&of_delivery("take-away"), get(leaving::ask_delivery).post(leaving::take_delivery))
        .merge(sending())
}

/// The pages that take a file, which is larger than forms.
fn sending() -> Router<App> {
    Router::new()
        .route(RETURN, get(one_return::show).post(one_return::take))
        .route(BY_LINK, get(by_link::show).post(by_link::take))
        .route("/partner-data/series/new", get(series::ask).post(series::take))
        .route(SERIES, get(one_series::show).post(one_series::take))
        .layer(DefaultBodyLimit::max(MOST_BYTES + 64 * 1024))
}

//! What everybody may read: how accessible the pages are, and what is kept of the people who use them.
//!
//! In come the organisation's name and whom people may ask, from the settings; out go two notices. What is known not
//! to work is said.

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;

#[derive(Debug, serde::Serialize)]
struct Notice<'app> {
    organisation: &'app str,
    contact: Option<&'app str>,
    origin: &'app str,
    version: &'static str,
    /// How long the names of readers are kept, such as "90 days".
    readers_kept: String,
}

/// The notices.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/accessibility-statement", get(accessibility))
        .route("/privacy-notice", get(privacy))
}

async fn accessibility(State(app): State<App>) -> Result<Html<String>, PageError> {
    let around = Page::outside(&app, "Accessibility statement");
    page::draw(&app, "notices/accessibility.html", around, &notice(&app))
}

async fn privacy(State(app): State<App>) -> Result<Html<String>, PageError> {
    let around = Page::outside(&app, "Privacy notice");
    page::draw(&app, "notices/privacy.html", around, &notice(&app))
}

fn notice(app: &App) -> Notice<'_> {
    Notice {
        organisation: &app.settings.look.organisation,
        contact: app.settings.contact.as_deref(),
        origin: app.settings.origin.as_str(),
        version: env!("CARGO_PKG_VERSION"),
        readers_kept: days_in_words(app.settings.forget_readers_after),
    }
}

/// So many days in words.
pub(crate) fn days_in_words(days: u16) -> String {
    match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

//! The update for scrutiny: one button for each format.

use axum::extract::State;
use axum::response::Html;
use axum::response::Response;
use partnership::membership::may::Deed;
use web::App;
use web::page;
use web::page::Page;
use web::page::fault::PageError;
use web::page::file::Format;
use web::page::taken::Query;
use web::who::visitor::Visitor;
use web::year::Asked;
use web::year::Opened;

use crate::pages::OfHome;
use crate::pages::apart;
use crate::pages::sent;
use crate::scrutiny;

/// The page.
#[derive(Debug, serde::Serialize)]
struct UpdatePage {
    path: String,
    cycle: String,
    on: String,
    day: String,
}

/// Which file is wanted.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Wanted {
    format: Format,
}

/// Says what the update holds, and offers it.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::MakeDocuments)?;
    let opened = Opened::of(&visitor, &asked).await?.ok_or(PageError::NotFound)?;
    let it = UpdatePage {
        path: visitor.path("/scrutiny-update"),
        cycle: opened.cycle().to_string(),
        on: opened.so_far.today().to_string(),
        day: opened.so_far.today().in_words(),
    };
    let around = Page::of(&visitor, "Update for scrutiny").below("This year", visitor.path(""));
    page::draw(&app, "evidence/update.html", around, &it)
}

/// Makes it, keeps the record of its rows, and sends it.
pub(super) async fn file(
    visitor: Visitor,
    Query(asked): Query<Asked>,
    Query(Wanted { format }): Query<Wanted>,
    home: OfHome,
) -> Result<Response, PageError> {
    visitor.may(Deed::MakeDocuments)?;
    let opened = Opened::of(&visitor, &asked).await?.ok_or(PageError::NotFound)?;
    let partnership = visitor.book.partnership().await?.value;
    let known_as = visitor.book.id().to_string();
    apart(move || {
        let made = scrutiny::compose(&home.0, &known_as, &partnership, &opened.so_far, None)?;
        made.keep(&home.0)?;
        sent(&made, format)
    })
    .await
}

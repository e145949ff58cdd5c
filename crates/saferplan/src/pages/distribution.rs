//! Labels and covering letters of a sending, as the command prints them.

use axum::extract::State;
use axum::response::Response;
use partnership::distribution::labels::LabelSheet;
use partnership::membership::may::Deed;
use web::App;
use web::page::fault::PageError;
use web::page::file::File;
use web::page::file::Format;
use web::page::taken::Path;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::distribute::printing::Copies;
use crate::pages::apart;

/// Which sheet of labels, and from which of its labels on.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    sheet: String,
    #[serde(default)]
    first: String,
}

/// Sends the labels.
pub(super) async fn labels(
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
    Query(Asked { sheet, first }): Query<Asked>,
) -> Result<Response, PageError> {
    let copies = copies(&visitor, number).await?;
    let sheet = if sheet.is_empty() { Ok(LabelSheet::ThreeBySeven) } else { sheet.parse() };
    let sheet = sheet.map_err(|why| PageError::Refused(why.to_string()))?;
    let first = if first.is_empty() { Ok(1) } else { first.trim().parse() };
    let no_number =
        |_| PageError::Refused("the first label is named by a number, such as 1".to_owned());
    let first: usize = first.map_err(no_number)?;
    let bytes = apart(move || copies.labels(sheet, first)).await?;
    File { name: format!("labels-{number}.pdf"), format: Format::Pdf, bytes }.sent()
}

/// Sends the covering letters.
pub(super) async fn letters(
    State(app): State<App>,
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let copies = copies(&visitor, number).await?;
    let origin = app.settings().origin.page("");
    let (contact, today) = (app.settings().contact.clone(), visitor.today);
    let bytes = apart(move || copies.letters(&origin, contact.as_deref(), today)).await?;
    File { name: format!("covering-letters-{number}.pdf"), format: Format::Pdf, bytes }.sent()
}

async fn copies(visitor: &Visitor, number: i64) -> Result<Copies, PageError> {
    visitor.may(Deed::Publish)?;
    let copies = Copies::of(&visitor.book, number).await;
    copies.map_err(|why| PageError::Refused(format!("{why:#}")))
}

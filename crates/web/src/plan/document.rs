//! The plan as the document that it is printed as, with its files in every format.

use axum::response::Html;
use partnership::content::Document;
use partnership::membership::may::Deed;
use partnership::plan::document::Commission;
use partnership::plan::document::compose;

use crate::page;
use crate::page::document;
use crate::page::document::DocumentPage;
use crate::page::fault::PageError;
use crate::plan::at::At;
use crate::plan::at::around;
use crate::plan::at::name;
use crate::plan::at::path;
use crate::who::visitor::Visitor;

/// Shows the document.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let document = printed(&visitor, &at).await?;
    let file = path(&visitor, at.cycle, "/document/file");
    let it = DocumentPage::of(&document, file, visitor.app.draw_chart);
    let around = around(&visitor, &document.title);
    let around = around.below(&name(at.cycle), path(&visitor, at.cycle, ""));
    page::draw(&visitor.app, document::TEMPLATE, around, &it)
}

async fn printed(visitor: &Visitor, at: &At) -> Result<Document, PageError> {
    let held = visitor.book.plan_in_full(at.cycle).await?.ok_or(PageError::NotFound)?;
    let partnership = visitor.book.partnership().await?.value;
    let (known_as, today) = (visitor.book.id().to_string(), visitor.today);
    let (full, decided) = (held.full(), held.decided.as_ref());
    let (known_as, partnership) = (&known_as, &partnership);
    Ok(compose(&Commission { known_as, partnership, full, decided, today }).document)
}

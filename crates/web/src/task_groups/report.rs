//! The performance report on a quarter, as a page.

use axum::response::Html;
use partnership::content::Document;
use partnership::membership::may::Deed;
use partnership::task_groups::performance_report::Commission;
use partnership::task_groups::performance_report::compose;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::page;
use crate::page::document;
use crate::page::document::DocumentPage;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::task_groups::asking;
use crate::task_groups::which::Known;
use crate::task_groups::which::around;
use crate::task_groups::which::quarter_in;
use crate::who::visitor::Visitor;

/// Shows the report.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, text)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let quarter = quarter_in(&text)?;
    let document = report(&visitor, quarter).await?;
    let file = format!("{}/report/file", asking::quarter_path(&visitor, quarter));
    let it = DocumentPage::of(&document, file, visitor.app.draw_chart);
    let words = Period::Quarter(quarter).in_words();
    let around =
        around(&visitor, &document.title).below(&words, asking::quarter_path(&visitor, quarter));
    page::draw(&visitor.app, document::TEMPLATE, around, &it)
}

async fn report(visitor: &Visitor, quarter: Quarter) -> Result<Document, PageError> {
    let known = Known::of(&visitor.book, visitor.today).await?;
    let (plain, known_as) = (known.plain(), visitor.book.id().to_string());
    let commission = Commission {
        known_as: &known_as,
        partnership: &known.partnership,
        quarter,
        today: visitor.today,
        known: &plain,
    };
    Ok(compose(&commission).document)
}

//! The performance report on a quarter, as a page.

use axum::response::Html;
use partnership::content::Document;
use partnership::membership::may::Deed;
use partnership::task_groups::performance_report::Commission;
use partnership::task_groups::performance_report::compose;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::page;
use crate::page::blocks;
use crate::page::blocks::Part;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::task_groups::asking;
use crate::task_groups::which::Known;
use crate::task_groups::which::around;
use crate::task_groups::which::quarter_in;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReportPage {
    subtitle: String,
    publisher: String,
    dated: String,
    /// Where its files are made; behind a question mark stands the format.
    file: String,
    parts: Vec<Part>,
}

/// Shows the report.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, text)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let quarter = quarter_in(&text)?;
    let document = document(&visitor, quarter).await?;
    let it = of(&visitor, &document, quarter);
    let words = Period::Quarter(quarter).in_words();
    let around =
        around(&visitor, &document.title).below(&words, asking::quarter_path(&visitor, quarter));
    page::draw(&visitor.app, "task_groups/report.html", around, &it)
}

async fn document(visitor: &Visitor, quarter: Quarter) -> Result<Document, PageError> {
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

fn of(visitor: &Visitor, document: &Document, quarter: Quarter) -> ReportPage {
    ReportPage {
        subtitle: document.subtitle.clone(),
        publisher: document.publisher.clone(),
        dated: document.dated.clone(),
        file: format!("{}/report/file", asking::quarter_path(visitor, quarter)),
        parts: blocks::parts(document, visitor.app.draw_chart),
    }
}

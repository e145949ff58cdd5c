//! The performance report on a quarter: a page, and a file of its own to pass on.

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
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

/// The page, and the file.
#[derive(Debug, serde::Serialize)]
struct ReportPage {
    title: String,
    subtitle: String,
    publisher: String,
    dated: String,
    parts: Vec<Part>,
    download: String,
}

/// Shows the report.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, text)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let quarter = quarter_in(&text)?;
    let it = of(&visitor, &document(&visitor, quarter).await?, quarter);
    let words = Period::Quarter(quarter).in_words();
    let around = around(&visitor, &it.title).below(&words, asking::quarter_path(&visitor, quarter));
    page::draw(&visitor.app, "task_groups/report.html", around, &it)
}

/// Sends the report as a file in HTML.
pub(super) async fn download(
    visitor: Visitor,
    Path((_, text)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let quarter = quarter_in(&text)?;
    let it = of(&visitor, &document(&visitor, quarter).await?, quarter);
    let html = visitor.app.design.render("task_groups/report_file.html", &it)?;
    let named = format!("attachment; filename=\"task-groups-{quarter}.html\"");
    let headings = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((headings, html).into_response())
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
        title: document.title.clone(),
        subtitle: document.subtitle.clone(),
        publisher: document.publisher.clone(),
        dated: document.dated.clone(),
        parts: blocks::parts(document, visitor.app.draw_chart),
        download: format!("{}/report.html", asking::quarter_path(visitor, quarter)),
    }
}

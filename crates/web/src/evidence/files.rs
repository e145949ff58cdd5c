//! The files of an answer: its tables as CSV, its charts as SVG.

use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::content::table::Table;
use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::answered::Answered;
use partnership::membership::may::Deed;
use partnership::terms::slug;

use crate::evidence::asking::Asking;
use crate::page::csv;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// Sends one.
pub(super) async fn download(
    visitor: Visitor,
    Path((_, file)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let asking = Asking::of(&visitor).await?.ok_or(PageError::NotFound)?;
    let enquiry = enquiry(asked)?;
    let told = asking.answer(enquiry).await?;
    let answered = told.answer.map_err(|refused| PageError::Refused(refused.to_string()))?;
    let named = slug::plain(&answered.title, "answer");
    if file == "answer.csv" {
        return Ok(csv::download(&format!("{named}.csv"), &lines(&answered)).into_response());
    }
    let chart = answered.charts.iter().find(|chart| file == format!("{}.svg", chart.name));
    let drawn = chart.map(visitor.app.draw_chart).ok_or(PageError::NotFound)?;
    let headings = [
        (header::CONTENT_TYPE, "image/svg+xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{named}.svg\"")),
    ];
    Ok((headings, drawn).into_response())
}

/// The enquiry of an address that our own pages made.
fn enquiry(asked: Vec<(String, String)>) -> Result<Enquiry, PageError> {
    let form = Form::of(asked);
    let part = |part: partnership::evidence::enquiry::Part| {
        Some(form.text(part.name())).filter(|text| !text.is_empty())
    };
    Enquiry::of_parts(part).map_err(|_| Unreadable::Address.into())
}

/// The tables one after another, each below its caption, then what was said and what must be borne in mind.
fn lines(answered: &Answered) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for table in &answered.tables {
        lines.extend(of_table(table));
        lines.push(vec![String::new()]);
    }
    let words = answered.says.iter().chain(&answered.cautions).chain(&answered.notes);
    lines.extend(words.map(|words| vec![words.clone()]));
    lines
}

/// A table below its caption.
pub(super) fn of_table(table: &Table) -> Vec<Vec<String>> {
    let heads = table.columns.iter().map(|column| column.heading.clone()).collect();
    let rows = table.rows.iter().map(|row| row.cells.iter().map(csv::plain).collect());
    [vec![table.caption.clone()], heads].into_iter().chain(rows).collect()
}

//! One table of a question as a file, with the same counts withheld as on its page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::consultation::report::OfQuestion;
use partnership::content::Block;
use partnership::content::table::Cell;
use partnership::content::table::Table;
use partnership::membership::may::Deed;

use crate::app::App;
use crate::consultations::at::At;
use crate::consultations::results::all::All;
use crate::consultations::results::all::hidden;
use crate::consultations::themes::which::Which;
use crate::page::csv;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// The name of a table, as the last part of an address has it before `.csv`.
#[derive(Debug)]
pub(super) struct TableName(String);

impl FromRequestParts<App> for TableName {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<TableName, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named = params.iter().find(|(name, _)| *name == "file").map(|(_, text)| text);
        let name = named.and_then(|file| file.strip_suffix(".csv")).ok_or(PageError::NotFound)?;
        Ok(TableName(name.to_owned()))
    }
}

/// Sends the table.
pub(super) async fn download(
    visitor: Visitor,
    at: At,
    which: Which,
    TableName(name): TableName,
) -> Result<csv::Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    if hidden(&held, visitor.can(Deed::ReadReplies)).is_some() {
        return Err(PageError::NotFound);
    }
    let id = which.question.ok_or(PageError::NotFound)?;
    let standing = All::of(&visitor, &at, &held, None).await?.ok_or(PageError::NotFound)?;
    let question = standing.all.results.questions.iter().find(|one| one.id == id);
    let table = question.and_then(|question| found(question, &name)).ok_or(PageError::NotFound)?;
    let file = format!("{}-{id}-{name}.csv", held.questionnaire());
    Ok(csv::download(&file, &lines(table)))
}

/// The table of that name: one of the question's own, or that of groups by another.
fn found<'q>(question: &'q OfQuestion, name: &str) -> Option<&'q Table> {
    let by = name.strip_prefix("by-");
    let groups = question.groups.iter().filter(|one| by == Some(one.by.to_string().as_str()));
    let groups = groups.flat_map(|one| &one.blocks).map(|block| (true, block));
    let own = question.blocks.iter().map(|block| (false, block));
    own.chain(groups).find_map(|(of_groups, block)| match block {
        Block::Table(table) if of_groups || table.name == name => Some(table),
        _ => None,
    })
}

/// The headings and the rows, and in the last column what the table is, which says so if it is made up.
fn lines(table: &Table) -> Vec<Vec<String>> {
    let headings = table.columns.iter().map(|column| column.heading.clone());
    let headings = headings.chain(["Table".to_owned()]).collect();
    let row = |cells: &[Cell]| {
        let cells = cells.iter().map(csv::plain);
        cells.chain([table.caption.clone()]).collect::<Vec<String>>()
    };
    std::iter::once(headings).chain(table.rows.iter().map(|one| row(&one.cells))).collect()
}

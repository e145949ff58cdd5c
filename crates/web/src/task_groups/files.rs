//! Measures and values as files in CSV, in the columns in which they can be brought in again.

use partnership::membership::may::Deed;
use partnership::task_groups::tables::MEASURE_COLUMNS;
use partnership::task_groups::tables::VALUE_COLUMNS;
use partnership::task_groups::tables::measure_row;
use partnership::task_groups::tables::value_row;

use crate::page::csv::Download;
use crate::page::csv::download;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// Sends the measures.
pub(super) async fn measures(visitor: Visitor) -> Result<Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = visitor.book.measures().await?;
    let rows = held.iter().map(|held| measure_row(&held.value));
    Ok(file("measures.csv", &MEASURE_COLUMNS, rows))
}

/// Sends the values.
pub(super) async fn values(visitor: Visitor) -> Result<Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = visitor.book.quarterly_values().await?;
    let rows = held.iter().map(|held| value_row(&held.value));
    Ok(file("values.csv", &VALUE_COLUMNS, rows))
}

fn file(name: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Download {
    let first = columns.iter().map(|column| (*column).to_owned()).collect();
    let lines: Vec<Vec<String>> = std::iter::once(first).chain(rows).collect();
    download(name, &lines)
}

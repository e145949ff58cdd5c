//! `consult export --what`: the replies as files for statistics programs and archives, the same as the pages give.

use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::consultation::export::Export;
use partnership::consultation::export::Lines;
use partnership::terms::spreadsheet::harmless;

/// A row a reply, in codes.
pub(super) fn replies(export: &Export<'_>) -> Result<Vec<u8>> {
    written(export.wide())
}

/// A row an answer.
pub(super) fn answers(export: &Export<'_>) -> Result<Vec<u8>> {
    written(std::iter::once(Export::long_headings()).chain(export.long()).collect())
}

/// What the codes mean.
pub(super) fn codebook(export: &Export<'_>) -> Result<Vec<u8>> {
    written(export.codebook())
}

/// What the columns are of the table that `out` lies beside: it is called as the table is, with `-metadata.json` behind.
pub(super) fn csvw(export: &Export<'_>, out: &Path) -> Vec<u8> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    export.csvw(name.strip_suffix("-metadata.json").unwrap_or("replies.csv")).into_bytes()
}

/// Lines as CSV whose cells no spreadsheet takes for formulas.
fn written(lines: Lines) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for cells in lines {
        table.write_record(cells.iter().map(|cell| harmless(cell))).context("writing a line")?;
    }
    table.into_inner().context("writing the lines")
}

//! Rows of a table, cell by cell, made into columns: for tables that are small.
//!
//! In come cells in the order of the table's columns; out go the columns of its file.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::Float64Builder;
use datafusion::arrow::array::Int64Builder;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringBuilder;
use datafusion::arrow::error::ArrowError;

use crate::tables::Kind;
use crate::tables::Table;

/// One cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Real(f64),
    /// Nothing known.
    Empty,
}

/// The columns so far.
#[derive(Debug)]
pub(crate) struct CellColumns {
    table: Table,
    columns: Vec<Builder>,
}

#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Whole(Int64Builder),
    Real(Float64Builder),
}

impl<'a> Cell<'a> {
    /// The text, where there is one.
    pub(crate) fn of_text(text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Empty, Cell::Text)
    }

    /// A count, which is far below what a cell can hold.
    pub(crate) fn of_count(count: u64) -> Cell<'a> {
        Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl CellColumns {
    /// The columns of `table` without rows.
    pub(crate) fn new(table: Table) -> CellColumns {
        let builder = |kind| match kind {
            Kind::Text | Kind::CrimeId => Builder::Text(StringBuilder::new()),
            Kind::Whole => Builder::Whole(Int64Builder::new()),
            Kind::Real => Builder::Real(Float64Builder::new()),
        };
        let columns = table.columns().iter().map(|column| builder(column.kind)).collect();
        CellColumns { table, columns }
    }

    /// Adds a row: a cell for each column, in order; a cell of another kind is left empty.
    pub(crate) fn push(&mut self, row: &[Cell]) {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            match (column, cell) {
                (Builder::Text(texts), Cell::Text(text)) => texts.append_value(text),
                (Builder::Whole(numbers), Cell::Whole(number)) => numbers.append_value(*number),
                (Builder::Real(numbers), Cell::Real(number)) => numbers.append_value(*number),
                (Builder::Text(texts), _) => texts.append_null(),
                (Builder::Whole(numbers), _) => numbers.append_null(),
                (Builder::Real(numbers), _) => numbers.append_null(),
            }
        }
    }

    /// The columns.
    pub(crate) fn finish(self) -> Result<RecordBatch, ArrowError> {
        let arrays = self.columns.into_iter().map(Builder::finish).collect();
        RecordBatch::try_new(self.table.stored_schema(), arrays)
    }
}

impl Builder {
    fn finish(self) -> ArrayRef {
        match self {
            Builder::Text(mut texts) => Arc::new(texts.finish()),
            Builder::Whole(mut numbers) => Arc::new(numbers.finish()),
            Builder::Real(mut numbers) => Arc::new(numbers.finish()),
        }
    }
}

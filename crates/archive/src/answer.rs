//! The answer to a query, kept whole or written out as it arrives.
//!
//! In come batches of rows; out go cells, a table to read, CSV (RFC 4180, in which no
//! words can be taken for a formula) or JSON (a list of objects, every cell as it is held).

use std::io::Write;

use datafusion::arrow::array::Array as _;
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::ArrayFormatter;
use datafusion::arrow::util::display::FormatOptions;
use datafusion::arrow::util::pretty::pretty_format_batches_with_schema;
use partnership::terms::spreadsheet;
use serde_json::Value;

use crate::engine::Batches;
use crate::query_error::QueryError;

/// An answer kept whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, a cell for each column: a number, a text, true or false, or nothing.
    pub rows: Vec<Vec<Value>>,
}

/// How an answer is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Drawn with lines, to be read; the answer is held in memory to find the widths.
    Table,
    /// Comma-separated values as RFC 4180 says, with the names first.
    Csv,
    /// A list of objects.
    Json,
}

/// The whole answer.
pub(crate) fn whole(batches: Batches) -> Result<Answer, QueryError> {
    let fields = batches.schema.fields().iter();
    let columns = fields.map(|field| field.name().clone()).collect();
    let mut rows = Vec::new();
    for batch in batches {
        let batch = batch?;
        let cells = Cells::of(&batch)?;
        rows.extend((0..batch.num_rows()).map(|row| cells.row(row)));
    }
    Ok(Answer { columns, rows })
}

/// Writes the answer as it arrives; how many rows there were.
pub(crate) fn write(
    batches: Batches,
    format: Format,
    to: &mut impl Write,
) -> Result<u64, QueryError> {
    match format {
        Format::Table => write_table(batches, to),
        Format::Csv => write_csv(batches, to),
        Format::Json => write_json(batches, to),
    }
}

fn write_table(batches: Batches, to: &mut impl Write) -> Result<u64, QueryError> {
    let schema = batches.schema.clone();
    let batches = batches.collect::<Result<Vec<_>, _>>()?;
    let drawn = pretty_format_batches_with_schema(schema, &batches).map_err(unprintable)?;
    writeln!(to, "{drawn}")?;
    Ok(batches.iter().map(|batch| batch.num_rows() as u64).sum())
}

fn write_csv(batches: Batches, to: &mut impl Write) -> Result<u64, QueryError> {
    let names: Vec<_> = batches.schema.fields().iter().map(|field| field.name().clone()).collect();
    write_record(to, names.into_iter())?;
    let mut count = 0;
    for batch in batches {
        let batch = batch?;
        let cells = Cells::of(&batch)?;
        for row in 0..batch.num_rows() {
            write_record(to, cells.columns.iter().map(|cell| cell.harmless(row)))?;
        }
        count += batch.num_rows() as u64;
    }
    Ok(count)
}

fn write_record(
    to: &mut impl Write,
    cells: impl Iterator<Item = String>,
) -> Result<(), QueryError> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            to.write_all(b",")?;
        }
        if cell.contains([',', '"', '\r', '\n']) {
            write!(to, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            to.write_all(cell.as_bytes())?;
        }
    }
    to.write_all(b"\r\n")?;
    Ok(())
}

fn write_json(batches: Batches, to: &mut impl Write) -> Result<u64, QueryError> {
    let names: Vec<_> = batches
        .schema
        .fields()
        .iter()
        .map(|field| Value::from(field.name().as_str()).to_string())
        .collect();
    let mut count = 0_u64;
    for batch in batches {
        let batch = batch?;
        let cells = Cells::of(&batch)?;
        for row in 0..batch.num_rows() {
            to.write_all(if count == 0 { b"[\n{" } else { b",\n{" })?;
            for (place, (name, cell)) in names.iter().zip(cells.row(row)).enumerate() {
                let comma = if place == 0 { "" } else { "," };
                write!(to, "{comma}{name}:{cell}")?;
            }
            to.write_all(b"}")?;
            count += 1;
        }
    }
    to.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
    Ok(count)
}

/// The cells of a batch, by column.
struct Cells<'a> {
    columns: Vec<Column<'a>>,
}

struct Column<'a> {
    array: &'a ArrayRef,
    text: ArrayFormatter<'a>,
}

const OPTIONS: FormatOptions = FormatOptions::new();

impl Cells<'_> {
    fn of(batch: &RecordBatch) -> Result<Cells<'_>, QueryError> {
        let columns = batch.columns().iter().map(Column::of).collect::<Result<_, _>>()?;
        Ok(Cells { columns })
    }

    fn row(&self, row: usize) -> Vec<Value> {
        self.columns.iter().map(|column| column.value(row)).collect()
    }
}

impl Column<'_> {
    fn of(array: &ArrayRef) -> Result<Column<'_>, QueryError> {
        let text = ArrayFormatter::try_new(array, &OPTIONS).map_err(unprintable)?;
        Ok(Column { array, text })
    }

    /// The cell as text; nothing where there is nothing.
    fn text(&self, row: usize) -> String {
        self.text.value(row).to_string()
    }

    /// The same for a spreadsheet, which must take no words for a formula.
    fn harmless(&self, row: usize) -> String {
        let text = self.text(row);
        if self.array.data_type().is_numeric() { text } else { spreadsheet::harmless(&text) }
    }

    fn value(&self, row: usize) -> Value {
        if self.array.is_null(row) || *self.array.data_type() == DataType::Null {
            return Value::Null;
        }
        let text = self.text(row);
        let kind = self.array.data_type();
        if *kind == DataType::Boolean {
            Value::Bool(text == "true")
        } else if kind.is_numeric() {
            // A number that JSON does not know, such as infinity, is nothing there.
            text.parse().map_or(Value::Null, Value::Number)
        } else {
            Value::String(text)
        }
    }
}

fn unprintable(error: ArrowError) -> QueryError {
    QueryError::Running(error.to_string())
}

//! The columns of an answer by name, read as the core's own types.

use std::str::FromStr;

use datafusion::arrow::array::Array as _;
use datafusion::arrow::array::AsArray as _;
use datafusion::arrow::array::Float64Array;
use datafusion::arrow::array::Int64Array;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringViewArray;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::datatypes::Float64Type;
use datafusion::arrow::datatypes::Int64Type;

use crate::query_error::QueryError;

/// A column of text.
pub(crate) struct Texts<'a> {
    name: &'a str,
    texts: StringViewArray,
}

impl Texts<'_> {
    /// The text of a row, if it has one.
    pub(crate) fn of(&self, row: usize) -> Option<&str> {
        self.texts.is_valid(row).then(|| self.texts.value(row))
    }

    /// The text of a row as a copy; empty where it has none.
    pub(crate) fn owned(&self, row: usize) -> String {
        self.of(row).unwrap_or_default().to_owned()
    }

    /// The text of a row as a value, if it has one.
    pub(crate) fn parsed<T: FromStr<Err: std::fmt::Display>>(
        &self,
        row: usize,
    ) -> Result<Option<T>, QueryError> {
        let parsed = self.of(row).map(str::parse).transpose();
        parsed.map_err(|error| QueryError::Running(format!("column {}: {error}", self.name)))
    }

    /// The text of a row as a value, which it must have.
    pub(crate) fn required<T: FromStr<Err: std::fmt::Display>>(
        &self,
        row: usize,
    ) -> Result<T, QueryError> {
        let missing = || QueryError::Running(format!("column {} is empty", self.name));
        self.parsed(row)?.ok_or_else(missing)
    }
}

/// The column of text called `name`.
pub(crate) fn texts<'a>(batch: &RecordBatch, name: &'a str) -> Result<Texts<'a>, QueryError> {
    let texts = column(batch, name, &DataType::Utf8View)?;
    Ok(Texts { name, texts: texts.as_string_view().clone() })
}

/// The column of whole numbers called `name`.
pub(crate) fn wholes(batch: &RecordBatch, name: &str) -> Result<Int64Array, QueryError> {
    Ok(column(batch, name, &DataType::Int64)?.as_primitive::<Int64Type>().clone())
}

/// The column of numbers called `name`.
pub(crate) fn reals(batch: &RecordBatch, name: &str) -> Result<Float64Array, QueryError> {
    Ok(column(batch, name, &DataType::Float64)?.as_primitive::<Float64Type>().clone())
}

/// A number of a row that cannot be less than nothing.
pub(crate) fn count(counts: &Int64Array, row: usize) -> u64 {
    u64::try_from(counts.value(row)).unwrap_or(0)
}

/// A text inside a query.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Several texts inside a query's brackets; never none, which SQL does not know.
pub(crate) fn list<T: ToString>(texts: impl IntoIterator<Item = T>) -> String {
    let quoted: Vec<_> = texts.into_iter().map(|text| quoted(&text.to_string())).collect();
    if quoted.is_empty() { "null".to_owned() } else { quoted.join(", ") }
}

fn column(
    batch: &RecordBatch,
    name: &str,
    kind: &DataType,
) -> Result<datafusion::arrow::array::ArrayRef, QueryError> {
    let missing = || QueryError::Running(format!("the answer has no column {name}"));
    let column = batch.column_by_name(name).ok_or_else(missing)?;
    cast(column, kind).map_err(|error| QueryError::Running(error.to_string()))
}

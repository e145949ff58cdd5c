//! Measures and values as tables in CSV: read line by line, every fault told with its line, and written in the same columns.
//!
//! In comes the text of a file; out go measures or values without a fault, or all faults. What is written can be read.

mod line;
mod measures;
mod values;

use std::fmt;

use crate::task_groups::measure::Measure;
use crate::task_groups::quarterly::QuarterlyValue;
use line::Lines;

pub use measures::COLUMNS as MEASURE_COLUMNS;
pub use measures::row as measure_row;
pub use values::COLUMNS as VALUE_COLUMNS;
pub use values::row as value_row;

/// What a file has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// Measures, in the file's order.
    Measures(Vec<Measure>),
    /// Values, in the file's order.
    Values(Vec<QuarterlyValue>),
}

/// What is wrong in a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// Its number, from 1; the first has the names of the columns.
    pub line: u64,
    /// The column, unless it is the whole line.
    pub column: Option<&'static str>,
    /// What was found and what was wanted.
    pub why: String,
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.why),
            None => write!(f, "line {}: {}", self.line, self.why),
        }
    }
}

/// Reads a file of measures or of values, which its first line tells. Values are of the measures that are `known`.
///
/// ```
/// use partnership::task_groups::tables::read;
/// let faults = read("measure,quarter,value,status\nunheard-of,2014-Q2,35,audited\n", &[]).unwrap_err();
/// assert_eq!(
///     faults[0].to_string(),
///     "line 2, measure: there is no measure `unheard-of`; enter it first, or correct its short name"
/// );
/// ```
///
/// # Errors
/// Every fault of every line.
pub fn read(text: &str, known: &[Measure]) -> Result<Brought, Vec<LineFault>> {
    let lines = Lines::of(text)?;
    if lines.has("quarter") && lines.has("value") {
        values::read(&lines, known).map(Brought::Values)
    } else if lines.has("name") && lines.has("unit") {
        measures::read(&lines, known).map(Brought::Measures)
    } else {
        Err(vec![LineFault {
            line: 1,
            column: None,
            why: format!(
                "the first line names no columns that are known; for values write {}, for measures {}",
                VALUE_COLUMNS.join(","),
                MEASURE_COLUMNS.join(",")
            ),
        }])
    }
}

#[cfg(test)]
mod tests;

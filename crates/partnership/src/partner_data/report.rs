//! The validation report: what became of every row of a file, to be handed back to whoever sent it.
//!
//! In comes what is found row by row; out goes a report that says what was kept, what was refused on which line and why,
//! and what to look at. It repeats no cell that may lead to a person.

use crate::terms::wording::capitalised;

/// So many refused rows are told one by one; the others are counted.
pub const MOST_TOLD: usize = 1_000;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Why the file as a whole is refused, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// How many rows stand below its headings.
    pub rows: usize,
    /// How many of them are refused.
    pub refused: usize,
    /// The first of these, each fault by itself, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<RowFault>,
    /// What to look at though it is no fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowFault {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The column, as the layout has it or by its number; empty where it is the whole row.
    pub column: String,
    /// What was found, what was wanted, what to do.
    pub why: String,
}

impl Report {
    /// The report on a file that could not be read.
    pub fn of_no_file(why: &impl ToString) -> Report {
        Report { whole: Some(why.to_string()), ..Report::default() }
    }

    /// Whether nothing stands against keeping the file.
    pub fn is_clean(&self) -> bool {
        self.whole.is_none() && self.refused == 0
    }

    /// Takes note of the faults of one row.
    pub(super) fn refuse(&mut self, line: u64, faults: Vec<(String, String)>) {
        self.refused += 1;
        for (column, why) in faults {
            if self.faults.len() < MOST_TOLD {
                self.faults.push(RowFault { line, column, why });
            }
        }
    }

    /// What came of it, in a sentence.
    ///
    /// ```
    /// use partnership::partner_data::report::Report;
    /// let report = Report { rows: 12, refused: 2, ..Report::default() };
    /// assert_eq!(report.in_words(), "Nothing was kept: 2 of 12 rows are refused.");
    /// ```
    pub fn in_words(&self) -> String {
        let rows = |number: usize| if number == 1 { "row" } else { "rows" };
        match (&self.whole, self.rows, self.refused) {
            (Some(why), ..) => format!("Nothing was kept: {why}."),
            (None, 0, 0) => "The file has no row below its headings: nothing happened.".to_owned(),
            (None, 1, 0) => "The one row was kept.".to_owned(),
            (None, kept, 0) => format!("All {kept} rows were kept."),
            (None, all, refused) => {
                let are = if refused == 1 { "is" } else { "are" };
                format!("Nothing was kept: {refused} of {all} {} {are} refused.", rows(all))
            }
        }
    }
}

impl RowFault {
    /// The fault as a sentence with its place.
    pub fn in_words(&self) -> String {
        match self.column.as_str() {
            "" => format!("Line {}: {}.", self.line, self.why),
            column => format!("Line {}, {column}: {}.", self.line, self.why),
        }
    }

    /// The reason alone, as a cell of a table has it.
    pub fn reason(&self) -> String {
        capitalised(&self.why)
    }
}

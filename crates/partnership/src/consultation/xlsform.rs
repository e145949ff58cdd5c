//! A questionnaire as an XLSForm, the workbook with which Open Data Kit, KoboToolbox and others write forms; and back.
//!
//! In comes a version of a questionnaire; out go the rows of the sheets `survey`, `choices` and `settings`. In come
//! such rows, whoever wrote them; out goes a questionnaire as typed, with a remark for all that was not understood.
//! What Saferplan writes, it reads back the same. The workbook itself is written and read elsewhere.
//!
//! The layout is that of <https://xlsform.org/en/ref-table/>. Where an XLSForm cannot say what Saferplan needs, it
//! stands in a column `saferplan`, which other programs pass over: `about=you` beside a section, `kept_as=ward` beside a
//! postcode, `role=do-not-know` beside an answer. No short name of ours has an underscore, so names with one are free
//! for what a questionnaire does not name: `section_1`, `worries_other`, `ranking_2`.

mod expression;
pub mod remark;
mod names;
mod read;
mod table;
mod written;

pub use read::XlsForm;
pub use read::read;
pub use written::sheets;

/// The sheets of an XLSForm.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheets {
    /// What is asked, row by row.
    pub survey: Sheet,
    /// The answers, list by list.
    pub choices: Sheet,
    /// What the form is called.
    pub settings: Sheet,
    /// The names of other sheets that have cells.
    pub others: Vec<String>,
}

/// A sheet: the names of its columns, and rows of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The names of the columns, as in the first row.
    pub columns: Vec<String>,
    /// The other rows that have cells, in order.
    pub rows: Vec<SheetRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The number of the row in the sheet; that of the columns' names is 1.
    pub line: u32,
    /// Its cells; those at the end that are empty may be missing.
    pub cells: Vec<String>,
}

#[cfg(test)]
pub(crate) mod tests;

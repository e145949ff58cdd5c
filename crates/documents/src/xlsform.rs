//! A questionnaire as an XLSForm workbook, for Open Data Kit, KoboToolbox and whatever else reads them.
//!
//! In comes a version of a questionnaire; out goes an .xlsx with the sheets `survey`, `choices` and `settings`. What
//! stands in them is the core's to say (`partnership::consultation::xlsform`); here it only gets cells. Every cell is
//! text, so that no program makes a date or a formula of it.

use partnership::consultation::condition::Tangled;
use partnership::consultation::report::Label;
use partnership::consultation::version::Stage;
use partnership::consultation::version::Version;
use partnership::consultation::xlsform::Sheet;
use partnership::consultation::xlsform::sheets;
use partnership::terms::day::Day;
use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::FormatAlign;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

use crate::wording::clean;

/// Why a questionnaire cannot be written as an XLSForm.
#[derive(Debug, thiserror::Error)]
pub enum XlsFormError {
    /// Its routes cannot be said as conditions.
    #[error("{0}")]
    Tangled(#[from] Tangled),
    /// A text is longer than a cell may be, or the like.
    #[error("the workbook cannot be written: {0}; shorten the text that it names")]
    Workbook(#[from] XlsxError),
}

/// The version's questionnaire as an .xlsx, which says so where the consultation was made up; the same version gives the
/// same bytes.
///
/// # Errors
/// When routes cross too often to be said as conditions, or a text is longer than a cell may be.
pub fn file(version: &Version, label: Label) -> Result<Vec<u8>, XlsFormError> {
    let sheets = sheets(version, label)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(version)?);
    for (name, sheet) in
        [("survey", &sheets.survey), ("choices", &sheets.choices), ("settings", &sheets.settings)]
    {
        fill(workbook.add_worksheet().set_name(name)?, sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(version: &Version) -> Result<DocProperties, XlsxError> {
    // The crate would ask the clock: a draft gets a day that nobody can mistake.
    let opened: Option<Day> = match version.stage() {
        Stage::Draft => None,
        Stage::Open { since: opened } | Stage::Closed { opened, .. } => Some(opened),
    };
    let date = opened.map_or(jiff::civil::date(1900, 1, 1), |day| day.date());
    let year = u16::try_from(date.year()).unwrap_or(1900).max(1900);
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or(1));
    let stamp = ExcelDateTime::from_ymd(year, month, day)?;
    let id = version.questionnaire().id().as_str();
    Ok(DocProperties::new().set_title(id).set_creation_datetime(&stamp))
}

/// Text without what neither a cell nor the form made of it can hold; its lines stay.
fn holdable(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let base = Format::new().set_font_name("Arial").set_align(FormatAlign::Top).set_text_wrap();
    let bold = base.clone().set_bold();
    for (column, name) in (0_u16..).zip(&sheet.columns) {
        worksheet.set_column_width(column, if name.contains("::") { 48 } else { 22 })?;
        worksheet.write_string_with_format(0, column, name, &bold)?;
    }
    for row in &sheet.rows {
        for (column, cell) in (0_u16..).zip(&row.cells) {
            if !cell.is_empty() {
                worksheet.write_string_with_format(row.line - 1, column, holdable(cell), &base)?;
            }
        }
    }
    worksheet.set_freeze_panes(1, 0)?;
    Ok(())
}

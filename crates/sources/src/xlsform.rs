//! XLSForm workbooks, whoever wrote them: Open Data Kit, KoboToolbox, a spreadsheet program or Saferplan.
//!
//! In come a workbook's bytes; out go the questionnaire that it asks, and a remark with sheet and row for everything
//! that was not taken as it stands. What the cells mean is the core's to say (`partnership::consultation::xlsform`).

use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

use partnership::consultation::xlsform;
use partnership::consultation::xlsform::Sheet;
use partnership::consultation::xlsform::SheetRow;
use partnership::consultation::xlsform::Sheets;
use partnership::consultation::xlsform::XlsForm;

use crate::fault::FileFault;
use crate::fault::ReadError;
use crate::prc::sheets::begins_as_workbook;
use crate::prc::xlsx;
use crate::unpack;

/// The most bytes of a workbook as it lies on disk.
const MOST_PACKED: u64 = 16 << 20;
/// The most bytes of a workbook unpacked.
const MOST_UNPACKED: u64 = 128 << 20;
/// The columns that a sheet of a workbook can have.
const MOST_COLUMNS: usize = 16_384;
/// The most cells up to the last one of each row; a form of a hundred questions has some thousands.
const MOST_CELLS: usize = 1_000_000;

/// Reads an XLSForm in .xlsx; blanks at both ends of a cell go.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let form = sources::xlsform::read("form.xlsx", &mut std::fs::File::open("form.xlsx")?)?;
/// for remark in &form.remarks {
///     eprintln!("{remark}");
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When the file is no workbook, is damaged, or is larger than a form can be.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<XlsForm, ReadError> {
    sheets(bytes).map(|sheets| xlsform::read(&sheets)).map_err(|fault| fault.of(name))
}

fn sheets(bytes: &mut dyn Read) -> Result<Sheets, FileFault> {
    let mut bytes = BufReader::new(bytes);
    if !begins_as_workbook(&mut bytes)? {
        let wanted = "this is no .xlsx; expected an XLSForm, saved as an Excel workbook (.xlsx)";
        return Err(FileFault::Workbook(wanted.to_owned()));
    }
    let bytes = unpack::whole(&mut bytes, MOST_PACKED)?;
    let members = unpack::members(Cursor::new(&bytes))?;
    // Readers of workbooks trust declared sizes: unpack it all under guard first.
    unpack::check_all(&members, &bytes, MOST_UNPACKED)?;
    let (mut sheets, mut held) = (Sheets::default(), 0_usize);
    xlsx::each_row(&bytes, MOST_COLUMNS, &mut |name, line, cells| {
        held = held.saturating_add(cells.len());
        if held <= MOST_CELLS {
            take(&mut sheets, name, line, cells);
        }
    })?;
    if held > MOST_CELLS {
        let found = format!("it has more than {MOST_CELLS} cells, and a form has some thousands");
        return Err(FileFault::Workbook(found));
    }
    Ok(sheets)
}

fn take(sheets: &mut Sheets, name: &str, line: u64, cells: &[String]) {
    let sheet = match name.trim().to_ascii_lowercase().as_str() {
        "survey" => &mut sheets.survey,
        "choices" => &mut sheets.choices,
        "settings" => &mut sheets.settings,
        _ => {
            if sheets.others.last().is_none_or(|last| last != name) {
                sheets.others.push(name.to_owned());
            }
            return;
        }
    };
    row(sheet, line, cells.to_vec());
}

/// The first row that has cells names the columns.
fn row(sheet: &mut Sheet, line: u64, cells: Vec<String>) {
    if sheet.columns.is_empty() {
        sheet.columns = cells;
    } else {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        sheet.rows.push(SheetRow { line, cells });
    }
}

#[cfg(test)]
mod tests;

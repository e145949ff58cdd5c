//! Rows of .xlsx workbooks.
//!
//! In come the bytes of a workbook that was unpacked under guard before; out go rows of text.
//! Cells are taken one by one, since a sheet with one cell far away would fill memory as a table.

use std::io::Cursor;

use calamine::DataRef;
use calamine::Reader;
use calamine::Xlsx;
use calamine::XlsxError;

use crate::fault::FileFault;
use crate::prc::sheets::EachRow;

/// Gives each row that has cells to `each`, sheet by sheet; cells beyond `most_columns` are passed over.
pub(crate) fn each_row(
    bytes: &[u8],
    most_columns: usize,
    each: EachRow<'_>,
) -> Result<(), FileFault> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(wrong)?;
    for sheet in workbook.sheet_names() {
        let mut reader = match workbook.worksheet_cells_reader(&sheet) {
            Ok(reader) => reader,
            // Charts and macros are sheets too.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(wrong(error)),
        };
        let (mut line, mut cells) = (0, Vec::new());
        while let Some(cell) = reader.next_cell().map_err(wrong)? {
            let (row, column) = cell.get_position();
            let at = u64::from(row) + 1;
            if at != line && !cells.is_empty() {
                each(&sheet, line, &mut cells);
                cells.clear();
            }
            line = at;
            let column = column as usize;
            if column < most_columns {
                place(&mut cells, column, text(cell.get_value()));
            }
        }
        if !cells.is_empty() {
            each(&sheet, line, &mut cells);
        }
    }
    Ok(())
}

fn place(cells: &mut Vec<String>, column: usize, text: String) {
    if !text.is_empty() {
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = text;
    }
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(serial) => serial.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn wrong(error: XlsxError) -> FileFault {
    FileFault::Workbook(error.to_string())
}

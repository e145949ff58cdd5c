//! Street-level crimes of data.police.uk: `2014-06-kent-street.csv`.
//!
//! In come a file's bytes; out go its rows one by one, borrowed from the reader's buffer, and a
//! report. A million rows are usual, so nothing is allocated for a row that is kept.

use std::io::Read;

use partnership::evidence::rows::StreetCrime;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use partnership::terms::month::Month;

use crate::cell;
use crate::fault::FileFault;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::header::Places;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::table;
use crate::text::Record;
use crate::text::Records;

mod watch;

use watch::Watch;

/// The layout published since December 2011.
pub static LAYOUT: Layout = Layout {
    name: "street-level crimes",
    kind: Some(SourceKind::PoliceStreet),
    columns: &[
        &["crime id"],
        &["month"],
        &["reported by"],
        &["falls within"],
        &["longitude"],
        &["latitude"],
        &["location"],
        &["lsoa code"],
        &["lsoa name"],
        &["crime type"],
        &["last outcome category"],
    ],
    optional: &[],
};

/// Degrees between which the United Kingdom and its waters lie.
const LONGITUDES: std::ops::RangeInclusive<f64> = -9.0..=2.1;
const LATITUDES: std::ops::RangeInclusive<f64> = 49.5..=61.1;

/// Reads a file of street-level crimes; `each` gets every row that is kept, in the file's order.
///
/// # Errors
/// When the whole file is refused. Rows given to `each` before that must not be kept.
pub fn read(
    name: &str,
    bytes: &mut dyn Read,
    each: &mut dyn FnMut(StreetCrime<'_>),
) -> Result<FileReport, ReadError> {
    read_rows(name, bytes, each).map_err(|fault| fault.of(name))
}

fn read_rows(
    name: &str,
    bytes: &mut dyn Read,
    each: &mut dyn FnMut(StreetCrime<'_>),
) -> Result<FileReport, FileFault> {
    let mut records = Records::begin(bytes)?;
    let header = table::first_line(&mut records)?;
    let layout = Layout::of(&header, Some(SourceKind::PoliceStreet))?.expected(&LAYOUT)?;
    let mut row = Row::of(&layout.places(&header), header.len());
    let mut report = FileReport::new(layout.name);
    let mut watch = Watch::over(name);
    while let Some(record) = records.next()? {
        match row.crime(record) {
            Ok(crime) => {
                watch.note(&crime, record.bytes, &mut report);
                report.kept += 1;
                each(crime);
            }
            Err(fault) => report.refuse(record.line, fault),
        }
    }
    table::note_marks(records.marks(), &mut report);
    report.extract = ExtractId::of(records.sha256());
    Ok(report)
}

/// Makes crimes of records, and remembers what hardly ever changes from one to the next.
struct Row {
    places: [usize; 11],
    width: usize,
    month_text: [u8; 7],
    month: Month,
}

impl Row {
    fn of(places: &Places, width: usize) -> Row {
        // A column that is not there would give empty fields; the layout has them all.
        let place = |column: usize| places.get(column).copied().flatten().unwrap_or(usize::MAX);
        let places = std::array::from_fn(place);
        Row { places, width, month_text: *b"1900-01", month: Month::EARLIEST }
    }

    fn crime<'a>(&mut self, record: Record<'a>) -> Result<StreetCrime<'a>, RowFault> {
        if record.len() != self.width {
            return Err(table::wrong_width(record.len()));
        }
        let fields = record.fields().ok_or_else(|| not_text(record.bytes))?;
        let [id, month, reported_by, falls_within, x, y, location, lsoa, lsoa_name, class, outcome] =
            self.places.map(|place| fields.at(place));
        Ok(StreetCrime {
            line: record.line,
            crime_id: crime_id(id)?,
            month: self.month(month)?,
            reported_by: cell::filled("reported by", reported_by)?,
            falls_within,
            position: position(x, y)?,
            location,
            lsoa: lsoa_code(lsoa)?.map(|code| (code, lsoa_name)),
            class: cell::class("crime type", class)?,
            last_outcome: Some(outcome).filter(|outcome| !outcome.is_empty()),
        })
    }

    fn month(&mut self, text: &str) -> Result<Month, RowFault> {
        if text.as_bytes() != self.month_text {
            self.month = cell::month("month", text)?;
            self.month_text.copy_from_slice(text.as_bytes());
        }
        Ok(self.month)
    }
}

/// The identifier: 64 hexadecimal digits, or nothing.
pub(crate) fn crime_id(text: &str) -> Result<Option<[u8; 32]>, RowFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || RowFault::new("crime id", text, "64 hexadecimal digits or nothing");
    let digits: &[u8; 64] = text.as_bytes().try_into().map_err(|_| wrong())?;
    let mut id = [0; 32];
    let mut unlike = 0;
    for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
        let (high, low) = (hex_digit(pair[0]), hex_digit(pair[1]));
        unlike |= high | low;
        *byte = high << 4 | low & 0xF;
    }
    // Only what is no digit has more than four bits.
    if unlike > 0xF { Err(wrong()) } else { Ok(Some(id)) }
}

fn hex_digit(letter: u8) -> u8 {
    HEX[usize::from(letter)]
}

/// The value of each letter as a hexadecimal digit, 255 for those that are none.
static HEX: [u8; 256] = {
    let mut values = [0xFF; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value as usize] as usize] = value;
        values[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    values
};

/// Longitude and latitude, both given or neither, within the United Kingdom.
fn position(longitude: &str, latitude: &str) -> Result<Option<(f64, f64)>, RowFault> {
    if longitude.is_empty() && latitude.is_empty() {
        return Ok(None);
    }
    let wanted = "degrees from -9 to 2.1, or nothing in both coordinates";
    let x = longitude.parse().ok().filter(|degrees| LONGITUDES.contains(degrees));
    let x = x.ok_or_else(|| RowFault::new("longitude", longitude, wanted))?;
    let wanted = "degrees from 49.5 to 61.1, or nothing in both coordinates";
    let y = latitude.parse().ok().filter(|degrees| LATITUDES.contains(degrees));
    let y = y.ok_or_else(|| RowFault::new("latitude", latitude, wanted))?;
    Ok(Some((x, y)))
}

/// The code of an LSOA, or nothing.
pub(crate) fn lsoa_code(text: &str) -> Result<Option<AreaCode>, RowFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let code = text.parse().ok().filter(|code: &AreaCode| code.kind() == AreaKind::Lsoa);
    let wanted = "the code of an LSOA, such as E01024356, or nothing";
    code.map(Some).ok_or_else(|| RowFault::new("lsoa code", text, wanted))
}

/// A row that is not UTF-8, or holds NUL.
pub(crate) fn not_text(bytes: &[u8]) -> RowFault {
    RowFault::new("the row", &String::from_utf8_lossy(bytes), "text in UTF-8")
}

#[cfg(test)]
mod tests;

//! Prints lists the one way that every command does: a table for reading, CSV, or JSON.

use std::io::Write;

use anyhow::Context;
use anyhow::Result;
use comfy_table::ContentArrangement;
use comfy_table::Table;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use partnership::content::table::with_commas;
use partnership::terms::spreadsheet::harmless;

use crate::cli::Format;

/// How many characters wide a table is at most.
const WIDTH: u16 = 140;

/// Writes rows under their headings to standard output.
pub(crate) fn list(format: Format, headings: &[&str], rows: &[Vec<String>]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match format {
        Format::Table => {
            let mut table = Table::new();
            table.load_preset(UTF8_HORIZONTAL_ONLY);
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
            table.set_header(headings).add_rows(rows);
            writeln!(out, "{table}").context("printing")
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(headings).context("printing")?;
            for row in rows {
                csv.write_record(row.iter().map(|cell| harmless(cell))).context("printing")?;
            }
            csv.flush().context("printing")
        }
        Format::Json => {
            let object = |row: &Vec<String>| -> serde_json::Map<String, serde_json::Value> {
                let values = row.iter().map(|cell| serde_json::Value::String(cell.clone()));
                headings.iter().map(|heading| (*heading).to_owned()).zip(values).collect()
            };
            let objects: Vec<_> = rows.iter().map(object).collect();
            json(&objects)
        }
    }
}

/// So many of a thing: "1 file", "2,327 rows", "3 entries".
pub(crate) fn so_many(number: u64, thing: &str) -> String {
    let many = match thing.strip_suffix('y') {
        _ if number == 1 => thing.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{thing}s"),
    };
    format!("{} {many}", with_commas(number))
}

/// Writes a value as JSON to standard output.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).context("printing")?;
    writeln!(out).context("printing")
}

/// Writes a line of text to standard output.
pub(crate) fn line(text: impl AsRef<str>) -> Result<()> {
    writeln!(std::io::stdout().lock(), "{}", text.as_ref()).context("printing")
}

/// How large something is, in the largest unit of which it has one.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        ..0x10_0000 => format!("{} KiB", bytes >> 10),
        0x10_0000..0x4000_0000 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_its_unit() {
        assert_eq!(size(3 << 10), "3 KiB");
        assert_eq!(size(256 << 20), "256 MiB");
        assert_eq!(size(2 << 30), "2 GiB");
    }
}

//! Tables as CSV, for whoever works on with them in a spreadsheet.
//!
//! In come rows of words; out goes a file after RFC 4180, in which no cell can be taken for a formula.

use axum::http::HeaderName;
use axum::http::header;
use partnership::content::table::Cell;
use partnership::terms::spreadsheet::harmless;

/// A file for a browser to keep: its headings, and its bytes.
pub(crate) type Download = ([(HeaderName, String); 2], String);

/// The file of that name that holds these lines.
pub(crate) fn download(name: &str, lines: &[Vec<String>]) -> Download {
    let headings = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headings, lines.iter().map(|cells| line(cells)).collect())
}

/// One line of such a file.
pub(crate) fn line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| quoted(&harmless(cell))).collect();
    format!("{}\r\n", quoted.join(","))
}

/// A cell of a table for another program: a number without commas, and no more precise than it is printed, since more
/// figures would tell more.
pub(crate) fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Difference(difference) => difference.to_string(),
        Cell::Number { value, decimals } => format!("{value:.*}", usize::from(*decimals)),
        Cell::Change { share } => format!("{:.1}", share * 100.0),
        Cell::Words(_) | Cell::Withheld(_) | Cell::Missing(_) => cell.printed(),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_a_spreadsheet_would_run_is_kept_as_words() {
        let cells = ["=1+1", "  @sum(a1)", "-2", "+a3", "4 December", "say \"yes\", twice"];
        let (_, text) = download("steps.csv", &[cells.map(str::to_owned).to_vec()]);
        assert_eq!(text, "'=1+1,'  @sum(a1),-2,'+a3,4 December,\"say \"\"yes\"\", twice\"\r\n");
    }
}

//! What `tests` promises, as tests.

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::fault::ReadError;
use crate::prc::RecordedCrime;
use crate::prc::read;
use crate::prc::sheets::MOST_COLUMNS;
use crate::report::FileReport;
use crate::report::Trap;
use crate::testing::zipped;

type Sheets<'a> = &'a [(&'a str, Vec<Vec<&'a str>>)];

/// A sheet as the Home Office makes them: a title, a note, column names with footnote marks.
fn sheet<'a>(rows: &[[&'a str; 9]]) -> Vec<Vec<&'a str>> {
    let mut all = vec![
        vec!["Police recorded crime Community Safety Partnership open data"],
        vec!["This worksheet contains one table. Some cells refer to notes."],
        vec![],
        vec![
            "Financial Year",
            "Financial Quarter",
            "Force Name",
            "CSP Name [note 1]",
            "Offence Description",
            "Offence Group",
            "Offence Sub-group",
            "Offence Code",
            "Number of Offences2",
        ],
    ];
    all.extend(rows.iter().map(|row| row.to_vec()));
    all.extend([vec![], vec!["Source: Home Office"]]);
    all
}

fn xlsx(sheets: Sheets<'_>) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (line, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(line, column, number).unwrap(),
                    Err(_) => sheet.write_string(line, column, *text).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn ods(sheets: Sheets<'_>) -> Vec<u8> {
    let mut body = String::new();
    for (name, rows) in sheets {
        body += &format!("<table:table table:name=\"{name}\">");
        for row in rows {
            body += "<table:table-row>";
            for text in row {
                let value = text.parse::<f64>().map_or(String::new(), |number| {
                    format!(" office:value-type=\"float\" office:value=\"{number}\"")
                });
                let text = text.replace('&', "&amp;");
                body +=
                    &format!("<table:table-cell{value}><text:p>{text}</text:p></table:table-cell>");
            }
            body += "</table:table-row>";
        }
        body += "</table:table>";
    }
    content(&body)
}

fn content(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body>\
         <office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", mimetype), ("content.xml", xml.as_bytes())])
}

fn read_bytes(bytes: &[u8]) -> Result<(Vec<RecordedCrime>, FileReport), ReadError> {
    read("prc.xlsx", &mut &*bytes)
}

const MAIDSTONE: [&str; 9] =
    ["2014/15", "1", "Kent", "Maidstone", "Robbery & theft", "Robbery", "Robbery", "34B", "11"];

#[test]
fn both_formats_give_the_cells_of_every_sheet_of_data() {
    let later = ["2015/16", "2", "Kent", "Unassigned", "R", "Robbery", "Robbery", "34B", "-3"];
    let sheets = [
        ("Notes", vec![vec!["Notes"], vec!["Note 1", "The CSP is as it was on 1 April."]]),
        ("2014-15", sheet(&[MAIDSTONE])),
        ("2015-16", sheet(&[later])),
    ];
    for bytes in [xlsx(&sheets), ods(&sheets)] {
        let (cells, report) = read_bytes(&bytes).unwrap();
        assert_eq!((report.kept, report.refused), (2, 0), "{:?}", report.refusals);
        assert_eq!((cells[0].line, cells[0].count, cells[1].count), (5, 11, -3));
        assert_eq!(cells[0].offence, "Robbery & theft");
        assert_eq!(cells[0].quarter.map(|quarter| quarter.to_string()).as_deref(), Some("2014-Q1"));
        assert!(report.traps.contains_key(&Trap::Unassigned));
    }
}

#[test]
fn a_refusal_in_a_workbook_names_its_sheet() {
    let mut wrong = MAIDSTONE;
    wrong[8] = "[x]";
    let sheets = [("2014-15", sheet(&[wrong, MAIDSTONE]))];
    for bytes in [xlsx(&sheets), ods(&sheets)] {
        let (_, report) = read_bytes(&bytes).unwrap();
        assert_eq!((report.kept, report.refused), (1, 1));
        assert_eq!(
            report.refusals[0].to_string(),
            "sheet `2014-15`, line 5: number of offences is `[x]`; expected a whole number, or - for none"
        );
    }
}

#[test]
fn a_workbook_without_such_a_sheet_is_refused() {
    let sheets = [("Notes", vec![vec!["Notes", "nothing else"]])];
    for bytes in [xlsx(&sheets), ods(&sheets)] {
        let error = read_bytes(&bytes).unwrap_err().to_string();
        assert!(error.contains("no sheet has the columns"), "{error}");
    }
}

#[test]
fn a_cell_far_away_does_not_fill_memory() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (line, row) in (0..).zip(sheet(&[MAIDSTONE])) {
        page.write_row(line, 0, row).unwrap();
    }
    page.write_string(1_048_575, 16_383, "far").unwrap();
    let (cells, _) = read_bytes(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(cells.len(), 1);
}

#[test]
fn repeats_in_an_ods_are_read_and_bounded() {
    let cells = |count: u32| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{count}\"><text:p>x</text:p>\
             </table:table-cell>"
        )
    };
    let bomb = |rows: u64| {
        content(&format!(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"{rows}\">{}\
             </table:table-row></table:table>",
            cells(4_000_000_000)
        ))
    };
    let error = read_bytes(&bomb(u64::MAX)).unwrap_err().to_string();
    assert!(error.contains("more than 4000000 rows"), "{error}");
    let error = read_bytes(&bomb(3)).unwrap_err().to_string();
    assert!(error.contains("no sheet has the columns"), "{error}");
    assert_eq!(MOST_COLUMNS, 64);
}

#[test]
fn a_note_stuck_to_a_cell_is_not_its_text() {
    let rows = sheet(&[MAIDSTONE]);
    let plain = ods(&[("a", rows.clone())]);
    let (cells, _) = read_bytes(&plain).unwrap();
    let mut body = String::from("<table:table table:name=\"a\">");
    for row in rows {
        body += "<table:table-row>";
        for text in row {
            let text = text.replace('&', "&#38;");
            body += &format!(
                "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation>\
                 <text:p>{text}</text:p></table:table-cell>"
            );
        }
        body += "</table:table-row>";
    }
    let (noted, _) = read_bytes(&content(&(body + "</table:table>"))).unwrap();
    assert_eq!(noted, cells);
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused_without_panic() {
    let sheets = [("2014-15", sheet(&[MAIDSTONE]))];
    for whole in [xlsx(&sheets), ods(&sheets)] {
        for length in (2..whole.len()).step_by(97) {
            assert!(read_bytes(&whole[..length]).is_err(), "{length}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_change_of_a_byte_never_panics(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let sheets = [("2014-15", sheet(&[MAIDSTONE]))];
        for mut bytes in [xlsx(&sheets), ods(&sheets)] {
            let place = place.index(bytes.len());
            bytes[place] = byte;
            let _ = read_bytes(&bytes);
        }
    }

    #[test]
    fn any_xml_never_panics(body in "(<|</|>|/>|table:table|table:table-row|table:table-cell|text:p| |=|\"|9|&|;|x){0,40}") {
        let _ = read_bytes(&content(&body));
    }
}

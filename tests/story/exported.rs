//! What somebody typed runs nothing in the spreadsheet of whoever opens an exported table.

use std::fs;

use crate::partnership::Partnership;

/// What a spreadsheet would take for a formula.
const TYPED: &str = "=HYPERLINK(\"http://example.org\")";

fn example(name: &str) -> String {
    format!("{}/../../examples/maidstone-2014/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The cells of a table.
fn cells(table: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    reader
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn holds_no_formula(table: &str) {
    let cells = cells(table);
    assert!(cells.iter().any(|cell| cell == &format!("'{TYPED}")), "{table}");
    assert!(!cells.iter().any(|cell| cell.starts_with(['=', '@'])), "{table}");
}

#[test]
fn lists_that_are_printed_or_written_hold_no_formula_and_come_back_as_they_were() {
    let home = Partnership::new();
    home.succeeds(&[
        "init",
        &example("partnership.toml"),
        "--timetable",
        &example("timetable.toml"),
    ]);
    home.succeeds(&["person", "add", TYPED, "--email", "jane@example.org", "--role", "analyst"]);
    holds_no_formula(&home.succeeds(&["person", "list", "--format", "csv"]));
    holds_no_formula(&home.succeeds(&[
        "query",
        &format!("select '{TYPED}' as a, -1.5 as b"),
        "--format",
        "csv",
    ]));
    home.succeeds(&["distribute", "add", "libraries", "Libraries", "--of", "libraries"]);
    let until = web::clock::day_of(jiff::Timestamp::now()).unwrap().plus_days(360);
    let list = format!(
        "name,body,email,address,language,format,copies,held_because,keep_until\n\
         \"{}\",East Library,east@example.org,\"3 Example Road, Maidstone\",en,standard,2,office,{until}\n",
        TYPED.replace('"', "\"\"")
    );
    let list = home.file("list.csv", list.as_bytes()).display().to_string();
    home.succeeds(&["distribute", "import", "libraries", &list]);
    let (out, again) = (home.out().display().to_string(), home.out().with_extension("again"));
    home.succeeds(&["distribute", "export", "libraries", &out]);
    let written = fs::read_to_string(&out).unwrap();
    holds_no_formula(&written);
    home.succeeds(&["distribute", "add", "others", "Others", "--of", "others"]);
    home.succeeds(&["distribute", "import", "others", &out]);
    home.succeeds(&["distribute", "export", "others", again.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&again).unwrap(), written);
}

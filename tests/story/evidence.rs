//! Evidence: what is imported, what is held, what is asked of it.

use std::path::Path;
use std::path::PathBuf;

use crate::partnership::Partnership;
use crate::partnership::ending;
use crate::partnership::raw_data;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
    LSOA name,Crime type,Last outcome category,Context\n";

fn robbery(month: &str, serial: u32) -> String {
    format!(
        "{serial:064x},{month},Kent Police,Kent Police,0.52,51.27,On or near The Street,E01024356,\
         Maidstone 001A,Robbery,Under investigation,\n"
    )
}

pub(crate) fn street_file(month: &str, rows: u32) -> Vec<u8> {
    let rows: String = (0..rows).map(|serial| robbery(month, serial)).collect();
    format!("{HEADER}{rows}").into_bytes()
}

#[test]
fn an_empty_home_says_what_to_do_next() {
    let said = Partnership::new().succeeds(&["sources"]);
    assert!(said.contains("saferplan import"), "{said}");
}

#[test]
fn the_same_content_imported_twice_is_held_once() {
    let kent = Partnership::new();
    let one = kent.file("2014-06-kent-street.csv", &street_file("2014-06", 7));
    let copy = kent.file("copy.csv", &street_file("2014-06", 7));
    kent.imports("police-street", &[one]);
    let said = kent.imports("police-street", &[copy]);
    assert!(said.contains("already held"), "{said}");
    assert_eq!(kent.asks("select count(*) from crime"), "7");
}

#[test]
fn a_later_issue_of_a_month_supersedes_the_earlier() {
    let kent = Partnership::new();
    let first = kent.file("first/2014-06-kent-street.csv", &street_file("2014-06", 7));
    let second = kent.file("second/2014-06-kent-street.csv", &street_file("2014-06", 9));
    kent.imports("police-street", &[first]);
    kent.imports("police-street", &[second]);
    assert_eq!(kent.asks("select count(*) from crime"), "9");
    assert_eq!(kent.asks("select sum(count) from crime_count"), "9");
}

#[test]
fn a_query_cannot_change_the_archive() {
    let kent = Partnership::new();
    let file = kent.file("2014-06-kent-street.csv", &street_file("2014-06", 7));
    kent.imports("police-street", &[file]);
    for sql in [
        "drop table crime",
        "insert into crime select * from crime",
        "create table mine as select 1",
        "copy crime to 'out.csv'",
        "set datafusion.execution.batch_size = 1",
    ] {
        kent.refuses(&["query", sql]);
    }
    assert_eq!(kent.asks("select count(*) from crime"), "7");
}

#[test]
fn the_crime_table_has_the_columns_promised() {
    let answer = Partnership::new().succeeds(&["query", "select * from crime", "--format", "csv"]);
    assert_eq!(
        answer.lines().next(),
        Some(
            "month,reported_by,falls_within,longitude,latitude,location,lsoa_code,lsoa_name,\
             crime_type,last_outcome,extract"
        )
    );
}

#[test]
fn every_refused_row_is_reported_with_its_line_and_reason() {
    let kent = Partnership::new();
    let mut text = street_file("2014-06", 2);
    text.extend(robbery("2014-13", 5).into_bytes());
    text.extend(robbery("2014-06", 6).replace("Robbery", "Piracy").into_bytes());
    let file = kent.file("2014-06-kent-street.csv", &text);
    let said = kent.imports("police-street", &[file]);
    assert!(said.contains("line 4") && said.contains("2014-13"), "{said}");
    assert!(said.contains("line 5") && said.contains("Piracy"), "{said}");
    assert_eq!(kent.asks("select count(*) from crime"), "2");
}

pub(crate) fn national(data: &Path) -> Vec<PathBuf> {
    ["2014-04.zip", "2014-05.zip", "2014-06.zip"]
        .map(|name| data.join("police-street").join(name))
        .to_vec()
}

#[test]
fn the_three_national_months_are_accounted_for_row_by_row() {
    let Some(data) = raw_data("the_three_national_months_are_accounted_for_row_by_row") else {
        return;
    };
    let england = Partnership::new();
    england.imports("police-street", &national(&data));
    england.imports("lookups", &[data.join("lookups")]);
    let accounted = "select sum(kept + refused) from extract where kind = 'police-street'";
    assert_eq!(england.asks(accounted), "1031058");
    let crime = "select count(*) from crime where crime_type <> 'Anti-social behaviour' and month \
        between '2014-04' and '2014-06'";
    let maidstone = format!("{crime} and lsoa_name like 'Maidstone %'");
    assert_eq!(england.asks(&format!("{maidstone} and reported_by = 'Kent Police'")), "2327");
    assert_eq!(england.asks(&maidstone), "2360");
    let twelve = "select count(*) from crime join present_district on lsoa_code = area_code where crime_type <> \
        'Anti-social behaviour' and reported_by = 'Kent Police' and district_code between 'E07000105' \
        and 'E07000116'";
    assert_eq!(england.asks(twelve), "23852");
    let counted = "select sum(count) from crime_count";
    assert_eq!(england.asks(counted), england.asks("select count(*) from crime"));
}

#[test]
fn raw_data_give_the_same_briefing_as_the_worked_example() {
    let Some(data) = raw_data("raw_data_give_the_same_briefing_as_the_worked_example") else {
        return;
    };
    let raw = Partnership::new();
    raw.imports("police-street", &national(&data));
    raw.imports(
        "police-street",
        &ending(&data.join("police-street"), "-kent.zip")
            .into_iter()
            .filter(|path| path.to_string_lossy().contains("2014-"))
            .collect::<Vec<_>>(),
    );
    raw.imports("lookups", &[data.join("lookups")]);
    raw.imports("population", &[data.join("population/mye_lad_2001_2019.csv")]);
    raw.imports("neighbours", &[data.join("similar-areas")]);
    raw.imports("severity", &[data.join("severity/policeuk-ons-code-join.csv")]);
    raw.imports("prc", &[data.join("prc/prc-pfa-2012-13_to_2023-24q1.csv.gz")]);
    let example =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/published.csv");
    raw.imports("published", &[PathBuf::from(example)]);
    let worked = Partnership::with_the_worked_example();
    let tables = |of: &Partnership| {
        let out = of.out();
        let arguments = ["briefing", "--area", "E07000110", "--quarter", "2014-Q1", "--out"];
        let mut arguments: Vec<std::ffi::OsString> = arguments.map(Into::into).to_vec();
        arguments.push(out.clone().into());
        of.succeeds(&arguments);
        let figures = ending(&out, ".csv")
            .into_iter()
            .filter(|path| !path.to_string_lossy().ends_with("sources.csv"));
        figures
            .map(|path| {
                (path.file_name().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
            })
            .collect::<Vec<_>>()
    };
    let (from_raw, from_example) = (tables(&raw), tables(&worked));
    assert!(from_raw.len() >= 8, "{}", from_raw.len());
    assert_eq!(from_raw, from_example);
}

//! Hostile files: a clear error, and the archive as it was.

use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::partnership::Partnership;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
    LSOA name,Crime type,Last outcome category,Context\n";

fn row(month: &str) -> String {
    format!(
        "{:064x},{month},Kent Police,Kent Police,0.52,51.27,On or near The Street,E01024356,\
         Maidstone 001A,Robbery,Under investigation,\n",
        1
    )
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

fn refused(name: &str, content: &[u8]) -> String {
    let kent = Partnership::new();
    let sound =
        kent.file("2014-05-kent-street.csv", format!("{HEADER}{}", row("2014-05")).as_bytes());
    kent.imports("police-street", &[sound]);
    let hostile = kent.file(name, content);
    let said = kent.refuses(&["import".into(), "police-street".into(), hostile.into_os_string()]);
    assert_eq!(kent.asks("select count(*) from crime"), "1", "the archive must be as it was");
    said
}

#[test]
fn a_truncated_zip_is_refused() {
    let whole =
        zipped("2014-06/2014-06-kent-street.csv", format!("{HEADER}{}", row("2014-06")).as_bytes());
    let said = refused("2014-06.zip", &whole[..whole.len() / 2]);
    assert!(said.contains("2014-06.zip"), "{said}");
}

#[test]
fn a_zip_that_swells_without_end_is_refused() {
    let mut swollen = HEADER.as_bytes().to_vec();
    swollen.resize(300 << 20, b'0');
    let said = refused("2014-06.zip", &zipped("2014-06/2014-06-kent-street.csv", &swollen));
    assert!(!said.is_empty());
}

#[test]
fn a_zip_that_climbs_out_of_its_folder_is_refused() {
    let said = refused("2014-06.zip", &zipped("../../2014-06-kent-street.csv", HEADER.as_bytes()));
    assert!(said.contains(".."), "{said}");
}

#[test]
fn wrong_columns_are_refused_with_those_wanted() {
    let said = refused("2014-06-kent-street.csv", b"a,b,c\n1,2,3\n");
    assert!(said.to_lowercase().contains("crime id"), "{said}");
}

#[test]
fn a_file_in_utf_16_is_refused() {
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(HEADER.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let said = refused("2014-06-kent-street.csv", &wide);
    assert!(said.contains("UTF-16"), "{said}");
}

#[test]
fn one_bad_file_among_good_ones_leaves_all_out() {
    let good = format!("{HEADER}{}", row("2014-06"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("2014-06/2014-06-kent-street.csv", good.as_str()),
        ("2014-06/2014-06-essex-street.csv", "x,y\n1,2\n"),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let said = refused("2014-06.zip", &zip.finish().unwrap().into_inner());
    assert!(said.contains("essex"), "{said}");
}

#[test]
fn lines_that_end_in_carriage_returns_alone_are_read() {
    let kent = Partnership::new();
    let text = format!("{HEADER}{}", row("2014-06")).replace('\n', "\r");
    let file = kent.file("2014-06-kent-street.csv", text.as_bytes());
    kent.imports("police-street", &[file]);
    assert_eq!(kent.asks("select count(*) from crime"), "1");
}

//! The PDF: tagged, titled, described, and the same bytes each time.
//!
//! What a PDF says of itself is asked of poppler and qpdf, not of the code that wrote it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use partnership::content::Block;
use partnership::content::text;
use proptest::prelude::*;

use crate::fixture::briefing;
use crate::fixture::hostile;
use crate::fixture::long;
use crate::independent::breaches;
use crate::independent::is_accessible;
use crate::independent::python;

/// What a program says of a file; its arguments hold `FILE` where the file belongs.
fn asked(program: &str, arguments: &str, file: &Path) -> String {
    let arguments = arguments.split(' ').map(|word| match word {
        "FILE" => file.as_os_str(),
        word => OsStr::new(word),
    });
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program} is needed (Debian packages poppler-utils and qpdf): {error}")
    });
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn with_pdf(document: &partnership::content::Document, look: impl FnOnce(&Path, &[u8])) {
    let bytes = documents::pdf::file(document).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, &bytes).unwrap();
    look(&file, &bytes);
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn the_pdf_is_sound_tagged_and_titled() {
    with_pdf(&briefing(), |file, bytes| {
        asked("qpdf", "--check FILE", file);
        let facts = asked("pdfinfo", "FILE", file);
        let fact = |name: &str| {
            let line = facts.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        assert_eq!(fact("Tagged:"), "yes");
        assert!(fact("Title:").starts_with("Crime briefing: Maidstone"));
        assert_eq!(fact("Author:"), "Safer Maidstone Partnership");
        assert!(fact("CreationDate:").contains("Oct 14"));
        assert!(fact("Page size:").contains("A4"));
        assert!(holds(bytes, "/Lang(en-GB)"));
        assert!(holds(bytes, "/DisplayDocTitle true"));
    });
}

#[test]
fn the_pdf_declares_that_it_is_accessible_and_lasting() {
    with_pdf(&briefing(), |_, bytes| {
        assert!(holds(bytes, "<pdfuaid:part>1</pdfuaid:part>"));
        assert!(holds(bytes, "<pdfaid:part>2</pdfaid:part>"));
        assert!(holds(bytes, "<pdfaid:conformance>A</pdfaid:conformance>"));
    });
}

#[test]
fn an_independent_validator_finds_that_it_is_so() {
    for document in [briefing(), long()] {
        let bytes = documents::pdf::file(&document).unwrap();
        is_accessible(&bytes);
        assert_eq!(breaches(&bytes, "2a"), Vec::<String>::new());
    }
}

/// The validator does see what is wrong.
#[test]
fn a_picture_without_words_is_found_by_the_validator() {
    let bytes = documents::pdf::file(&briefing()).unwrap();
    let mute: Vec<u8> = without(&bytes, b"/Alt(", b"/Atl(");
    if python().is_some() {
        assert!(!breaches(&mute, "ua1").is_empty());
    }
}

/// The file with one word in the place of another of its length.
fn without(bytes: &[u8], word: &[u8], other: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let places = bytes.windows(word.len()).enumerate().filter(|(_, window)| *window == word);
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "nothing to leave out");
    for at in places {
        out[at..at + other.len()].copy_from_slice(other);
    }
    out
}

#[test]
fn a_document_without_a_day_is_accessible_but_not_for_the_archive() {
    let mut document = briefing();
    document.dated = "soon".into();
    with_pdf(&document, |_, bytes| {
        assert!(holds(bytes, "<pdfuaid:part>1</pdfuaid:part>"));
        assert!(!holds(bytes, "pdfaid:part"));
    });
}

#[test]
fn the_structure_tells_headings_tables_and_lists() {
    with_pdf(&briefing(), |file, bytes| {
        let structure = asked("pdfinfo", "-struct-text FILE", file);
        let count = |tag: &str| {
            let tags = structure.lines().map(str::trim);
            tags.filter(|line| line.split([' ', ':']).next() == Some(tag)).count()
        };
        assert_eq!(count("H1"), 6, "a heading for each section");
        assert_eq!(count("H2"), 1, "a heading within one");
        assert_eq!(count("Table"), 3);
        assert_eq!(count("Figure"), 3);
        assert_eq!(count("LI"), 3);
        assert_eq!(count("TR"), 1 + 13 + 1 + 62 + 1 + 1);
        // Headings of columns once, however many pages a table covers, and a heading for each row.
        assert_eq!(count("TH"), 9 + 13 + 5 + 62 + 5);
        assert!(holds(bytes, "/Scope/Row"));
    });
}

#[test]
fn a_long_document_shows_its_contents_and_begins_each_section_on_a_page() {
    with_pdf(&long(), |file, bytes| {
        let structure = asked("pdfinfo", "-struct-text FILE", file);
        let count = |tag: &str| {
            let tags = structure.lines().map(str::trim);
            tags.filter(|line| line.split([' ', ':']).next() == Some(tag)).count()
        };
        assert_eq!(
            (count("TOC"), count("TOCI")),
            (3, 15),
            "a list for each section that has headings, and one of all"
        );
        assert_eq!(count("H2"), 9);
        assert!(holds(bytes, "/Outlines"));
        let pages = asked("pdftotext", "-enc UTF-8 -layout FILE -", file);
        let pages: Vec<&str> = pages.split('\u{c}').collect();
        assert!(pages[0].contains("Contents"));
        let last = pages.iter().position(|page| page.contains("Matter 1\n")).unwrap();
        let entry = pages[0].lines().find(|line| line.contains("Matter 1 ")).unwrap();
        assert!(entry.trim_end().ends_with(&(last + 1).to_string()), "{entry}");
    });
}

#[test]
fn every_chart_in_the_pdf_has_words_for_those_who_do_not_see_it() {
    with_pdf(&briefing(), |_, bytes| {
        assert!(holds(bytes, "/S/Figure"));
        assert!(holds(bytes, "/Alt(Bars for twelve classes."));
        assert!(holds(bytes, "/Alt(Twenty-one areas by residents and rate."));
        assert!(holds(bytes, "/Alt(Columns for fifteen months"));
    });
}

#[test]
fn the_words_can_be_taken_out_in_reading_order() {
    with_pdf(&briefing(), |file, _| {
        let words = asked("pdftotext", "-enc UTF-8 FILE -", file).replace(['\n', '\u{c}'], " ");
        let places = [
            "Crime briefing",
            "What the quarter shows",
            "Caution: Recording changed",
            "saferplan trace E07000110/2014-Q1/1.1",
            "Table 1",
            "means withheld: fewer than 20",
            "Table 2",
            "About these figures",
        ];
        let mut from = 0;
        for place in places {
            let found = words[from..].find(place).unwrap_or_else(|| panic!("{place} after {from}"));
            from += found;
        }
    });
}

#[test]
fn a_table_that_covers_pages_repeats_its_headings() {
    with_pdf(&briefing(), |file, _| {
        let pages = asked("pdftotext", "-layout -enc UTF-8 FILE -", file);
        let with_rows = pages.split('\u{c}').filter(|page| page.contains("Shepway North"));
        let headed: Vec<bool> = with_rows.map(|page| page.contains("Ward")).collect();
        assert!(headed.len() >= 2 && headed.iter().all(|headed| *headed), "{headed:?}");
    });
}

#[test]
fn a_document_that_means_harm_is_set_as_the_words_it_is() {
    with_pdf(&hostile(), |file, _| {
        asked("qpdf", "--check FILE", file);
        let words = asked("pdftotext", "-enc UTF-8 FILE -", file);
        assert!(words.contains("#panic(\"typst\")"));
        assert!(words.contains("#read(\"/etc/passwd\")"));
        assert!(!words.contains("root:"));
    });
}

#[test]
fn the_same_document_gives_the_same_pdf() {
    assert_eq!(
        documents::pdf::file(&briefing()).unwrap(),
        documents::pdf::file(&briefing()).unwrap()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_words_at_all_can_be_set(title: String, words: String, wild in "[\\PC\u{0}-\u{1f}#$\\[\\]{}@\\\\\"]{0,60}") {
        let mut document = briefing();
        document.title = title;
        document.sections.truncate(1);
        let blocks = &mut document.sections[0].blocks;
        blocks.push(Block::Paragraph(vec![text(words.clone()), text(wild.clone())]));
        blocks.push(Block::Caution { title: wild, text: vec![text(words)] });
        let made = documents::pdf::file(&document);
        prop_assert!(made.is_ok(), "{}", made.unwrap_err());
    }
}

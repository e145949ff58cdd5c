//! Labels, covering letters and large print: each at its place and size, and read aloud as they are read.

use std::collections::BTreeSet;
use std::process::Command;

use documents::covering_letters;
use documents::labels;
use documents::labels::Labels;
use documents::pdf::Size;
use documents::pdf::file_in;
use partnership::consultation::language::Language;
use partnership::content::Block;
use partnership::distribution::covering_letter::CoveringLetter;
use partnership::distribution::labels::LabelSheet;

use crate::fixture::briefing;
use crate::independent::is_accessible;

/// Every word of a PDF with its page, its left and upper edge and its height, in points.
fn words(bytes: &[u8]) -> Vec<(usize, String, [f64; 3])> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, bytes).unwrap();
    let told = asked("pdftotext", &["-bbox", file.to_str().unwrap(), "-"]);
    let (mut page, mut words) = (0, Vec::new());
    for line in told.lines() {
        page += usize::from(line.contains("<page "));
        let Some(rest) = line.trim().strip_prefix("<word ") else { continue };
        let number = |name: &str| -> f64 {
            let rest = rest.split(&format!("{name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        let word = rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
        let [left, top, bottom] = ["xMin", "yMin", "yMax"].map(number);
        words.push((page, word, [left, top, bottom - top]));
    }
    words
}

fn asked(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const MILLIMETRE: f64 = 72.0 / 25.4;

fn label(name: &str) -> Vec<String> {
    ["The Librarian", name, "James Whatman Way", "Maidstone", "ME14 1LQ"]
        .map(str::to_owned)
        .to_vec()
}

#[test]
fn each_label_stands_within_its_place_on_the_sheet_and_a_begun_sheet_is_used_up() {
    let sheet = LabelSheet::ThreeBySeven;
    let all = (1..=20).map(|number| label(&format!("Library{number}"))).collect();
    let places = sheet.beginning_at(5, all).unwrap();
    let (publisher, title) = ("Safer Maidstone Partnership", "Labels of sending 1");
    let bytes = labels::file(&Labels { publisher, title, sheet, places: &places }).unwrap();
    is_accessible(&bytes);
    let words = words(&bytes);
    for number in 1..=20_usize {
        let name = format!("Library{number}");
        let (page, _, [left, top, _]) = words.iter().find(|(_, word, _)| *word == name).unwrap();
        let place = number + 3;
        assert_eq!(*page, place / 21 + 1, "{name}");
        let (column, row) = ((place % 21) % 3, (place % 21) / 3);
        let column = f64::from(u32::try_from(column).unwrap());
        let row = f64::from(u32::try_from(row).unwrap());
        let (from_left, from_top) = (7.2 + column * 66.0, 15.1 + row * 38.1);
        let (left, top) = (left / MILLIMETRE - from_left, top / MILLIMETRE - from_top);
        assert!((0.0..63.5).contains(&left) && (0.0..38.1).contains(&top), "{name}: {left} {top}");
    }
}

#[test]
fn an_address_of_many_long_lines_still_stands_on_its_label() {
    let line = "A very long line of an address, forty-five lo".to_owned();
    let lines = vec![line; 8];
    let sheet = LabelSheet::ThreeBySeven;
    let places = sheet.beginning_at(1, vec![lines]).unwrap();
    let (publisher, title) = ("P", "Labels");
    let bytes = labels::file(&Labels { publisher, title, sheet, places: &places }).unwrap();
    let lowest = words(&bytes).into_iter().map(|(_, _, [_, top, height])| top + height);
    let lowest = lowest.fold(0.0, f64::max) / MILLIMETRE;
    assert!(lowest <= 15.1 + 38.1, "{lowest}");
}

fn letter(to: &str, language: Language) -> CoveringLetter {
    CoveringLetter {
        language,
        to: label(to),
        day: "12 May 2015".to_owned(),
        subject: "What we adopted for 2015–16".to_owned(),
        greeting: "Dear Ann".to_owned(),
        before: vec!["Two printed copies are enclosed:".to_owned()],
        enclosed: vec!["Rolling Plan: 2015–16".to_owned()],
        after: vec![
            "Everybody can read it at https://plan.example.org/smp/published/1.".to_owned(),
        ],
        end: ["Yours faithfully".to_owned(), "Safer Maidstone Partnership".to_owned()],
    }
}

#[test]
fn covering_letters_have_a_page_each_with_the_address_where_a_window_is() {
    let letters = [letter("East", Language::English), letter("West", Language::Welsh)];
    let bytes = covering_letters::file("Safer Maidstone Partnership", "Letters", &letters).unwrap();
    is_accessible(&bytes);
    let words = words(&bytes);
    for (page, name) in [(1, "East"), (2, "West")] {
        let (on, _, [left, top, _]) = words.iter().find(|(_, word, _)| word == name).unwrap();
        assert_eq!(*on, page);
        let (left, top) = (left / MILLIMETRE, top / MILLIMETRE);
        // The window of a DL envelope shows what is 20 to 105 mm from the left and 45 to 90 mm from the top.
        assert!((20.0..105.0).contains(&left) && (45.0..90.0).contains(&top), "{left} {top}");
    }
    assert_eq!(words.iter().map(|(page, ..)| *page).max(), Some(2));
}

#[test]
fn in_large_print_nothing_is_smaller_than_sixteen_points_and_nothing_is_left_out() {
    let mut document = briefing();
    for section in &mut document.sections {
        // A chart is a picture, whose words grow with the page and not with the print.
        section.blocks.retain(|block| !matches!(block, Block::Chart(_)));
    }
    let large = file_in(&document, Size::Large).unwrap();
    is_accessible(&large);
    // A line of the font is 1.36 times as high as its size.
    let is_small = |(_, word, [.., height]): &&(usize, String, [f64; 3])| {
        word.chars().any(char::is_alphabetic) && *height < 16.0 * 1.3
    };
    let (set, usual) = (words(&large), words(&file_in(&document, Size::Ordinary).unwrap()));
    let small: Vec<_> = set.iter().filter(is_small).collect();
    assert!(small.is_empty(), "{small:?}");
    let of = |words: &[(usize, String, [f64; 3])]| -> BTreeSet<String> {
        let words = words.iter().map(|(_, word, _)| word.trim_end_matches([':', '.', ',']));
        words.map(str::to_owned).collect()
    };
    let missing: Vec<String> = of(&usual).difference(&of(&set)).cloned().collect();
    let missing: Vec<&String> =
        missing.iter().filter(|word| word.chars().all(char::is_alphabetic)).collect();
    // Rows that stand apart need no column of references.
    let missing: Vec<&String> = missing.into_iter().filter(|word| *word != "Ref").collect();
    assert!(missing.is_empty(), "{missing:?}");
}

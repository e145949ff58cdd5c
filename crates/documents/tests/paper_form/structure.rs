//! What poppler and qpdf find in the form, and what its layout holds.

use std::collections::BTreeMap;

use documents::paper_form::{PaperFormError, Printed};
use partnership::consultation::answer::{Answer, AnswerId, AnswerRole, QuestionId, Row};
use partnership::consultation::form::Edition;
use partnership::consultation::language::{Language, Words};
use partnership::consultation::layout::Place;
use partnership::consultation::on_paper;
use partnership::consultation::page_code::PageCode;
use partnership::consultation::questionnaire::{Questionnaire, TypedQuestionnaire};
use proptest::prelude::*;

use crate::fixture::{LARGE, ORDINARY, OnDisk, WELSH, bilingual, form, maidstone, unlabelled};

fn all() -> [(TypedQuestionnaire, &'static Printed); 3] {
    [(maidstone(), &*ORDINARY), (maidstone(), &*LARGE), (bilingual(), &*WELSH)]
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn every_box_and_space_of_the_questionnaire_stands_once_in_the_layout() {
    for (typed, printed) in all() {
        let questionnaire = Questionnaire::of(typed).unwrap();
        let mut times: BTreeMap<(String, Option<String>, &str), i32> = BTreeMap::new();
        for question in questionnaire.questions() {
            for (id, answer) in on_paper::boxes(question) {
                *times.entry((id.to_string(), Some(answer.to_string()), "box")).or_default() += 1;
            }
            for (id, answer) in on_paper::spaces(question) {
                let answer = answer.map(|answer| answer.to_string());
                *times.entry((id.to_string(), answer, "space")).or_default() += 1;
            }
        }
        let all = times.len();
        for page in &printed.layout.pages {
            for one in &page.boxes {
                let name = (one.question.clone(), Some(one.answer.clone()), "box");
                *times.entry(name).or_default() -= 1;
            }
            for one in &page.spaces {
                *times.entry((one.question.clone(), one.answer.clone(), "space")).or_default() -= 1;
            }
        }
        assert!(all > 20);
        assert!(times.values().all(|left| *left == 0), "{times:?}");
    }
}

/// How far apart two places are, across or down; negative when they overlap.
fn apart(one: &Place, other: &Place) -> f64 {
    let across =
        f64::max(other.left - (one.left + one.width), one.left - (other.left + other.width));
    let down = f64::max(other.top - (one.top + one.height), one.top - (other.top + other.height));
    across.max(down)
}

#[test]
fn boxes_are_5_mm_with_room_around_for_a_pen() {
    for (_, printed) in all() {
        for page in &printed.layout.pages {
            let boxes = page.boxes.iter().map(|one| one.place);
            for place in boxes.clone() {
                assert!((place.width - 5.0).abs() < 0.002 && (place.height - 5.0).abs() < 0.002);
            }
            let places: Vec<Place> = boxes.chain(page.spaces.iter().map(|one| one.place)).collect();
            for (at, one) in places.iter().enumerate() {
                for other in &places[..at] {
                    assert!(apart(one, other) >= 1.4, "{one:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn the_marks_stand_where_a_reader_looks_for_them() {
    for (_, printed) in all() {
        assert_eq!((printed.layout.page_width, printed.layout.page_height), (210.0, 297.0));
        for page in &printed.layout.pages {
            let corners = page.corners.map(|place| (place.left.round(), place.top.round()));
            assert_eq!(corners, [(8.0, 8.0), (196.0, 8.0), (8.0, 283.0), (196.0, 283.0)]);
            assert!(page.corners.iter().all(|place| (place.width - 6.0).abs() < 0.002));
            assert_eq!(page.edge_marks.len(), 12);
            let code = &page.code;
            let others = page.corners.iter().chain(&page.edge_marks);
            assert!(others.clone().all(|mark| apart(mark, code) >= 2.0));
            let answered = page.boxes.iter().map(|one| &one.place);
            let answered = answered.chain(page.spaces.iter().map(|one| &one.place));
            for place in answered {
                assert!(others.clone().all(|mark| apart(mark, place) >= 5.0), "{place:?}");
            }
        }
    }
}

#[test]
fn the_form_is_sound_tagged_and_declares_that_it_is_accessible() {
    for ((_, printed), language) in all().into_iter().zip(["en-GB", "en-GB", "cy-GB"]) {
        let disk = OnDisk::of(printed);
        disk.asked("qpdf", "--check FILE");
        let facts = disk.asked("pdfinfo", "FILE");
        assert!(facts.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")));
        assert!(facts.contains("A4"));
        assert!(holds(&printed.pdf, "<pdfuaid:part>1</pdfuaid:part>"));
        assert!(holds(&printed.pdf, &format!("/Lang({language})")));
    }
    assert!(
        holds(&ORDINARY.pdf, "/Alt(box to tick)")
            && holds(&ORDINARY.pdf, "/Alt(space to write in)")
    );
}

/// Whether the words stand in this order, each after the one before.
fn stand_in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let found = text[from..].find(word);
        from += found.unwrap_or_else(|| panic!("`{word}` is not after place {from}"));
        from += word.len();
    }
}

#[test]
fn a_screen_reader_comes_to_each_question_and_then_to_its_answers() {
    let structure = OnDisk::of(&ORDINARY).asked("pdfinfo", "-struct-text FILE");
    let words = [
        "How to fill in this form",
        "scribble over the whole of it",
        "Please return this form by Saturday 28 February 2015",
        "1. Are you answering for yourself",
        "For myself",
        "go to question 3",
        "3. How safe do you feel at home?",
        "Please tick one box.",
        "Very safe",
        "Neither safe nor unsafe",
        "Very unsafe",
        "Don’t know",
        "4. How safe do you feel when",
        "9. How much of a problem",
        "A very big",
        "Noisy neighbours",
        "Burglary",
        "10. Compared with a year ago",
        "20. What is your postcode?",
        "Thank you",
    ];
    stand_in_order(&structure, &words);
    let count = |tag: &str| {
        let tags = structure.lines().map(str::trim);
        tags.filter(|line| line.split([' ', ':']).next() == Some(tag)).count()
    };
    let drawn: usize =
        ORDINARY.layout.pages.iter().map(|page| page.boxes.len() + page.spaces.len()).sum();
    assert_eq!(count("Figure"), drawn, "each box and space is described, and no mark is");
    assert_eq!(count("H2"), 20, "a heading for each question");
    assert_eq!(count("Table"), 3);
    assert!(!structure.contains("SMP-2015"), "codes are not read aloud");
}

#[test]
fn in_welsh_the_form_speaks_welsh() {
    let text = OnDisk::of(&WELSH).asked("pdftotext", "-enc UTF-8 FILE -");
    let words = [
        "Tudalen 1 o",
        "Bwrdeistref fwy diogel",
        "Sut i lenwi’r ffurflen hon",
        "erbyn 28 Chwefror 2015",
        "1. Pa mor ddiogel",
        "Ticiwch un blwch.",
        "Diogel iawn",
        "ewch i gwestiwn 4",
    ];
    stand_in_order(&text, &words);
    assert!(text.contains("1af") && text.contains("Rhywbeth arall, dywedwch beth:"));
}

#[test]
fn the_code_on_each_page_says_form_page_and_copy() {
    for ((_, printed), copy) in all().into_iter().zip([None, None, Some(417)]) {
        let text = OnDisk::of(printed).asked("pdftotext", "-enc UTF-8 FILE -");
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert_eq!(pages.len(), printed.layout.pages.len());
        for (at, page) in pages.iter().enumerate() {
            let codes = page.split_whitespace().filter_map(|word| word.parse::<PageCode>().ok());
            let codes: Vec<PageCode> = codes.collect();
            assert_eq!(codes.len(), 1, "{page}");
            assert_eq!(codes[0].form().as_str(), printed.layout.form);
            assert_eq!(usize::from(codes[0].page()), at + 1);
            assert_eq!(usize::from(codes[0].pages()), pages.len());
            assert_eq!(codes[0].copy(), copy);
        }
    }
}

#[test]
fn every_copy_has_the_same_layout_and_the_same_copy_the_same_bytes() {
    let copy =
        |number| form(bilingual(), Language::Welsh, Edition::Ordinary, Some(number)).unwrap();
    assert_eq!(copy(417), *WELSH);
    let other = copy(4_294_967_295);
    assert_eq!(other.layout.pages[0].boxes, WELSH.layout.pages[0].boxes);
    assert_eq!(other.layout.form, WELSH.layout.form);
    assert_ne!(other.pdf, WELSH.pdf);
}

#[test]
fn a_language_that_the_questionnaire_has_not_is_refused() {
    let refused = form(maidstone(), Language::Welsh, Edition::Ordinary, None).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the questionnaire is not in Welsh; translate it, or print it in another language"
    );
}

#[test]
fn a_question_that_does_not_fit_on_a_page_is_refused_by_name() {
    let mut typed = maidstone();
    let words = serde_json::json!({ "en": "So many words. ".repeat(600) });
    typed.sections[1].questions[1].help = Some(serde_json::from_value(words).unwrap());
    let refused = form(typed, Language::English, Edition::Ordinary, None).unwrap_err();
    assert!(
        matches!(&refused, PaperFormError::TooLong(name) if name == "question `safe-daylight`"),
        "{refused}"
    );
}

#[test]
fn a_wide_grid_and_a_long_ranking_fit() {
    let mut typed = bilingual();
    let words = |text: String| {
        Words::of([(Language::English, text.as_str()), (Language::Welsh, text.as_str())])
    };
    let grid = &mut typed.sections[0].questions[2];
    grid.scale = None;
    grid.answers = (0..11)
        .map(|at| Answer {
            id: AnswerId(format!("score-{at}").parse().unwrap()),
            label: words(at.to_string()),
            role: AnswerRole::Ordinary,
        })
        .collect();
    let ranking = &mut typed.sections[0].questions[3];
    ranking.rows = (0..20)
        .map(|at| Row {
            id: QuestionId(format!("item-{at}").parse().unwrap()),
            label: words(format!("Item {at}")),
        })
        .collect();
    ranking.at_most = Some(8);
    for edition in [Edition::Ordinary, Edition::LargePrint] {
        let printed = form(typed.clone(), Language::English, edition, None).unwrap();
        let boxes: usize = printed.layout.pages.iter().map(|page| page.boxes.len()).sum();
        assert_eq!(boxes, 6 + 3 + 22 + 160 + 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn any_words_at_all_can_be_set(words in "[\\PC\u{0}-\u{1f}#$\\[\\]{}@\\\\\"]{1,80}") {
        let mut typed = bilingual();
        let words = format!("#panic(\"typst\") {words}");
        let words: Words =
            serde_json::from_value(serde_json::json!({ "en": words, "cy": words })).unwrap();
        typed.title = words.clone();
        typed.sections[0].questions[0].ask = words.clone();
        typed.sections[0].questions[2].rows[0].label = words.clone();
        typed.sections[0].questions[4].answers[2].label = words;
        let made = form(typed, Language::English, Edition::Ordinary, None);
        prop_assert!(made.is_ok(), "{}", made.unwrap_err());
    }
}

#[test]
fn a_form_that_was_made_up_says_so_on_every_page_and_no_field_moves_for_it() {
    for (printed, words) in [
        (&*ORDINARY, "Illustrative: made up to show how"),
        (&*LARGE, "Illustrative: made up to show how"),
        (&*WELSH, "Enghreifftiol: lluniwyd i ddangos sut"),
    ] {
        let text = OnDisk::of(printed).asked("pdftotext", "-enc UTF-8 FILE -");
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert_eq!(pages.len(), printed.layout.pages.len());
        assert!(pages.iter().all(|page| page.contains(words)), "{words} is not on every page");
        assert!(OnDisk::of(printed).asked("pdfinfo", "FILE").contains(words));
    }
    let real = unlabelled();
    assert_eq!(real.layout, ORDINARY.layout);
    let text = OnDisk::of(&real).asked("pdftotext", "-enc UTF-8 FILE -");
    assert!(!text.contains("made up to show how"));
}

#[test]
fn the_address_to_which_a_form_is_returned_stands_at_its_beginning_and_at_its_end() {
    for (_, printed) in all() {
        let text = OnDisk::of(printed).asked("pdftotext", "-enc UTF-8 FILE -");
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        for line in ["Maidstone House, King Street", "Maidstone ME15 6JQ"] {
            assert_eq!(text.matches(line).count(), 2, "{line}");
            assert!(pages.last().unwrap().contains(line), "{line} is not on the last page");
        }
    }
}

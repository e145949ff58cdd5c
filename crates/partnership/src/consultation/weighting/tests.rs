//! Tests of weightings and of files of margins.

use super::*;
use crate::consultation::exercise::tests::maidstone;

pub(crate) fn id(text: &str) -> QuestionId {
    QuestionId(text.parse().unwrap())
}

fn answer(text: &str) -> AnswerId {
    AnswerId(text.parse().unwrap())
}

fn ages(numbers: &[(&str, u64)]) -> KnownMargin {
    let population = numbers.iter().map(|(name, number)| (answer(name), *number)).collect();
    KnownMargin { question: id("age"), source: "Census 2011, KS102EW".to_owned(), population }
}

fn weighting(margins: Vec<KnownMargin>) -> TypedWeighting {
    TypedWeighting { at_most_times_the_mean: USUAL, corrected: None, margins }
}

#[test]
fn the_worked_examples_margins_go_with_its_questionnaire() {
    let typed = include_str!("../../../../../examples/maidstone-2014/margins.toml");
    let typed: TypedWeighting = toml::from_str(typed).unwrap();
    assert_eq!(typed.faults(&maidstone()), []);
    assert_eq!(typed.trimming(), Trimming::AtMostTimesTheMean(5.0));
    assert_eq!(typed.margins[0].people(), 158_500);
}

#[test]
fn all_that_stands_against_a_weighting_is_told_together() {
    let two = [("aged-18-24", 10), ("aged-25-44", 20)];
    let margins = vec![
        KnownMargin { question: id("shoe-size"), ..ages(&two) },
        KnownMargin { question: id("missing"), ..ages(&two) },
        KnownMargin {
            source: " ".to_owned(),
            ..ages(&[("aged-18-24", 10), ("aged-over-90", 3), ("prefer-not-to-say", 1)])
        },
        ages(&[("aged-18-24", 10), ("aged-25-44", 0)]),
        KnownMargin {
            question: id("safe-home"),
            ..ages(&[("very-safe", 10), ("fairly-safe", 20)])
        },
    ];
    let corrected = Some(" ".to_owned());
    let typed = TypedWeighting { at_most_times_the_mean: 1, corrected, ..weighting(margins) };
    let told: Vec<String> = typed.faults(&maidstone()).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "weights cannot be held to 1 times their mean; write a whole number from 2 to 100",
            "`corrected` is blank; say what was changed and why, or leave it out",
            "there is no question `shoe-size`; name one of the questionnaire",
            "`missing` is not a question with one answer to choose; give margins of one that is",
            "`age` has no answer `aged-over-90`; name one that it has",
            "`prefer-not-to-say` of `age` tells nothing of a person; leave its number out",
            "the numbers for `age` have no source; write who counted, what and when",
            "`age` has two margins; keep one",
            "`age` has numbers above nought for fewer than two answers; give those of the others, too",
            "`safe-home` does not ask about the person, so that no census counts it; give margins of a question about the \
             person",
        ]
    );
    assert_eq!(weighting(Vec::new()).faults(&maidstone()), [WeightingFault::NoMargin]);
}

#[test]
fn a_file_of_margins_is_read_by_short_names_or_words_and_its_source_stands_once() {
    let text = "Source,Question,Answer,People\n\
        \"Census 2011, KS102EW\",age,aged-18-24,\"11,500\"\n,How old are you?,25 to 44,41500\n";
    let read = file::read(text.as_bytes(), &maidstone()).unwrap();
    assert_eq!(read, [ages(&[("aged-18-24", 11_500), ("aged-25-44", 41_500)])]);
    let semicolons = "\u{feff}question;answer;people;source\r\nage;aged-18-24;5;A\r\n";
    assert_eq!(file::read(semicolons.as_bytes(), &maidstone()).unwrap()[0].people(), 5);
}

#[test]
fn a_table_that_is_sent_back_partly_filled_gives_what_is_filled() {
    let partly = "question,answer,people,source\nage,aged-under-18,,\"Census 2011, KS102EW\"\nage,aged-18-24,11500,\n\
        age,aged-25-44, ,\nage,aged-45-64,41500,\ndisability,yes,,\ndisability,no,,\n";
    let read = file::read(partly.as_bytes(), &maidstone()).unwrap();
    assert_eq!(read, [ages(&[("aged-18-24", 11_500), ("aged-45-64", 41_500)])]);
    let nothing = b"question,answer,people,source\nage,aged-18-24,,A\n";
    assert_eq!(file::read(nothing, &maidstone()), Err(vec![file::FileFault::Empty]));
    let opinion = b"question,answer,people,source\nsafe-home,very-safe,5,A\n";
    let faults = file::read(opinion, &maidstone()).unwrap_err();
    assert!(matches!(faults.as_slice(), [file::FileFault::Question { row: 2, .. }]), "{faults:?}");
}

#[test]
fn every_line_that_is_no_margin_is_told_with_its_row() {
    let text = "question,answer,people,source\nage,aged-18-24,many,A\nage,aged-150,1,A\nshoes,x,1,A\n\
        age,aged-25-44,1,A\nage,aged-25-44,2,B\nage,1\n";
    let faults = file::read(text.as_bytes(), &maidstone()).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let begin = [
        "row 2: `many` is not a whole number",
        "row 3: `aged-150` is no answer to this question",
        "row 4: `shoes` is no question about the person with one answer",
        "row 6: the source is another than further up",
        "row 6: `aged-25-44` has a number already",
        "row 7: it has other cells than the headings say",
    ];
    assert_eq!(told.len(), begin.len(), "{told:#?}");
    for (told, begin) in told.iter().zip(begin) {
        assert!(told.starts_with(begin), "{told}");
    }
    let lacks = file::read(b"question,people\nage,1\n", &maidstone()).unwrap_err();
    assert!(
        lacks[0].to_string().starts_with("the first line lacks answer and source"),
        "{lacks:?}"
    );
    let headings = b"question,answer,people,source\n";
    assert_eq!(file::read(headings, &maidstone()), Err(vec![file::FileFault::Empty]));
    assert_eq!(file::read(b"\xff", &maidstone()), Err(vec![file::FileFault::NoText]));
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = file::read(&bytes, &maidstone());
    }
}

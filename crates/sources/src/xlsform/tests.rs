//! What `xlsform` promises, as tests.

use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::report::Label;
use partnership::consultation::version::Version;
use partnership::consultation::xlsform;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::fault::ReadError;
use crate::xlsform::XlsForm;
use crate::xlsform::read;

/// A workbook of these sheets; a cell that is a number is written as one, as spreadsheet programs do.
fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (line, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(line, column, number).unwrap(),
                    Err(_) => sheet.write_string(line, column, text).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    text.lines().map(cells).collect()
}

fn read_all(bytes: &[u8]) -> Result<XlsForm, ReadError> {
    read("form.xlsx", &mut &*bytes)
}

#[test]
fn what_saferplan_wrote_is_read_back_from_the_workbook_the_same() {
    let typed = include_str!("../../../documents/tests/paper_form/bilingual.toml");
    let questionnaire = Questionnaire::of(toml::from_str(typed).unwrap()).unwrap();
    let sheets =
        xlsform::sheets(&Version::first(questionnaire.clone()), Label::Illustrative).unwrap();
    let rows = |sheet: &xlsform::Sheet| {
        let rows = sheet.rows.iter().map(|row| row.cells.clone());
        std::iter::once(sheet.columns.clone()).chain(rows).collect::<Vec<_>>()
    };
    let form = read_all(&workbook(&[
        ("survey", rows(&sheets.survey)),
        ("choices", rows(&sheets.choices)),
        ("settings", rows(&sheets.settings)),
    ]));
    let form = form.unwrap();
    assert_eq!((form.remarks.as_slice(), form.version.as_str()), (&[][..], "1"));
    let back = Questionnaire::of(form.questionnaire).unwrap();
    assert_eq!(back.sections(), questionnaire.sections());
    assert_eq!(back.typed().title, questionnaire.typed().title);
}

#[test]
fn findings_name_the_row_in_the_workbook_even_below_empty_rows() {
    let survey =
        "type|name|label::English (en)\n\n\ngeopoint|where|Where?\n\ninteger|years|How long?";
    let form = read_all(&workbook(&[("Survey", rows(survey)), ("Notes", rows("to do"))])).unwrap();
    let told: Vec<String> = form.remarks.iter().map(ToString::to_string).collect();
    assert!(
        told.iter()
            .any(|one| one.starts_with("sheet `survey`, row 4, column `type`, `geopoint`: ")),
        "{told:#?}"
    );
    assert!(told.iter().any(|one| one.starts_with("sheet `Notes`, row 1: ")), "{told:#?}");
    assert_eq!(form.questionnaire.sections[0].questions.len(), 1);
}

#[test]
fn numbers_typed_as_numbers_are_names_all_the_same() {
    let survey = "type|name|label::English (en)|relevant\nselect_one yn|dog|A dog?\ninteger|dogs|How many?|${dog} = '1'";
    let choices = "list_name|name|label::English (en)\nyn|1|Yes\nyn|0|No";
    let form =
        read_all(&workbook(&[("survey", rows(survey)), ("choices", rows(choices))])).unwrap();
    let dog = &form.questionnaire.sections[0].questions[0];
    assert_eq!((dog.answers[0].id.to_string().as_str(), dog.routes.len()), ("answer-1", 1));
}

#[test]
fn what_is_no_workbook_is_refused_with_what_to_do() {
    let refused = read_all(b"type,name,label").unwrap_err().to_string();
    assert!(
        refused.starts_with("form.xlsx: the workbook cannot be read: this is no .xlsx"),
        "{refused}"
    );
    assert!(read_all(b"").is_err() && read_all(b"PK\x03\x04").is_err());
}

#[test]
fn one_cell_far_away_is_told_of() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("survey").unwrap();
    for (column, text) in ["type", "name", "label::English (en)"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), text).unwrap();
    }
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    let form = read_all(&book.save_to_buffer().unwrap()).unwrap();
    let told: Vec<String> = form.remarks.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|one| one.starts_with("sheet `survey`, row 1048576, `far`: ")),
        "{told:#?}"
    );
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_all(&bytes);
        let _ = read_all(&[b"PK\x03\x04", bytes.as_slice()].concat());
    }

    #[test]
    fn a_damaged_workbook_never_panics_it(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let survey = "type|name|label\ntext|words|Words?";
        let mut bytes = workbook(&[("survey", rows(survey))]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read_all(&bytes);
    }
}

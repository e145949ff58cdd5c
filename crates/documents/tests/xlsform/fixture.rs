//! Questionnaires to write, and workbooks as another reader finds them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use partnership::consultation::language::{Language, Words};
use partnership::consultation::questionnaire::{Questionnaire, TypedQuestionnaire};
use partnership::consultation::version::Version;
use partnership::consultation::xlsform::{Sheet, SheetRow, Sheets};

fn questionnaire(text: &str) -> TypedQuestionnaire {
    toml::from_str(text).unwrap()
}

/// The worked example.
pub(crate) fn maidstone() -> Version {
    let typed = include_str!("../../../../examples/maidstone-2014/questionnaire.toml");
    Version::first(Questionnaire::of(questionnaire(typed)).unwrap())
}

/// Every kind of question in English and Welsh.
pub(crate) fn bilingual() -> Version {
    let typed = questionnaire(include_str!("../paper_form/bilingual.toml"));
    Version::first(Questionnaire::of(typed).unwrap())
}

/// The same, with names and words for which an XLSForm has a meaning of its own.
pub(crate) fn awkward() -> Version {
    let mut written = include_str!("../paper_form/bilingual.toml").to_owned();
    for (from, to) in
        [("victim", "meta"), ("words", "data"), ("years", "instance"), ("noise\"", "name\"")]
    {
        written = written.replace(&format!("\"{from}"), &format!("\"{to}"));
    }
    let mut typed = questionnaire(&written);
    let said = |text| Words::of([(Language::English, text), (Language::Welsh, text)]);
    typed.title = said("A & B <b>“today”</b>");
    typed.introduction = said("Is ${meta} your answer?\nThen go on: 'a' or \"b\".");
    let questions = &mut typed.sections[0].questions;
    questions[1].help = Some(said("# No heading, *no* stress, __none__ & 100% ${data}"));
    questions[2].help = Some(said("Help with a grid."));
    questions[3].need = partnership::consultation::question::Need::Required;
    Version::first(Questionnaire::of(typed).unwrap())
}

/// The sheets of a workbook, as calamine reads them.
pub(crate) fn sheets(workbook: Vec<u8>) -> Sheets {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    assert_eq!(workbook.sheet_names(), ["survey", "choices", "settings"]);
    let mut sheet = |name: &str| {
        let range = workbook.worksheet_range(name).unwrap();
        let text = |cell: &Data| match cell {
            Data::String(text) => text.clone(),
            Data::Empty => String::new(),
            other => panic!("{name} has {other:?}, which is no text"),
        };
        let mut rows = (1..).zip(range.rows().map(|row| row.iter().map(text).collect::<Vec<_>>()));
        let columns = rows.next().map(|(_, columns)| columns).unwrap_or_default();
        Sheet { columns, rows: rows.map(|(line, cells)| SheetRow { line, cells }).collect() }
    };
    Sheets {
        survey: sheet("survey"),
        choices: sheet("choices"),
        settings: sheet("settings"),
        others: Vec::new(),
    }
}

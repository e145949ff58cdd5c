//! A workbook that was written holds what the core said, and is read back as the same questionnaire.

use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::report::Label;
use partnership::consultation::xlsform;

use crate::fixture::{awkward, bilingual, maidstone, sheets};

#[test]
fn a_workbook_is_read_back_as_the_same_questionnaire() {
    for version in [maidstone(), bilingual(), awkward()] {
        let read = xlsform::read(&sheets(
            documents::xlsform::file(&version, Label::Illustrative).unwrap(),
        ));
        assert_eq!(read.remarks, []);
        let back = Questionnaire::of(read.questionnaire).unwrap();
        let asked = version.questionnaire();
        assert_eq!(back.typed().title, asked.typed().title);
        assert_eq!(back.typed().introduction, asked.typed().introduction);
        let ids =
            |one: &Questionnaire| one.questions().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&back), ids(asked));
        for (is, was) in back.questions().zip(asked.questions()) {
            assert_eq!((&is.ask, &is.help, is.need), (&was.ask, &was.help, was.need));
            assert_eq!((&is.routes, is.then), (&was.routes, was.then), "{}", was.id);
            let answers = |one: &partnership::consultation::question::Question| {
                one.answers().iter().map(|one| (one.id.clone(), one.role)).collect::<Vec<_>>()
            };
            assert_eq!((answers(is), is.rows()), (answers(was), was.rows()));
        }
    }
}

#[test]
fn the_same_version_gives_the_same_bytes() {
    let file = || documents::xlsform::file(&maidstone(), Label::Illustrative).unwrap();
    assert!(file() == file());
}

#[test]
fn a_text_too_long_for_a_cell_is_refused() {
    use partnership::consultation::language::{Language, Words};
    use partnership::consultation::version::Version;
    let mut typed = maidstone().questionnaire().typed().clone();
    typed.introduction = Words::of([(Language::English, &"word ".repeat(10_000))]);
    let version = Version::first(Questionnaire::of(typed).unwrap());
    let refused = documents::xlsform::file(&version, Label::Illustrative).unwrap_err().to_string();
    assert!(refused.starts_with("the workbook cannot be written"), "{refused}");
}

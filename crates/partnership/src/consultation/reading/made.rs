//! Sides made for tests: pages of a form as a machine would have read them.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::on_paper::boxes;
use crate::consultation::on_paper::spaces;
use crate::consultation::page_code::PageCode;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reading::side::BoxMark;
use crate::consultation::reading::side::ReadBox;
use crate::consultation::reading::side::ReadPage;
use crate::consultation::reading::side::ReadSide;
use crate::consultation::reading::side::ReadSpace;
use crate::consultation::reading::side::Writing;

pub(crate) fn question(id: &str) -> QuestionId {
    QuestionId(id.parse().unwrap())
}

pub(crate) fn answer(id: &str) -> AnswerId {
    AnswerId(id.parse().unwrap())
}

/// The code of a page of four of the test questionnaire's form.
pub(crate) fn code(page: u16, copy: Option<u32>) -> PageCode {
    PageCode::of("smp-2015-v1-en".parse().unwrap(), page, 4, copy).unwrap()
}

/// A page with nothing on it that is asked.
pub(crate) fn page(page: u16, copy: Option<u32>) -> ReadSide {
    ReadSide::Page(Box::new(ReadPage {
        code: code(page, copy),
        residual_mm: 0.1,
        turned: 0.0,
        boxes: Vec::new(),
        spaces: Vec::new(),
    }))
}

/// A page that asks every question, with these boxes ticked and these spaces written in.
pub(crate) fn filled(
    questionnaire: &Questionnaire,
    ticked: &[(&str, &str)],
    written: &[&str],
) -> ReadPage {
    let mark = |row: &QuestionId, answer: &AnswerId| {
        let is_ticked =
            ticked.iter().any(|(of, said)| row.0.as_str() == *of && answer.0.as_str() == *said);
        if is_ticked { BoxMark::Marked } else { BoxMark::Unmarked }
    };
    let boxes = questionnaire.questions().flat_map(boxes).map(|(question, answer)| ReadBox {
        mark: mark(&question, &answer),
        shape: 0,
        question,
        answer,
    });
    let spaces = questionnaire.questions().flat_map(spaces).map(|(question, answer)| {
        let is_written = written.contains(&question.0.as_str());
        let writing = if is_written { Writing::Written } else { Writing::Blank };
        ReadSpace { question, answer, writing }
    });
    ReadPage {
        code: code(1, None),
        residual_mm: 0.1,
        turned: 0.0,
        boxes: boxes.collect(),
        spaces: spaces.collect(),
    }
}

//! The form as the template reads it: plain words and the names of boxes, in JSON.
//!
//! In comes a form to print; out go its words in one language, each with a shape in our fonts. Which boxes and spaces a
//! question has, the core says (`consultation::on_paper`).

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::answer::Row;
use partnership::consultation::consulted_on::Speaks;
use partnership::consultation::form::Edition;
use partnership::consultation::language::Words;
use partnership::consultation::on_paper;
use partnership::consultation::question::Goes;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;
use partnership::consultation::questionnaire::Section;
use partnership::consultation::report::Label;
use serde_json::Value;
use serde_json::json;

use crate::fonts;
use crate::fonts::printable;
use crate::paper_form::Numbered;
use crate::paper_form::PaperForm;
use crate::paper_form::code::CodeOnPage;
use crate::paper_form::words::FormWords;
use crate::paper_form::words::words;

/// So many answers or rows stand together on one page; more may go on to the next.
const TOGETHER: usize = 14;

/// The whole form, as often as it has copies.
pub(super) fn written(form: &PaperForm<'_>, numbered: &Numbered) -> Value {
    let questionnaire = form.version.questionnaire();
    let typed = questionnaire.typed();
    let consultation = form.consultation.typed();
    let writer = Writer { form, words: words(form.language) };
    let copies: Vec<Vec<Value>> =
        numbered.copies.iter().map(|codes| codes.iter().map(code).collect()).collect();
    let sections: Vec<Value> =
        questionnaire.sections().iter().map(|section| writer.section(section)).collect();
    let address: Vec<String> =
        consultation.return_address.iter().map(|line| printable(line)).collect();
    let made_up = match Label::of(form.consultation) {
        Label::Real => "",
        Label::Illustrative => writer.words.made_up,
    };
    json!({
        "large": form.edition == Edition::LargePrint,
        "language": form.language.code(),
        "family": fonts::FAMILY,
        "title": titled(&writer.said(&typed.title)),
        "publisher": printable(form.publisher),
        "description": writer.said(&typed.introduction),
        "introduction": writer.said(&typed.introduction),
        "page_words": writer.words.page,
        "made_up": made_up,
        "box_words": writer.words.tick_box,
        "space_words": writer.words.space,
        "how": { "heading": writer.words.how, "items": writer.words.how_items },
        "before": writer.before(),
        "return_words": writer.words.return_by(form.consultation.closes()),
        "address": address,
        "thanks": writer.words.thanks,
        "sections": sections,
        "pages": numbered.pages,
        "copies": copies,
    })
}

fn code(code: &CodeOnPage) -> Value {
    json!({ "words": code.words, "picture": code.file() })
}

/// A title is never empty: a PDF for screen readers must have one.
fn titled(title: &str) -> String {
    if title.trim().is_empty() { "Untitled".to_owned() } else { title.to_owned() }
}

struct Writer<'a> {
    form: &'a PaperForm<'a>,
    words: &'static FormWords,
}

impl Writer<'_> {
    fn said(&self, words: &Words) -> String {
        printable(words.said_in(self.form.language))
    }

    /// What people are told before they answer.
    fn before(&self) -> Value {
        let consultation = self.form.consultation;
        let typed = consultation.typed();
        let languages = &self.form.version.questionnaire().typed().languages;
        let text = typed.text.given_in(self.form.language, languages);
        let about = match text.speaks {
            Speaks::Theirs => self.words.about_text(text.title),
            Speaks::Another(_) => {
                format!("{} {}", self.words.about_text(text.title), self.words.other_text)
            }
        };
        let about = printable(&about);
        let decides =
            printable(&self.words.decides(&consultation.decided_by().name, typed.decided));
        json!([
            { "heading": self.words.about, "words": [about, decides] },
            { "heading": self.words.decided, "words": [self.said(&typed.already_decided)] },
            { "heading": self.words.becomes, "words": [self.said(&typed.becomes_of_answers)] },
            { "heading": self.words.help, "words": [self.said(&typed.enquiries)] },
        ])
    }

    fn section(&self, section: &Section) -> Value {
        let introduction = section.introduction.as_ref().map(|words| self.said(words));
        let questions: Vec<Value> =
            section.questions.iter().map(|question| self.question(question)).collect();
        json!({
            "title": self.said(&section.title),
            "introduction": introduction.unwrap_or_default(),
            "questions": questions,
        })
    }

    fn question(&self, question: &Question) -> Value {
        let mut written = self.manner(question);
        let help = question.help.as_ref().map(|words| self.said(words)).unwrap_or_default();
        let common = json!({
            "number": question.number,
            "ask": self.said(&question.ask),
            "help": help,
            "how": self.how(question),
            "then": self.then(question),
            "breakable": question.answers().len().max(question.rows().len()) > TOGETHER
                || (self.form.edition == Edition::LargePrint && !question.rows().is_empty()),
        });
        if let (Value::Object(written), Value::Object(common)) = (&mut written, common) {
            written.extend(common);
        }
        written
    }

    /// The part that depends on how the question is answered.
    fn manner(&self, question: &Question) -> Value {
        match &question.manner {
            Manner::OneOf(answers) | Manner::AnyOf(answers, _) | Manner::Scale(answers) => {
                let answers: Vec<Value> =
                    answers.iter().map(|answer| self.answer(question, answer)).collect();
                json!({ "kind": "choices", "answers": answers })
            }
            Manner::Grid(rows, answers) => {
                let columns = answers.iter().map(|answer| self.said(&answer.label)).collect();
                self.rows(question, rows, columns)
            }
            Manner::Ranking(rows, places) => {
                let columns = (1..=*places).map(|place| self.words.place(place)).collect();
                self.rows(question, rows, columns)
            }
            Manner::Number(..) => space(question, 20, 10),
            Manner::Postcode(_) => space(question, 35, 10),
            Manner::ShortText(_) => space(question, 100, 11),
            // A line of 8 mm takes some 80 characters by hand; a space for all that is allowed would fill pages, and who
            // needs more than a third of it can add a sheet.
            Manner::LongText(longest) => space(question, 100, (longest / 30).clamp(24, 84)),
        }
    }

    fn rows(&self, question: &Question, rows: &[Row], columns: Vec<String>) -> Value {
        let boxes = on_paper::boxes(question);
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| {
                let boxes: Vec<Value> = boxes
                    .iter()
                    .filter(|(id, _)| *id == row.id)
                    .map(|(id, answer)| named(id, Some(answer)))
                    .collect();
                json!({ "label": self.said(&row.label), "boxes": boxes })
            })
            .collect();
        json!({ "kind": "rows", "columns": columns, "rows": rows })
    }

    fn answer(&self, question: &Question, answer: &Answer) -> Value {
        let route = question.routes.iter().find(|(when, _)| *when == answer.id);
        let go = route.map(|(_, goes)| format!("– {}", self.goes(*goes))).unwrap_or_default();
        let label = self.said(&answer.label);
        let line = on_paper::has_line(answer);
        json!({
            "label": if line { format!("{label}{}", self.words.please_say) } else { label },
            "go": go,
            "box": named(&question.id, Some(&answer.id)),
            "space": line.then(|| named(&question.id, Some(&answer.id))),
        })
    }

    /// How to answer, in words that follow from the manner.
    fn how(&self, question: &Question) -> String {
        match &question.manner {
            Manner::OneOf(_) | Manner::Scale(_) => self.words.tick_one.to_owned(),
            Manner::AnyOf(_, None) => self.words.tick_all.to_owned(),
            Manner::AnyOf(_, Some(most)) => self.words.tick_up_to(*most),
            Manner::Grid(..) => self.words.tick_in_rows.to_owned(),
            // In large print a ranking has no columns: each item has its places beside it.
            Manner::Ranking(..) => match self.form.edition {
                Edition::Ordinary => self.words.tick_in_columns.to_owned(),
                Edition::LargePrint => String::new(),
            },
            Manner::Number(..)
            | Manner::ShortText(_)
            | Manner::LongText(_)
            | Manner::Postcode(_) => String::new(),
        }
    }

    /// Where one goes after the question, if not to the next.
    fn then(&self, question: &Question) -> String {
        let all = self.form.version.questionnaire().questions().count();
        let next =
            if question.number < all { Goes::To(question.number + 1) } else { Goes::ToTheEnd };
        if question.then == next {
            String::new()
        } else {
            format!("– {}", self.goes(question.then))
        }
    }

    fn goes(&self, goes: Goes) -> String {
        match goes {
            Goes::To(number) => self.words.go_to(number),
            Goes::ToTheEnd => self.words.to_the_end.to_owned(),
        }
    }
}

/// A space over so much of the line, in hundredths, and so high, in millimetres.
fn space(question: &Question, width: usize, height: usize) -> Value {
    json!({ "kind": "space", "width": width, "height": height, "space": named(&question.id, None) })
}

fn named(question: &QuestionId, answer: Option<&AnswerId>) -> Value {
    json!({
        "question": question.to_string(),
        "answer": answer.map(ToString::to_string),
    })
}

//! Each question as it will be asked on-line, in one of the questionnaire's languages.

use axum::response::Html;
use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::Row;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Need;
use partnership::consultation::question::Question;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct PreviewPage {
    code: &'static str,
    others: Vec<PageLink>,
    title: String,
    introduction: String,
    sections: Vec<SectionSeen>,
}

/// A section as people meet it.
#[derive(Debug, serde::Serialize)]
struct SectionSeen {
    title: String,
    introduction: String,
    questions: Vec<Seen>,
}

/// A question as people meet it, or a row of a grid.
#[derive(Debug, serde::Serialize)]
struct Seen {
    id: String,
    heading: String,
    help: String,
    component: &'static str,
    items: Vec<Item>,
    places: Vec<String>,
}

/// An answer to choose.
#[derive(Debug, serde::Serialize)]
struct Item {
    value: String,
    text: String,
    /// The label of the line to write on beside it.
    other: bool,
}

/// In which language it is asked for.
#[derive(Debug, serde::Deserialize)]
pub(in crate::consultations) struct Asked {
    #[serde(default)]
    language: String,
}

/// Shows the questions.
pub(in crate::consultations) async fn show(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let questionnaire = held.latest.value.questionnaire();
    let typed = questionnaire.typed();
    let named = typed.languages.iter().find(|language| language.code() == asked.language);
    let language = *named.or(typed.languages.first()).ok_or(PageError::NotFound)?;
    let others = typed.languages.iter().filter(|other| **other != language).map(|other| {
        let href = at.path(&visitor, &format!("/questionnaire/preview?language={other}"));
        PageLink::to(href, &format!("See it in {}", other.in_words()))
    });
    let sections = questionnaire.sections().iter().map(|section| SectionSeen {
        title: section.title.said_in(language).to_owned(),
        introduction: maybe(section.introduction.as_ref(), language),
        questions: section.questions.iter().flat_map(|one| seen(one, language)).collect(),
    });
    let it = PreviewPage {
        code: language.code(),
        others: others.collect(),
        title: typed.title.said_in(language).to_owned(),
        introduction: typed.introduction.said_in(language).to_owned(),
        sections: sections.collect(),
    };
    let around = at.page(&visitor, &held, "As it will be asked on-line");
    let around = around.below("Questionnaire", at.path(&visitor, "/questionnaire"));
    page::draw(&visitor.app, "consultations/preview.html", around, &it)
}

fn maybe(words: Option<&Words>, language: Language) -> String {
    words.map_or("", |words| words.said_in(language)).to_owned()
}

/// The pages of a question: one, or for a grid one a row.
fn seen(question: &Question, language: Language) -> Vec<Seen> {
    let need = match question.need {
        Need::Required => "",
        Need::Optional => match language {
            Language::English => " (optional)",
            Language::Welsh => " (dewisol)",
        },
    };
    let ask = format!("{}. {}{need}", question.number, question.ask.said_in(language));
    let whole = |component| Seen {
        id: format!("preview-{}", question.id),
        heading: ask.clone(),
        help: maybe(question.help.as_ref(), language),
        component,
        items: items(question.answers(), language),
        places: Vec::new(),
    };
    match &question.manner {
        Manner::OneOf(_) | Manner::Scale(_) => vec![whole("radios")],
        Manner::AnyOf(..) => vec![whole("checkboxes")],
        Manner::Number(..) => vec![whole("number")],
        Manner::ShortText(_) => vec![whole("line")],
        Manner::LongText(_) => vec![whole("text")],
        Manner::Postcode(_) => vec![whole("postcode")],
        Manner::Ranking(rows, most) => vec![ranking(whole("ranking"), rows, *most, language)],
        Manner::Grid(rows, _) => {
            let row = |row: &Row| Seen {
                id: format!("preview-{}", row.id),
                heading: format!("{ask}: {}", row.label.said_in(language)),
                ..whole("radios")
            };
            rows.iter().map(row).collect()
        }
    }
}

/// Items to be put in order, each with a list of places.
fn ranking(whole: Seen, rows: &[Row], most: usize, language: Language) -> Seen {
    let item = |row: &Row| Item {
        value: row.id.to_string(),
        text: row.label.said_in(language).to_owned(),
        other: false,
    };
    let places = (1..=most).map(|place| place.to_string()).collect();
    Seen { items: rows.iter().map(item).collect(), places, ..whole }
}

fn items(answers: &[Answer], language: Language) -> Vec<Item> {
    let item = |answer: &Answer| Item {
        value: answer.id.to_string(),
        text: answer.label.said_in(language).to_owned(),
        other: answer.role == AnswerRole::Other,
    };
    answers.iter().map(item).collect()
}

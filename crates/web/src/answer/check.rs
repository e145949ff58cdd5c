//! All answers of a reply to be checked, changed and sent.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::Answers;
use partnership::consultation::on_line::Stop;
use partnership::consultation::on_line::Way;
use partnership::consultation::on_line::said;
use partnership::consultation::question::Question;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reply::Given;

use crate::answer::area;
use crate::answer::area::Names;
use crate::answer::asked::Asked;
use crate::answer::asked::Begun;
use crate::answer::frame::Frame;
use crate::answer::question;
use crate::answer::sending;
use crate::answer::start;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::taken::Sent;
use crate::who::Address;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CheckPage {
    stands: Option<String>,
    sections: Vec<Section>,
    left_empty: &'static str,
}

/// Answers of one section.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Line {
    pub(super) ask: String,
    /// What was answered, line by line; empty where nothing was.
    pub(super) answer: Vec<String>,
    change: String,
}

/// Shows the page.
pub(super) async fn show(asked: Asked) -> Result<Response, PageError> {
    match &asked.begun {
        Some(begun) => drawn(&asked, begun, Vec::new()).await.map(IntoResponse::into_response),
        None => question::gone(&asked, &[]),
    }
}

/// Sends the reply, or tells what has to be put right first.
pub(super) async fn send(
    asked: Asked,
    address: Address,
    Sent(fields): Sent,
) -> Result<Response, PageError> {
    let Some(begun) = &asked.begun else { return sending::again(&asked) };
    let faults = faults(&asked, begun);
    if !faults.is_empty() {
        return drawn(&asked, begun, faults).await.map(IntoResponse::into_response);
    }
    sending::sent(&asked, begun, &address, &fields).await
}

async fn drawn(
    asked: &Asked,
    begun: &Begun,
    faults: Vec<PageLink>,
) -> Result<Html<String>, PageError> {
    let names = area::names(&asked.app, begun.reply.answers.values()).await;
    let questionnaire = asked.questionnaire();
    let way = Way::of(questionnaire, &begun.reply.answers);
    let last = way.stops().last().map(|stop| asked.path(&format!("/question/{}", stop.name())));
    let change = |stop: &Stop<'_>| asked.path(&format!("/question/{}?from=check", stop.name()));
    let it = CheckPage {
        stands: start::stands(asked),
        sections: sections(questionnaire, (&begun.reply.answers, &names), asked.language, &change),
        left_empty: sending::LEFT_EMPTY,
    };
    let frame = Frame::of(asked, asked.words().check, "/check").with_faults(faults);
    let frame = frame.back(last.unwrap_or_else(|| asked.path(""))).with_code(asked);
    frame.draw(asked, "answer/check.html", &it)
}

/// What is wrong anywhere on the way, each with the page where it is put right.
fn faults(asked: &Asked, begun: &Begun) -> Vec<PageLink> {
    let reply = question::reply_of(&begun.reply);
    let way = Way::of(asked.questionnaire(), &reply.answers);
    let told = way.stops().iter().flat_map(|stop| {
        let (title, href) = (title(stop, asked.language), stop.name());
        let href = asked.path(&format!("/question/{href}?from=check"));
        let faults = question::wrongs(asked, stop, &reply).into_iter();
        let told = faults.map(|fault| said::fault(&fault, stop, asked.language));
        told.map(move |told| PageLink::to(href.clone(), &format!("{title}: {told}")))
            .collect::<Vec<_>>()
    });
    told.collect()
}

fn title(stop: &Stop<'_>, language: Language) -> String {
    let ask = stop.question.ask.said_in(language);
    match stop.row {
        Some(row) => format!("{ask} {}", row.label.said_in(language)),
        None => ask.to_owned(),
    }
}

/// The answers on the way, section by section; areas are called as `names` has them.
pub(super) fn sections(
    questionnaire: &Questionnaire,
    (answers, names): (&Answers, &Names),
    language: Language,
    change: &dyn Fn(&Stop<'_>) -> String,
) -> Vec<Section> {
    let way = Way::of(questionnaire, answers);
    let of = |question: &Question| {
        way.stops().iter().filter(move |stop| stop.question.id == question.id).collect::<Vec<_>>()
    };
    let sections = questionnaire.sections().iter().map(|section| Section {
        title: section.title.said_in(language).to_owned(),
        lines: section
            .questions
            .iter()
            .flat_map(of)
            .map(|stop| Line {
                ask: title(stop, language),
                answer: stop
                    .given(answers)
                    .map(|given| in_words(stop, &given, language, names))
                    .unwrap_or_default(),
                change: change(stop),
            })
            .collect(),
    });
    sections.filter(|section| !section.lines.is_empty()).collect()
}

/// What was answered, line by line.
fn in_words(stop: &Stop<'_>, given: &Given, language: Language, names: &Names) -> Vec<String> {
    let question = stop.question;
    let answer = |id| question.answer(id).map(|one| one.label.said_in(language).to_owned());
    match given {
        Given::Chosen { answers, other } => {
            // In the order in which they are asked.
            let chosen = question.answers().iter().filter(|one| answers.contains(&one.id));
            let chosen = chosen.filter_map(|one| answer(&one.id));
            let other = other.iter().map(|words| format!("“{words}”"));
            chosen.chain(other).collect()
        }
        Given::Rows(rows) => rows.values().filter_map(answer).collect(),
        Given::Ranked(items) => {
            let labels =
                items.iter().filter_map(|item| question.rows().iter().find(|row| row.id == *item));
            let numbered = labels.zip(1..);
            numbered
                .map(|(row, number)| format!("{number}. {}", row.label.said_in(language)))
                .collect()
        }
        Given::Number(number) => vec![number.to_string()],
        Given::Text(words) => words.lines().map(str::to_owned).collect(),
        Given::Area(code) => vec![area::in_words(*code, names)],
    }
}

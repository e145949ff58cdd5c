//! The questionnaire of a consultation on a page: sections and questions as a list, each to be changed, moved, doubled
//! or taken out, and the last change undone.
//!
//! In comes what is pressed; out goes the questionnaire that the core makes of it, or why it cannot be so.

pub(super) mod languages;
pub(super) mod leading;
pub(super) mod preview;
pub(super) mod question;
pub(super) mod quoting;
pub(super) mod ready;
pub(super) mod section;
mod undoing;
pub(super) mod xlsform;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::editing::Way;
use partnership::consultation::language::Words;
use partnership::consultation::question::Need;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::questionnaire::About;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::version::Stage;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::saving::Found;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct QuestionnairePage {
    path: String,
    version: String,
    stands: String,
    /// What a change brings, where this version was opened.
    frozen: Option<String>,
    /// Who may be quoted; none where nobody is.
    quoted: Option<String>,
    sections: Vec<SectionLines>,
    may_change: bool,
    takes_xlsforms: bool,
    undo: Option<String>,
    whole: Vec<Fault>,
}

/// A section.
#[derive(Debug, serde::Serialize)]
struct SectionLines {
    number: usize,
    title: String,
    about_you: bool,
    first: bool,
    last: bool,
    questions: Vec<Line>,
}

/// A question.
#[derive(Debug, serde::Serialize)]
struct Line {
    id: String,
    number: usize,
    ask: String,
    told: String,
    /// Its answers, one behind the other; empty where there are none.
    answers: String,
    /// Its rows likewise.
    rows: String,
    /// Where its answers lead, if not to the next question.
    leads: Vec<String>,
    has_routes: bool,
    first: bool,
    last: bool,
}

/// Shows the questionnaire.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    draw(&visitor, &Found { at, held }, &Form::default()).await
}

/// Does what was pressed.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let press = form.text("press").to_owned();
    let (changed, done) = if press == "undo" {
        undoing::before(&visitor, &found, seen).await?
    } else {
        pressed(found.typed(), &press).ok_or(Unreadable::Form)?
    };
    found.save(&visitor, seen, changed, &mut form, &|_| None).await?;
    if form.has_faults() {
        return draw(&visitor, &found, &form).await;
    }
    found.done(&visitor, &session, "/questionnaire", &done).await
}

/// What a press makes of the questionnaire, such as `up question safe-home`, and what is told of it.
fn pressed(typed: TypedQuestionnaire, press: &str) -> Option<(TypedQuestionnaire, String)> {
    let mut parts = press.split(' ');
    let (deed, what, which) = (parts.next()?, parts.next()?, parts.next()?);
    if what == "section" {
        let section: usize = which.parse::<usize>().ok()?.checked_sub(1)?;
        return Some(match deed {
            "up" => (typed.section_moved(section, Way::Up), "The section was moved up.".to_owned()),
            "down" => {
                (typed.section_moved(section, Way::Down), "The section was moved down.".to_owned())
            }
            "delete" => (
                typed.without_section(section),
                "The section and its questions were taken out. You can undo this here.".to_owned(),
            ),
            _ => return None,
        });
    }
    let id = QuestionId(which.parse().ok()?);
    let number = typed.typed_questions().position(|question| question.id == id)? + 1;
    let told = |what: &str| format!("Question {number} was {what}.");
    Some(match deed {
        "up" => (typed.moved(&id, Way::Up), told("moved up")),
        "down" => (typed.moved(&id, Way::Down), told("moved down")),
        "double" => (typed.doubled(&id), told("copied; the copy stands behind it")),
        "delete" => (typed.without(&id), format!("{} You can undo this here.", told("taken out"))),
        _ => return None,
    })
}

async fn draw(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let version = &found.held.latest.value;
    let may_change = visitor.can(Deed::ChangeConsultations);
    let frozen = match version.stage() {
        Stage::Draft => None,
        Stage::Open { .. } | Stage::Closed { .. } => Some(format!(
            "Version {} was opened and never changes. Whatever you change here makes the draft of version {}, which \
             nobody is asked until you open it.",
            version.number(),
            version.number() + 1
        )),
    };
    let it = QuestionnairePage {
        path: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        stands: format!("Version {}, {}", version.number(), version.stage().in_words()),
        frozen: frozen.filter(|_| may_change),
        quoted: quoting::in_words(version.questionnaire().typed()),
        sections: sections(version.questionnaire().typed()),
        may_change,
        takes_xlsforms: visitor.app.workbooks.is_some(),
        undo: if may_change { undoing::offered(visitor, found).await? } else { None },
        whole: form.faults().to_vec(),
    };
    let around = found.at.page(visitor, &found.held, "Questionnaire").with(form);
    Ok(page::draw(&visitor.app, "consultations/questionnaire.html", around, &it)?.into_response())
}

fn sections(typed: &TypedQuestionnaire) -> Vec<SectionLines> {
    let all = typed.typed_questions().count();
    let mut number = 0;
    let mut lines = Vec::new();
    for (place, section) in typed.sections.iter().enumerate() {
        let questions = section.questions.iter().map(|question| {
            number += 1;
            line(typed, question, number, all)
        });
        lines.push(SectionLines {
            number: place + 1,
            title: said(typed, &section.title),
            about_you: section.about == About::You,
            first: place == 0,
            last: place + 1 == typed.sections.len(),
            questions: questions.collect(),
        });
    }
    lines
}

fn line(typed: &TypedQuestionnaire, question: &TypedQuestion, number: usize, all: usize) -> Line {
    let need = match question.need {
        Need::Optional => "",
        Need::Required => ", must be answered",
    };
    let known = question.all_answers();
    let leads = question.routes.iter().map(|route| {
        let answer = known.iter().find(|answer| answer.id == route.when);
        let answer = answer.map_or_else(String::new, |answer| said(typed, &answer.label));
        format!("“{answer}” leads to {}", leading::target_in_words(typed, &route.to))
    });
    let then = question
        .then
        .iter()
        .map(|to| format!("All else leads to {}", leading::target_in_words(typed, to)));
    Line {
        id: question.id.to_string(),
        number,
        ask: said(typed, &question.ask),
        told: capitalised(&format!("{}{need}", question.kind.in_words())),
        answers: listed_words(typed, known.iter().map(|answer| &answer.label)),
        rows: listed_words(typed, question.rows.iter().map(|row| &row.label)),
        leads: leads.chain(then).collect(),
        has_routes: question.kind.has_routes() || question.then.is_some(),
        first: number == 1,
        last: number == all,
    }
}

fn listed_words<'w>(typed: &TypedQuestionnaire, all: impl Iterator<Item = &'w Words>) -> String {
    let all: Vec<String> = all.map(|words| said(typed, words)).collect();
    all.join(" · ")
}

/// Words in the first language of the questionnaire.
fn said(typed: &TypedQuestionnaire, words: &Words) -> String {
    let first = typed.languages.first();
    first.map_or("", |language| words.said_in(*language)).to_owned()
}

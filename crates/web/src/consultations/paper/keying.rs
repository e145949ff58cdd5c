//! Keying: what a form says whose pages could not be read, by a person from the paper or its scan, twice.

use std::collections::BTreeMap;

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::consultation::question::Question;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::decision::How;
use records::KeptSide;
use records::Paper;
use tower_sessions::Session;

use crate::consultations::paper::asking::Asked;
use crate::consultations::paper::asking::Places;
use crate::consultations::paper::at;
use crate::consultations::paper::at::Numbered;
use crate::consultations::paper::placing;
use crate::consultations::paper::review::Picture;
use crate::consultations::paper::verdict::verdict;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct KeyingPage {
    path: String,
    copy: Option<String>,
    pictures: Vec<Picture>,
    questions: Vec<Asked>,
}

/// Asks what the form says.
pub(super) async fn ask(visitor: Visitor, at: Numbered) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let paper = visitor.book.paper_return(&at.batch(), at.number).await?;
    if to_key(&paper, &visitor).is_empty() {
        return Ok(Redirect::to(&at.path(&visitor, "")).into_response());
    }
    Ok(draw(&visitor, &at, &paper, &Form::default()).await?.into_response())
}

/// Takes what the visitor keyed, all of it or nothing.
pub(super) async fn key(
    visitor: Visitor,
    at: Numbered,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let mut form = Form::of(pairs);
    let paper = visitor.book.paper_return(&at.batch(), at.number).await?;
    let mut verdicts = BTreeMap::new();
    for question in to_key(&paper, &visitor) {
        let area = placing::area(&visitor.app, &form, question).await?;
        let given = verdict(&mut form, question, area);
        verdicts.extend(given.map(|given| (question.id.clone(), given)));
    }
    if form.has_faults() {
        return Ok(draw(&visitor, &at, &paper, &form).await?.into_response());
    }
    if !verdicts.is_empty() {
        let (signed, act) = (visitor.signed(), Act::Gives(verdicts));
        visitor.book.decide(&signed, &at.batch(), at.number, How::WholeForm, act).await?;
        visitor.tell(&session, "What you keyed is kept beside what others key.").await?;
    }
    Ok(Redirect::to(&at.path(&visitor, "")).into_response())
}

/// The questions that were not seen and that the visitor has not keyed.
fn to_key<'a>(paper: &'a Paper, visitor: &Visitor) -> Vec<&'a Question> {
    let who = visitor.person.id.to_string();
    let one = paper.returns.first().filter(|one| one.come() == Come::BeingKeyed);
    let Some((one, asked)) = one.and_then(|one| Some((one, paper.questionnaire(one)?))) else {
        return Vec::new();
    };
    let all = asked.questions().zip(&one.states);
    let waiting = all.filter(|(_, state)| state.is_keyed() && state.waits_for(&who));
    waiting.map(|(question, _)| question).collect()
}

async fn draw(
    visitor: &Visitor,
    at: &Numbered,
    paper: &Paper,
    form: &Form,
) -> Result<Html<String>, PageError> {
    let one = paper.returns.first().ok_or(PageError::NotFound)?;
    let language = paper.language(one).unwrap_or(Language::English);
    let mut pictures = Vec::new();
    for number in one.of.sides.values().flatten() {
        let side = visitor.book.side(&at.batch(), *number).await?;
        let Some(side) = side.filter(|side| side.pictures.contains_key(KeptSide::WHOLE)) else {
            continue;
        };
        let below = format!("/paper/pictures/{}/{number}/{}", at.batch, KeptSide::WHOLE);
        let alt = format!("Scanned side {number}: {}", side.reading.in_words());
        pictures.push(Picture { src: at.at.path(visitor, &below), alt });
    }
    let (questions, places) = (to_key(paper, visitor).into_iter(), Places::of(&visitor.app));
    let it = KeyingPage {
        path: at.path(visitor, "/key"),
        copy: one.of.copy.map(|copy| copy.to_string()),
        pictures,
        questions: questions.map(|question| Asked::of(question, language, form, places)).collect(),
    };
    let title = format!("Key {}", at::called(one.batch, one.of.number).to_lowercase());
    let around = at::page(visitor, &at.at, &paper.held, &title).with(form);
    page::draw(&visitor.app, "consultations/paper/keying.html", around, &it)
}

//! You said, we did: what the partnership answers to each theme, and which themes have no answer yet.
//!
//! In come forms; out go the list with its gaps, and the change that the records made of a form.

mod entering;
mod list;

use axum::Router;
use axum::routing::get;
use axum::routing::post;
use partnership::consultation::themes::counted::CountedTheme;

use crate::app::App;
use crate::consultations::at::At;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::in_words;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The pages of answers.
pub(super) fn routes() -> Router<App> {
    const YOU_SAID: &str = "/consultations/{cycle}/{questionnaire}/you-said";
    let answer = |page: &str| format!("{YOU_SAID}/{page}");
    Router::new()
        .route(YOU_SAID, get(list::show))
        .route(&answer("new/{question}/{code}"), get(entering::ask_new).post(entering::enter))
        .route(&answer("{number}"), get(entering::ask).post(entering::change))
        .route(&answer("{number}/take-away"), post(entering::take_away))
}

/// The comments on all questions in words.
async fn questions(visitor: &Visitor, at: &At) -> Result<Vec<OfQuestion>, PageError> {
    let held = at.found(visitor).await?;
    let replies = visitor.book.replies(at.cycle, &at.questionnaire).await?;
    let ids: Vec<_> = in_words(&held).iter().map(|question| question.id.clone()).collect();
    let mut all = Vec::new();
    for id in ids {
        let (cycle, questionnaire) = (at.cycle, at.questionnaire.clone());
        let these = (At { cycle, questionnaire }, held.clone(), replies.clone());
        all.push(OfQuestion::among(visitor, these, &id).await?);
    }
    Ok(all)
}

/// The themes of all questions, each with what its question asks.
fn themes(questions: &[OfQuestion]) -> Vec<(String, CountedTheme)> {
    let of = |question: &OfQuestion| {
        let themes = question.themes().map(|all| all.themes).unwrap_or_default();
        let ask = question.ask();
        themes.into_iter().map(move |theme| (ask.clone(), theme)).collect::<Vec<_>>()
    };
    questions.iter().flat_map(of).collect()
}

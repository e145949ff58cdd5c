//! The questions that people answer in words, and how far their comments are coded.

use axum::response::Html;
use partnership::consultation::answer::QuestionId;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::themes::told;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::in_words;
use crate::page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct QuestionsPage {
    lines: Vec<Line>,
}

/// A question.
#[derive(Debug, serde::Serialize)]
struct Line {
    ask: String,
    href: String,
    comments: String,
    to_code: String,
    frame: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadReplies)?;
    let held = at.found(&visitor).await?;
    let replies = visitor.book.replies(at.cycle, &at.questionnaire).await?;
    let ids: Vec<QuestionId> = in_words(&held).iter().map(|one| one.id.clone()).collect();
    let mut lines = Vec::new();
    for id in ids {
        let (cycle, questionnaire) = (at.cycle, at.questionnaire.clone());
        let all = (At { cycle, questionnaire }, held.clone(), replies.clone());
        lines.push(line(&visitor, &OfQuestion::among(&visitor, all, &id).await?));
    }
    let around = at.page(&visitor, &held, "Themes");
    page::draw(
        &visitor.app,
        "consultations/themes/questions.html",
        around,
        &QuestionsPage { lines },
    )
}

fn line(visitor: &Visitor, of: &OfQuestion) -> Line {
    let frame = of.last_frame();
    let left = of.themes().map_or(of.comments.len(), |themes| {
        themes.uncoded.len() + themes.differing.len() + themes.look_again.len()
    });
    Line {
        ask: of.ask(),
        href: of.path(visitor, ""),
        comments: of.comments.len().to_string(),
        to_code: left.to_string(),
        frame: frame.map_or_else(|| "None yet".to_owned(), |frame| told::stage(of, frame)),
    }
}

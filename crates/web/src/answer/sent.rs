//! The last page: the number of a reply that was sent, and a copy of its answers to print or to save.

use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::on_line::code::Reference;
use partnership::consultation::questionnaire::Questionnaire;
use records::Fingerprint;

use crate::answer::area;
use crate::answer::asked::Asked;
use crate::answer::asked::on_to;
use crate::answer::check;
use crate::answer::check::Section;
use crate::answer::cookies::Cookie;
use crate::answer::frame::Frame;
use crate::answer::lately::SentLately;
use crate::answer::question;
use crate::page::fault::PageError;

/// The page.
#[derive(Debug, serde::Serialize)]
struct SentPage {
    reference: String,
    is_late: bool,
    becomes: String,
    sections: Vec<Section>,
    copy: String,
    /// Where anybody asks to be told of what is published: the address of everybody, which says nothing of a reply.
    told: String,
}

/// Shows the page.
pub(super) async fn show(asked: Asked) -> Result<Response, PageError> {
    let Some((sent, questionnaire)) = sent(&asked) else { return question::gone(&asked, &[]) };
    let names = area::names(&asked.app, sent.answers.values()).await;
    let becomes = &asked.held.consultation.typed().becomes_of_answers;
    let it = SentPage {
        reference: Reference(sent.reference).to_string(),
        is_late: sent.is_late,
        becomes: becomes.said_in(asked.language).to_owned(),
        sections: check::sections(&questionnaire, (&sent.answers, &names), asked.language, &|_| {
            String::new()
        }),
        copy: asked.path("/sent/copy"),
        told: format!("/{}/published/told", asked.book.id()),
    };
    let frame = Frame::of(&asked, asked.words().sent, "/sent");
    Ok(frame.draw(&asked, "answer/sent.html", &it)?.into_response())
}

/// Gives the answers as a text to be saved.
pub(super) async fn copy(asked: Asked) -> Result<Response, PageError> {
    let Some((sent, questionnaire)) = sent(&asked) else { return question::gone(&asked, &[]) };
    let (words, language) = (asked.words(), sent.language);
    let title = questionnaire.typed().title.said_in(language).to_owned();
    let reference = format!("{}: {}", words.reference, Reference(sent.reference));
    let mut lines = vec![title, reference];
    let names = area::names(&asked.app, sent.answers.values()).await;
    let answers = (&sent.answers, &names);
    for section in check::sections(&questionnaire, answers, language, &|_| String::new()) {
        lines.extend([String::new(), section.title]);
        for line in section.lines {
            lines.extend([String::new(), line.ask]);
            let nothing = line.answer.is_empty().then(|| words.not_answered.to_owned());
            lines.extend(line.answer.into_iter().chain(nothing).map(|line| format!("  {line}")));
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.txt\"", questionnaire.id()),
        ),
    ];
    Ok((headers, lines.join("\r\n")).into_response())
}

/// Clears the page from this browser.
pub(super) async fn clear(asked: Asked) -> Result<Response, PageError> {
    if let Some(code) = asked.kept(Cookie::Sent) {
        asked.app.lately.forget(&Fingerprint::of(code));
    }
    Ok(on_to(&asked.first_page(), [asked.forgets(Cookie::Sent)]))
}

/// What was sent from this browser a moment ago, with the questions that it answers.
fn sent(asked: &Asked) -> Option<(SentLately, Questionnaire)> {
    let code = Fingerprint::of(asked.kept(Cookie::Sent)?);
    let sent = asked.app.lately.of(&code)?;
    let version = asked.held.version(sent.version)?;
    Some((sent, version.value.questionnaire().clone()))
}

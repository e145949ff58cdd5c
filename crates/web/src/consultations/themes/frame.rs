//! The code frame of a question: its codes, what came before, terms to begin with, and signing it off.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::themes::comment::Comment;
use partnership::consultation::themes::frame::Code;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::CodeId;
use partnership::consultation::themes::frame::FrameDeed;
use partnership::consultation::themes::terms::terms;
use partnership::membership::may::Deed;
use records::Version;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::themes::code_fields;
use crate::consultations::themes::refused;
use crate::consultations::themes::told;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct FramePage {
    form: Shown,
    path: String,
    version: String,
    stage: Option<String>,
    is_draft: bool,
    twice: String,
    codes: Vec<Line>,
    terms: Vec<TermLine>,
    history: Vec<Past>,
}

/// A code.
#[derive(Debug, serde::Serialize)]
struct Line {
    id: String,
    title: String,
    belongs: String,
    belongs_not: String,
    examples: Vec<String>,
    href: String,
}

/// A term that many comments share.
#[derive(Debug, serde::Serialize)]
struct TermLine {
    words: String,
    comments: String,
    href: String,
}

/// A version of the frame with what was done to come to it.
#[derive(Debug, serde::Serialize)]
struct Past {
    stage: String,
    changes: Vec<String>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ChangeConsultations).await?;
    draw(&visitor, &of, &Form::default())
}

/// Adds a code, merges several, changes the share, or signs it off.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ChangeConsultations).await?;
    let mut form = Form::of(pairs);
    let Some((field, deed, done)) = read(&mut form, &of, &visitor) else {
        return draw(&visitor, &of, &form);
    };
    let seen = form.optional_value("version").map(Version);
    let changed = visitor.book.change_code_frame(&visitor.signed(), &of.asked, seen, deed).await;
    if let Err(refused) = changed {
        refused::note(&mut form, field, refused)?;
        return draw(&visitor, &of, &form);
    }
    visitor.tell(&session, &done).await?;
    Ok(Redirect::to(&of.path(&visitor, "/frame")).into_response())
}

/// What the form does: the field of its faults, the deed, and what is told of it.
fn read(
    form: &mut Form,
    of: &OfQuestion,
    visitor: &Visitor,
) -> Option<(&'static str, FrameDeed, String)> {
    match form.text("deed") {
        "merge" => {
            let codes: Option<_> =
                form.texts("merge").map(|id| id.parse().ok().map(CodeId)).collect();
            let into = code_fields::read(form, of, "into_", None)?;
            let done = format!("“{}” stands in the place of the codes you chose.", into.title);
            Some(("merge", FrameDeed::Merge(codes?, into), done))
        }
        "twice" => {
            let share: u8 = form.value("twice", "Enter a share from 0 to 100")?;
            let done = format!("A second person codes {share} comments in a hundred.");
            Some(("twice", FrameDeed::CodeTwice(share), done))
        }
        "sign-off" => {
            let by = visitor.person.id.clone();
            let done = "The code frame is signed off. Comments can be coded by it.".to_owned();
            Some(("sign-off", FrameDeed::SignOff(by, visitor.today), done))
        }
        _ => {
            let code = code_fields::read(form, of, "", None)?;
            let done = format!("“{}” was added.", code.title);
            Some(("title", FrameDeed::Add(code), done))
        }
    }
}

fn draw(visitor: &Visitor, of: &OfQuestion, form: &Form) -> Result<Response, PageError> {
    let frame = of.last_frame();
    let it = FramePage {
        form: form.shown(),
        path: of.path(visitor, "/frame"),
        version: of.seen.map(|seen| seen.0.to_string()).unwrap_or_default(),
        stage: frame.map(|frame| told::stage(of, frame)),
        is_draft: frame.is_some_and(|frame| !frame.is_signed_off()),
        twice: frame.map_or(CodeFrame::first().twice(), CodeFrame::twice).to_string(),
        codes: frame.map(|frame| lines(visitor, of, frame)).unwrap_or_default(),
        terms: term_lines(visitor, of),
        history: of.frames.iter().rev().map(|frame| past(of, frame)).collect(),
    };
    let around = of.page(visitor, "Code frame").with(form);
    let drawn = page::draw(&visitor.app, "consultations/themes/frame.html", around, &it)?;
    Ok(drawn.into_response())
}

fn lines(visitor: &Visitor, of: &OfQuestion, frame: &CodeFrame) -> Vec<Line> {
    let line = |code: &Code| Line {
        id: code.id.to_string(),
        title: code.title.clone(),
        belongs: code.belongs.clone(),
        belongs_not: code.belongs_not.clone(),
        examples: code.examples.iter().map(i64::to_string).collect(),
        href: of.path(visitor, &format!("/frame/{}", code.id)),
    };
    frame.codes().iter().map(line).collect()
}

/// So many terms are shown: more than a screen nobody reads.
const TERMS: usize = 20;

fn term_lines(visitor: &Visitor, of: &OfQuestion) -> Vec<TermLine> {
    let with_words: Vec<Comment> =
        of.comments.iter().filter(|comment| comment.words.is_some()).cloned().collect();
    let line = |term: partnership::consultation::themes::terms::Term| TermLine {
        href: of.path(visitor, &format!("/comments?words={}", term.words.replace(' ', "+"))),
        comments: term.replies.len().to_string(),
        words: term.words,
    };
    terms(&with_words, TERMS).into_iter().map(line).collect()
}

fn past(of: &OfQuestion, frame: &CodeFrame) -> Past {
    Past {
        stage: told::stage(of, frame),
        changes: frame.changes().iter().map(|change| told::change(of, change)).collect(),
    }
}

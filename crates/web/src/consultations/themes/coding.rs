//! Coding one comment: the comment, codes to tick, and what like comments were coded as, beside and never chosen before.
//!
//! A second coder sees neither the first coding nor a suggestion, so that the two are independent.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Outcome;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::comment::Comment;
use partnership::consultation::themes::queue;
use partnership::consultation::themes::said::Said;
use partnership::consultation::themes::similar::Example;
use partnership::consultation::themes::similar::Suggestion;
use partnership::consultation::themes::similar::suggestions;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::themes::refused;
use crate::consultations::themes::tick;
use crate::consultations::themes::tick::Tick;
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
struct CodingPage {
    form: Shown,
    path: String,
    skip: String,
    reply: String,
    words: String,
    language: &'static str,
    turn: &'static str,
    is_second: bool,
    codes: Vec<Tick>,
    like: Vec<Like>,
    left: String,
}

/// A code that like comments have.
#[derive(Debug, serde::Serialize)]
struct Like {
    title: String,
    from: String,
}

/// Leads on to the first comment that is the visitor's to code.
pub(super) async fn next(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    lead_on(&visitor, &of, &session, i64::MIN).await
}

/// Shows a comment to code.
pub(super) async fn ask(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let comment = of.comment(which.reply)?;
    let (turn, mut form) = (turn_of(&visitor, &of, comment), Form::default());
    let Some(turn) = turn else { return not_theirs(&of, comment) };
    let codings = of.codings.get(&comment.reply);
    let before = codings.and_then(|these| match turn {
        Turn::First => these.first.as_ref(),
        Turn::Second | Turn::ThirdPerson | Turn::Talking => these.second.as_ref(),
    });
    if let Some(before) = before {
        tick::fill(&mut form, &before.said);
    }
    draw(&visitor, &of, (comment, turn), &form)
}

/// Keeps the coding, and leads on to the next.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let comment = of.comment(which.reply)?;
    let Some(turn) = turn_of(&visitor, &of, comment) else { return not_theirs(&of, comment) };
    let mut form = Form::of(pairs);
    let said = tick::read(&mut form);
    let Some((said, frame)) = said.zip(of.frame()) else {
        return draw(&visitor, &of, (comment, turn), &form);
    };
    let suggested = like(&of, comment, turn).into_iter().map(|one| one.code).collect();
    let (by, on) = (visitor.person.id.clone(), visitor.today);
    let coding = Coding { frame: frame.number(), said, by, on, suggested };
    let (signed, reply) = (visitor.signed(), comment.reply);
    if let Err(refused) = visitor.book.keep_coding(&signed, &of.asked, reply, (turn, coding)).await
    {
        refused::note(&mut form, "codes", refused)?;
        return draw(&visitor, &of, (comment, turn), &form);
    }
    lead_on(&visitor, &of, &session, reply).await
}

/// In whose turn the visitor codes a comment now. Who coded it first may look at it again and change it, until a second
/// person coded it.
fn turn_of(visitor: &Visitor, of: &OfQuestion, comment: &Comment) -> Option<Turn> {
    let (none, who) = (Codings::default(), &visitor.person.id);
    let codings = of.codings.get(&comment.reply).unwrap_or(&none);
    let next = queue::turn(&of.asked.question, comment.reply, codings, &of.frames, who);
    let first = codings.first.as_ref().is_some_and(|first| first.by == *who);
    let again =
        (first && codings.lets(Turn::First, who, &of.frames).is_ok()).then_some(Turn::First);
    next.or(again).filter(|_| of.frame().is_some() && comment.words.is_some())
}

fn not_theirs(of: &OfQuestion, comment: &Comment) -> Result<Response, PageError> {
    let told = if of.frame().is_none() {
        "The code frame is not signed off yet; sign it off, then code comments by it."
    } else if comment.words.is_none() {
        "The words of this comment were deleted on their day; its coding stays as it is."
    } else {
        "This comment is coded, or somebody else codes it; go on to the next that is yours."
    };
    Err(PageError::Refused(told.to_owned()))
}

async fn lead_on(
    visitor: &Visitor,
    of: &OfQuestion,
    session: &Session,
    after: i64,
) -> Result<Response, PageError> {
    let codings = visitor.book.codings(&of.asked).await?;
    let who = &visitor.person.id;
    let from =
        |after| queue::next(&of.asked.question, &of.comments, &codings, &of.frames, (who, after));
    match from(after).or_else(|| from(i64::MIN)) {
        Some((reply, _)) => {
            Ok(Redirect::to(&of.path(visitor, &format!("/code/{reply}"))).into_response())
        }
        None => {
            let told = if of.frame().is_some() {
                "No comment is left that is yours to code."
            } else {
                "Sign the code frame off first; comments are coded by it."
            };
            visitor.tell(session, told).await?;
            Ok(Redirect::to(&of.path(visitor, "")).into_response())
        }
    }
}

/// So many coded comments are asked for suggestions, the latest: more would make each page wait.
const ASKED: usize = 2000;

/// What comments like this one were coded as; of a second coder nothing, who shall not be led.
fn like(of: &OfQuestion, comment: &Comment, turn: Turn) -> Vec<Suggestion> {
    let Some(words) = comment.words.as_deref().filter(|_| turn == Turn::First) else {
        return Vec::new();
    };
    let coded = |other: &Comment| match of.codings.get(&other.reply)?.outcome(&of.frames) {
        Outcome::Counts(said) if other.reply != comment.reply => Some((other.reply, said)),
        Outcome::Counts(_) | Outcome::Uncoded | Outcome::Differs | Outcome::LookAgain(_) => None,
    };
    let all: Vec<(&Comment, (i64, Said))> = of
        .comments
        .iter()
        .rev()
        .filter_map(|other| coded(other).map(|said| (other, said)))
        .take(ASKED)
        .collect();
    let examples: Vec<Example<'_>> = all
        .iter()
        .filter_map(|(other, (reply, said))| {
            let words = other.words.as_deref()?;
            Some(Example { reply: *reply, words, said })
        })
        .collect();
    suggestions(words, &examples)
}

fn draw(
    visitor: &Visitor,
    of: &OfQuestion,
    (comment, turn): (&Comment, Turn),
    form: &Form,
) -> Result<Response, PageError> {
    let frame = of.frame().ok_or(PageError::NotFound)?;
    let like = |one: Suggestion| {
        let from: Vec<String> = one.from.iter().map(i64::to_string).collect();
        Like { title: of.title(&one.code), from: from.join(", ") }
    };
    let who = (&visitor.person.id, comment.reply);
    let skip = queue::next(&of.asked.question, &of.comments, &of.codings, &of.frames, who);
    let left = of.themes().map(|themes| themes.uncoded.len() + themes.look_again.len());
    let it = CodingPage {
        form: form.shown(),
        path: of.path(visitor, &format!("/code/{}", comment.reply)),
        skip: skip.map_or_else(
            || of.path(visitor, ""),
            |(reply, _)| of.path(visitor, &format!("/code/{reply}")),
        ),
        reply: comment.reply.to_string(),
        words: comment.words.clone().unwrap_or_default(),
        language: comment.language.code(),
        is_second: turn == Turn::Second,
        turn: match turn {
            Turn::Second => {
                "You code this comment second. What the first person found is not shown."
            }
            Turn::First | Turn::ThirdPerson | Turn::Talking => "",
        },
        codes: tick::ticks(frame, form),
        like: self::like(of, comment, turn).into_iter().map(like).collect(),
        left: left.unwrap_or_default().to_string(),
    };
    let around = of.page(visitor, &format!("Code comment {}", comment.reply)).with(form);
    let drawn = page::draw(&visitor.app, "consultations/themes/coding.html", around, &it)?;
    Ok(drawn.into_response())
}

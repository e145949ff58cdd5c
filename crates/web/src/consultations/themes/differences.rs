//! Comments that two people coded differently, and settling them: by a third person, or by the two talking.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Outcome;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::comment::Comment;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::themes::refused;
use crate::consultations::themes::tick;
use crate::consultations::themes::tick::Tick;
use crate::consultations::themes::told;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The list.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    open: Vec<Line>,
    settled: Vec<Line>,
}

/// A comment that was coded twice.
#[derive(Debug, serde::Serialize)]
struct Line {
    reply: String,
    href: String,
    words: String,
    first: String,
    second: String,
    how: String,
}

/// One of them.
#[derive(Debug, serde::Serialize)]
struct SettlePage {
    form: Shown,
    path: String,
    back: String,
    line: Line,
    codes: Vec<Tick>,
    ways: Vec<Choice>,
}

/// Shows the list.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    which: Which,
) -> Result<Html<String>, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let lines = |wanted: fn(&Codings, &Outcome) -> bool| -> Vec<Line> {
        let these = of.comments.iter().filter_map(|comment| {
            let codings = of.codings.get(&comment.reply)?;
            wanted(codings, &codings.outcome(&of.frames))
                .then(|| line(&visitor, &of, comment, codings))
        });
        these.collect()
    };
    let it = ListPage {
        open: lines(|_, outcome| *outcome == Outcome::Differs),
        settled: lines(|these, outcome| these.settled.is_some() && *outcome != Outcome::Differs),
    };
    let around = of.page(&visitor, "Differences");
    page::draw(&visitor.app, "consultations/themes/differences.html", around, &it)
}

/// Shows one, to be settled.
pub(super) async fn ask(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    draw(&visitor, &of, of.comment(which.reply)?, &Form::default())
}

/// Settles it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let comment = of.comment(which.reply)?;
    let mut form = Form::of(pairs);
    let turn = match form.text("way") {
        "talking" => Some(Turn::Talking),
        "third-person" => Some(Turn::ThirdPerson),
        _ => {
            form.fault("way", "Choose how it was settled");
            None
        }
    };
    let said = tick::read(&mut form);
    let (Some(turn), Some(said), Some(frame)) = (turn, said, of.frame()) else {
        return draw(&visitor, &of, comment, &form);
    };
    let (by, on, suggested) = (visitor.person.id.clone(), visitor.today, Vec::new());
    let coding = (turn, Coding { frame: frame.number(), said, by, on, suggested });
    let kept = visitor.book.keep_coding(&visitor.signed(), &of.asked, comment.reply, coding).await;
    if let Err(refused) = kept {
        refused::note(&mut form, "way", refused)?;
        return draw(&visitor, &of, comment, &form);
    }
    visitor.tell(&session, &format!("Comment {} is settled.", comment.reply)).await?;
    Ok(Redirect::to(&of.path(&visitor, "/differences")).into_response())
}

fn line(visitor: &Visitor, of: &OfQuestion, comment: &Comment, codings: &Codings) -> Line {
    let found = |coding: &Option<Coding>| {
        let told =
            |coding: &Coding| format!("{} ({})", told::said(of, &coding.said), of.name(&coding.by));
        coding.as_ref().map(told).unwrap_or_default()
    };
    let how = codings.settled.as_ref().map(|(turn, coding)| {
        format!(
            "{}, {} ({})",
            told::said(of, &coding.said),
            told::settled(*turn),
            of.name(&coding.by)
        )
    });
    Line {
        reply: comment.reply.to_string(),
        href: of.path(visitor, &format!("/settle/{}", comment.reply)),
        words: comment.words.clone().unwrap_or_else(|| "Words deleted".to_owned()),
        first: found(&codings.first),
        second: found(&codings.second),
        how: how.unwrap_or_default(),
    }
}

fn draw(
    visitor: &Visitor,
    of: &OfQuestion,
    comment: &Comment,
    form: &Form,
) -> Result<Response, PageError> {
    let frame = of.frame().ok_or(PageError::NotFound)?;
    let codings = of.codings.get(&comment.reply);
    let codings = codings.filter(|these| these.second.is_some()).ok_or(PageError::NotFound)?;
    let it = SettlePage {
        form: form.shown(),
        path: of.path(visitor, &format!("/settle/{}", comment.reply)),
        back: of.path(visitor, "/differences"),
        line: line(visitor, of, comment, codings),
        codes: tick::ticks(frame, form),
        ways: vec![
            Choice::of(form, "way", "talking", "The two talked and agree on this"),
            Choice::of(form, "way", "third-person", "I am neither of the two, and decide it"),
        ],
    };
    let around = of.page(visitor, &format!("Settle comment {}", comment.reply));
    let around = around.below("Differences", it.back.clone()).with(form);
    let drawn = page::draw(&visitor.app, "consultations/themes/settle.html", around, &it)?;
    Ok(drawn.into_response())
}

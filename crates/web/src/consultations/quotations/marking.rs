//! Marking what is quoted of a comment and what is taken out, and clearing it once somebody looked at every warning.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::quotation::Quotable;
use partnership::consultation::quotation::Quotation;
use partnership::consultation::quotation::marked::Reason;
use partnership::membership::may::Deed;
use records::KeptQuotation;
use records::KeptReply;
use records::Version;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::themes::refused;
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
struct MarkingPage {
    form: Shown,
    path: String,
    back: String,
    words: String,
    reasons: Vec<ReasonLine>,
    known: Option<Known>,
}

/// A reason with its word.
#[derive(Debug, serde::Serialize)]
struct ReasonLine {
    word: &'static str,
    told: &'static str,
}

/// What is known of a quotation that is kept.
#[derive(Debug, serde::Serialize)]
struct Known {
    version: String,
    printed: String,
    cleared: Option<String>,
    warnings: Vec<WarningLine>,
}

/// A place to look at.
#[derive(Debug, serde::Serialize)]
struct WarningLine {
    words: String,
    told: &'static str,
}

/// A comment that may be quoted, with the quotation that is kept of it, if one is.
struct Marking {
    of: OfQuestion,
    quotable: Quotable,
    reply: i64,
    kept: Option<KeptQuotation>,
}

impl Marking {
    async fn of_reply(visitor: &Visitor, at: At, which: &Which) -> Result<Marking, PageError> {
        let of = OfQuestion::of(visitor, at, which, Deed::ReadReplies).await?;
        let reply = which.reply.ok_or(PageError::NotFound)?;
        Marking::among(of, reply, None)
    }

    async fn of_number(visitor: &Visitor, at: At, which: &Which) -> Result<Marking, PageError> {
        visitor.may(Deed::ReadReplies)?;
        let held = at.found(visitor).await?;
        let all = visitor.book.quotations(at.cycle, &at.questionnaire).await?;
        let kept = all.into_iter().find(|one| Some(one.number) == which.number);
        let kept = kept.ok_or(PageError::NotFound)?;
        let replies = visitor.book.replies(at.cycle, &at.questionnaire).await?;
        let question = kept.quotation.question.clone();
        let of = OfQuestion::among(visitor, (at, held, replies), &question).await?;
        Marking::among(of, kept.quotation.reply, Some(kept))
    }

    fn among(
        of: OfQuestion,
        reply: i64,
        kept: Option<KeptQuotation>,
    ) -> Result<Marking, PageError> {
        let wanted = |one: &&KeptReply| one.reference == reply;
        let found = of.replies.iter().find(wanted).ok_or(PageError::NotFound)?;
        let version = of.held.version(found.version).ok_or(PageError::NotFound)?;
        let asked = version.value.questionnaire();
        let quotable = Quotable::of(asked, &of.asked.question, (reply, &found.reply));
        let quotable = quotable.map_err(|why| PageError::Refused(why.to_string()))?;
        Ok(Marking { of, quotable, reply, kept })
    }

    fn path(&self, visitor: &Visitor, below: &str) -> String {
        match &self.kept {
            Some(kept) => self.of.at.path(visitor, &format!("/quotations/{}{below}", kept.number)),
            None => self.of.path(visitor, &format!("/quote/{}{below}", self.reply)),
        }
    }

    /// The quotation that is kept, as the form saw it.
    fn seen(&self, form: &Form) -> Result<(i64, Version), PageError> {
        let kept = self.kept.as_ref().ok_or(PageError::NotFound)?;
        Ok((kept.number, form.seen()?))
    }
}

/// Shows a comment, to be marked.
pub(super) async fn ask_new(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    let marking = Marking::of_reply(&visitor, at, &which).await?;
    let mut form = Form::default();
    form.put("marked", marking.quotable.words());
    draw(&visitor, &marking, &form)
}

/// Keeps what was marked.
pub(super) async fn enter(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let marking = Marking::of_reply(&visitor, at, &which).await?;
    save(&visitor, &marking, &session, (Form::of(pairs), None)).await
}

/// Shows a quotation, to be changed or cleared.
pub(super) async fn ask(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    let marking = Marking::of_number(&visitor, at, &which).await?;
    draw(&visitor, &marking, &filled(&marking)?)
}

/// Keeps what was marked anew.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let marking = Marking::of_number(&visitor, at, &which).await?;
    let form = Form::of(pairs);
    let seen = marking.seen(&form)?;
    save(&visitor, &marking, &session, (form, Some(seen))).await
}

/// Clears a quotation, once somebody says that they looked at what was noticed.
pub(super) async fn clear(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let marking = Marking::of_number(&visitor, at, &which).await?;
    let (sent, mut form) = (Form::of(pairs), filled(&marking)?);
    let seen = marking.seen(&sent)?;
    if sent.text("read") != "yes" {
        form.fault("read", "Say that you read it and that it tells of nobody who could be known");
        return draw(&visitor, &marking, &form);
    }
    let by = (visitor.person.id.clone(), visitor.today);
    let cleared =
        visitor.book.clear_quotation(&visitor.signed(), &marking.of.asked, seen, by).await;
    if let Err(refused) = cleared {
        refused::note(&mut form, "read", refused)?;
        return draw(&visitor, &marking, &form);
    }
    lead_on(&visitor, &marking, &session, "The quotation is cleared, and may be published.").await
}

/// Takes a quotation away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let marking = Marking::of_number(&visitor, at, &which).await?;
    let (sent, mut form) = (Form::of(pairs), filled(&marking)?);
    let seen = marking.seen(&sent)?;
    let gone = visitor.book.remove_quotation(&visitor.signed(), &marking.of.asked, seen).await;
    if let Err(refused) = gone {
        refused::note(&mut form, "marked", refused)?;
        return draw(&visitor, &marking, &form);
    }
    lead_on(&visitor, &marking, &session, "The quotation was taken away.").await
}

async fn save(
    visitor: &Visitor,
    marking: &Marking,
    session: &Session,
    (mut form, seen): (Form, Option<(i64, Version)>),
) -> Result<Response, PageError> {
    let marked = form.text("marked").to_owned();
    let (signed, asked) = (visitor.signed(), &marking.of.asked);
    let kept = visitor.book.keep_quotation(&signed, asked, (marking.reply, &marked), seen).await;
    match kept {
        Ok(number) => {
            visitor.tell(session, "The marks are kept. Read it once more, then clear it.").await?;
            let path = marking.of.at.path(visitor, &format!("/quotations/{number}"));
            Ok(Redirect::to(&path).into_response())
        }
        Err(refused) => {
            refused::note(&mut form, "marked", refused)?;
            draw(visitor, marking, &form)
        }
    }
}

async fn lead_on(
    visitor: &Visitor,
    marking: &Marking,
    session: &Session,
    done: &str,
) -> Result<Response, PageError> {
    visitor.tell(session, done).await?;
    Ok(Redirect::to(&marking.of.at.path(visitor, "/quotations")).into_response())
}

fn filled(marking: &Marking) -> Result<Form, PageError> {
    let mut form = Form::default();
    if let Some(kept) = &marking.kept {
        form.put("marked", &told(kept.quotation.as_typed(&marking.quotable))?);
    }
    Ok(form)
}

fn told<T>(found: Result<T, impl ToString>) -> Result<T, PageError> {
    found.map_err(|why| PageError::Refused(why.to_string()))
}

fn known(marking: &Marking, kept: &KeptQuotation) -> Result<Known, PageError> {
    let quotation: &Quotation = &kept.quotation;
    let warnings = told(quotation.warnings(&marking.quotable))?.into_iter();
    let line = |one: partnership::consultation::quotation::warning::Warning| WarningLine {
        words: one.words,
        told: one.reason.in_words(),
    };
    Ok(Known {
        version: kept.version.0.to_string(),
        printed: told(quotation.as_printed(&marking.quotable))?,
        cleared: kept.cleared.as_ref().map(|cleared| {
            format!("Cleared by {} on {}", marking.of.name(cleared.by()), cleared.on().in_words())
        }),
        warnings: warnings.map(line).collect(),
    })
}

fn draw(visitor: &Visitor, marking: &Marking, form: &Form) -> Result<Response, PageError> {
    let it = MarkingPage {
        form: form.shown(),
        path: marking.path(visitor, ""),
        back: marking.of.at.path(visitor, "/quotations"),
        words: marking.quotable.words().to_owned(),
        reasons: Reason::ALL
            .into_iter()
            .map(|reason| ReasonLine { word: reason.word(), told: reason.in_words() })
            .collect(),
        known: marking.kept.as_ref().map(|kept| known(marking, kept)).transpose()?,
    };
    let title = format!("Quote comment {}", marking.reply);
    let around = marking.of.at.page(visitor, &marking.of.held, &title);
    let around = around.below("Quotations", it.back.clone()).with(form);
    let drawn = page::draw(&visitor.app, "consultations/quotations/marking.html", around, &it)?;
    Ok(drawn.into_response())
}

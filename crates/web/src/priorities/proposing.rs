//! An issue that is proposed for the long list, from what is kept or by hand with a reason; and its wording changed.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::DatedDeed;
use partnership::priorities::candidate::Proposed;
use records::KeptCandidate;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::drawn_from::Kept;
use crate::priorities::drawn_from::ticked;
use crate::priorities::refused;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct ProposingPage {
    form: Shown,
    path: String,
    back: String,
    /// What it may rest on; none where only the wording changes.
    evidence: Option<Vec<Choice>>,
    version: Option<String>,
}

/// Asks for an issue; an address may tick what it rests on.
pub(super) async fn ask(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ProposeIssues).await?;
    draw(&visitor, &opened, &Form::of(asked)).await
}

/// Puts it on the long list.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ProposeIssues).await?;
    let mut form = Form::of(pairs);
    let proposed = Proposed {
        title: form.text("title").to_owned(),
        about: form.text("about").to_owned(),
        why: form.text("why").to_owned(),
        evidence: ticked(&form, "evidence"),
        on: visitor.today,
        illustrative: false,
    };
    let (book, signed) = (&visitor.book, visitor.signed());
    match book.propose_issue(&signed, at.cycle, proposed, visitor.today).await {
        Ok(number) => {
            let done = format!("Issue {number} is on the long list.");
            opened.lead_on(&visitor, &session, ("", &done)).await
        }
        Err(why) => {
            refused::note(&mut form, "title", why)?;
            draw(&visitor, &opened, &form).await
        }
    }
}

async fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let kept = Kept::of(visitor, opened.cycle).await?;
    let it = ProposingPage {
        form: form.shown(),
        path: opened.path(visitor, "/issues/new"),
        back: opened.path(visitor, ""),
        evidence: Some(kept.choices(form, "evidence", |_| false)),
        version: None,
    };
    let around = opened.page(visitor, "Propose an issue").with(form);
    Ok(page::draw(&visitor.app, "priorities/proposing.html", around, &it)?.into_response())
}

/// Asks for another wording.
pub(super) async fn ask_again(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ProposeIssues).await?;
    let kept = opened.issue(&at)?;
    let mut form = Form::default();
    form.put("title", kept.issue.title());
    form.put("about", kept.issue.about());
    draw_again(&visitor, &opened, kept, &form)
}

/// Words it otherwise.
pub(super) async fn reword(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ProposeIssues).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    let (title, about) = (form.text("title").to_owned(), form.text("about").to_owned());
    let dated = DatedDeed { on: visitor.today, deed: CandidateDeed::Reword { title, about } };
    let (book, signed) = (&visitor.book, visitor.signed());
    match book.record_candidate_deed(&signed, seen, dated, visitor.today).await {
        Ok(_) => {
            let below = format!("/issues/{}", kept.number);
            opened.lead_on(&visitor, &session, (&below, "The wording was changed.")).await
        }
        Err(why) => {
            refused::note(&mut form, "title", why)?;
            draw_again(&visitor, &opened, kept, &form)
        }
    }
}

fn draw_again(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptCandidate,
    form: &Form,
) -> Result<Response, PageError> {
    let it = ProposingPage {
        form: form.shown(),
        path: opened.issue_path(visitor, kept.number, "/change"),
        back: opened.issue_path(visitor, kept.number, ""),
        evidence: None,
        version: Some(form.seen_next(kept.version)),
    };
    let around = opened.issue_page(visitor, kept, "Change the wording").with(form);
    Ok(page::draw(&visitor.app, "priorities/proposing.html", around, &it)?.into_response())
}

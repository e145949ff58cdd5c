//! What an issue rests on: more is added, and what does not carry it is taken off with a reason.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::DatedDeed;
use partnership::priorities::evidence::Cited;
use records::KeptCandidate;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::drawn_from::Kept;
use crate::priorities::refused;
use crate::who::visitor::Visitor;

/// The forms.
#[derive(Debug, serde::Serialize)]
struct EvidencePage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    more: Vec<Choice>,
    has: Vec<Choice>,
}

/// Asks what is added or taken off.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ProposeIssues).await?;
    draw(&visitor, &opened, opened.issue(&at)?, &Form::default()).await
}

/// Adds what was chosen.
pub(super) async fn add(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let form = Form::of(pairs);
    change(&visitor, &at, &session, (form, "what")).await
}

/// Takes what was chosen off.
pub(super) async fn take_off(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let form = Form::of(pairs);
    change(&visitor, &at, &session, (form, "off")).await
}

/// Changes what it rests on by what stands in a field of a form.
async fn change(
    visitor: &Visitor,
    at: &At,
    session: &Session,
    (mut form, field): (Form, &str),
) -> Result<Response, PageError> {
    let opened = Opened::to(visitor, at, Deed::ProposeIssues).await?;
    let kept = opened.issue(at)?;
    let seen = (at.cycle, kept.number, form.seen()?);
    let Some(what) = form.value::<Cited>(field, "Choose a finding, theme, issue or commentary")
    else {
        return draw(visitor, &opened, kept, &form).await;
    };
    let (deed, done) = if field == "off" {
        let because = form.text("because").to_owned();
        (
            CandidateDeed::TakeEvidenceOff { what, because },
            "The issue does not rest on it any more.",
        )
    } else {
        (CandidateDeed::AddEvidence { what }, "The issue rests on it too.")
    };
    let dated = DatedDeed { on: visitor.today, deed };
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.record_candidate_deed(&signed, seen, dated, visitor.today).await {
        refused::note(&mut form, field, why)?;
        let now = Opened::to(visitor, at, Deed::ProposeIssues).await?;
        return draw(visitor, &now, now.issue(at)?, &form).await;
    }
    let below = format!("/issues/{}", kept.number);
    opened.lead_on(visitor, session, (&below, done)).await
}

async fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptCandidate,
    form: &Form,
) -> Result<Response, PageError> {
    let (sources, own) = (Kept::of(visitor, opened.cycle).await?, kept.issue.evidence());
    let it = EvidencePage {
        form: form.shown(),
        path: opened.issue_path(visitor, kept.number, "/evidence"),
        back: opened.issue_path(visitor, kept.number, ""),
        version: form.seen_next(kept.version),
        more: sources.choices(form, "what", |cited| own.contains(cited)),
        has: own.iter().map(|cited| sources.choice(form, "off", cited)).collect(),
    };
    let around = opened.issue_page(visitor, kept, "What it rests on").with(form);
    Ok(page::draw(&visitor.app, "priorities/evidence.html", around, &it)?.into_response())
}

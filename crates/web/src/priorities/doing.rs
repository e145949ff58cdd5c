//! What is done about an issue: set aside, merged, taken up again; and the last of it undone.

use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::candidate::DatedDeed;
use partnership::priorities::candidate::Ground;
use tower_sessions::Session;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::issue::draw;
use crate::priorities::refused;
use crate::who::visitor::Visitor;

/// Records what happens to it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::KeepLongList).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    let Some(deed) = typed(&mut form) else { return draw(&visitor, &opened, kept, &form).await };
    let dated = DatedDeed { on: visitor.today, deed };
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.record_candidate_deed(&signed, seen, dated, visitor.today).await {
        refused::note(&mut form, "way", why)?;
        let now = Opened::to(&visitor, &at, Deed::KeepLongList).await?;
        return draw(&visitor, &now, now.issue(&at)?, &form).await;
    }
    let below = format!("/issues/{}", kept.number);
    opened.lead_on(&visitor, &session, (&below, "It was recorded. It can be undone below.")).await
}

/// What was typed, unless something is wrong with it, which the form then says.
fn typed(form: &mut Form) -> Option<CandidateDeed> {
    let because = form.text("because").to_owned();
    match form.text("way") {
        "merge" => {
            let into = form.value("into", "Choose the issue that it is one with")?;
            Some(CandidateDeed::Merge { into, because })
        }
        "take-up" => Some(CandidateDeed::TakeUpAgain { because }),
        way => {
            let ground = Ground::ALL.into_iter().find(|ground| ground.name() == way);
            if ground.is_none() {
                form.fault("way", "Choose what happens to the issue");
            }
            Some(CandidateDeed::SetAside { ground: ground?, because })
        }
    }
}

/// Takes the last entry back.
pub(super) async fn undo(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::KeepLongList).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    if let Err(why) = visitor.book.take_back_candidate_deed(&visitor.signed(), seen).await {
        refused::note(&mut form, "undo", why)?;
        let now = Opened::to(&visitor, &at, Deed::KeepLongList).await?;
        return draw(&visitor, &now, now.issue(&at)?, &form).await;
    }
    let below = format!("/issues/{}", kept.number);
    opened.lead_on(&visitor, &session, (&below, &undone(&kept.issue))).await
}

/// What was taken back, and what of it stays.
fn undone(issue: &CandidateIssue) -> String {
    match issue.deeds().last().map(|dated| &dated.deed) {
        Some(CandidateDeed::Merge { into, .. }) => format!(
            "The merging was taken back. Issue {into} still rests on what came with it: take off there what does not carry it."
        ),
        _ => "The last entry was taken back.".to_owned(),
    }
}

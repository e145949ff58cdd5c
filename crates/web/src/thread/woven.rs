//! The thread of a visitor's partnership, woven from its book and the archive.

use std::sync::Arc;

use partnership::membership::may::Deed;
use partnership::thread::Thread;

use crate::evidence::findings;
use crate::page::fault::PageError;
use crate::thread::kept::Woven;
use crate::thread::kept::WovenOf;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The deed of whoever may follow all of it: it leads to drafts, to what panels said in confidence and to replies.
pub(super) const MAY_FOLLOW: Deed = Deed::DraftAssessment;
/// The deed of whoever may follow what stands behind adopted texts, as everybody may once they are published.
pub(super) const MAY_FOLLOW_ADOPTED: Deed = Deed::ReadDrafts;

/// The whole thread, for whoever may follow it.
///
/// # Errors
/// When they may not, or the records or the archive cannot be read.
pub(super) async fn whole(visitor: &Visitor) -> Result<Arc<Thread>, PageError> {
    visitor.may(MAY_FOLLOW)?;
    Ok(woven(visitor).await?.whole)
}

/// As much of it as a visitor may follow: all, or what stands behind adopted texts.
///
/// # Errors
/// When they may follow nothing, or the records or the archive cannot be read.
pub(super) async fn followed(visitor: &Visitor) -> Result<Arc<Thread>, PageError> {
    if visitor.can(MAY_FOLLOW) {
        return whole(visitor).await;
    }
    visitor.may(MAY_FOLLOW_ADOPTED)?;
    Ok(woven(visitor).await?.adopted)
}

async fn woven(visitor: &Visitor) -> Result<Woven, PageError> {
    let evidence = visitor.app.evidence.clone();
    let extracts = apart(move || evidence.map(|evidence| evidence.extracts()).transpose());
    let extracts = extracts.await?.map_err(PageError::Broken)?.unwrap_or_default();
    let from = WovenOf::now(&visitor.book, extracts, visitor.today).await?;
    if let Some(woven) = visitor.app.threads.find(visitor.book.id(), &from) {
        return Ok(woven);
    }
    let held = visitor.book.held_thread(visitor.today).await?;
    let kept: Vec<_> = held.findings.iter().collect();
    let now = findings::now_by_name(visitor, &kept).await?;
    // What was read after `from` may be newer than it; then the next who asks finds another end, and weaves anew.
    let (woven, from) =
        apart(move || (Woven::from(held.woven(from.extracts(), &now)), from)).await?;
    visitor.app.threads.put(visitor.book.id(), from, &woven);
    Ok(woven)
}

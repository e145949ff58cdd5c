//! The thread of a visitor's partnership, woven from its book and the archive.

use partnership::membership::may::Deed;
use partnership::thread::Thread;

use crate::evidence::findings;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The deed of whoever may follow the thread: it leads to drafts, to what panels said in confidence and to replies.
pub(super) const MAY_FOLLOW: Deed = Deed::DraftAssessment;

/// The thread, for whoever may follow it.
///
/// # Errors
/// When they may not, or the records or the archive cannot be read.
pub(super) async fn woven(visitor: &Visitor) -> Result<Thread, PageError> {
    visitor.may(MAY_FOLLOW)?;
    let held = visitor.book.held_thread(visitor.today).await?;
    let kept: Vec<_> = held.findings.iter().collect();
    let now = findings::now_by_name(visitor, &kept).await?;
    let evidence = visitor.app.evidence.clone();
    let woven = apart(move || {
        let extracts = evidence.map(|evidence| evidence.extracts()).transpose()?;
        Ok(held.woven(&extracts.unwrap_or_default(), &now))
    });
    woven.await?.map_err(PageError::Broken)
}

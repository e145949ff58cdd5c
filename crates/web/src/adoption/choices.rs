//! What a page offers to be done with a document, and why the rest is not.
//!
//! In come a document and who looks at it; out go links, and reasons in the core's words.

use partnership::approval::deed::DeedKind;
use partnership::approval::refused::Refused;
use partnership::approval::sitting::Matter;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use partnership::terms::wording::sentence;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::when::When;

use crate::adoption::at::Opened;
use crate::page::PageLink;
use crate::who::visitor::Visitor;

/// What can be done with a document, and what cannot.
#[derive(Debug, serde::Serialize)]
pub(super) struct Choices {
    /// Where each is done.
    may: Vec<PageLink>,
    not_now: Vec<NotNow>,
}

/// What cannot be done for one reason.
#[derive(Debug, serde::Serialize)]
struct NotNow {
    deeds: String,
    why: String,
}

/// What can be done with a document now and what cannot, for whoever may; none for others.
pub(super) fn choices(visitor: &Visitor, opened: &Opened) -> Option<Choices> {
    if !visitor.can(Deed::TakeToAdoption) {
        return None;
    }
    let (mut may, mut reasons) = (Vec::new(), Vec::<(String, Vec<&str>)>::new());
    for (kind, why_not) in opened.history.may_now(visitor.today) {
        let (links, why_not) = links(visitor, opened, kind, why_not);
        let nowhere = links.is_empty();
        may.extend(links);
        if let Some(why) = why_not.filter(|_| nowhere) {
            match reasons.iter_mut().find(|(reason, _)| *reason == why) {
                Some((_, deeds)) => deeds.push(kind.in_words()),
                None => reasons.push((why, vec![kind.in_words()])),
            }
        }
    }
    // What cannot be done for the same reason is told with it once.
    let not_now = reasons
        .into_iter()
        .map(|(why, deeds)| NotNow { deeds: capitalised(&listed(&deeds)), why: sentence(&why) });
    Some(Choices { may, not_now: not_now.collect() })
}

/// Where a deed is done, or why it cannot be.
fn links(
    visitor: &Visitor,
    opened: &Opened,
    kind: DeedKind,
    why_not: Option<String>,
) -> (Vec<PageLink>, Option<String>) {
    match (kind, why_not) {
        (DeedKind::Decide, why_not) => decisions(visitor, opened, why_not),
        (_, Some(why_not)) => (Vec::new(), Some(why_not)),
        (_, None) => {
            let text = capitalised(kind.in_words());
            (vec![PageLink::to(opened.path(visitor, page(kind)), &text)], None)
        }
    }
}

fn page(kind: DeedKind) -> &'static str {
    match kind {
        DeedKind::PutForward => "/put-forward",
        DeedKind::Decide => "",
        DeedKind::Amend => "/amend",
        DeedKind::CallIn => "/call-in",
        DeedKind::Settle => "/settle",
        DeedKind::TakeBack => "/take-back",
    }
}

/// A link for each meeting that has decided or was held today; where there is none, when the next one is, or that the step is
/// to be listed.
fn decisions(
    visitor: &Visitor,
    opened: &Opened,
    why_not: Option<String>,
) -> (Vec<PageLink>, Option<String>) {
    let Some(turn) = opened.history.turn() else { return (Vec::new(), why_not) };
    let (mut links, mut reasons) = (Vec::new(), Vec::new());
    for matter in opened.history.waiting(opened.minutes()) {
        match opened.history.may_be_decided_at(&matter, visitor.today) {
            Ok(()) => links.push(link(visitor, opened, &matter)),
            Err(why) => reasons.push(why),
        }
    }
    // A meeting whose day is known says more than one without.
    reasons.sort_by_key(|why| matches!(why, Refused::NoDay { .. }));
    let unlisted = || {
        format!(
            "no agenda lists it for {} to decide; list its step with a meeting of theirs first",
            turn.in_words()
        )
    };
    let why = reasons.first().map_or_else(unlisted, Refused::to_string);
    (links, Some(why))
}

fn link(visitor: &Visitor, opened: &Opened, matter: &Matter<'_>) -> PageLink {
    let (meeting, step) = (&matter.meeting.id, &matter.item.step);
    let when = When::from(matter.meeting.when).in_words();
    let what = match &matter.item.life {
        ItemLife::Listed | ItemLife::Withdrawn { .. } => "Record the decision of",
        ItemLife::Decided { .. } => "Say what the decision on record means for the text:",
    };
    let href = opened.path(visitor, &format!("/decision/{meeting}/{step}"));
    PageLink::to(href, &format!("{what} {}, {when}", matter.body))
}

//! Which issues came back: raised again after they were closed, or perhaps entered a second time under other words.
//!
//! In come issues; out go those that returned within a stated time, which is known, and pairs that may be one, which only
//! a person can say. Nothing is put together here.

use crate::panels::issue::Issue;
use crate::panels::issue::life::Way;
use crate::panels::panel::PanelId;
use crate::panels::place::Likeness;
use crate::panels::place::likeness;
use crate::terms::day::Day;

/// So many days after it was closed an issue counts as returned, unless somebody says otherwise: half a year.
pub const RETURNS_WITHIN: i32 = 183;

/// An issue with where it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'i> {
    /// Its number.
    pub number: i64,
    /// The panel at which it was raised.
    pub panel: &'i PanelId,
    /// The issue.
    pub issue: &'i Issue,
}

/// An issue that was raised again after it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Which one.
    pub number: i64,
    /// When it was closed.
    pub closed: Day,
    /// When it was raised again.
    pub again: Day,
}

/// Two issues that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayBeOne {
    /// The one raised first.
    pub earlier: i64,
    /// The one raised later.
    pub later: i64,
    /// How alike their places read.
    pub likeness: Likeness,
}

/// The times at which an issue came back at most `within` days after it was closed.
pub fn returned(kept: Kept<'_>, within: i32) -> Vec<Returned> {
    let (mut closed, mut found) = (None, Vec::new());
    for dated in kept.issue.deeds() {
        let way = Way::of(&dated.deed);
        if way.closes() {
            closed = Some(dated.on);
        } else if way == Way::RaiseAgain {
            let soon = closed.take().filter(|closed| dated.on.days_since(*closed) <= within);
            let number = kept.number;
            found.extend(soon.map(|closed| Returned { number, closed, again: dated.on }));
        }
    }
    found
}

/// Pairs of one panel and kind whose places read alike, where the later one was raised while the earlier one was open or
/// at most `within` days after it was closed; those that read the same come first. For a person to decide.
pub fn may_be_one(issues: &[Kept<'_>], within: i32) -> Vec<MayBeOne> {
    let mut found = Vec::new();
    for (at, one) in issues.iter().enumerate() {
        for other in issues.iter().skip(at + 1) {
            found.extend(pair(*one, *other, within));
        }
    }
    found.sort_by_key(|pair| (pair.likeness, pair.earlier, pair.later));
    found
}

/// The issues that may have come up again in one that is not kept yet: of the same panel and kind, raised no later, with a
/// place that reads alike; those that read the same come first. For a person to decide before it is kept.
pub fn raised_before(panel: &PanelId, new: &Issue, issues: &[Kept<'_>], within: i32) -> Vec<i64> {
    // A number above all others: of what was raised on one day, the new one is the later.
    let new = Kept { number: i64::MAX, panel, issue: new };
    let mut found: Vec<MayBeOne> =
        issues.iter().filter_map(|one| pair(*one, new, within)).collect();
    found.retain(|pair| pair.later == new.number);
    found.sort_by_key(|pair| (pair.likeness, pair.earlier));
    found.into_iter().map(|pair| pair.earlier).collect()
}

fn pair(one: Kept<'_>, other: Kept<'_>, within: i32) -> Option<MayBeOne> {
    let order = |kept: &Kept<'_>| (kept.issue.raised().on, kept.number);
    let (earlier, later) = if order(&one) <= order(&other) { (one, other) } else { (other, one) };
    let (first, then) = (earlier.issue.raised(), later.issue.raised());
    // Two parts of one place may have been told apart by their ward on purpose.
    let apart = first.area.zip(then.area).is_some_and(|(one, other)| one != other);
    if earlier.panel != later.panel || first.kind != then.kind || apart {
        return None;
    }
    let in_time = earlier.issue.closed().is_none_or(|closed| then.on.days_since(closed) <= within);
    let likeness = likeness(&first.place, &then.place);
    let alike = likeness != Likeness::No && in_time;
    alike.then_some(MayBeOne { earlier: earlier.number, later: later.number, likeness })
}

//! What the panels' issues come to: by ward and kind, by quarter, how many were fed back in time, the oldest open.
//!
//! In come issues and the days asked about; out go counts with the question each answers. Issues are counted, not people,
//! so small numbers tell nothing of anybody. They are what those said who came: never a rate, and no measure of crime.

use std::collections::BTreeMap;

use crate::panels::issue::Issue;
use crate::panels::kind::IssueKind;
use crate::panels::recurrence::Kept;
use crate::panels::recurrence::returned;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::terms::period::Quarter;
use crate::terms::span::Span;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The days in which an issue was raised, first or again.
    pub raised: Span<Day>,
    /// Within how many days after it was closed the panel is to be told.
    pub fed_back_within: i32,
    /// Within how many days after it was closed an issue counts as returned.
    pub returns_within: i32,
    /// As of which day.
    pub today: Day,
}

/// Counts of issues.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Issues raised in those days, first or again; each counts once.
    pub issues: usize,
    /// How often they were raised in those days.
    pub times_raised: usize,
    /// Those of them that are open today.
    pub open: usize,
    /// Those of them that are closed today.
    pub closed: usize,
    /// Those of the closed whose time to be fed back has run out, or that were fed back in it.
    pub due: usize,
    /// Those of the due that were fed back in time.
    pub fed_back_in_time: usize,
    /// Those of the closed that the panel was not told of since, in time or late.
    pub not_fed_back: usize,
    /// Those of them that came back soon after they were closed, within those days.
    pub returned: usize,
    /// When the oldest of the open was raised first.
    pub oldest_open: Option<Day>,
}

impl Counts {
    /// The share fed back in time, in per cent: fed back in time / due × 100; nothing, where none was due.
    ///
    /// What is closed too lately to judge is in neither number, so that a good start is not counted as a fault. This
    /// program's own measure. Not for comparing panels with few issues: one issue more moves it a long way.
    pub fn share_fed_back(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "no panel raises that many issues")]
        let share = |part: usize, whole: usize| part as f64 / whole as f64 * 100.0;
        (self.due > 0).then(|| share(self.fed_back_in_time, self.due))
    }
}

/// What the issues come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUp {
    /// All of them.
    pub all: Counts,
    /// By kind, the one with most issues first.
    pub by_kind: Vec<(IssueKind, Counts)>,
    /// By area, in the order of the areas' codes; those without an area come first.
    pub by_area: Vec<(Option<AreaCode>, Counts)>,
    /// By area and kind, in the order of the areas' codes; those without an area come first.
    pub by_area_and_kind: Vec<((Option<AreaCode>, IssueKind), Counts)>,
    /// How often issues were raised by quarter, every quarter from the first day to the last.
    pub by_quarter: Vec<(Quarter, usize)>,
}

/// What the issues come to.
///
/// What do panels raise, where, and are they told? Each issue counts once in its row, however often it was raised.
pub fn roll_up(issues: &[Kept<'_>], asked: Asked) -> RollUp {
    let in_days = |issue: &Issue| issue.days_raised().any(|day| asked.raised.covers(day));
    let issues: Vec<Kept<'_>> = issues.iter().copied().filter(|kept| in_days(kept.issue)).collect();
    let (mut all, mut kinds, mut areas) = (Counts::default(), BTreeMap::new(), BTreeMap::new());
    let mut both = BTreeMap::new();
    for kept in &issues {
        let raised = kept.issue.raised();
        count(&mut all, *kept, asked);
        count(kinds.entry(raised.kind.clone()).or_default(), *kept, asked);
        count(areas.entry(raised.area).or_default(), *kept, asked);
        count(both.entry((raised.area, raised.kind.clone())).or_default(), *kept, asked);
    }
    let mut by_kind: Vec<(IssueKind, Counts)> = kinds.into_iter().collect();
    by_kind.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.issues));
    let by_quarter = by_quarter(&issues, asked.raised);
    let (by_area, by_area_and_kind) = (areas.into_iter().collect(), both.into_iter().collect());
    RollUp { all, by_kind, by_area, by_area_and_kind, by_quarter }
}

fn count(counts: &mut Counts, kept: Kept<'_>, asked: Asked) {
    let issue = kept.issue;
    counts.issues += 1;
    counts.times_raised += issue.days_raised().filter(|day| asked.raised.covers(*day)).count();
    let soon = returned(kept, asked.returns_within).into_iter();
    counts.returned += usize::from(soon.into_iter().any(|found| asked.raised.covers(found.again)));
    let Some(closed) = issue.closed() else {
        counts.open += 1;
        let first = issue.raised().on;
        counts.oldest_open = Some(counts.oldest_open.map_or(first, |oldest| oldest.min(first)));
        return;
    };
    counts.closed += 1;
    counts.not_fed_back += usize::from(issue.fed_back().is_none());
    let until = closed.plus_days(asked.fed_back_within);
    let in_time = issue.fed_back().is_some_and(|told| told <= until);
    counts.due += usize::from(in_time || until < asked.today);
    counts.fed_back_in_time += usize::from(in_time);
}

fn by_quarter(issues: &[Kept<'_>], days: Span<Day>) -> Vec<(Quarter, usize)> {
    let quarter = |day: Day| Quarter::containing(day.month());
    let mut found: BTreeMap<Quarter, usize> = BTreeMap::new();
    let (mut at, last) = (quarter(days.first()), quarter(days.last()));
    while at <= last {
        found.insert(at, 0);
        at = at.plus_quarters(1);
    }
    for day in issues.iter().flat_map(|kept| kept.issue.days_raised()) {
        if days.covers(day) {
            *found.entry(quarter(day)).or_default() += 1;
        }
    }
    found.into_iter().collect()
}

//! A return as it is shown: its counts by kind and month, and by place, the small ones withheld.
//!
//! In come counts; out go two tables that were cleared together, so that neither tells what the other withholds.

use std::collections::BTreeMap;

use crate::evidence::disclosure::Reason;
use crate::evidence::disclosure::Shown;
use crate::partner_data::kind::ReturnKind;
use crate::partner_data::place::Place;
use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::return_file::KindCount;
use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::Showing;
use crate::statistics::suppression::Sum;
use crate::statistics::suppression::suppress;
use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// So many places stand by themselves, those with most first; the others are added up.
pub const MOST_PLACES: usize = 60;

/// A line of the table of kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindLine {
    /// The kind; none for the line of all.
    pub kind: Option<ReturnKind>,
    /// Its count of each month.
    pub months: Vec<Shown>,
    /// Its count of the quarter.
    pub quarter: Shown,
}

/// A line of the table of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceLine {
    /// The place; none for all further places together.
    pub place: Option<Place>,
    /// Its count of the quarter, of all kinds.
    pub count: Shown,
}

/// The tables of a return, cleared: nothing but [`ReturnTables::of`] makes any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTables {
    months: Vec<Month>,
    kinds: Vec<KindLine>,
    places: Vec<PlaceLine>,
}

impl ReturnTables {
    /// The tables of a return of a quarter.
    ///
    /// Counts from 1 to 4 are withheld, and as many others as it takes that none can be worked out from either table; where
    /// no choice of others would do, all are.
    pub fn of(counts: &[KindCount], of: PrescribedReturn, quarter: Quarter) -> ReturnTables {
        let months: Vec<Month> = Period::Quarter(quarter).months().collect();
        let kinds: Vec<ReturnKind> = ReturnKind::all_of(of).collect();
        let places = places(counts);
        let mut grid = Grid::default();
        let by_kind: Vec<Vec<usize>> = kinds
            .iter()
            .map(|kind| grid.line(months.iter().map(|month| sum(counts, *kind, *month))))
            .collect();
        let columns: Vec<usize> = (0..=months.len())
            .map(|column| {
                let parts = by_kind.iter().filter_map(|line| line.get(column).copied()).collect();
                grid.total(parts)
            })
            .collect();
        grid.tie(&columns);
        let at: Vec<usize> = places.iter().map(|(_, count)| grid.put(*count)).collect();
        if let (Some(all), false) = (columns.last(), at.is_empty()) {
            grid.sums.push(Sum { total: *all, parts: at.clone() });
        }
        let shown = grid.shown();
        let line = |kind, line: &[usize]| {
            let mut cells: Vec<Shown> = line.iter().map(|at| shown[*at]).collect();
            let quarter = cells.pop().unwrap_or(Shown::Count(0));
            KindLine { kind, months: cells, quarter }
        };
        let mut lines: Vec<KindLine> =
            kinds.iter().zip(&by_kind).map(|(kind, at)| line(Some(*kind), at)).collect();
        lines.push(line(None, &columns));
        let places = places.iter().zip(&at);
        let mut places: Vec<PlaceLine> =
            places.map(|((place, _), at)| PlaceLine { place: *place, count: shown[*at] }).collect();
        places.sort_by_key(as_shown);
        ReturnTables { months, kinds: lines, places }
    }

    /// The months of the quarter.
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// A line for each kind, and last one for all of them.
    pub fn kinds(&self) -> &[KindLine] {
        &self.kinds
    }

    /// A line for each place: those that are shown, with most first, those that are withheld by their codes, and last all
    /// further ones together.
    pub fn places(&self) -> &[PlaceLine] {
        &self.places
    }
}

/// Counts and the sums among them, as they are put together.
#[derive(Default)]
struct Grid {
    counts: Vec<u64>,
    sums: Vec<Sum>,
}

impl Grid {
    fn put(&mut self, count: u64) -> usize {
        self.counts.push(count);
        self.counts.len() - 1
    }

    /// A line of counts and its total: the places of all.
    fn line(&mut self, counts: impl Iterator<Item = u64>) -> Vec<usize> {
        let mut at: Vec<usize> = counts.map(|count| self.put(count)).collect();
        let total = self.total(at.clone());
        at.push(total);
        at
    }

    /// The total of parts.
    fn total(&mut self, parts: Vec<usize>) -> usize {
        let all = parts.iter().map(|part| self.counts[*part]).sum();
        let total = self.put(all);
        self.sums.push(Sum { total, parts });
        total
    }

    /// That the last of a line is the sum of the others.
    fn tie(&mut self, line: &[usize]) {
        if let [parts @ .., total] = line {
            self.sums.push(Sum { total: *total, parts: parts.to_vec() });
        }
    }

    fn shown(self) -> Vec<Shown> {
        let counts = self.counts.clone();
        let tables = LinkedTables::of(self.counts, self.sums);
        match tables.and_then(|tables| suppress(&tables, Profile::UNDER_FIVE)) {
            Ok(showing) => {
                counts.iter().zip(showing).map(|(count, how)| shown(*count, how)).collect()
            }
            Err(_) => counts.iter().map(|_| Shown::Withheld(Reason::WouldReveal)).collect(),
        }
    }
}

/// The order of places, from nothing but what is shown: in the order of their counts, those withheld would tell theirs.
fn as_shown(line: &PlaceLine) -> (bool, bool, std::cmp::Reverse<u64>, Option<Place>) {
    let (is_withheld, count) = match line.count {
        Shown::Count(count) => (false, count),
        Shown::Withheld(_) => (true, 0),
    };
    (line.place.is_none(), is_withheld, std::cmp::Reverse(count), line.place)
}

fn shown(count: u64, how: Showing) -> Shown {
    match how {
        Showing::Shown => Shown::Count(count),
        Showing::TooSmall => Shown::Withheld(Reason::Small),
        Showing::WouldReveal => Shown::Withheld(Reason::WouldReveal),
    }
}

fn sum(counts: &[KindCount], kind: ReturnKind, month: Month) -> u64 {
    counts.iter().filter(|one| one.kind == kind && one.month == month).map(|one| one.count).sum()
}

/// The places with their counts, the largest first, and what is left over.
fn places(counts: &[KindCount]) -> Vec<(Option<Place>, u64)> {
    let mut all: BTreeMap<Place, u64> = BTreeMap::new();
    for one in counts {
        *all.entry(one.place).or_default() += one.count;
    }
    let mut all: Vec<(Option<Place>, u64)> =
        all.into_iter().map(|(place, count)| (Some(place), count)).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let further: u64 = all.iter().skip(MOST_PLACES).map(|(_, count)| count).sum();
    all.truncate(MOST_PLACES);
    if further > 0 {
        all.push((None, further));
    }
    all
}

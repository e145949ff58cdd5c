//! The rows of one month, gathered from many files and put in order.
//!
//! In come the rows of each file that fall in the month; out goes the order in which a district's
//! rows lie together, and how many rows each force and extract has.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::Array as _;
use datafusion::arrow::error::ArrowError;
use partnership::terms::month::Month;

use crate::manifest::Holding;
use crate::police_rows::Layout;
use crate::police_rows::PoliceRows;

/// The rows of one month so far.
#[derive(Debug)]
pub(crate) struct MonthRows {
    pub(crate) layout: &'static Layout,
    pub(crate) month: Month,
    pub(crate) parts: Vec<Part>,
    rows: usize,
}

/// Rows of one file, and which of them are meant.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) rows: Arc<PoliceRows>,
    pub(crate) chosen: Vec<u32>,
}

/// Where a row belongs in order, in which part it is, and where in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The same for rows of the same area and type.
    pub(crate) rank: u64,
    part: u32,
    row: u32,
}

/// The rows of one month in order.
#[derive(Debug)]
pub(crate) struct SortedMonth {
    pub(crate) rows: MonthRows,
    pub(crate) order: Vec<Place>,
}

impl MonthRows {
    /// No rows yet of `month`.
    pub(crate) fn new(layout: &'static Layout, month: Month) -> MonthRows {
        MonthRows { layout, month, parts: Vec::new(), rows: 0 }
    }

    /// Adds the `chosen` rows of a file.
    pub(crate) fn push(&mut self, rows: Arc<PoliceRows>, chosen: Vec<u32>) {
        self.rows += chosen.len();
        self.parts.push(Part { rows, chosen });
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// How many rows there are of each force and extract.
    pub(crate) fn holdings(&self) -> Vec<Holding> {
        let mut holdings = BTreeMap::new();
        for Part { rows, chosen } in &self.parts {
            let names = rows.forces().values();
            let mut counts = vec![0_u64; names.len()];
            for row in chosen {
                counts[rows.forces().keys()[*row as usize] as usize] += 1;
            }
            for (name, count) in names.iter().flatten().zip(counts).filter(|(_, count)| *count > 0)
            {
                *holdings.entry((name.to_owned(), rows.extract)).or_insert(0) += count;
            }
        }
        let holding = |((force, extract), rows)| Holding { force: Some(force), extract, rows };
        holdings.into_iter().map(holding).collect()
    }

    /// The rows in order of area and type, then as they were added.
    pub(crate) fn sorted(self) -> Result<SortedMonth, ArrowError> {
        let ranks = self.ranks()?;
        let mut order = Vec::with_capacity(self.rows);
        for (part, (Part { rows, chosen }, ranks)) in (0..).zip(self.parts.iter().zip(&ranks)) {
            let keys = rows.texts[self.layout.ordered_by].keys();
            for &row in chosen {
                let class = rows.classes.get(row as usize).map_or(0, |class| *class as u64);
                let rank = u64::from(ranks[keys[row as usize] as usize]);
                order.push(Place { rank: rank << 8 | class, part, row });
            }
        }
        order.sort_unstable();
        Ok(SortedMonth { rows: self, order })
    }

    /// For each part, the place of each text that it is ordered by, among those of all parts.
    fn ranks(&self) -> Result<Vec<Vec<u32>>, ArrowError> {
        let values = |part: &Part| part.rows.texts[self.layout.ordered_by].values();
        let values: Vec<_> = self.parts.iter().map(values).collect();
        let mut distinct: Vec<_> =
            values.iter().flat_map(|of_part| of_part.iter().flatten()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let rank = |text: &str| {
            let place = distinct.partition_point(|other| *other < text);
            u32::try_from(place).map_err(|_| ArrowError::DictionaryKeyOverflowError)
        };
        values.iter().map(|of_part| of_part.iter().flatten().map(rank).collect()).collect()
    }
}

impl SortedMonth {
    /// The file's rows that `place` points into.
    pub(crate) fn part(&self, place: &Place) -> &PoliceRows {
        &self.rows.parts[place.part()].rows
    }
}

impl Place {
    /// Which of the month's parts.
    pub(crate) fn part(&self) -> usize {
        self.part as usize
    }

    /// Which row of the part's file.
    pub(crate) fn row(&self) -> usize {
        self.row as usize
    }
}

//! Weighted replies, and which shares of them may be told without telling what a few of one group said.
//!
//! In come coded replies, a weight for each and the questions whose margins the weights are made of; out goes whether a count
//! may stand behind a weighted share. All of one group have one weight, so a share with a decimal can be undone into what
//! each group said: whoever is told the share is told those counts.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Published;
use crate::statistics::suppression::Profile;

/// Replies with a weight each.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    of_replies: Vec<f64>,
    /// The dimensions of which the margins are known.
    margins: Vec<usize>,
    /// The dimensions of which no answer has few in a group, in all margins at once.
    without_few: BTreeSet<usize>,
    /// Whether the groups themselves have no few.
    groups_without_few: bool,
}

impl Weighted {
    /// Replies with these weights, made of the margins of these dimensions.
    pub fn of(
        coded: &Coded,
        of_replies: Vec<f64>,
        margins: Vec<usize>,
        profile: Profile,
    ) -> Weighted {
        let smallest = profile.smallest_shown();
        let without_few = |dimension: &usize| {
            let with: Vec<usize> = margins.iter().copied().chain([*dimension]).collect();
            is_estimated(coded, *dimension) && smallest_cell(coded, &with) >= smallest
        };
        let dimensions = (0..coded.dimensions().len()).filter(without_few).collect();
        let groups_without_few = smallest_cell(coded, &margins) >= smallest;
        Weighted { of_replies, margins, without_few: dimensions, groups_without_few }
    }

    /// The weight of each reply; 0 of those that do not tell where they belong.
    pub fn of_replies(&self) -> &[f64] {
        &self.of_replies
    }

    /// The pairs whose counts could be worked out from weighted shares and from what is said of the weights. They are
    /// protected with those that are shown; where a few make a cell nothing is told that it could be worked out from.
    pub(in crate::consultation) fn pairs(&self) -> Vec<(usize, usize)> {
        let margins = self.margins.iter().enumerate();
        let between = margins.flat_map(|(at, one)| {
            self.margins.iter().skip(at + 1).map(move |other| (*one, *other))
        });
        let between = between.filter(|_| self.groups_without_few);
        let said = self.without_few.iter().flat_map(|dimension| {
            let others = self.margins.iter().filter(move |margin| *margin != dimension);
            others.map(move |margin| (*dimension, *margin))
        });
        between.chain(said).collect()
    }

    /// Whether a part of a dimension may be told of each group, and so a share that is made of it.
    pub(in crate::consultation) fn may_tell(
        &self,
        coded: &Coded,
        published: &Published,
        (dimension, part): (usize, Part),
    ) -> bool {
        let of_margin = |margin: &usize| {
            let shown = |place| {
                let group = (*margin, Part::Category(place));
                matches!(published.both((dimension, part), group), Some(Count::Shown(_)))
            };
            *margin == dimension || in_base(coded, *margin).into_iter().all(shown)
        };
        self.without_few.contains(&dimension) && self.margins.iter().all(of_margin)
    }

    /// Whether the number of each group may be told, and so how far the weights are apart and what they cost.
    pub(in crate::consultation) fn may_tell_groups(
        &self,
        coded: &Coded,
        published: &Published,
    ) -> bool {
        let alone = |margin: &usize| {
            let shown = |place| {
                let count = published.alone(*margin, Part::Category(place));
                matches!(count, Some(Count::Shown(_)))
            };
            in_base(coded, *margin).into_iter().all(shown)
        };
        let together = |margin: &usize| {
            let places = in_base(coded, *margin).into_iter().map(Part::Category);
            places.chain([Part::Base]).all(|part| {
                self.margins.iter().filter(|other| *other != margin).all(|other| {
                    let cell = |place| published.both((*margin, part), (*other, place));
                    let places = in_base(coded, *other).into_iter().map(Part::Category);
                    places
                        .chain([Part::Base])
                        .all(|place| matches!(cell(place), Some(Count::Shown(_))))
                })
            })
        };
        self.groups_without_few && self.margins.iter().all(|one| alone(one) && together(one))
    }
}

/// Whether shares of a dimension are estimated at all.
fn is_estimated(coded: &Coded, dimension: usize) -> bool {
    match coded.dimensions()[dimension].counted {
        Counted::Question(_) | Counted::Tick(..) => true,
        Counted::Channel
        | Counted::Row(..)
        | Counted::Place(..)
        | Counted::Said(_)
        | Counted::Besides(_) => false,
    }
}

/// The places of a dimension's categories in the base.
fn in_base(coded: &Coded, dimension: usize) -> Vec<usize> {
    let categories = coded.dimensions()[dimension].categories.iter().enumerate();
    categories.filter(|(_, (_, base))| *base == InBase::Yes).map(|(place, _)| place).collect()
}

/// How many replies are in the smallest cell of some dimensions set against each other that has any. All that are outside
/// the base of one are one.
fn smallest_cell(coded: &Coded, dimensions: &[usize]) -> u64 {
    let inside = |dimension: &usize| {
        let categories = coded.dimensions()[*dimension].categories.iter();
        categories.map(|(_, base)| *base == InBase::Yes).collect::<Vec<bool>>()
    };
    let inside: Vec<Vec<bool>> = dimensions.iter().map(inside).collect();
    let mut cells: BTreeMap<Vec<Option<usize>>, u64> = BTreeMap::new();
    for reply in 0..coded.replies() {
        let places = dimensions.iter().zip(&inside).map(|(dimension, inside)| {
            let code = coded.codes(*dimension)[reply];
            inside[code].then_some(code)
        });
        *cells.entry(places.collect()).or_default() += 1;
    }
    cells.into_values().min().unwrap_or_default()
}

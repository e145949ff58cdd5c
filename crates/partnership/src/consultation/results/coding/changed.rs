//! Coded replies changed: answers put together to fewer, and counts as they were before answers were deleted.
//!
//! In come coded replies; out go the same with a dimension more, or with one whose codes are of no reply in particular.

use std::borrow::Cow;

use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::Dimension;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::coding::Themed;

/// A dimension made of another: which one, and into which category each of that one's falls.
#[derive(Debug, Clone)]
pub(in crate::consultation) struct Joined {
    /// The place of the dimension that it is made of.
    pub(in crate::consultation) of: usize,
    /// For each category of that dimension, the place of the one into which it falls.
    pub(in crate::consultation) into: Vec<usize>,
}

impl Coded {
    /// With one dimension more: another's categories of the base put together under these names, those outside it as they
    /// are. `group_of` gives for each category of the base the place of its name; a place that is not there is the first.
    #[must_use]
    pub(in crate::consultation) fn and_joined(
        mut self,
        of: usize,
        names: Vec<String>,
        group_of: impl Fn(&Category) -> usize,
    ) -> Coded {
        let groups = names.len();
        let named = |name: String| (Category::Besides(Cow::Owned(name)), InBase::Yes);
        let mut categories: Vec<_> = names.into_iter().map(named).collect();
        let mut into = Vec::new();
        for (category, in_base) in &self.dimensions[of].categories {
            into.push(match in_base {
                InBase::Yes => Some(group_of(category)).filter(|at| *at < groups).unwrap_or(0),
                InBase::No => categories.len(),
            });
            if *in_base == InBase::No {
                categories.push((category.clone(), InBase::No));
            }
        }
        self.codes.push(self.codes[of].iter().map(|code| into[*code]).collect());
        self.joined.insert(self.dimensions.len(), Joined { of, into });
        let counted = Counted::Besides(Cow::Owned(format!("answers put together, {of}")));
        self.dimensions.push(Dimension { counted, categories });
        self
    }

    /// With a dimension's counts of these replies as they were before answers were deleted. Which reply said what is not
    /// known any more, so from then on the dimension is counted alone, never with another. Where the counts are not of
    /// so many replies, or the dimension is not there, nothing is changed.
    #[must_use]
    pub(in crate::consultation) fn counted_before(
        mut self,
        counted: &Counted,
        counts: &[(Category, InBase, u64)],
        replies: &[usize],
    ) -> Coded {
        let all: u64 = counts.iter().map(|(_, _, count)| count).sum();
        let Some(at) = self.find(counted).filter(|_| all == replies.len() as u64) else {
            return self;
        };
        let mut left = replies.iter();
        for (category, in_base, count) in counts {
            let place = self.dimensions[at].place_of_new(category, *in_base, &mut self.codes[at]);
            for reply in left.by_ref().take(usize::try_from(*count).unwrap_or(usize::MAX)) {
                self.codes[at][*reply] = place;
            }
        }
        self.alone.insert(at);
        self
    }

    /// With the themes of what was written. A question that stands there already is not taken twice.
    #[must_use]
    pub(in crate::consultation) fn and_themes(mut self, themed: Themed) -> Coded {
        if self.themed.iter().all(|one| one.said != themed.said) {
            self.themed.push(themed);
        }
        self
    }

    /// The themes of what was written, question by question.
    pub(in crate::consultation) fn themed(&self) -> &[Themed] {
        &self.themed
    }

    /// Whether a dimension is counted alone, never with another.
    pub(in crate::consultation) fn is_alone(&self, dimension: usize) -> bool {
        self.alone.contains(&dimension)
    }

    /// What a dimension is made of, where its categories are those of another put together.
    pub(in crate::consultation) fn joined(&self, dimension: usize) -> Option<&Joined> {
        self.joined.get(&dimension)
    }

    /// The dimension in which the answers of this one are put together, or else this one.
    pub(in crate::consultation) fn shortest(&self, dimension: usize) -> usize {
        let made = self.joined.iter().find(|(_, joined)| joined.of == dimension);
        made.map_or(dimension, |(place, _)| *place)
    }
}

impl Dimension {
    /// The place of a category; one that is not there is put in its order, and all codes behind it move up.
    fn place_of_new(&mut self, category: &Category, in_base: InBase, codes: &mut [usize]) -> usize {
        if let Some(place) = self.categories.iter().position(|(one, _)| one == category) {
            return place;
        }
        let after = |(one, _): &(Category, InBase)| match (one, category) {
            (Category::Area(one), Category::Area(new)) => one > new,
            _ => true,
        };
        let place = self.categories.iter().position(after).unwrap_or(self.categories.len());
        self.categories.insert(place, (category.clone(), in_base));
        for code in codes {
            *code += usize::from(*code >= place);
        }
        place
    }
}

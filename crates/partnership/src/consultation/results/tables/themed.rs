//! Ties the counts of themes to the count of those who wrote something, and to each other.
//!
//! In come the replies that speak of each theme; into the ledger go the sums by which a theme could give away a small
//! count, and out go the sets, whose counts stand among all others. A theme and the rest make up those that were coded;
//! these and what is not coded make up all that was written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::coding::Themed;
use crate::consultation::results::ledger::Ledger;
use crate::consultation::results::ledger::Set;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Published;

/// The dimension of what was written, and the place of a theme among its themes; without one, all that were coded.
pub(super) type OfTheme = (usize, Option<usize>);

/// Puts the themes of these questions into the ledger.
pub(super) fn themed(
    coded: &Coded,
    questions: &[usize],
    ledger: &mut Ledger,
) -> BTreeMap<OfTheme, Set> {
    let mut sets = BTreeMap::new();
    for one in coded.themed().iter().filter(|one| questions.contains(&one.said)) {
        tie_to_what_was_written(coded, one, ledger);
        let all = set(one.coded.iter());
        sets.insert((one.said, None), all);
        for (at, speak) in one.themes.iter().enumerate() {
            let (of_it, rest) = (set(speak.iter()), set(one.coded.difference(speak)));
            ledger.sum(all, [of_it, rest]);
            sets.insert((one.said, Some(at)), of_it);
        }
    }
    for set in sets.values() {
        ledger.place(*set);
    }
    sets
}

/// What was coded and what was not make up all that was written. Something may be coded that is not in the base, such as
/// words that are too long; so all that was either written or coded is made up of both.
fn tie_to_what_was_written(coded: &Coded, one: &Themed, ledger: &mut Ledger) {
    if coded.is_alone(one.said) {
        return;
    }
    let categories = &coded.dimensions()[one.said].categories;
    let is_written = |code: &usize| categories[*code].1 == InBase::Yes;
    let codes = coded.codes(one.said).iter().enumerate();
    let written: BTreeSet<usize> =
        codes.filter(|(_, code)| is_written(code)).map(|(reply, _)| reply).collect();
    let either = set(written.union(&one.coded));
    ledger.sum(either, [set(one.coded.iter()), set(written.difference(&one.coded))]);
    ledger.sum(either, [set(written.iter()), set(one.coded.difference(&written))]);
}

fn set<'r>(replies: impl Iterator<Item = &'r usize>) -> Set {
    let mut set = Set::default();
    replies.for_each(|reply| set.take(*reply));
    set
}

impl Published {
    /// The count of a theme of what was written to the question of a dimension, or of all that were coded; nothing where
    /// there is no such theme. Where the themes of a question cannot be told beside all else, all are withheld.
    pub fn theme(&self, dimension: usize, theme: Option<usize>) -> Option<Count> {
        self.themes.get(&(dimension, theme)).copied()
    }

    /// How many counts of themes are shown.
    pub(super) fn shown_of_themes(&self) -> usize {
        self.themes.values().filter(|count| **count != Count::Withheld).count()
    }
}

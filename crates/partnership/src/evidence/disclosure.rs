//! Small counts withheld, so that nobody can be picked out of a table of small places.
//!
//! In come counts; out go the same counts with the small ones withheld and, where a total is shown,
//! as many more as it takes that none can be worked out. Only [`Cleared`] tables are published.

use std::collections::BTreeSet;

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The count.
    Count(u64),
    /// Withheld, and why.
    Withheld(Reason),
}

/// Why a count is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is from 1 to 4.
    Small,
    /// A small one could be worked out from it and the total.
    WouldReveal,
}

/// Counts that went through disclosure control: nothing else makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleared<T>(T);

/// The smallest count other than zero that is shown for places smaller than a district.
///
/// Source: practice for local crime figures takes 1 and 2 as unsafe, and 3 and 4 in small areas.
pub const SMALLEST_SHOWN: u64 = 5;

impl<T> Cleared<T> {
    /// What was cleared.
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl Cleared<Vec<Shown>> {
    /// Two cleared columns set side by side: what is made of cleared counts alone is cleared.
    pub fn joined<T>(
        &self,
        other: &Cleared<Vec<Shown>>,
        row: impl Fn(usize, Shown, Shown) -> T,
    ) -> Cleared<Vec<T>> {
        let pairs = self.0.iter().zip(&other.0).enumerate();
        Cleared(pairs.map(|(at, (one, two))| row(at, *one, *two)).collect())
    }
}

impl Reason {
    /// The reason in a few words.
    pub fn in_words(self) -> &'static str {
        match self {
            Reason::Small => "fewer than 5",
            Reason::WouldReveal => "withheld so that a small count cannot be worked out",
        }
    }
}

/// Counts of places whose total is not shown: the small ones are withheld.
///
/// ```
/// use partnership::evidence::disclosure::{Reason, Shown, without_total};
/// let cleared = without_total(&[12, 3, 0]);
/// assert_eq!(cleared.get()[1], Shown::Withheld(Reason::Small));
/// assert_eq!(cleared.get()[2], Shown::Count(0));
/// ```
pub fn without_total(counts: &[u64]) -> Cleared<Vec<Shown>> {
    Cleared(counts.iter().map(|count| primary(*count)).collect())
}

/// Counts of places whose total is shown: the small ones are withheld, and then the next smallest,
/// one by one, until the total and the rule together leave every withheld count open.
///
/// Method: the reader knows the total, the counts shown and the rule. From them each withheld count
/// has a least and a greatest possible value; where the two meet it is revealed and one more count
/// is withheld. When nothing is left to withhold, the total must not be shown either: `None`.
pub fn with_total(counts: &[u64]) -> Option<Cleared<Vec<Shown>>> {
    with_total_besides(counts, &BTreeSet::new())
}

/// The same where more counts are withheld from the beginning, by their places from 0, since they would reveal others.
pub fn with_total_besides(
    counts: &[u64],
    besides: &BTreeSet<usize>,
) -> Option<Cleared<Vec<Shown>>> {
    let first = counts.iter().enumerate().map(|(at, count)| match primary(*count) {
        Shown::Count(count) if count >= SMALLEST_SHOWN && besides.contains(&at) => {
            Shown::Withheld(Reason::WouldReveal)
        }
        other => other,
    });
    let mut shown: Vec<Shown> = first.collect();
    while reveals(counts, &shown) {
        let next = counts.iter().enumerate().filter(|(at, count)| {
            matches!(shown[*at], Shown::Count(_)) && **count >= SMALLEST_SHOWN
        });
        let (at, _) = next.min_by_key(|(_, count)| **count)?;
        shown[at] = Shown::Withheld(Reason::WouldReveal);
    }
    Some(Cleared(shown))
}

/// Whether the sum of these counts, beside those of them that are not small, would tell one that is.
///
/// ```
/// use partnership::evidence::disclosure::sum_reveals;
/// assert!(sum_reveals(&[12, 3, 0]) && sum_reveals(&[4, 4]));
/// assert!(!sum_reveals(&[12, 3, 2]) && !sum_reveals(&[12, 5]));
/// ```
pub fn sum_reveals(counts: &[u64]) -> bool {
    let shown: Vec<Shown> = counts.iter().map(|count| primary(*count)).collect();
    reveals(counts, &shown)
}

fn primary(count: u64) -> Shown {
    if (1..SMALLEST_SHOWN).contains(&count) {
        Shown::Withheld(Reason::Small)
    } else {
        Shown::Count(count)
    }
}

/// Whether a reader who knows the total and the rule can work out a withheld count.
fn reveals(counts: &[u64], shown: &[Shown]) -> bool {
    let hidden: Vec<(u64, u64)> = shown.iter().filter_map(|one| bounds(*one, counts)).collect();
    let withheld = counts.iter().zip(shown).filter(|(_, one)| matches!(one, Shown::Withheld(_)));
    let sum: u64 = withheld.map(|(count, _)| count).sum();
    let (least, most): (u64, u64) =
        hidden.iter().fold((0, 0), |(least, most), (low, high)| (least + low, most + high));
    hidden.iter().any(|(low, high)| {
        let at_least = (*low).max(sum.saturating_sub(most - high));
        let at_most = (*high).min(sum.saturating_sub(least - low));
        at_least >= at_most
    })
}

/// What the rule alone tells of a withheld count: its least and greatest value.
fn bounds(shown: Shown, counts: &[u64]) -> Option<(u64, u64)> {
    match shown {
        Shown::Count(_) => None,
        Shown::Withheld(Reason::Small) => Some((1, SMALLEST_SHOWN - 1)),
        Shown::Withheld(Reason::WouldReveal) => Some((SMALLEST_SHOWN, counts.iter().sum())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_small_count_beside_a_total_takes_another_with_it() {
        let cleared = with_total(&[40, 3, 12]).unwrap();
        assert_eq!(
            cleared.get(),
            &[
                Shown::Count(40),
                Shown::Withheld(Reason::Small),
                Shown::Withheld(Reason::WouldReveal)
            ]
        );
    }

    #[test]
    fn two_fours_would_be_known_by_their_sum() {
        let cleared = with_total(&[4, 4, 30]).unwrap();
        assert!(cleared.get().iter().all(|one| matches!(one, Shown::Withheld(_))));
    }

    #[test]
    fn when_nothing_is_left_to_withhold_the_total_must_go() {
        assert_eq!(with_total(&[3]), None);
    }

    /// All ways to fill the withheld places that agree with the rule and the total.
    fn fillings(counts: &[u64], shown: &[Shown]) -> Vec<Vec<u64>> {
        let total: u64 = counts.iter().sum();
        let mut all = vec![vec![]];
        for one in shown {
            let values: Vec<u64> = match one {
                Shown::Count(count) => vec![*count],
                Shown::Withheld(Reason::Small) => (1..SMALLEST_SHOWN).collect(),
                Shown::Withheld(Reason::WouldReveal) => (SMALLEST_SHOWN..=total).collect(),
            };
            let extended = all.iter().flat_map(|filling: &Vec<u64>| {
                values.iter().map(move |value| [filling.as_slice(), &[*value]].concat())
            });
            all = extended.filter(|filling| filling.iter().sum::<u64>() <= total).collect();
        }
        all.into_iter().filter(|filling| filling.iter().sum::<u64>() == total).collect()
    }

    proptest! {
        #[test]
        fn no_small_count_is_ever_shown(counts in prop::collection::vec(0_u64..60, 0..12)) {
            for shown in without_total(&counts).get() {
                if let Shown::Count(count) = shown {
                    prop_assert!(*count == 0 || *count >= SMALLEST_SHOWN);
                }
            }
        }

        #[test]
        fn no_withheld_count_can_be_worked_out_from_the_total(
            counts in prop::collection::vec(0_u64..14, 1..5)
        ) {
            if let Some(cleared) = with_total(&counts) {
                let ways = fillings(&counts, cleared.get());
                for (at, shown) in cleared.get().iter().enumerate() {
                    if matches!(shown, Shown::Withheld(_)) {
                        let first = ways[0][at];
                        prop_assert!(ways.iter().any(|way| way[at] != first), "{:?}", cleared);
                    }
                }
            }
        }

        #[test]
        fn what_is_shown_is_true(counts in prop::collection::vec(0_u64..60, 0..12)) {
            if let Some(cleared) = with_total(&counts) {
                for (count, shown) in counts.iter().zip(cleared.get()) {
                    prop_assert!(matches!(shown, Shown::Withheld(_)) || *shown == Shown::Count(*count));
                }
            }
        }
    }
}

//! Shares in words, by stated rules.
//!
//! In come a count and its base as they may be shown; out goes what may be said. It speaks of those who answered,
//! never of residents.

use crate::consultation::results::tables::Count;
use crate::content::table::with_commas;

/// From how many on a share is given in per cent; of fewer the count is given.
pub const FEWEST_FOR_PER_CENT: u64 = 50;

/// How many of those who answered, in words.
///
/// Rules: nothing is said where either is withheld or nobody answered; of fewer than 50 the count is given; else
/// whole per cent, a half rounded up, and never "0%" of some or "100%" of not quite all.
///
/// ```
/// use partnership::consultation::results::phrases::of_those_who_answered;
/// use partnership::consultation::results::tables::Count;
/// let said = of_those_who_answered(Count::Shown(440), Count::Shown(772));
/// assert_eq!(said.as_deref(), Some("57% of the 772 who answered"));
/// ```
pub fn of_those_who_answered(count: Count, base: Count) -> Option<String> {
    let (Count::Shown(count), Count::Shown(base)) = (count, base) else { return None };
    if base == 0 || count > base {
        return None;
    }
    let answered = with_commas(base);
    Some(match count {
        0 => format!("none of the {answered} who answered"),
        all if all == base => format!("all {answered} who answered"),
        some if base < FEWEST_FOR_PER_CENT => format!("{some} of the {answered} who answered"),
        some => format!("{} of the {answered} who answered", per_cent(some, base)),
    })
}

/// A share of some, but not all, in whole per cent.
fn per_cent(count: u64, base: u64) -> String {
    let (count, base) = (u128::from(count), u128::from(base));
    match (200 * count + base) / (2 * base) {
        0 => "less than 1%".to_owned(),
        100 => "more than 99%".to_owned(),
        whole => format!("{whole}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(count: u64, base: u64) -> String {
        of_those_who_answered(Count::Shown(count), Count::Shown(base)).unwrap_or_default()
    }

    #[test]
    fn a_share_is_never_rounded_to_none_or_all() {
        assert_eq!(said(1, 1000), "less than 1% of the 1,000 who answered");
        assert_eq!(said(999, 1000), "more than 99% of the 1,000 who answered");
        assert_eq!(said(0, 1000), "none of the 1,000 who answered");
        assert_eq!(said(1000, 1000), "all 1,000 who answered");
    }

    #[test]
    fn a_half_is_rounded_up() {
        assert_eq!(said(25, 200), "13% of the 200 who answered");
    }

    #[test]
    fn of_few_the_count_is_given() {
        assert_eq!(said(12, 49), "12 of the 49 who answered");
    }

    #[test]
    fn nothing_is_said_of_what_is_withheld_or_of_nobody() {
        assert_eq!(of_those_who_answered(Count::Withheld, Count::Shown(50)), None);
        assert_eq!(of_those_who_answered(Count::Shown(20), Count::Withheld), None);
        assert_eq!(said(0, 0), "");
    }
}

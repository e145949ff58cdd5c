//! `--share`: which part of all briefings this machine makes, where several share the work.

use std::num::NonZero;
use std::str::FromStr;

/// One of so many equal shares of a list, such as the second of three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    number: usize,
    of: NonZero<usize>,
}

/// Why something typed is no share.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "a share is written 2/3, the second of three; its number is at least 1 and at most their number"
)]
pub(crate) struct NoShare;

impl Share {
    /// The whole.
    pub(crate) const ALL: Share = Share { number: 1, of: NonZero::<usize>::MIN };

    /// Those of a list that are in this share: every so manieth, so that neighbours with much to tell are spread out.
    /// Whatever the list, each of its items is in exactly one of the shares.
    pub(crate) fn of<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.number - 1).step_by(self.of.get()).collect()
    }
}

impl FromStr for Share {
    type Err = NoShare;

    fn from_str(typed: &str) -> Result<Share, NoShare> {
        let (number, of) = typed.split_once('/').ok_or(NoShare)?;
        let number: usize = number.trim().parse().map_err(|_| NoShare)?;
        let of: NonZero<usize> = of.trim().parse().map_err(|_| NoShare)?;
        if number == 0 || number > of.get() {
            return Err(NoShare);
        }
        Ok(Share { number, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_in_one_share_and_the_shares_are_equal() {
        for number in 0..20 {
            let all: Vec<usize> = (0..number).collect();
            for of in 1..=5 {
                let share = |part: usize| format!("{part}/{of}").parse::<Share>().unwrap();
                let shares: Vec<Vec<usize>> =
                    (1..=of).map(|part| share(part).of(all.clone())).collect();
                let mut together = shares.concat();
                together.sort_unstable();
                assert_eq!(together, all);
                let sizes = || shares.iter().map(Vec::len);
                assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1, "{shares:?}");
            }
        }
        assert_eq!(Share::ALL.of(vec![1, 2, 3]), [1, 2, 3]);
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for typed in ["", "2", "0/3", "4/3", "1/0", "-1/3", "1/2/3", "a/b"] {
            assert_eq!(typed.parse::<Share>(), Err(NoShare), "{typed}");
        }
    }
}

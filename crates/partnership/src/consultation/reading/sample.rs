//! The share of questions that a second person looks at, drawn by seed.
//!
//! In come a seed, a share, a return and a question; out goes whether that question is drawn: always the same for the
//! same, so that whoever checks the reading finds the same share.

use crate::consultation::answer::QuestionId;

/// A seeded share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SecondLook {
    /// What it is drawn by.
    pub seed: u64,
    /// One question in so many; 0 for none.
    pub one_in: u32,
}

/// One in twenty, as is usual where nothing else is said.
pub const USUAL: u32 = 20;

impl SecondLook {
    /// Whether the question of a return is in the share.
    ///
    /// Method: the short name's bytes and the return's number are mixed with the seed by the finaliser of `SplitMix64`
    /// (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA), and the question is drawn
    /// if the result is a multiple of `one_in`. Each is drawn for itself, so the share drawn is near one in `one_in` and
    /// seldom just that.
    ///
    /// ```
    /// use partnership::consultation::answer::QuestionId;
    /// use partnership::consultation::reading::sample::SecondLook;
    /// let question = QuestionId("safe-home".parse()?);
    /// let all = SecondLook { seed: 7, one_in: 1 };
    /// let none = SecondLook { seed: 7, one_in: 0 };
    /// assert!(all.draws(1, &question) && !none.draws(1, &question));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draws(&self, number: i64, question: &QuestionId) -> bool {
        let begun = mixed(self.seed ^ number.unsigned_abs());
        let bytes = question.0.as_str().bytes();
        let drawn = bytes.fold(begun, |so_far, byte| mixed(so_far ^ u64::from(byte)));
        self.one_in > 0 && drawn.is_multiple_of(u64::from(self.one_in))
    }
}

fn mixed(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_the_share_is_drawn_and_always_the_same() {
        let question = QuestionId("safe-home".parse().unwrap());
        let drawn = |seed| {
            let look = SecondLook { seed, one_in: USUAL };
            (0..10_000).filter(|number| look.draws(*number, &question)).collect::<Vec<_>>()
        };
        // 500 expected with a standard deviation of 22.
        assert!((400..600).contains(&drawn(1).len()), "{}", drawn(1).len());
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }
}

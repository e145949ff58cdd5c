//! Seeded chance, quick enough for billions of draws: `SplitMix64` (Steele, Lea and Flood, 2014).

use partnership::terms::month::Month;

/// A source of chance.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// That of a force's month: whichever is made first, each is the same.
    pub(crate) fn of(seed: u64, month: Month, force: usize) -> Chance {
        let month = u64::from(month.months_since(Month::EARLIEST).unsigned_abs());
        let mut chance = Chance(seed ^ month.rotate_left(20) ^ (force as u64).rotate_left(40));
        chance.draw();
        chance
    }

    /// Any number.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // The upper half of a product with `end` is below `end`.
        usize::try_from((u128::from(self.draw()) * end as u128) >> 64).unwrap_or(0)
    }

    /// A number below `end`, of which the low ones come far more often, as crime gathers in few places.
    pub(crate) fn low(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end))
    }

    /// Whether something happens that does so `times` in 10,000.
    pub(crate) fn happens(&mut self, times: usize) -> bool {
        self.below(10_000) < times
    }
}

/// A number that shows nothing of the one that it comes from.
pub(crate) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

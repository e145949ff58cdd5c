//! Numbers scattered as if by chance, the same every time.
//!
//! In comes a number; out goes one that looks like none in particular, so that a choice that is seeded by it can be made
//! again and not foreseen.

/// A number scattered over all numbers (the finisher of Steele, Lea and Flood 2014, "Fast splittable pseudorandom
/// number generators", OOPSLA).
pub(crate) fn scattered(number: u64) -> u64 {
    let mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

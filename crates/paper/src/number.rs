//! Numbers between measures on paper and places in an image: the one place where they are rounded.

/// The whole number nearest to `number`; what is below zero or no number is 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float's cast is held to the range of its target, which is what is wanted here"
)]
pub(crate) fn whole(number: f64) -> usize {
    number.round() as usize
}

/// The whole number at or below `number`, which is not negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float's cast is held to the range of its target, which is what is wanted here"
)]
pub(crate) fn cut(number: f32) -> usize {
    number as usize
}

/// A number for the loops over pixels, which need no more than seven digits.
#[expect(clippy::cast_possible_truncation, reason = "digits beyond the seventh are not wanted")]
pub(crate) fn short(number: f64) -> f32 {
    number as f32
}

/// A shade from 0 to 255.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float's cast is held to the range of its target, which is what is wanted here"
)]
pub(crate) fn shade(number: f32) -> u8 {
    (number + 0.5) as u8
}

/// A count of pixels as `image` wants it.
pub(crate) fn pixels(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

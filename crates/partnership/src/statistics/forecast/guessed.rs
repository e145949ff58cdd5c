//! The guesses that a forecast must beat: that the last month, or the same month of last year, comes again.
//!
//! Counts come in; what is guessed of a month ahead, and its standard deviation, go out.

/// What is guessed of a month ahead, with the standard deviation of what it will differ from that.
pub(super) struct Guess {
    pub(super) expected: f64,
    pub(super) error: f64,
}

/// The month `back` months before comes again: 1 for the last, 12 for the same of last year.
pub(super) fn again(counts: &[f64], back: usize, ahead: u8) -> Guess {
    let steps = usize::from(ahead.max(1)).div_ceil(back);
    let place = (counts.len() + usize::from(ahead)).checked_sub(1 + back * steps);
    let expected = place.and_then(|place| counts.get(place)).copied().unwrap_or(0.0);
    let changes = counts.iter().skip(back).zip(counts).map(|(now, before)| (now - before).powi(2));
    let number = counts.len().saturating_sub(back).max(1);
    let of_one = changes.sum::<f64>() / number as f64;
    Guess { expected, error: (of_one * steps as f64).sqrt() }
}

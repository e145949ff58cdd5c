//! That reading a form has not become slower, beside a plain loop over the same pixels in the same run; never by the clock.
//!
//! A program of its own, so that nothing else runs beside it. Without optimisation neither time means anything, so the test
//! is there in optimised builds alone, as `cargo xtask test` makes them.

#[cfg(test)]
#[path = "../made/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod made;
#[cfg(test)]
#[cfg_attr(debug_assertions, expect(dead_code, reason = "it is timed in optimised builds"))]
mod timed;

/// So often it may be measured anew: what disturbs a measurement makes reading seem slower, and hardly ever quicker.
#[cfg(not(debug_assertions))]
const TRIES: usize = 4;

#[cfg(not(debug_assertions))]
#[test]
fn a_sheet_is_read_in_less_than_sixteen_times_the_time_of_a_blur_of_its_pixels() {
    let sides = timed::sides();
    let ratio = || {
        let ratio = timed::reading(&sides).as_secs_f64() / timed::reference(&sides).as_secs_f64();
        println!("{ratio:.2} times as long as a blur");
        ratio
    };
    assert!((0..TRIES).any(|_| ratio() <= timed::ALLOWED), "slower than {}", timed::ALLOWED);
}

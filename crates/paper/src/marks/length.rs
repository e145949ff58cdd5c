//! How long the strokes in a box are, whatever the pen's breadth.
//!
//! In comes a mask of ink; out comes a length in millimetres. Who ticks draws 6 to 9 mm inside a box, who crosses up to 11;
//! who takes a mark back by a scribble draws twenty and more, with however thin a pen.

use crate::ink::Mask;

/// The length of the strokes in a mask with `dots` pixels a millimetre, in millimetres.
///
/// It is counted how many strokes each line of pixels meets, in rows, columns and both diagonals: a curve's length is
/// half the integral of how often lines of all directions and places meet it (the Cauchy-Crofton formula, M. W. Crofton,
/// Philosophical Transactions 158, 1868, p. 181). Four directions give `π/8 · Σ strokes met · distance of the lines`,
/// 5% too little for a level stroke and as much too much for one that leans by 22 degrees. A stroke that is broad adds
/// about its breadth. Not for ink that runs together: a filled box is met once by each line, and is short.
pub(super) fn length_mm(mask: &Mask, dots: f64) -> f64 {
    let (width, height) = (mask.width, mask.height());
    if width == 0 || height == 0 {
        return 0.0;
    }
    let set = |x: usize, y: usize| mask.set[y * width + x];
    let rows: usize = (0..height).map(|y| met((0..width).map(|x| set(x, y)))).sum();
    let columns: usize = (0..width).map(|x| met((0..height).map(|y| set(x, y)))).sum();
    // Each diagonal begins at the top or at a side.
    let starts = (0..width).map(|x| (x, 0)).chain((1..height).map(|y| (0, y)));
    let diagonals = starts.map(|(left, top)| {
        let steps = (width - left).min(height - top);
        let falling = met((0..steps).map(|step| set(left + step, top + step)));
        let rising = met((0..steps).map(|step| set(width - 1 - left - step, top + step)));
        falling + rising
    });
    let diagonals: usize = diagonals.sum();
    let lines = (rows + columns) as f64 + diagonals as f64 * std::f64::consts::FRAC_1_SQRT_2;
    std::f64::consts::PI / 8.0 * lines / dots
}

/// How many stretches of ink a line meets.
fn met(line: impl Iterator<Item = bool>) -> usize {
    let mut before = false;
    let mut found = 0;
    for set in line {
        found += usize::from(set && !before);
        before = set;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of 40 pixels with ink where `inked` says.
    fn mask(inked: impl Fn(f64, f64) -> bool) -> Mask {
        let set = (0..1600).map(|at| inked(f64::from(at % 40), f64::from(at / 40)));
        Mask { width: 40, set: set.collect() }
    }

    #[test]
    fn a_cross_is_as_long_as_both_its_lines_with_any_pen() {
        for breadth in [1.5, 3.0, 6.0] {
            let cross = mask(|x, y| {
                let off = (x - y).abs().min((x + y - 39.0).abs());
                off / 2.0_f64.sqrt() < breadth / 2.0
            });
            let found = length_mm(&cross, 10.0);
            assert!((found - 11.3).abs() < 2.0, "{breadth}: {found}");
        }
    }

    #[test]
    fn a_zigzag_is_longer_than_any_cross() {
        let zigzag = mask(|_, y| y % 5.0 < 2.0);
        assert!(length_mm(&zigzag, 10.0) > 25.0);
        assert!(length_mm(&mask(|_, _| false), 10.0) == 0.0);
    }
}

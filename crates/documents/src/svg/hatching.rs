//! Hatching: lines or dots inside a shape, drawn as what they are, so that every program shows them.
//!
//! In come the rings of a shape; out go short lines that lie within it. Patterns of SVG would do it
//! in fewer bytes, but office programs drop them.

use crate::svg::canvas::Place;
use crate::svg::canvas::at;

/// Which way the lines of a hatching go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slope {
    /// From lower left to upper right.
    Rising,
    /// From upper left to lower right.
    Falling,
    /// Level.
    Level,
}

/// The most lines of one shape.
const MOST: i32 = 4_000;

impl Slope {
    /// A place as (across the lines, along them).
    fn turned(self, place: Place) -> (f64, f64) {
        match self {
            Slope::Rising => (place.x + place.y, place.x - place.y),
            Slope::Falling => (place.x - place.y, place.x + place.y),
            Slope::Level => (place.y, place.x),
        }
    }

    fn back(self, across: f64, along: f64) -> Place {
        match self {
            Slope::Rising => at(f64::midpoint(across, along), f64::midpoint(across, -along)),
            Slope::Falling => at(f64::midpoint(across, along), f64::midpoint(along, -across)),
            Slope::Level => at(along, across),
        }
    }
}

/// Lines `gap` apart inside the rings (even-odd); on the whole canvas they fall on the same ones.
pub(super) fn lines(rings: &[Vec<Place>], slope: Slope, gap: f64) -> Vec<(Place, Place)> {
    let mut drawn = Vec::new();
    for (level, runs) in runs(rings, slope, gap) {
        drawn.extend(
            runs.into_iter().map(|(from, to)| (slope.back(level, from), slope.back(level, to))),
        );
    }
    drawn
}

/// Dots `gap` apart inside the rings, every other row shifted by half a gap.
pub(super) fn dots(rings: &[Vec<Place>], gap: f64) -> Vec<(Place, Place)> {
    let mut drawn = Vec::new();
    for (level, runs) in runs(rings, Slope::Level, gap) {
        let shift = if (level / gap).rem_euclid(2.0) < 1.0 { 0.0 } else { gap / 2.0 };
        for (from, to) in runs {
            let mut x = ((from - shift) / gap).ceil() * gap + shift;
            while x <= to {
                drawn.push((at(x, level), at(x + 0.1, level)));
                x += gap;
            }
        }
    }
    drawn
}

/// The levels of the lines that cross the rings, and on each where it is inside.
fn runs(rings: &[Vec<Place>], slope: Slope, gap: f64) -> Vec<(f64, Vec<(f64, f64)>)> {
    let rings: Vec<Vec<(f64, f64)>> =
        rings.iter().map(|ring| ring.iter().map(|place| slope.turned(*place)).collect()).collect();
    let levels = rings.iter().flatten().map(|(across, _)| *across);
    let (low, high) = levels.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), level| {
        (low.min(level), high.max(level))
    });
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let first = (low / gap).ceil();
    (0..MOST)
        .map(|step| (first + f64::from(step)) * gap)
        .take_while(|level| *level <= high)
        .map(|level| (level, inside(&rings, level)))
        .collect()
}

fn inside(rings: &[Vec<(f64, f64)>], level: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = Vec::new();
    for ends in rings.iter().flat_map(|ring| ring.windows(2)) {
        let [(one, from), (other, to)] = [ends[0], ends[1]];
        if (one <= level) != (other <= level) {
            crossings.push(from + (level - one) / (other - one) * (to - from));
        }
    }
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: f64, high: f64) -> Vec<Place> {
        vec![at(low, low), at(high, low), at(high, high), at(low, high), at(low, low)]
    }

    #[test]
    fn lines_and_dots_stay_inside_and_out_of_holes() {
        let rings = [square(10.3, 50.3), square(20.3, 40.3)];
        for slope in [Slope::Rising, Slope::Falling, Slope::Level] {
            let lines = lines(&rings, slope, 5.0);
            assert!(lines.len() > 8, "{slope:?}");
            for (from, to) in lines {
                let middle = at(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
                let within = |place: Place, low: f64, high: f64| {
                    (low..=high).contains(&place.x) && (low..=high).contains(&place.y)
                };
                assert!(within(middle, 10.2, 50.4) && !within(middle, 20.4, 40.2), "{middle:?}");
            }
        }
        assert_eq!(dots(&[square(0.5, 9.5)], 5.0).len(), 2);
        assert!(dots(&[], 5.0).is_empty());
    }
}

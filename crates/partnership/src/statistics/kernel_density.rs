//! Kernel density: crimes per square kilometre as a smooth surface, read off at each square of a grid.
//!
//! In come positions, a grid and how far each crime is spread; out goes the density at the middle of
//! each square.

use std::f64::consts::PI;

use crate::statistics::national_grid::GridPosition;
use crate::statistics::square_grid::Square;
use crate::statistics::square_grid::SquareGrid;

/// The density at the middle of one square.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct DensityAt {
    /// The square.
    pub square: Square,
    /// Crimes per square kilometre.
    pub per_square_kilometre: f64,
}

/// Why a density cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DensityError {
    /// The bandwidth is less than half a square: most crimes would be seen at no square's middle.
    #[error("a bandwidth of {0} m is narrower than the squares; take at least the side of one")]
    TooNarrow(u32),
}

/// The density of crime at the middle of each square, row by row from the south-west.
///
/// **What it answers.** Where is crime dense, without the edges of squares or areas cutting a cluster in two?
///
/// **Method.** The quartic kernel (Silverman 1986, *Density Estimation for Statistics and Data Analysis*, equation
/// 4.5): a crime at distance d adds 3/(π·h²)·(1 − d²/h²)² where d < h, the bandwidth, and nothing beyond. Each crime
/// adds one in all, so the surface adds up to the crimes.
///
/// **When not to use it.** To test anything: a surface has peaks whatever the data; [`hot_spots`] asks whether they are
/// beyond chance. The bandwidth decides what is seen: state it, and try half and twice. Near the area's edge the density
/// is too low, since crimes beyond are not given and nothing is corrected: give positions up to one bandwidth outside
/// where they are held.
///
/// **Small numbers.** A single crime makes a hill one bandwidth wide; with a few dozen, the surface shows these and no pattern.
///
/// [`hot_spots`]: crate::statistics::hotspots::hot_spots
///
/// # Errors
/// When the bandwidth is narrower than a square.
pub fn kernel_density(
    grid: &SquareGrid,
    positions: &[GridPosition],
    bandwidth: u32,
) -> Result<Vec<DensityAt>, DensityError> {
    let h = f64::from(bandwidth);
    if h < grid.side() {
        return Err(DensityError::TooNarrow(bandwidth));
    }
    let (columns, rows) = (grid.columns(), grid.rows());
    let first = grid.middle(Square { row: 0, column: 0 });
    let mut sums = vec![0.0_f64; columns * rows];
    for at in positions {
        let reached = |from: f64, middle: f64, end: usize| {
            let low = ((from - h - middle) / grid.side()).ceil().max(0.0);
            let high = ((from + h - middle) / grid.side()).floor();
            between(low, high, end)
        };
        for row in reached(at.north, first.north, rows) {
            for column in reached(at.east, first.east, columns) {
                let east = first.east + column as f64 * grid.side() - at.east;
                let north = first.north + row as f64 * grid.side() - at.north;
                let left = 1.0 - (east * east + north * north) / (h * h);
                sums[row * columns + column] += left.max(0.0).powi(2);
            }
        }
    }
    let scale = 3.0 / (PI * h * h) * 1e6;
    let read = |square: Square| DensityAt {
        square,
        per_square_kilometre: sums[square.row * columns + square.column] * scale,
    };
    Ok(grid.each().map(read).collect())
}

/// Whole numbers from `low` to `high`, below `end`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
fn between(low: f64, high: f64, end: usize) -> std::ops::Range<usize> {
    let last = end as f64 - 1.0;
    if low <= high.min(last) { low as usize..high.min(last) as usize + 1 } else { 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(east: f64, north: f64) -> GridPosition {
        GridPosition { east, north }
    }

    fn field() -> SquareGrid {
        let (low, high) = (1.0, 3_999.0);
        let ring = vec![at(low, low), at(high, low), at(high, high), at(low, high), at(low, low)];
        SquareGrid::over(&[ring], 100).unwrap()
    }

    #[test]
    fn the_surface_adds_up_to_the_crimes_that_are_well_inside() {
        let crimes = [at(2_000.0, 2_010.0), at(1_510.0, 2_490.0), at(2_000.0, 2_010.0)];
        let density = kernel_density(&field(), &crimes, 800).unwrap();
        let all: f64 = density.iter().map(|one| one.per_square_kilometre).sum();
        assert!((all * 0.01 - 3.0).abs() < 0.01, "a square is 0.01 square kilometres: {all}");
    }

    #[test]
    fn at_the_edge_part_of_a_crime_is_lost_beyond() {
        let density = kernel_density(&field(), &[at(2.0, 2_000.0)], 800).unwrap();
        let all: f64 = density.iter().map(|one| one.per_square_kilometre).sum();
        assert!((0.4..0.6).contains(&(all * 0.01)), "{all}");
    }

    #[test]
    fn a_bandwidth_narrower_than_a_square_is_refused_and_no_crime_is_level() {
        assert_eq!(kernel_density(&field(), &[], 99), Err(DensityError::TooNarrow(99)));
        let level = kernel_density(&field(), &[at(-9_000.0, 9e9)], 500).unwrap();
        assert!(level.iter().all(|one| one.per_square_kilometre == 0.0));
    }
}

//! What is promised of hot spots, as tests.

use proptest::prelude::*;

use super::*;
use crate::statistics::national_grid::GridPosition;
use crate::statistics::square_grid::SquareGrid;

fn at(east: f64, north: f64) -> GridPosition {
    GridPosition { east, north }
}

/// A grid of squares of 100 m, `counts` of them row by row from the south.
fn counted(columns: usize, counts: &[u64]) -> SquareCounts {
    let rows = counts.len() / columns;
    let (east, north) = (columns as f64 * 100.0 - 1.0, rows as f64 * 100.0 - 1.0);
    let ring = vec![at(1.0, 1.0), at(east, 1.0), at(east, north), at(1.0, north), at(1.0, 1.0)];
    let crimes = counts.iter().enumerate().flat_map(|(place, &count)| {
        let middle =
            at((place % columns) as f64 * 100.0 + 50.0, (place / columns) as f64 * 100.0 + 50.0);
        std::iter::repeat_n(middle, usize::try_from(count).unwrap())
    });
    SquareGrid::over(&[ring], 100).unwrap().counted(crimes)
}

#[test]
fn a_heap_of_crime_is_a_hot_spot_and_the_field_around_it_is_not() {
    let mut counts = vec![1; 400];
    for place in [189, 190, 209, 210] {
        counts[place] = 30;
    }
    let found = hot_spots(&counted(20, &counts), 100, Proportion::ONE_IN_TWENTY).unwrap();
    let hot: Vec<Square> =
        found.squares.iter().filter(|one| one.found == Spot::Hot).map(|one| one.square).collect();
    assert!(hot.contains(&Square { row: 9, column: 9 }) && hot.len() == 12, "{hot:?}");
    assert!(found.squares.iter().all(|one| one.found != Spot::Cold));
    assert_eq!(found.with_few_near, 400, "five near at most");
}

#[test]
fn what_cannot_be_told_is_refused_with_the_reason() {
    let of = |counts: &[u64], within| scores(&counted(4, counts), within).unwrap_err();
    assert_eq!(of(&[0; 12], 100), HotSpotError::NoCrime);
    assert_eq!(of(&[3; 12], 100), HotSpotError::NoScatter);
    assert_eq!(of(&[1, 0, 0, 0], 99), HotSpotError::TooNear { within: 99, side: 100 });
    assert_eq!(of(&[1, 0, 0, 0], 400), HotSpotError::TooFar(400));
}

proptest! {
    #[test]
    fn running_sums_are_what_trying_every_pair_gives(
        columns in 3_usize..9,
        counts in prop::collection::vec(0_u64..9, 36),
        within in 100_u32..350,
    ) {
        let counts = &counts[..36 / columns * columns];
        let counted = counted(columns, counts);
        let near = near::sums(&counted, within);
        let squares: Vec<(Square, u64)> = counted.each().collect();
        for ((square, _), near) in squares.iter().zip(near) {
            let close = |other: &Square| {
                let (rows, across) = (square.row.abs_diff(other.row), square.column.abs_diff(other.column));
                (rows * rows + across * across) as f64 * 10_000.0 <= f64::from(within).powi(2) + 1e-6
            };
            let close: Vec<u64> =
                squares.iter().filter(|(other, _)| close(other)).map(|(_, count)| *count).collect();
            prop_assert_eq!(near, near::Near { squares: close.len(), crimes: close.iter().sum() });
        }
    }
}

//! What a grid promises, as tests.

use proptest::prelude::*;

use super::*;

fn ring(corners: &[(f64, f64)]) -> Ring {
    let mut ring: Ring =
        corners.iter().map(|&(east, north)| GridPosition { east, north }).collect();
    ring.push(ring[0]);
    ring
}

fn at(east: f64, north: f64) -> GridPosition {
    GridPosition { east, north }
}

fn touched(outline: &[Ring], side: u32) -> Vec<(usize, usize)> {
    let grid = SquareGrid::over(outline, side).unwrap();
    grid.each().map(|square| (square.row, square.column)).collect()
}

#[test]
fn squares_begin_at_whole_multiples_of_their_side() {
    let grid = SquareGrid::over(
        &[ring(&[(575_120.0, 155_430.0), (575_990.0, 155_430.0), (575_990.0, 155_990.0)])],
        500,
    )
    .unwrap();
    assert_eq!(grid.corner(Square { row: 0, column: 0 }), at(575_000.0, 155_000.0));
    assert_eq!(grid.middle(Square { row: 1, column: 1 }), at(575_750.0, 155_750.0));
}

#[test]
fn a_square_that_the_outline_merely_crosses_belongs_to_the_area() {
    // A sliver across three squares covers the middle of none.
    let sliver = ring(&[(110.0, 110.0), (390.0, 120.0), (390.0, 125.0)]);
    assert_eq!(touched(&[sliver], 100), [(0, 0), (0, 1), (0, 2)]);
}

#[test]
fn a_hole_is_outside_and_meeting_areas_make_one() {
    let outer = ring(&[(1.0, 1.0), (499.0, 1.0), (499.0, 499.0), (1.0, 499.0)]);
    let hole = ring(&[(110.0, 110.0), (390.0, 110.0), (390.0, 390.0), (110.0, 390.0)]);
    let with_hole = touched(&[outer.clone(), hole], 100);
    assert!(
        !with_hole.contains(&(2, 2)) && with_hole.contains(&(1, 2)) && with_hole.contains(&(0, 0))
    );
    let halves = [
        ring(&[(1.0, 1.0), (250.0, 1.0), (250.0, 499.0), (1.0, 499.0)]),
        ring(&[(250.0, 1.0), (499.0, 1.0), (499.0, 499.0), (250.0, 499.0)]),
    ];
    assert_eq!(touched(&halves, 100).len(), 25);
    assert_eq!(touched(&[outer], 100).len(), 25);
}

#[test]
fn squares_without_crime_are_counted_as_nought_and_crimes_elsewhere_apart() {
    let grid =
        SquareGrid::over(&[ring(&[(1.0, 1.0), (299.0, 1.0), (299.0, 99.0), (1.0, 99.0)])], 100)
            .unwrap();
    let counted = grid.counted([at(10.0, 10.0), at(20.0, 90.0), at(250.0, 50.0), at(50.0, 150.0)]);
    let counts: Vec<u64> = counted.each().map(|(_, count)| count).collect();
    assert_eq!((counts, counted.crimes(), counted.beyond()), (vec![2, 0, 1], 3, 1));
}

#[test]
fn sides_and_outlines_that_make_no_grid_are_refused() {
    let england = ring(&[(80_000.0, 5_000.0), (656_000.0, 5_000.0), (656_000.0, 657_000.0)]);
    assert_eq!(SquareGrid::over(&[], 500), Err(GridError::NoOutline));
    assert_eq!(SquareGrid::over(&[vec![at(f64::NAN, 1.0)]], 500), Err(GridError::NoOutline));
    assert_eq!(SquareGrid::over(std::slice::from_ref(&england), 5), Err(GridError::Side(5)));
    assert_eq!(SquareGrid::over(&[england], 10), Err(GridError::TooMany(10)));
}

proptest! {
    #[test]
    fn every_crime_within_a_convex_outline_has_a_square(
        corners in prop::collection::vec((0.0_f64..5_000.0, 0.0_f64..5_000.0), 3),
        shares in prop::collection::vec((0.0_f64..1.0, 0.0_f64..1.0), 1..60),
    ) {
        let [a, b, c] = [corners[0], corners[1], corners[2]];
        let inside = shares.iter().map(|&(one, two)| {
            let (one, two) = if one + two > 1.0 { (1.0 - one, 1.0 - two) } else { (one, two) };
            let mix = |a: f64, b: f64, c: f64| a + one * (b - a) + two * (c - a);
            at(mix(a.0, b.0, c.0), mix(a.1, b.1, c.1))
        });
        let grid = SquareGrid::over(&[ring(&corners)], 100).unwrap();
        prop_assert_eq!(grid.counted(inside).beyond(), 0);
    }
}

//! What lies within a distance of each square, by running sums along the rows.
//!
//! In come counts by square; out go, of each square of the area, how many squares and crimes are
//! near. A circle is a stack of rows, and a row of any length is one subtraction.

use crate::statistics::square_grid::SquareCounts;

/// What lies near a square, itself included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) squares: usize,
    pub(super) crimes: u64,
}

/// What lies within a distance in metres, from middle to middle, of each square of the area.
pub(super) fn sums(counted: &SquareCounts, within: u32) -> Vec<Near> {
    let grid = counted.grid();
    let (columns, rows) = (grid.columns(), grid.rows());
    let running = running(counted, columns);
    let reaches = reaches(f64::from(within) / grid.side(), rows, columns);
    let mut sums = Vec::with_capacity(grid.squares());
    for square in grid.each() {
        let mut near = Near { squares: 0, crimes: 0 };
        for (apart, reach) in reaches.iter().enumerate() {
            let (from, to) =
                (square.column.saturating_sub(*reach), (square.column + reach + 1).min(columns));
            let above = Some(square.row + apart).filter(|row| *row < rows);
            let below = square.row.checked_sub(apart).filter(|_| apart > 0);
            for row in [above, below].into_iter().flatten() {
                let start = row * (columns + 1);
                let (low, high) = (running[start + from], running[start + to]);
                near.squares += high.squares - low.squares;
                near.crimes += high.crimes - low.crimes;
            }
        }
        sums.push(near);
    }
    sums
}

/// Sums along each row from the west, with nothing before the first square.
fn running(counted: &SquareCounts, columns: usize) -> Vec<Near> {
    let touched = counted.grid().touched();
    let mut running = Vec::with_capacity(touched.len() + touched.len() / columns.max(1) + 1);
    for (inside, counts) in touched.chunks(columns).zip(counted.all().chunks(columns)) {
        let mut sum = Near { squares: 0, crimes: 0 };
        running.push(sum);
        for (inside, count) in inside.iter().zip(counts) {
            sum.squares += usize::from(*inside);
            sum.crimes += count;
            running.push(sum);
        }
    }
    running
}

/// How far a circle reaches to either side, in squares, on its own row and on each row further.
fn reaches(radius: f64, rows: usize, columns: usize) -> Vec<usize> {
    // A hair more, so that a distance of whole squares takes them in whatever the rounding.
    let squared = radius * radius * (1.0 + 1e-12);
    let widest = |apart: usize| {
        let left = squared - (apart * apart) as f64;
        (left >= 0.0)
            .then(|| (0..columns).take_while(|across| (across * across) as f64 <= left).count())
    };
    (0..rows).map_while(widest).map(|reached| reached.saturating_sub(1)).collect()
}

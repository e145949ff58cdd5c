//! A grid of square cells over an area, and how many crimes lie in each.
//!
//! In come the area's outline on the National Grid and positions; out go the squares that the area
//! touches, those without crime included, and their counts.

use serde::Serialize;

use crate::statistics::national_grid::GridPosition;

/// A closed line on the National Grid: the last position is the first again.
pub type Ring = Vec<GridPosition>;

/// The most squares of a grid, those outside the area included: England in squares of 200 m.
const MOST_SQUARES: usize = 8_000_000;

/// Squares of one size over an area.
#[derive(Debug, Clone, PartialEq)]
pub struct SquareGrid {
    side: f64,
    /// The south-western corner, a whole number of sides from the grid's origin.
    corner: GridPosition,
    columns: usize,
    rows: usize,
    /// Row by row from the south, of each square whether the area touches it.
    touched: Vec<bool>,
}

/// A square of a grid, counted from its south-west.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Square {
    /// From the south.
    pub row: usize,
    /// From the west.
    pub column: usize,
}

/// How many crimes lie in each square of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct SquareCounts {
    grid: SquareGrid,
    /// Row by row from the south; 0 outside the area.
    counts: Vec<u64>,
    beyond: u64,
}

/// Why there is no such grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    /// Squares of no size, or beyond all use.
    #[error("a square of {0} m is not a grid's; expected a side from 10 to 100,000 m")]
    Side(u32),
    /// No outline.
    #[error("the area has no outline, so no grid can be laid over it: import its boundaries first")]
    NoOutline,
    /// Too fine for so large an area.
    #[error("squares of {0} m over this area are too many to work with; take larger ones")]
    TooMany(u32),
}

impl SquareGrid {
    /// The grid of squares of `side` metres that an area touches.
    ///
    /// **What it answers.** On which squares could this area's crimes lie, those without any included?
    ///
    /// **Method.** Squares begin at whole multiples of their side on the National Grid, so that two areas, and two
    /// years, have the same ones. A square is the area's if its middle lies within the outline (even-odd rule:
    /// Shimrat 1962, Algorithm 112, *Communications of the ACM* 5, 434) or a line of the outline crosses it: so every crime within the outline has a square. Rings may be of one area or of
    /// many that meet, such as a county's districts.
    ///
    /// **When not to use it.** Squares on the edge lie partly outside, often in the sea, and have less crime for that
    /// alone. Squares smaller than the gaps between street-level points (some 100 to 500 m) show the points, not crime.
    ///
    /// # Errors
    /// When the side is out of range, there is no outline, or the squares would be too many.
    pub fn over(outline: &[Ring], side: u32) -> Result<SquareGrid, GridError> {
        if !(10..=100_000).contains(&side) {
            return Err(GridError::Side(side));
        }
        let metres = f64::from(side);
        let positions = || outline.iter().flatten();
        if positions().next().is_none()
            || positions().any(|one| !(one.east + one.north).is_finite())
        {
            return Err(GridError::NoOutline);
        }
        let range = |pick: fn(&GridPosition) -> f64| {
            let all = positions().map(pick);
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| {
                (low.min(one), high.max(one))
            })
        };
        let (west, east) = range(|one| one.east);
        let (south, north) = range(|one| one.north);
        let corner = GridPosition {
            east: (west / metres).floor() * metres,
            north: (south / metres).floor() * metres,
        };
        let many =
            |from: f64, to: f64| index((to - from) / metres).map_or(usize::MAX, |last| last + 1);
        let (columns, rows) = (many(corner.east, east), many(corner.north, north));
        let all = columns.saturating_mul(rows);
        if all > MOST_SQUARES {
            return Err(GridError::TooMany(side));
        }
        let mut grid =
            SquareGrid { side: metres, corner, columns, rows, touched: vec![false; all] };
        for ring in outline {
            grid.touch_line(ring);
        }
        grid.touch_inside(outline);
        Ok(grid)
    }

    /// Squares that a ring's lines cross: each line is cut where it crosses the grid, and each piece lies in one.
    fn touch_line(&mut self, ring: &Ring) {
        for ends in ring.windows(2) {
            let [from, to] = [ends[0], ends[1]].map(|end| self.scaled(end));
            let mut cuts = vec![0.0, 1.0];
            for (from, to) in [(from.0, to.0), (from.1, to.1)] {
                let (low, high) = (from.min(to), from.max(to));
                let mut line = low.ceil();
                while line < high {
                    cuts.push((line - from) / (to - from));
                    line += 1.0;
                }
            }
            cuts.sort_by(f64::total_cmp);
            for pair in cuts.windows(2) {
                let along = f64::midpoint(pair[0], pair[1]);
                let at = (from.0 + along * (to.0 - from.0), from.1 + along * (to.1 - from.1));
                self.touch(at);
            }
        }
    }

    /// Squares whose middles lie within the rings: along the middle of each row, between every other crossing.
    fn touch_inside(&mut self, outline: &[Ring]) {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); self.rows];
        for ends in outline.iter().flat_map(|ring| ring.windows(2)) {
            let [from, to] = [ends[0], ends[1]].map(|end| self.scaled(end));
            let (low, high) = if from.1 <= to.1 { (from, to) } else { (to, from) };
            let mut row = index((low.1 - 0.5).ceil().max(0.0)).unwrap_or(0);
            while row < self.rows && (row as f64 + 0.5) < high.1 {
                let along = (row as f64 + 0.5 - low.1) / (high.1 - low.1);
                crossings[row].push(low.0 + along * (high.0 - low.0));
                row += 1;
            }
        }
        for (row, mut across) in crossings.into_iter().enumerate() {
            across.sort_by(f64::total_cmp);
            for pair in across.chunks_exact(2) {
                let mut column = index((pair[0] - 0.5).ceil().max(0.0)).unwrap_or(0);
                while column < self.columns && column as f64 + 0.5 < pair[1] {
                    self.touched[row * self.columns + column] = true;
                    column += 1;
                }
            }
        }
    }

    /// A position counted in sides from the corner.
    fn scaled(&self, at: GridPosition) -> (f64, f64) {
        ((at.east - self.corner.east) / self.side, (at.north - self.corner.north) / self.side)
    }

    fn touch(&mut self, (across, up): (f64, f64)) {
        if let Some(place) = self.place_of(across, up) {
            self.touched[place] = true;
        }
    }

    fn place_of(&self, across: f64, up: f64) -> Option<usize> {
        let (column, row) = (index(across)?, index(up)?);
        (column < self.columns && row < self.rows).then_some(row * self.columns + column)
    }

    /// The side of a square in metres.
    pub fn side(&self) -> f64 {
        self.side
    }

    /// How many squares the area touches.
    pub fn squares(&self) -> usize {
        self.touched.iter().filter(|touched| **touched).count()
    }

    /// The squares that the area touches, row by row from the south-west.
    pub fn each(&self) -> impl Iterator<Item = Square> {
        let places = self.touched.iter().enumerate().filter(|(_, touched)| **touched);
        places.map(|(place, _)| Square { row: place / self.columns, column: place % self.columns })
    }

    /// The south-western corner of a square.
    pub fn corner(&self, square: Square) -> GridPosition {
        GridPosition {
            east: self.corner.east + square.column as f64 * self.side,
            north: self.corner.north + square.row as f64 * self.side,
        }
    }

    /// The middle of a square.
    pub fn middle(&self, square: Square) -> GridPosition {
        let corner = self.corner(square);
        GridPosition { east: corner.east + self.side / 2.0, north: corner.north + self.side / 2.0 }
    }

    /// How many of these positions lie in each square.
    pub fn counted(self, positions: impl IntoIterator<Item = GridPosition>) -> SquareCounts {
        let mut counts = vec![0_u64; self.touched.len()];
        let mut beyond = 0;
        for position in positions {
            let (across, up) = self.scaled(position);
            match self.place_of(across, up).filter(|place| self.touched[*place]) {
                Some(place) => counts[place] += 1,
                None => beyond += 1,
            }
        }
        SquareCounts { grid: self, counts, beyond }
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn touched(&self) -> &[bool] {
        &self.touched
    }
}

impl SquareCounts {
    /// The grid.
    pub fn grid(&self) -> &SquareGrid {
        &self.grid
    }

    /// How many positions lie in no square of the area.
    pub fn beyond(&self) -> u64 {
        self.beyond
    }

    /// How many positions lie in the area's squares.
    pub fn crimes(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Each square with its count, row by row from the south-west, those without any included.
    pub fn each(&self) -> impl Iterator<Item = (Square, u64)> {
        self.grid
            .each()
            .map(|square| (square, self.counts[square.row * self.grid.columns + square.column]))
    }

    pub(super) fn all(&self) -> &[u64] {
        &self.counts
    }
}

/// The whole number below; none below nought, and of what is no number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
fn index(number: f64) -> Option<usize> {
    (0.0..1e9).contains(&number).then_some(number as usize)
}

#[cfg(test)]
mod tests;

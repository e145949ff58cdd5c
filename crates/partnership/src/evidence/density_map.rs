//! A surface of density as a map of squares, and its peaks.
//!
//! In come densities at squares; out go a map, the squares denser than all around them, and the same in words. A density
//! that fewer than five crimes could make is not told apart from none.

use std::collections::BTreeMap;
use std::f64::consts::PI;

use crate::content::map::Map;
use crate::content::map::MapClass;
use crate::content::map::Shaded;
use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::evidence::disclosure::SMALLEST_SHOWN;
use crate::evidence::square_map::named;
use crate::statistics::classes::ClassError;
use crate::statistics::classes::ClassRule;
use crate::statistics::classes::Classes;
use crate::statistics::classes::Held;
use crate::statistics::kernel_density::DensityAt;
use crate::statistics::square_grid::Square;
use crate::statistics::square_grid::SquareGrid;

/// How many peaks are listed.
pub const LISTED: usize = 10;

/// Densities at the squares of a grid.
#[derive(Debug, Clone, Copy)]
pub struct Surface<'a> {
    /// The grid.
    pub grid: &'a SquareGrid,
    /// The density at the middle of each square.
    pub densities: &'a [DensityAt],
    /// Over how far each crime was spread, in metres.
    pub bandwidth: u32,
}

/// A square denser than all around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Peak {
    /// Its south-western corner, in letters and figures of the National Grid.
    pub name: String,
    /// The density there.
    pub per_square_kilometre: f64,
}

impl Surface<'_> {
    /// The least density that is shaded: what five crimes at one spot would make there. Fewer cannot reach it.
    fn least(&self) -> f64 {
        let kilometres = f64::from(self.bandwidth) / 1_000.0;
        SMALLEST_SHOWN as f64 * 3.0 / (PI * kilometres * kilometres)
    }

    fn shaded(&self) -> impl Iterator<Item = &DensityAt> {
        self.densities.iter().filter(|one| one.per_square_kilometre >= self.least())
    }

    /// The surface as shaded squares, in fifths of those that are shaded.
    ///
    /// # Errors
    /// When no square is so dense that it is shaded.
    pub fn drawn(&self, unit: &str) -> Result<Map, ClassError> {
        let values: Vec<f64> = self.shaded().map(|one| one.per_square_kilometre).collect();
        let classes = Classes::of(&values, &ClassRule::Fifths)?;
        let corner = |one: &DensityAt| {
            (self.grid.corner(one.square), classes.class(one.per_square_kilometre))
        };
        Ok(Map {
            unit: unit.to_owned(),
            rule: format!(
                "Each crime spread over {} m (quartic kernel). Classes: as many squares in each as equal values allow.",
                with_commas(u64::from(self.bandwidth))
            ),
            classes: classes.held.iter().map(told).collect(),
            shaded: Shaded::Squares {
                side: self.grid.side(),
                corners: self.shaded().map(corner).collect(),
            },
            unshaded: format!(
                "Not shaded: less than {}, which fewer than five crimes could make",
                decimal(self.least(), 1)
            ),
            lines: Vec::new(),
        })
    }

    /// The densest of the squares that are denser than the eight around them, the densest first.
    pub fn peaks(&self) -> Vec<Peak> {
        let at: BTreeMap<(usize, usize), f64> = self
            .densities
            .iter()
            .map(|one| ((one.square.row, one.square.column), one.per_square_kilometre))
            .collect();
        let around = |square: Square| {
            let near = |of: usize| of.saturating_sub(1)..=of + 1;
            let all = near(square.row)
                .flat_map(move |row| near(square.column).map(move |column| (row, column)));
            all.filter(move |other| *other != (square.row, square.column))
        };
        let is_peak = |one: &&DensityAt| {
            let mut others = around(one.square).filter_map(|other| at.get(&other));
            others.all(|other| *other < one.per_square_kilometre)
        };
        let mut peaks: Vec<&DensityAt> = self.shaded().filter(is_peak).collect();
        peaks.sort_by(|one, other| other.per_square_kilometre.total_cmp(&one.per_square_kilometre));
        let peak = |one: &DensityAt| Peak {
            name: named(self.grid.corner(one.square)),
            per_square_kilometre: one.per_square_kilometre,
        };
        peaks.into_iter().take(LISTED).map(peak).collect()
    }
}

/// A class by the values that are in it.
fn told(held: &Held) -> MapClass {
    let words = held.range.map_or_else(
        || "none".to_owned(),
        |(low, high)| format!("{} to {}", decimal(low, 1), decimal(high, 1)),
    );
    let squares = with_commas(held.values as u64);
    let squares =
        if held.values == 1 { "1 square".to_owned() } else { format!("{squares} squares") };
    MapClass { words, held: squares }
}

/// Where it is densest, as the end of a sentence: "densest, at 34.1 per square kilometre, in the square with its corner at
/// TQ 760 555; 5 squares are denser than all around them".
///
/// Rule: of peaks no more than the [`LISTED`] of the table are counted, and then "at least" is said.
pub fn densest(peaks: &[Peak]) -> String {
    let Some(first) = peaks.first() else {
        return "no square is denser than all around it".to_owned();
    };
    let peak = format!(
        "densest, at {} per square kilometre, in the square with its corner at {}",
        decimal(first.per_square_kilometre, 1),
        first.name
    );
    match peaks.len() {
        1 => format!("{peak}; no other square is denser than all around it"),
        LISTED => format!("{peak}; at least {LISTED} squares are denser than all around them"),
        some => format!("{peak}; {some} squares are denser than all around them"),
    }
}

/// The map for those who do not see it.
pub fn in_words(peaks: &[Peak]) -> String {
    format!(
        "A map of squares of 500 m, north upwards, shaded in fifths from lighter to darker by how dense crime is: {}. The \
         table gives the peaks.",
        densest(peaks)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::kernel_density::kernel_density;
    use crate::statistics::national_grid::GridPosition;

    fn at(east: f64, north: f64) -> GridPosition {
        GridPosition { east, north }
    }

    fn field() -> SquareGrid {
        let (low, high) = (560_001.0, 569_999.0);
        let (south, north) = (150_001.0, 159_999.0);
        let ring =
            vec![at(low, south), at(high, south), at(high, north), at(low, north), at(low, south)];
        SquareGrid::over(&[ring], 500).unwrap()
    }

    #[test]
    fn what_four_crimes_could_make_is_never_shaded_and_what_six_make_is() {
        let grid = field();
        let (few, more) = (at(562_250.0, 152_250.0), at(567_250.0, 157_250.0));
        let crimes = [vec![few; 4], vec![more; 6]].concat();
        let densities = kernel_density(&grid, &crimes, 1_000).unwrap();
        let surface = Surface { grid: &grid, densities: &densities, bandwidth: 1_000 };
        let map = surface.drawn("Crimes").unwrap();
        let Shaded::Squares { corners, .. } = &map.shaded else { panic!("areas") };
        assert!(corners.iter().all(|(corner, _)| corner.east > 565_000.0), "{corners:?}");
        let peaks = surface.peaks();
        assert_eq!(peaks.len(), 1);
        assert_eq!(peaks[0].name, "TQ 670 570");
        assert!(in_words(&peaks).contains("corner at TQ 670 570"), "{}", in_words(&peaks));
        assert!(map.unshaded.contains("less than 4.8"), "{}", map.unshaded);
    }

    #[test]
    fn where_nothing_is_dense_there_is_no_map() {
        let grid = field();
        let densities = kernel_density(&grid, &[at(562_250.0, 152_250.0)], 1_000).unwrap();
        let surface = Surface { grid: &grid, densities: &densities, bandwidth: 1_000 };
        assert_eq!(surface.drawn("Crimes"), Err(ClassError::NoValue));
    }
}

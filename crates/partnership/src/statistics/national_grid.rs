//! British National Grid: from degrees to metres east and north, on which distances can be measured.
//!
//! In come longitude and latitude (WGS 84) as publishers give them; out go eastings, northings and
//! the letters and figures by which a map names a square.

use proj4rs::Proj;
use proj4rs::transform::transform;
use serde::Deserialize;
use serde::Serialize;

/// Longitude and latitude as satellites and web maps give them.
const WGS84: &str = "+proj=longlat +datum=WGS84 +no_defs";
/// The National Grid: transverse Mercator on Airy's ellipsoid, and the seven parameters to it from WGS 84.
const OSGB36: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 \
                      +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 \
                      +units=m +no_defs";
/// Letters of the grid's squares, by row from the north-west: all but I.
const LETTERS: &[u8; 25] = b"ABCDEFGHJKLMNOPQRSTUVWXYZ";

/// A position on the National Grid, in metres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GridPosition {
    /// Metres east of the grid's origin.
    pub east: f64,
    /// Metres north of the grid's origin.
    pub north: f64,
}

/// A position that the National Grid does not reach.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error(
    "longitude {longitude}, latitude {latitude} is not in Great Britain; expected longitude from \
     -9 to 3 and latitude from 49 to 62, in degrees"
)]
pub struct OffTheGrid {
    longitude: f64,
    latitude: f64,
}

/// From degrees to the National Grid.
///
/// **What it answers.** How far apart are two crimes, and in which square of 500 metres is each?
///
/// **Method.** Ordnance Survey, *A guide to coordinate systems in Great Britain* (v3.6, 2020): the seven parameters of
/// section 6.6 and the transverse Mercator projection of annexe C, as the package `proj4rs` computes them. The same as
/// PROJ without its grid of corrections (EPSG:4326 to EPSG:27700) to 1 mm, and as Ordnance Survey's worked example.
///
/// **When not to use it.** To survey: the seven parameters are right to some 3 to 5 m, and Ordnance Survey's own
/// transformation (OSTN15) to 0.1 m. Street-level points are moved by far more than that. Not in Northern Ireland.
///
/// ```
/// use partnership::statistics::national_grid::NationalGrid;
///
/// let maidstone = NationalGrid::new().position(0.52, 51.27)?;
/// assert_eq!((maidstone.east.round(), maidstone.north.round()), (575_889.0, 155_332.0));
/// assert_eq!(maidstone.in_letters().as_deref(), Some("TQ 758 553"));
/// # Ok::<(), partnership::statistics::national_grid::OffTheGrid>(())
/// ```
pub struct NationalGrid {
    from: Proj,
    to: Proj,
}

impl Default for NationalGrid {
    fn default() -> NationalGrid {
        NationalGrid::new()
    }
}

impl NationalGrid {
    /// The transformation.
    pub fn new() -> NationalGrid {
        NationalGrid { from: parsed(WGS84), to: parsed(OSGB36) }
    }

    /// A position in degrees, on the grid.
    ///
    /// # Errors
    /// When it is not in Great Britain.
    pub fn position(&self, longitude: f64, latitude: f64) -> Result<GridPosition, OffTheGrid> {
        let off = OffTheGrid { longitude, latitude };
        if !(-9.0..=3.0).contains(&longitude) || !(49.0..=62.0).contains(&latitude) {
            return Err(off);
        }
        let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
        transform(&self.from, &self.to, &mut point).map_err(|_| off)?;
        Ok(GridPosition { east: point.0, north: point.1 })
    }

    /// The positions of a ring or a line, in order.
    ///
    /// # Errors
    /// When one of them is not in Great Britain.
    pub fn positions(&self, degrees: &[(f64, f64)]) -> Result<Vec<GridPosition>, OffTheGrid> {
        degrees.iter().map(|&(longitude, latitude)| self.position(longitude, latitude)).collect()
    }
}

#[expect(clippy::expect_used, reason = "the two definitions are ours and a test parses them")]
fn parsed(definition: &str) -> Proj {
    Proj::from_proj_string(definition).expect("our own definition")
}

impl GridPosition {
    /// The square of 100 m in which it lies, as maps name it: "TQ 758 553"; none off the lettered squares.
    pub fn in_letters(self) -> Option<String> {
        let (east, north) = (hundreds(self.east)?, hundreds(self.north)?);
        let (large, small) = (letter(east / 5_000 + 2, north / 5_000 + 1)?, {
            letter(east / 1_000 % 5, north / 1_000 % 5)?
        });
        Some(format!("{large}{small} {:03} {:03}", east % 1_000, north % 1_000))
    }
}

/// Whole hundreds of metres, of a place on the lettered part of the grid.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
fn hundreds(metres: f64) -> Option<usize> {
    (0.0..1_300_000.0).contains(&metres).then_some((metres / 100.0) as usize)
}

/// The letter of a square in a block of five by five, counted from the south-west.
fn letter(across: usize, up: usize) -> Option<char> {
    let place = 4_usize.checked_sub(up)? * 5 + across;
    (across < 5).then(|| LETTERS.get(place).copied().map(char::from)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordnance_surveys_worked_example_is_met_to_the_millimetre() {
        // A guide to coordinate systems in Great Britain, annexe C: from degrees on Airy's ellipsoid itself.
        let airy = parsed(&OSGB36.replace("+proj=tmerc", "+proj=longlat").replace("+units=m ", ""));
        let longitude: f64 = 1.0 + 43.0 / 60.0 + 4.5177 / 3600.0;
        let latitude: f64 = 52.0 + 39.0 / 60.0 + 27.2531 / 3600.0;
        let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
        transform(&airy, &parsed(OSGB36), &mut point).unwrap();
        assert!((point.0 - 651_409.903).abs() < 0.001, "{point:?}");
        assert!((point.1 - 313_177.270).abs() < 0.001, "{point:?}");
    }

    #[test]
    fn squares_are_lettered_as_on_maps() {
        let letters = |east, north| GridPosition { east, north }.in_letters();
        assert_eq!(letters(651_409.9, 313_177.3).as_deref(), Some("TG 514 131"));
        assert_eq!(letters(216_650.0, 771_250.0).as_deref(), Some("NN 166 712"));
        assert_eq!(letters(0.0, 0.0).as_deref(), Some("SV 000 000"));
        assert_eq!(letters(-1.0, 5.0), None);
    }

    #[test]
    fn swapped_degrees_and_places_abroad_are_refused_with_what_was_wanted() {
        let grid = NationalGrid::new();
        let refused = grid.position(51.27, 0.52).unwrap_err().to_string();
        assert!(refused.contains("longitude from -9 to 3"), "{refused}");
        assert!(grid.position(0.0, 0.0).is_err());
        assert!(grid.position(f64::NAN, 51.0).is_err());
        assert!(grid.positions(&[(0.5, 51.2), (8.5, 47.3)]).is_err());
    }
}

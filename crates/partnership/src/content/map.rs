//! Maps: places or squares shaded by class, and the words that say what the shades mean.
//!
//! In come rings on the National Grid and a class for each; out goes a drawing that the document
//! writers set as vector graphics. Every class has a letter beside its shade, so nothing is told by
//! colour alone.

use crate::statistics::national_grid::GridPosition;
use crate::statistics::square_grid::Ring;

/// A map.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Map {
    /// What the shades are of, such as "Recorded crimes per 1,000 residents".
    pub unit: String,
    /// How the classes were made, such as "As many areas in each class as equal values allow".
    pub rule: String,
    /// The classes from the lowest to the highest; five at most can be told apart.
    pub classes: Vec<MapClass>,
    /// What is shaded.
    pub shaded: Shaded,
    /// What a square means that is not shaded; empty where all is.
    pub unshaded: String,
    /// Outlines drawn as lines over the shades, such as the district's.
    pub lines: Vec<Ring>,
}

/// One class of a map.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MapClass {
    /// What is in it, such as "12.1 to 25.0".
    pub words: String,
    /// How many places or squares, in words, such as "19 areas".
    pub held: String,
}

/// What is shaded.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Shaded {
    /// Areas by their outlines.
    Areas(Vec<MapArea>),
    /// Squares of one side.
    Squares {
        /// The side in metres.
        side: f64,
        /// The south-western corner of each, and its class, from 0.
        corners: Vec<(GridPosition, usize)>,
    },
}

/// One area of a map.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MapArea {
    /// Its name, which the table beside the map has, too.
    pub name: String,
    /// Its polygons: of each the outer ring first, then its holes.
    pub polygons: Vec<Vec<Ring>>,
    /// How it is shaded.
    pub shade: MapShade,
}

/// How an area is shaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum MapShade {
    /// By its class, from 0.
    Class(usize),
    /// Hatched, since its figure is withheld.
    Withheld,
    /// Left white, since there is no figure.
    NotHeld,
}

/// The letter of a class, from "a" for the lowest.
///
/// ```
/// assert_eq!(partnership::content::map::class_letter(0), "a");
/// ```
pub fn class_letter(class: usize) -> &'static str {
    ["a", "b", "c", "d", "e"].get(class).copied().unwrap_or("e")
}

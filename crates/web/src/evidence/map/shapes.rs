//! The shapes of a map for a program that draws it: each with its name, what is told of it, and its class.
//!
//! In come a map and its table; out go polygons in whole metres east and north on the National Grid.

use std::collections::BTreeMap;

use partnership::content::map::Map;
use partnership::content::map::MapArea;
use partnership::content::map::MapClass;
use partnership::content::map::MapShade;
use partnership::content::map::Shaded;
use partnership::content::map::class_letter;
use partnership::content::table::Table;
use partnership::statistics::national_grid::GridPosition;
use partnership::statistics::square_grid::Ring;

/// A point: metres east and north.
type Point = [i32; 2];

/// What a program needs to draw a map.
#[derive(Debug, serde::Serialize)]
pub(super) struct Shapes {
    unit: String,
    classes: Vec<ClassTold>,
    shapes: Vec<Shape>,
    lines: Vec<Vec<Point>>,
}

/// A class of the key.
#[derive(Debug, serde::Serialize)]
struct ClassTold {
    letter: &'static str,
    words: String,
    held: String,
}

/// One area or square.
#[derive(Debug, serde::Serialize)]
struct Shape {
    name: String,
    says: String,
    /// Its class from 0; none of what is withheld or not held.
    class: Option<usize>,
    polygons: Vec<Vec<Vec<Point>>>,
}

impl Shapes {
    /// Those of a map, told of as its table tells.
    pub(super) fn of(map: &Map, table: &Table) -> Shapes {
        let told = told_in(table);
        let says = |name: &str, otherwise: &str| {
            told.get(name).cloned().unwrap_or_else(|| otherwise.to_owned())
        };
        let area = |area: &MapArea| Shape {
            name: area.name.clone(),
            says: says(&area.name, "no figure"),
            class: match area.shade {
                MapShade::Class(class) => Some(class),
                MapShade::Withheld | MapShade::NotHeld => None,
            },
            polygons: area.polygons.iter().map(|rings| self::rings(rings)).collect(),
        };
        let square = |side: f64, (corner, class): &(GridPosition, usize)| {
            let name = corner.in_letters().unwrap_or_else(|| "a square".to_owned());
            let otherwise = map.classes.get(*class).map_or("", |one| one.words.as_str());
            let says = says(&name, otherwise);
            let polygons = vec![vec![self::square(*corner, side)]];
            Shape { name, says, class: Some(*class), polygons }
        };
        Shapes {
            unit: map.unit.clone(),
            classes: map.classes.iter().enumerate().map(class_told).collect(),
            shapes: match &map.shaded {
                Shaded::Areas(areas) => areas.iter().map(area).collect(),
                Shaded::Squares { side, corners } => {
                    corners.iter().map(|one| square(*side, one)).collect()
                }
            },
            lines: rings(&map.lines),
        }
    }
}

fn class_told((at, class): (usize, &MapClass)) -> ClassTold {
    ClassTold { letter: class_letter(at), words: class.words.clone(), held: class.held.clone() }
}

/// What each row of a table says behind its heading.
fn told_in(table: &Table) -> BTreeMap<String, String> {
    let rows = table.rows.iter().filter_map(|row| {
        let (heading, rest) = row.cells.split_first()?;
        let heads = table.columns.iter().skip(1).map(|column| column.heading.as_str());
        let told = rest.iter().zip(heads).map(|(cell, head)| format!("{head}: {}", cell.printed()));
        Some((heading.printed(), told.collect::<Vec<_>>().join("; ")))
    });
    rows.collect()
}

fn rings(rings: &[Ring]) -> Vec<Vec<Point>> {
    rings.iter().map(|ring| ring.iter().map(|at| point(*at)).collect()).collect()
}

fn square(corner: GridPosition, side: f64) -> Vec<Point> {
    let at = |east: f64, north: f64| {
        point(GridPosition { east: corner.east + east, north: corner.north + north })
    };
    vec![at(0.0, 0.0), at(side, 0.0), at(side, side), at(0.0, side), at(0.0, 0.0)]
}

#[expect(clippy::cast_possible_truncation, reason = "Great Britain is some 1,300,000 m long")]
fn point(at: GridPosition) -> Point {
    [at.east.round() as i32, at.north.round() as i32]
}

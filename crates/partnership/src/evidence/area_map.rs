//! A map of areas with the table of the same figures: wards or neighbourhoods shaded by class.
//!
//! In come outlines and a value for each area, withheld ones among them; out go a chart and its
//! table, with the words for those who do not see it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::map::Map;
use crate::content::map::MapArea;
use crate::content::map::MapClass;
use crate::content::map::MapShade;
use crate::content::map::Shaded;
use crate::content::map::class_letter;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::decimal;
use crate::content::text;
use crate::evidence::disclosure::Reason;
use crate::evidence::rows::Boundary;
use crate::statistics::classes::ClassError;
use crate::statistics::classes::ClassRule;
use crate::statistics::classes::Classes;
use crate::statistics::national_grid::NationalGrid;
use crate::statistics::national_grid::OffTheGrid;
use crate::statistics::square_grid::Ring;
use crate::terms::area::AreaCode;
use crate::terms::wording::counted;
use crate::terms::wording::listed;

/// What whoever prints outlines of the Office for National Statistics must print with them.
pub const OUTLINES_LICENCE: &str = "Outlines contain Ordnance Survey, Office of National Statistics, National Records Scotland and \
     LPS Intellectual Property data © Crown copyright and database right [2016], under the Open \
     Government Licence v3.0";

/// What a map is of, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct MapWords {
    /// File and link name: small letters and hyphens.
    pub name: String,
    /// What the map shows, as a sentence that says the finding.
    pub title: String,
    /// What is shaded, where and when.
    pub subtitle: String,
    /// What the values are, such as "Crimes per 1,000 residents".
    pub unit: String,
    /// Where the figures come from; the outlines' licence is added.
    pub source: String,
    /// Number of the table that holds the figures.
    pub table: u16,
}

/// What is known of an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MapValue {
    /// A value that may be shown.
    Shown(f64),
    /// Withheld, and why.
    Withheld(Reason),
}

/// Why there is no map.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum MapRefused {
    /// No outline of these areas.
    #[error(
        "no outline of these areas is held; import them with `saferplan import boundaries PATH`"
    )]
    NoOutline,
    /// An outline is elsewhere.
    #[error(transparent)]
    OffTheGrid(#[from] OffTheGrid),
    /// The values make no classes.
    #[error(transparent)]
    Classes(#[from] ClassError),
}

/// A map of all `boundaries`, shaded by their values printed to `decimals` places, and its table.
///
/// Areas without a value are left white; values without an outline are in the table alone, which says so.
///
/// # Errors
/// When there is no outline, one lies outside Great Britain, or no value is shown.
pub fn area_map(
    words: &MapWords,
    boundaries: &[Boundary],
    values: &BTreeMap<AreaCode, MapValue>,
    rule: &ClassRule,
    decimals: u8,
) -> Result<(Chart, Table), MapRefused> {
    let map = drawn(&words.unit, boundaries, values, rule, decimals)?;
    let classes = classed(values, rule)?;
    let table = table(words, boundaries, values, &classes, decimals);
    let chart = Chart {
        name: words.name.clone(),
        title: words.title.clone(),
        subtitle: words.subtitle.clone(),
        alternative: in_words(&table, boundaries.len(), &classes),
        source: format!("{}. {OUTLINES_LICENCE}", words.source.trim_end_matches('.')),
        table: words.table,
        drawing: Drawing::Map(map),
    };
    Ok((chart, table))
}

/// The map alone, for a table that is made elsewhere.
///
/// # Errors
/// As [`area_map`].
pub fn drawn(
    unit: &str,
    boundaries: &[Boundary],
    values: &BTreeMap<AreaCode, MapValue>,
    rule: &ClassRule,
    decimals: u8,
) -> Result<Map, MapRefused> {
    if boundaries.is_empty() {
        return Err(MapRefused::NoOutline);
    }
    let classes = classed(values, rule)?;
    let grid = NationalGrid::new();
    let areas = boundaries.iter().map(|one| area(&grid, one, values.get(&one.area), &classes));
    let areas: Result<Vec<MapArea>, OffTheGrid> = areas.collect();
    Ok(Map {
        unit: unit.to_owned(),
        rule: rule_in_words(rule),
        classes: told(&classes, rule, decimals, ("area", "areas")),
        shaded: Shaded::Areas(areas?),
        unshaded: String::new(),
        lines: Vec::new(),
    })
}

fn classed(values: &BTreeMap<AreaCode, MapValue>, rule: &ClassRule) -> Result<Classes, ClassError> {
    let shown: Vec<f64> = values.values().filter_map(|value| number(*value)).collect();
    Classes::of(&shown, rule)
}

/// The rings of outlines on the National Grid, those of an area after those of the one before.
///
/// # Errors
/// When one lies outside Great Britain.
pub fn rings(boundaries: &[Boundary]) -> Result<Vec<Ring>, OffTheGrid> {
    let grid = NationalGrid::new();
    let all = boundaries.iter().flat_map(|boundary| &boundary.polygons).flatten();
    all.map(|ring| grid.positions(ring)).collect()
}

fn number(value: MapValue) -> Option<f64> {
    match value {
        MapValue::Shown(value) => Some(value),
        MapValue::Withheld(_) => None,
    }
}

fn area(
    grid: &NationalGrid,
    boundary: &Boundary,
    value: Option<&MapValue>,
    classes: &Classes,
) -> Result<MapArea, OffTheGrid> {
    let polygon = |rings: &Vec<Vec<(f64, f64)>>| -> Result<Vec<Ring>, OffTheGrid> {
        rings.iter().map(|ring| grid.positions(ring)).collect()
    };
    let shade = match value {
        None => MapShade::NotHeld,
        Some(MapValue::Withheld(_)) => MapShade::Withheld,
        Some(MapValue::Shown(value)) => MapShade::Class(classes.class(*value)),
    };
    let polygons: Result<Vec<Vec<Ring>>, OffTheGrid> =
        boundary.polygons.iter().map(polygon).collect();
    Ok(MapArea { name: boundary.name.clone(), polygons: polygons?, shade })
}

/// The rule by which classes were made, in words.
fn rule_in_words(rule: &ClassRule) -> String {
    match rule {
        ClassRule::Fifths => {
            "Classes: fifths of the areas, as near as equal figures allow.".to_owned()
        }
        ClassRule::UpTo(_) => "Classes: bounds set beforehand.".to_owned(),
    }
}

/// The classes in words, with how many places each has.
fn told(
    classes: &Classes,
    rule: &ClassRule,
    decimals: u8,
    (one, many): (&str, &str),
) -> Vec<MapClass> {
    let bound = |place: usize| classes.bounds.get(place).map(|bound| decimal(*bound, decimals));
    let each = classes.held.iter().enumerate().map(|(place, held)| {
        let below = place.checked_sub(1).and_then(bound);
        let words = match (rule, held.range, below, bound(place)) {
            (ClassRule::Fifths, Some((low, high)), _, _) => {
                let (low, high) = (decimal(low, decimals), decimal(high, decimals));
                if low == high { low } else { format!("{low} to {high}") }
            }
            (_, _, None, Some(up_to)) => format!("up to {up_to}"),
            (_, _, Some(over), Some(up_to)) => format!("over {over}, up to {up_to}"),
            (_, _, Some(over), None) => format!("over {over}"),
            (_, _, None, None) => "all".to_owned(),
        };
        let places = if held.values == 1 { one } else { many };
        MapClass { words, held: format!("{} {places}", held.values) }
    });
    each.collect()
}

/// The figures of the map, the highest first, then those withheld.
fn table(
    words: &MapWords,
    boundaries: &[Boundary],
    values: &BTreeMap<AreaCode, MapValue>,
    classes: &Classes,
    decimals: u8,
) -> Table {
    let names: BTreeMap<AreaCode, &str> =
        boundaries.iter().map(|one| (one.area, one.name.as_str())).collect();
    let outlined: BTreeSet<AreaCode> = names.keys().copied().collect();
    let all: BTreeSet<AreaCode> = outlined.iter().chain(values.keys()).copied().collect();
    let mut ranked: Vec<(AreaCode, Option<MapValue>)> =
        all.into_iter().map(|area| (area, values.get(&area).copied())).collect();
    let height = |value: Option<MapValue>| value.and_then(number).unwrap_or(f64::NEG_INFINITY);
    ranked.sort_by(|(_, one), (_, other)| height(*other).total_cmp(&height(*one)));
    let without = ranked.iter().filter(|(area, _)| !outlined.contains(area)).count();
    let rows = ranked.into_iter().map(|(area, value)| {
        let name = names.get(&area).filter(|name| !name.is_empty());
        let heading = name.map_or_else(|| area.to_string(), |name| (*name).to_owned());
        let (cell, class) = match value {
            Some(MapValue::Shown(value)) => {
                (Cell::Number { value, decimals }, class_letter(classes.class(value)).to_owned())
            }
            Some(MapValue::Withheld(reason)) => {
                (Cell::Withheld(reason.in_words().to_owned()), "hatched".to_owned())
            }
            None => (Cell::Missing("not held".to_owned()), "white".to_owned()),
        };
        let cells = vec![Cell::Words(heading), cell, Cell::Words(class)];
        Row { cells, weight: RowWeight::Ordinary }
    });
    let note = format!("{without} of these have no outline here, and are not on the map.");
    Table {
        number: words.table,
        name: words.name.clone(),
        caption: words.subtitle.clone(),
        columns: vec![
            Column::words("Area"),
            Column::figures(&words.unit),
            Column::words("Class on the map"),
        ],
        rows: rows.collect(),
        notes: if without > 0 { vec![vec![text(note)]] } else { Vec::new() },
    }
}

/// The map for those who do not see it: how many areas, the highest and lowest, and how many are withheld.
fn in_words(table: &Table, areas: usize, classes: &Classes) -> String {
    let named = |row: &Row| match row.cells.as_slice() {
        [name, value @ Cell::Number { .. }, ..] => {
            Some(format!("{} ({})", name.printed(), value.printed()))
        }
        _ => None,
    };
    let shown: Vec<String> = table.rows.iter().filter_map(named).collect();
    let withheld =
        table.rows.iter().filter(|row| matches!(row.cells.get(1), Some(Cell::Withheld(_)))).count();
    let highest = shown.iter().take(3).cloned().collect::<Vec<_>>();
    let lowest = shown.last().filter(|_| shown.len() > 3);
    let lowest = lowest.map_or_else(String::new, |one| format!(" Lowest: {one}."));
    let hatched = match withheld {
        0 => String::new(),
        1 => " One is withheld and hatched.".to_owned(),
        many => format!(" {many} are withheld and hatched."),
    };
    format!(
        "A map of {areas} areas, north upwards, in {} classes of lighter to darker shades. Highest: {}.{lowest}{hatched} \
         The table gives every figure with the letter of its class.",
        counted(classes.held.len()),
        listed(&highest),
    )
}

#[cfg(test)]
mod tests;

//! Column names that tell a level and a year, such as `LAD17CD`.

use partnership::terms::area::AreaKind;

/// The columns of one level in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vintage {
    pub(super) kind: AreaKind,
    pub(super) year: i16,
    pub(super) code: usize,
    pub(super) name: Option<usize>,
}

const LEVELS: [(&str, AreaKind); 9] = [
    ("lsoa", AreaKind::Lsoa),
    ("wd", AreaKind::Ward),
    ("ward", AreaKind::Ward),
    ("lad", AreaKind::District),
    ("ltla", AreaKind::District),
    ("laua", AreaKind::District),
    ("csp", AreaKind::Partnership),
    ("pfa", AreaKind::ForceArea),
    ("pfarea", AreaKind::ForceArea),
];

/// Whether a header has codes of two levels or years, and so links areas.
pub(crate) fn links_areas(header: &[String]) -> bool {
    in_header(header).len() >= 2
}

/// The levels and years of a header, in the order of kind and year.
pub(super) fn in_header(header: &[String]) -> Vec<Vintage> {
    let parts: Vec<_> = header.iter().map(|name| level_and_year(name)).collect();
    let mut vintages = Vec::new();
    for (code, part) in parts.iter().enumerate() {
        if let Some((kind, year, "cd" | "code")) = *part {
            let named = |other: &Option<(AreaKind, i16, &str)>| matches!(other, Some((k, y, "nm" | "name")) if *k == kind && *y == year);
            let name = parts.iter().position(named);
            vintages.push(Vintage { kind, year, code, name });
        }
    }
    vintages.sort_by_key(|vintage| (vintage.kind, vintage.year));
    vintages
}

/// Whether a row's `later` year comes next after `earlier` for an area's own code. Districts are
/// listed for every year, LSOAs for every census.
pub(super) fn follows(earlier: i16, later: i16, kind: AreaKind) -> bool {
    let apart = if kind == AreaKind::Lsoa { 10 } else { 1 };
    later - earlier == apart
}

/// The level, the year and the rest of a column's name: `ltla24 code` gives district, 2024, `code`.
fn level_and_year(name: &str) -> Option<(AreaKind, i16, &str)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (level, rest) = name.split_at(digits);
    let (_, kind) = LEVELS.iter().find(|(short, _)| *short == level)?;
    let year: i16 = rest.get(..2)?.parse().ok()?;
    Some((*kind, 2000 + year, rest.get(2..)?.trim()))
}

//! What may be referred to: every reference that has an answer now, with what it would say.
//!
//! In comes material; out go references to choose from.

use crate::assessment::answering::answer;
use crate::assessment::answering::asked;
use crate::assessment::material::Material;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;

/// A reference to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The reference.
    pub reference: Reference,
    /// What it is, such as "Burglary in Maidstone, April to June 2014".
    pub what: String,
    /// What it would say; of a chart, table or map, its caption.
    pub says: String,
}

/// Those that do not name a line.
// A forecast is tried on many months, which takes long for every line.
const FIXED: [&str; 32] = [
    "{phrase:driven-by}",
    "{phrase:standings}",
    "{phrase:by-deprivation all-crime}",
    "{phrase:period}",
    "{phrase:against}",
    "{phrase:area}",
    "{phrase:force}",
    "{phrase:usual-rate all-crime}",
    "{phrase:forecast all-crime}",
    "{phrase:seasonal all-crime}",
    "{phrase:concentration all-crime}",
    "{phrase:repeat-places all-crime}",
    "{figure:all-crime.severity}",
    "{chart:months all-crime}",
    "{chart:beside-group}",
    "{chart:funnel all-crime}",
    "{chart:by-deprivation all-crime}",
    "{chart:usual-rate all-crime}",
    "{chart:forecast all-crime}",
    "{chart:seasonal all-crime}",
    "{chart:concentration all-crime}",
    "{table:classes}",
    "{table:severity}",
    "{table:repeat-places all-crime}",
    "{table:by-deprivation all-crime}",
    "{table:neighbourhoods all-crime}",
    "{map:neighbourhoods all-crime}",
    "{map:hot-spots all-crime}",
    "{map:density all-crime}",
    "{map:deprivation}",
    "{table:ward-flags}",
    "{map:wards all-crime}",
];

/// All references that have an answer, in the order in which they are typed most: phrases, figures, charts and tables, then
/// what was kept by name.
pub fn palette(material: &Material<'_>) -> Vec<Offer> {
    let lines: Vec<String> = asked::lines().into_iter().map(|(name, _)| name).collect();
    let of_lines = |form: &str| -> Vec<String> {
        lines.iter().map(|name| form.replace("LINE", name)).collect()
    };
    let supplied = material.supplied;
    let figures = supplied.figures.keys().map(|name| format!("{{figure:{name}}}"));
    let partner = supplied.partner.keys().map(|name| format!("{{partner:{name}}}"));
    let named = supplied.noted.keys().chain(supplied.shown.keys());
    let named = named.map(|(kind, name)| format!("{{{}:{name}}}", kind.name()));
    let judged = ["usual-range", "usual-share", "expected", "recording"];
    let judged = judged.map(|name| of_lines(&format!("{{phrase:{name} LINE}}")));
    let typed = of_lines("{phrase:changed LINE}")
        .into_iter()
        .chain(FIXED.map(str::to_owned))
        .chain(of_lines("{figure:LINE.count}"))
        .chain(of_lines("{figure:LINE.percent}"))
        .chain(of_lines("{phrase:standing LINE}"))
        .chain(judged.into_iter().flatten())
        .chain(of_lines("{chart:months LINE}").into_iter().skip(1))
        .chain(of_lines("{chart:usual-range LINE}"))
        .chain(of_lines("{chart:usual-share LINE}"))
        .chain(of_lines("{chart:expected LINE}"))
        .chain(figures)
        .chain(named)
        .chain(partner);
    let offers = typed.filter_map(|typed| {
        let reference: Reference = typed.parse().ok()?;
        let answered = answer(&reference, material).ok()?;
        Some(Offer { reference, what: answered.what, says: answered.says })
    });
    offers.collect()
}

impl Offer {
    /// Whether it stands in a paragraph of its own.
    pub fn stands_alone(&self) -> bool {
        matches!(self.reference.kind, Kind::Chart | Kind::Table | Kind::Map)
    }
}

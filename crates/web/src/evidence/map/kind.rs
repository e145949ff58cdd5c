//! What a map is asked for: a district, an offence, a period, and which kind of map.
//!
//! In comes a form; out go its parts, or what is to be chosen otherwise, told beside its field.

use std::str::FromStr;

use partnership::assessment::reference::Reference;
use partnership::evidence::enquiry::Offence;
use partnership::evidence::enquiry::choices::Choice;
use partnership::evidence::enquiry::choices::Choices;
use partnership::evidence::figure::Line;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::period::Period;

use crate::evidence::enquiry_form::Item;
use crate::evidence::enquiry_form::items;
use crate::page::form::Form;

/// Which map is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct MapAsked {
    pub(super) area: AreaCode,
    pub(super) line: Line,
    pub(super) period: Period,
    pub(super) kind: MapKind,
}

/// A kind of map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MapKind {
    /// Neighbourhoods shaded by their counts.
    Neighbourhoods,
    /// Wards shaded by their rates.
    Wards,
    /// Neighbourhoods shaded by deprivation.
    Deprivation,
    /// Squares that stand out.
    HotSpots,
}

/// Why a text is no kind of map.
#[derive(Debug, thiserror::Error)]
#[error("choose a kind of map from the list")]
pub(super) struct NoMapKind;

/// Lists to choose from.
#[derive(Debug, serde::Serialize)]
pub(super) struct MapLists {
    areas: Vec<Item>,
    offences: Vec<Item>,
    periods: Vec<Item>,
    kinds: Vec<Item>,
}

impl MapKind {
    const ALL: [MapKind; 4] =
        [MapKind::Neighbourhoods, MapKind::Wards, MapKind::HotSpots, MapKind::Deprivation];

    fn name(self) -> &'static str {
        match self {
            MapKind::Neighbourhoods => "neighbourhoods",
            MapKind::Wards => "wards",
            MapKind::HotSpots => "hot-spots",
            MapKind::Deprivation => "deprivation",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            MapKind::Neighbourhoods => "Counts by neighbourhood",
            MapKind::Wards => "Rates by ward",
            MapKind::HotSpots => "Hot spots on squares of 500 m",
            MapKind::Deprivation => "Deprivation by neighbourhood, whatever was recorded",
        }
    }
}

impl FromStr for MapKind {
    type Err = NoMapKind;

    fn from_str(text: &str) -> Result<MapKind, NoMapKind> {
        MapKind::ALL.into_iter().find(|kind| kind.name() == text).ok_or(NoMapKind)
    }
}

impl MapAsked {
    /// What a form asks for; what it leaves out is the first of what can be chosen.
    pub(super) fn read(form: &mut Form, choices: &Choices) -> Option<MapAsked> {
        let first = choices.first;
        let parts = [
            ("area", first.area.to_string()),
            ("offence", first.line.short_name()),
            ("period", first.period.to_string()),
            ("kind", MapKind::Neighbourhoods.name().to_owned()),
        ];
        for (name, text) in parts {
            if form.text(name).is_empty() {
                form.put(name, &text);
            }
        }
        let area: Option<AreaCode> = form.value("area", "Choose an area");
        let line = form.value::<Offence>("offence", "Choose what was recorded");
        let period = form.value("period", "Choose a period");
        let kind = form.value("kind", "Choose a kind of map");
        let is_district = area.is_none_or(|area| area.kind() == AreaKind::District);
        if !is_district {
            form.fault("area", "Choose a district: maps are drawn of one");
        }
        if form.has_faults() {
            return None;
        }
        Some(MapAsked { area: area?, line: line?.0, period: period?, kind: kind? })
    }

    /// The reference by which a draft would have this map.
    pub(super) fn reference(self) -> Reference {
        let (kind, period) = (self.kind.name(), self.period);
        match self.kind {
            MapKind::Deprivation => Reference::map(&format!("{kind} {period}")),
            MapKind::Neighbourhoods | MapKind::Wards | MapKind::HotSpots => {
                Reference::map(&format!("{kind} {} {period}", self.line.short_name()))
            }
        }
    }

    /// The same behind the question mark of an address.
    pub(super) fn address(self) -> String {
        let MapAsked { area, line, period, kind } = self;
        let line = line.short_name();
        format!("area={area}&offence={line}&period={period}&kind={}", kind.name())
    }
}

impl MapLists {
    pub(super) fn of(choices: &Choices, form: &Form) -> MapLists {
        let district = |one: &&Choice| {
            one.value.parse().is_ok_and(|area: AreaCode| area.kind() == AreaKind::District)
        };
        let areas: Vec<Choice> = choices.areas.iter().filter(district).cloned().collect();
        let kinds = MapKind::ALL.map(|kind| Choice {
            value: kind.name().to_owned(),
            words: kind.in_words().to_owned(),
        });
        MapLists {
            areas: items(&areas, form.text("area"), form.text("area")),
            offences: items(&choices.offences, form.text("offence"), ""),
            periods: items(&choices.periods, form.text("period"), form.text("period")),
            kinds: items(&kinds, form.text("kind"), ""),
        }
    }
}

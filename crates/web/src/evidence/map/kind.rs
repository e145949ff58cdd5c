//! The kinds of maps, and what a draft calls each.

use partnership::assessment::reference::Kind as Named;
use partnership::assessment::reference::Reference;

use crate::evidence::picked::Kind;
use crate::evidence::picked::Picked;

/// A kind of map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MapKind {
    /// Neighbourhoods shaded by their counts.
    Neighbourhoods,
    /// Wards shaded by their rates.
    Wards,
    /// Squares that stand out.
    HotSpots,
    /// A smooth surface.
    Density,
    /// Neighbourhoods shaded by deprivation.
    Deprivation,
}

impl Kind for MapKind {
    const ALL: &'static [MapKind] = &[
        MapKind::Neighbourhoods,
        MapKind::Wards,
        MapKind::HotSpots,
        MapKind::Density,
        MapKind::Deprivation,
    ];

    fn name(self) -> &'static str {
        match self {
            MapKind::Neighbourhoods => "neighbourhoods",
            MapKind::Wards => "wards",
            MapKind::HotSpots => "hot-spots",
            MapKind::Density => "density",
            MapKind::Deprivation => "deprivation",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            MapKind::Neighbourhoods => "Counts by neighbourhood",
            MapKind::Wards => "Rates by ward",
            MapKind::HotSpots => "Hot spots on squares of 500 m",
            MapKind::Density => "How dense it is, on squares of 500 m",
            MapKind::Deprivation => "Deprivation by neighbourhood, whatever was recorded",
        }
    }
}

impl MapKind {
    /// Whether it finds something that is kept as a finding, and does not only show.
    pub(super) fn finds(self) -> bool {
        match self {
            MapKind::HotSpots | MapKind::Density => true,
            MapKind::Neighbourhoods | MapKind::Wards | MapKind::Deprivation => false,
        }
    }
}

/// The reference by which a draft would have this map.
pub(super) fn reference(asked: Picked<MapKind>) -> Reference {
    let (kind, period) = (asked.kind.name(), asked.period);
    let words = match asked.kind {
        MapKind::Deprivation => format!("{kind} {period}"),
        MapKind::Neighbourhoods | MapKind::Wards | MapKind::HotSpots | MapKind::Density => {
            format!("{kind} {} {period}", asked.line.short_name())
        }
    };
    Reference::of(Named::Map, &words)
}

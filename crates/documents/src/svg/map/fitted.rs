//! Places fitted to the canvas: metres to pixels, north upwards, and no point finer than the eye.
//!
//! In come a map and a size that it may take; out go rings in pixels, and where in an area a letter
//! has room.

use partnership::content::map::Map;
use partnership::content::map::MapArea;
use partnership::content::map::Shaded;
use partnership::statistics::national_grid::GridPosition;
use partnership::statistics::square_grid::Ring;

use crate::svg::canvas::Place;
use crate::svg::canvas::at;
use crate::svg::drawable;
use crate::svg::map::TOP;

/// Points nearer than this to the one before are left out.
const FINEST: f64 = 0.35;
/// Half the room that a letter takes.
const LETTER: f64 = 8.0;

/// How a map lies on the canvas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitted {
    west: f64,
    north: f64,
    /// Pixels for a metre.
    pub(super) per_metre: f64,
    /// Width and height in pixels.
    pub(super) size: Place,
}

impl Fitted {
    /// The map as large as `most` allows; none where it has no extent.
    pub(super) fn to(map: &Map, most: Place) -> Option<Fitted> {
        let mut positions: Vec<GridPosition> = map.lines.iter().flatten().copied().collect();
        match &map.shaded {
            Shaded::Areas(areas) => {
                positions.extend(areas.iter().flat_map(|area| &area.polygons).flatten().flatten());
            }
            Shaded::Squares { side, corners } => {
                let far = |at: &GridPosition| GridPosition {
                    east: at.east + side,
                    north: at.north + side,
                };
                positions.extend(corners.iter().flat_map(|(corner, _)| [*corner, far(corner)]));
            }
        }
        let range = |pick: fn(&GridPosition) -> f64| {
            let all = positions.iter().map(pick).filter_map(drawable);
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| {
                (low.min(one), high.max(one))
            })
        };
        let (west, east) = range(|one| one.east);
        let (south, north) = range(|one| one.north);
        let (wide, high) = (east - west, north - south);
        if !(wide > 0.1 && high > 0.1) {
            return None;
        }
        let per_metre = (most.x / wide).min(most.y / high);
        Some(Fitted { west, north, per_metre, size: at(wide * per_metre, high * per_metre) })
    }

    fn place(&self, position: GridPosition) -> Option<Place> {
        let (east, north) = (drawable(position.east)?, drawable(position.north)?);
        Some(at(
            (east - self.west) * self.per_metre + 2.0,
            (self.north - north) * self.per_metre + TOP,
        ))
    }

    /// A ring in pixels; what is finer than the eye is left out, and its ends meet.
    pub(super) fn ring(&self, ring: &Ring) -> Vec<Place> {
        let mut kept: Vec<Place> = Vec::new();
        for place in ring.iter().filter_map(|position| self.place(*position)) {
            let far = |last: &Place| (place.x - last.x).hypot(place.y - last.y) >= FINEST;
            if kept.last().is_none_or(far) {
                kept.push(place);
            }
        }
        if let (Some(first), true) = (kept.first().copied(), kept.len() > 1) {
            kept.push(first);
        }
        kept
    }

    /// All rings of an area that are large enough to be seen.
    pub(super) fn area(&self, area: &MapArea) -> Vec<Vec<Place>> {
        let rings = area.polygons.iter().flatten().map(|ring| self.ring(ring));
        rings.filter(|ring| ring.len() > 3).collect()
    }

    /// Squares, those beside each other drawn as one.
    pub(super) fn squares(
        &self,
        side: f64,
        corners: impl Iterator<Item = GridPosition>,
    ) -> Vec<Vec<Place>> {
        let mut corners: Vec<GridPosition> = corners.collect();
        corners.sort_by(|a, b| a.north.total_cmp(&b.north).then(a.east.total_cmp(&b.east)));
        let mut strips: Vec<(GridPosition, f64)> = Vec::new();
        for corner in corners {
            match strips.last_mut() {
                Some((start, long))
                    if (start.north - corner.north).abs() < side / 2.0
                        && (start.east + *long - corner.east).abs() < side / 2.0 =>
                {
                    *long += side;
                }
                Some(_) | None => strips.push((corner, side)),
            }
        }
        strips.into_iter().filter_map(|(corner, long)| self.strip(corner, long, side)).collect()
    }

    fn strip(&self, corner: GridPosition, long: f64, high: f64) -> Option<Vec<Place>> {
        let low = self.place(corner)?;
        let far = GridPosition { east: corner.east + long, north: corner.north + high };
        let far = self.place(far)?;
        Some(vec![low, at(far.x, low.y), far, at(low.x, far.y), low])
    }
}

/// The middle of the widest room in an area's shape, where a letter fits wholly; none in a narrow one.
pub(super) fn room_for_a_letter(rings: &[Vec<Place>]) -> Option<Place> {
    let heights = rings.iter().flatten().map(|place| place.y);
    let (top, foot) = heights
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, foot), y| (top.min(y), foot.max(y)));
    let mut best: Option<(f64, Place)> = None;
    for step in 1..16_u8 {
        let y = top + (foot - top) * f64::from(step) / 16.0;
        let [over, through, under] = [y - LETTER, y, y + LETTER].map(|level| runs(rings, level));
        for (from, to) in through {
            let holds = |runs: &[(f64, f64)], low: f64, high: f64| {
                runs.iter().any(|(start, end)| *start <= low && high <= *end)
            };
            let middle = f64::midpoint(from, to);
            let (low, high) = (middle - LETTER, middle + LETTER);
            let fits =
                to - from >= 2.0 * LETTER && holds(&over, low, high) && holds(&under, low, high);
            if fits && best.is_none_or(|(wide, _)| to - from > wide) {
                best = Some((to - from, at(middle, y)));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Where a level line is inside the rings.
fn runs(rings: &[Vec<Place>], level: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = Vec::new();
    for ends in rings.iter().flat_map(|ring| ring.windows(2)) {
        let (one, other) = (ends[0], ends[1]);
        if (one.y <= level) != (other.y <= level) {
            crossings.push(one.x + (level - one.y) / (other.y - one.y) * (other.x - one.x));
        }
    }
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

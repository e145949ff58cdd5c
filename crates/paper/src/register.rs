//! How a printed page lies in a scan: turned, skewed, stretched, with a corner lost.
//!
//! In come a scan and where its corner squares and edge marks were printed; out comes the map from millimetres on the
//! page to pixels of the scan, with what is left over (its residual) in millimetres. A page whose residual is too large
//! is refused.

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;

use crate::geometry::Map;
use crate::geometry::Pair;
use crate::geometry::Point;
use crate::squares::Square;

mod by_code;
mod pose;

pub(crate) use by_code::pose_by_code;
pub(crate) use pose::poses;

/// The largest root mean square residual with which a page is read, in millimetres. A box is looked for within 1 mm.
pub const LARGEST_RESIDUAL_MM: f64 = 0.5;
/// With an affine map's residual above this, in millimetres, a projective one is tried.
const BENT_MM: f64 = 0.12;
/// With fewer marks than these no page is read that has fewer than three corners.
const FEWEST_MARKS: usize = 8;
/// A mark this far from where it should be, in millimetres, is another thing.
const ASTRAY_MM: f64 = 1.8;

/// Why a page cannot be registered.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum RegisterError {
    /// Too few of the corner squares are seen.
    #[error(
        "fewer than three corner squares were found; scan the sheet again, flat and with all its corners, or key it by hand"
    )]
    TooFewCorners,
    /// One corner is lost and too few edge marks say where the others are.
    #[error(
        "one corner is lost and only {0} edge marks were found, where 4 are needed; scan the sheet again or key it by hand"
    )]
    TooFewMarks(usize),
    /// The marks do not lie as they were printed.
    #[error(
        "the marks lie {0:.2} mm from where the form has them, and 0.50 mm is allowed; scan the sheet again, flat, or key it by hand"
    )]
    Residual(f64),
}

/// How a printed page lies in a scan.
#[derive(Debug, Clone, PartialEq)]
pub struct Registration {
    pub(crate) map: Map,
    /// Root mean square distance between the marks and where the map says they are, in millimetres.
    pub residual_mm: f64,
    /// Which corner squares were found: top left, top right, bottom left, bottom right.
    pub corners: [bool; 4],
    /// How many of the edge marks were found.
    pub edge_marks: usize,
    /// By how many degrees the page is turned clockwise in the scan, from -180 to 180.
    pub turned: f64,
    /// Pixels of the scan in a millimetre of the printed page.
    pub dots_per_mm: f64,
}

impl Registration {
    /// Whether all four corners were seen. A page with three is read, and is worth a second look.
    pub fn has_all_corners(&self) -> bool {
        self.corners.iter().all(|found| *found)
    }
}

/// The middle of a place.
pub(crate) fn centre(place: &Place) -> Point {
    Point::of(place.left + place.width / 2.0, place.top + place.height / 2.0)
}

/// The registration that a first, rough map grows into once all marks are used.
pub(crate) fn refined(
    rough: &Map,
    layout: &PageLayout,
    squares: &[Square],
) -> Result<Registration, RegisterError> {
    let corners = layout.corners.each_ref().map(|place| seen(place, rough, squares));
    let found = corners.iter().flatten().count();
    if found < 3 {
        return Err(RegisterError::TooFewCorners);
    }
    let of_corners: Vec<Pair> = corners.iter().flatten().copied().collect();
    // With more corners the map is better, and the marks are then nearer to where it has them.
    let better = Map::affine(&of_corners).unwrap_or(*rough);
    let edges: Vec<Pair> =
        layout.edge_marks.iter().filter_map(|place| seen(place, &better, squares)).collect();
    if found == 3 && edges.len() < 4 {
        return Err(RegisterError::TooFewMarks(edges.len()));
    }
    registered(corners, edges, layout)
}

/// The registration of a page whose rough map, grown from its code, has most marks near their places already. Corners may
/// be lost, as long as marks remain on both edges and from the page's upper part to its lower.
pub(crate) fn refined_by_code(
    rough: &Map,
    layout: &PageLayout,
    squares: &[Square],
) -> Result<Registration, RegisterError> {
    let corners = layout.corners.each_ref().map(|place| seen(place, rough, squares));
    let edges: Vec<Pair> =
        layout.edge_marks.iter().filter_map(|place| seen(place, rough, squares)).collect();
    let marks: Vec<Point> = corners.iter().flatten().chain(&edges).map(|pair| pair.0).collect();
    let has = |side: fn(&Point) -> bool| marks.iter().filter(|mark| side(mark)).count() >= 3;
    let is_spread = has(|mark| mark.x < 60.0) && has(|mark| mark.x > 150.0);
    let is_long = marks.iter().any(|mark| mark.y < 70.0) && marks.iter().any(|mark| mark.y > 220.0);
    if marks.len() < FEWEST_MARKS || !is_spread || !is_long {
        return Err(RegisterError::TooFewCorners);
    }
    registered(corners, edges, layout)
}

/// The registration by all marks that are seen.
fn registered(
    corners: [Option<Pair>; 4],
    edges: Vec<Pair>,
    layout: &PageLayout,
) -> Result<Registration, RegisterError> {
    let pairs: Vec<Pair> = corners.iter().flatten().chain(&edges).copied().collect();
    let (map, residual_mm) = best_map(&pairs).ok_or(RegisterError::TooFewCorners)?;
    if residual_mm > LARGEST_RESIDUAL_MM {
        return Err(RegisterError::Residual(residual_mm));
    }
    let (right, _) = map.steps(centre(&layout.code));
    Ok(Registration {
        map,
        residual_mm,
        corners: corners.map(|corner| corner.is_some()),
        edge_marks: edges.len(),
        turned: right.y.atan2(right.x).to_degrees(),
        dots_per_mm: dots_per_mm(&map),
    })
}

/// Pixels in a millimetre, in the middle of the page.
pub(crate) fn dots_per_mm(map: &Map) -> f64 {
    let (right, down) = map.steps(Point::of(105.0, 148.0));
    (right.x * down.y - right.y * down.x).abs().sqrt()
}

/// Where a printed square is seen: the nearest of its size.
fn seen(place: &Place, map: &Map, squares: &[Square]) -> Option<Pair> {
    let printed = centre(place);
    let expected = map.at(printed);
    let dots = dots_per_mm(map);
    let fits = |square: &&Square| {
        (square.side / place.width - 1.0).abs() < if place.width > 5.0 { 0.2 } else { 0.35 }
    };
    let nearest = squares
        .iter()
        .filter(fits)
        .min_by(|a, b| a.centre.to(expected).total_cmp(&b.centre.to(expected)))?;
    (nearest.centre.to(expected) < ASTRAY_MM * dots).then_some((printed, nearest.centre))
}

/// The map with the least residual in millimetres: affine, or projective where that is clearly better. Marks that lie
/// far from where the others say are left out, as long as enough remain.
fn best_map(pairs: &[Pair]) -> Option<(Map, f64)> {
    let all = fitted(pairs)?;
    let limit = (2.5 * all.1).max(0.35);
    let near = |pair: &&Pair| apart(&all.0, pair) < limit;
    let kept: Vec<Pair> = pairs.iter().filter(near).copied().collect();
    if kept.len() == pairs.len() || kept.len() < 5 || kept.len() * 4 < pairs.len() * 3 {
        return Some(all);
    }
    fitted(&kept)
}

fn fitted(pairs: &[Pair]) -> Option<(Map, f64)> {
    let affine = Map::affine(pairs)?;
    let plain = residual(&affine, pairs);
    let may_be_bent = plain > BENT_MM && pairs.len() >= 7;
    if let Some(projective) = may_be_bent.then(|| Map::projective(pairs)).flatten() {
        let left = residual(&projective, pairs);
        if left < 0.7 * plain {
            return Some((projective, left));
        }
    }
    Some((affine, plain))
}

/// Root mean square residual, in millimetres.
fn residual(map: &Map, pairs: &[Pair]) -> f64 {
    let squares: f64 = pairs.iter().map(|pair| apart(map, pair).powi(2)).sum();
    (squares / pairs.len() as f64).sqrt()
}

fn apart(map: &Map, pair: &Pair) -> f64 {
    map.at(pair.0).to(pair.1) / dots_per_mm(map)
}

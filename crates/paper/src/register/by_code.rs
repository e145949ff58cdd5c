//! How the page lies where its corner squares do not tell: from its code, outwards mark by mark.
//!
//! In come where three corners of the code are seen and all squares of the scan; out comes a rough map. A sheet that
//! a telephone took at a slant, one that lost two corners, and one that is much smaller than printed are known so.

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;

use crate::geometry::Map;
use crate::geometry::Pair;
use crate::geometry::Point;
use crate::register::centre;
use crate::register::dots_per_mm;
use crate::squares::Square;

/// Modules along a side of the smallest codes that a page's name fits into (ISO/IEC 18004, versions 1 to 5).
const SIDES: [f64; 5] = [21.0, 25.0, 29.0, 33.0, 37.0];
/// Modules of white around a code.
const QUIET: f64 = 4.0;
/// Modules from a code's corner to where a reader says it is: the corner itself, or the middle of its finder pattern.
const INWARDS: [f64; 2] = [0.0, 3.5];
/// A mark is looked for within so many millimetres of where it should be, and so much more for each from what is known.
const ASTRAY_MM: f64 = 1.5;
const ASTRAY_SHARE: f64 = 0.06;
const MOST_ASTRAY_MM: f64 = 9.0;
/// With fewer marks the page is not known.
const FEWEST: usize = 8;

/// A rough map from the code's corners at the bottom left, top left and top right.
pub(crate) fn pose_by_code(
    layout: &PageLayout,
    corners: [Point; 3],
    squares: &[Square],
    dots: f64,
) -> Option<Map> {
    let sizes = SIDES.into_iter().flat_map(|side| INWARDS.map(|inwards| (side, inwards)));
    let grown = sizes.filter_map(|(side, inwards)| {
        let module = layout.code.width / (side + 2.0 * QUIET);
        let (near, far) = ((QUIET + inwards) * module, (QUIET + side - inwards) * module);
        let at = |x: f64, y: f64| Point::of(layout.code.left + x, layout.code.top + y);
        let printed = [at(near, far), at(near, near), at(far, near)];
        let start: Vec<Pair> = printed.into_iter().zip(corners).collect();
        grown(layout, start, squares, dots)
    });
    grown.max_by_key(|(found, _)| *found).map(|(_, map)| map)
}

/// The map that takes in one mark after another, the nearest to the code first, and how many it took.
fn grown(
    layout: &PageLayout,
    start: Vec<Pair>,
    squares: &[Square],
    dots: f64,
) -> Option<(usize, Map)> {
    let code = centre(&layout.code);
    let mut marks: Vec<&Place> = layout.corners.iter().chain(&layout.edge_marks).collect();
    marks.sort_by(|a, b| centre(a).to(code).total_cmp(&centre(b).to(code)));
    let mut map = Map::affine(&start)?;
    let mut known = start;
    let first = known.len();
    for mark in marks {
        if let Some(pair) = seen(mark, &map, &known, squares, dots) {
            known.push(pair);
            map = fitted(&known).unwrap_or(map);
        }
    }
    let found = known.len() - first;
    let of_marks = known.get(first..)?;
    (found >= FEWEST).then(|| (found, fitted(of_marks).unwrap_or(map)))
}

/// Affine while all that is known lies near together or in a line, projective from then on.
fn fitted(known: &[Pair]) -> Option<Map> {
    let across = known.iter().map(|pair| pair.0.x);
    let (least, most) = across.fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
    if known.len() >= 8 && most - least > 100.0 {
        return Map::projective(known).or_else(|| Map::affine(known));
    }
    Map::affine(known)
}

/// Where a mark is seen: the nearest square of about its size, near enough for how far it is from what is known.
fn seen(mark: &Place, map: &Map, known: &[Pair], squares: &[Square], dots: f64) -> Option<Pair> {
    let printed = centre(mark);
    let expected = map.at(printed);
    let far = known.iter().map(|pair| pair.0.to(printed)).fold(f64::MAX, f64::min);
    let here = dots_per_mm(map);
    let within = (ASTRAY_MM + ASTRAY_SHARE * far).min(MOST_ASTRAY_MM) * here;
    // Sizes were taken with a guess at the resolution.
    let size = |square: &Square| square.side * dots / here / mark.width;
    let fits = squares.iter().filter(|square| (0.7..1.4).contains(&size(square)));
    let nearest = fits.min_by(|a, b| a.centre.to(expected).total_cmp(&b.centre.to(expected)))?;
    (nearest.centre.to(expected) < within).then_some((printed, nearest.centre))
}

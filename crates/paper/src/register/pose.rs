//! How the page lies, roughly: which squares of a scan are the corner squares.
//!
//! In come all filled squares; out come maps under which three corner squares or more, and most edge marks, lie where
//! they were printed. Four squares look the same upside down, so there may be two; the page's code decides.

use partnership::consultation::layout::PageLayout;

use crate::geometry::Map;
use crate::geometry::Pair;
use crate::geometry::Point;
use crate::register::centre;
use crate::register::dots_per_mm;
use crate::squares::Square;

/// How much longer or shorter than printed a page may be, along either side, and how much between its sides.
const STRETCH: f64 = 0.1;
/// How far a page's sides may be from a right angle, in degrees.
const SHEAR_DEGREES: f64 = 2.5;
/// How far a page may be turned from upright or a quarter turn, in degrees.
const SKEW_DEGREES: f64 = 10.0;
/// A mark within so many millimetres of its place agrees.
const AGREES_MM: f64 = 1.5;

/// Rough maps, the best first: at most one for each quarter turn.
pub(crate) fn poses(layout: &PageLayout, squares: &[Square], dots_per_mm: f64) -> Vec<Map> {
    let corners = layout.corners.each_ref().map(centre);
    let outer = outermost(squares);
    let mut best: [Option<(usize, Map)>; 4] = [None; 4];
    for lost in 0..4 {
        let printed: Vec<Point> = (0..4).filter(|at| *at != lost).map(|at| corners[at]).collect();
        for seen in triples(&outer) {
            let pairs: Vec<Pair> = printed.iter().copied().zip(seen).collect();
            let likely = distances_agree(&pairs, dots_per_mm);
            let Some(map) = likely.then(|| Map::affine(&pairs)).flatten() else { continue };
            let Some(turn) = quarter_turn(&map, dots_per_mm) else { continue };
            let agreeing = agreeing(&map, layout, squares);
            if best[turn].is_none_or(|(most, _)| agreeing > most) {
                best[turn] = Some((agreeing, map));
            }
        }
    }
    let mut found: Vec<(usize, Map)> = best.into_iter().flatten().collect();
    found.sort_by_key(|pose| std::cmp::Reverse(pose.0));
    let most = found.first().map_or(0, |pose| pose.0);
    // Three squares that are there by chance have no edge marks between them.
    found.retain(|pose| 2 * pose.0 > most);
    found.into_iter().map(|pose| pose.1).collect()
}

/// The squares of a corner's size that stand farthest out in each of the four diagonal directions.
fn outermost(squares: &[Square]) -> Vec<Point> {
    let sized: Vec<Point> = squares
        .iter()
        .filter(|square| (4.9..7.1).contains(&square.side))
        .map(|square| square.centre)
        .collect();
    let mut found: Vec<Point> = Vec::new();
    for (x, y) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
        let out = |point: &Point| x * point.x + y * point.y;
        let mut ordered = sized.clone();
        ordered.sort_by(|a, b| out(b).total_cmp(&out(a)));
        found.extend(ordered.into_iter().take(4));
    }
    found.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    found.dedup();
    found
}

/// All ordered choices of three.
fn triples(points: &[Point]) -> impl Iterator<Item = [Point; 3]> + '_ {
    let count = points.len();
    (0..count).flat_map(move |a| {
        let others = move |b: usize| (0..count).filter(move |c| a != b && *c != a && *c != b);
        (0..count).flat_map(move |b| others(b).map(move |c| [points[a], points[b], points[c]]))
    })
}

fn distances_agree(pairs: &[Pair], dots_per_mm: f64) -> bool {
    [(0, 1), (1, 2), (0, 2)].into_iter().all(|(a, b)| {
        let printed = pairs[a].0.to(pairs[b].0) * dots_per_mm;
        (pairs[a].1.to(pairs[b].1) / printed - 1.0).abs() < STRETCH
    })
}

/// How many quarter turns a map makes, if it is one that a scanner can make of a page.
fn quarter_turn(map: &Map, dots: f64) -> Option<usize> {
    let (right, down) = map.steps(Point::of(105.0, 148.0));
    let (across, along) = (right.x.hypot(right.y), down.x.hypot(down.y));
    let turned = right.y.atan2(right.x).to_degrees();
    let corner = down.y.atan2(down.x).to_degrees() - turned;
    let sheared = (corner.rem_euclid(360.0) - 90.0).abs() > SHEAR_DEGREES;
    let stretched = [across, along].into_iter().any(|side| (side / dots - 1.0).abs() > STRETCH);
    let quarters = (turned / 90.0).round();
    let skewed = (turned - quarters * 90.0).abs() > SKEW_DEGREES;
    (!sheared && !stretched && !skewed).then(|| crate::number::whole(quarters.rem_euclid(4.0)))
}

/// How many corners and edge marks lie where the map says.
fn agreeing(map: &Map, layout: &PageLayout, squares: &[Square]) -> usize {
    let dots = dots_per_mm(map);
    let marks = layout.corners.iter().chain(&layout.edge_marks);
    marks
        .filter(|place| {
            let expected = map.at(centre(place));
            squares.iter().any(|square| {
                (square.side / place.width - 1.0).abs() < 0.35
                    && square.centre.to(expected) < AGREES_MM * dots
            })
        })
        .count()
}

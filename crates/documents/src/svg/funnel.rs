//! Drawing a funnel: each area's rate against its size, with the limits that chance allows.
//!
//! In come areas and limits; out goes a plot in which the area itself is large and named, areas
//! beyond the outer limits are square and named, and every line is named at its right-hand end.

use partnership::content::chart::Funnel;
use partnership::content::chart::FunnelLimit;
use partnership::content::chart::FunnelPoint;
use partnership::content::chart::PointPlace;
use partnership::content::table::decimal;

use crate::colours::ACCENT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::Letters;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::Stroke;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::drawable;
use crate::svg::lettering::SIZE;
use crate::svg::lettering::cut;
use crate::svg::lettering::width;
use crate::svg::placing::Box;
use crate::svg::placing::spread;
use crate::svg::scale::Baseline;
use crate::svg::scale::Scale;

const TOP: f64 = 48.0;
const FOOT: f64 = 312.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 556.0;

/// The two scales of a funnel.
struct Scales {
    across: Scale,
    up: Scale,
}

impl Scales {
    fn of(points: &[&FunnelPoint], limits: &[FunnelLimit], mean: Option<f64>) -> Scales {
        let ends = limits.iter().flat_map(|limit| [limit.outer.0, limit.outer.1]);
        let up = points.iter().map(|point| point.up).chain(ends).chain(mean);
        let wide = limits.iter().map(|limit| limit.across);
        let across = points.iter().map(|point| point.across).chain(wide);
        Scales {
            across: Scale::of(across, Baseline::Free, (LEFT, RIGHT), 6),
            up: Scale::of(up, Baseline::Free, (FOOT, TOP), 5),
        }
    }

    fn place(&self, across: f64, up: f64) -> Place {
        at(self.across.place(across), self.up.place(up))
    }
}

/// What a point is to the reader, and so how it is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Own,
    Within,
    Beyond,
}

/// The funnel, drawn.
pub(super) fn drawn(funnel: &Funnel) -> Canvas {
    let mut canvas = Canvas::of_height(FOOT + 46.0);
    let points: Vec<&FunnelPoint> =
        funnel.points.iter().filter(|point| can_be_drawn(point)).collect();
    let limits: Vec<FunnelLimit> =
        funnel.limits.iter().copied().filter(limit_can_be_drawn).collect();
    let mean = drawable(funnel.mean);
    let scales = Scales::of(&points, &limits, mean);
    axes(&mut canvas, funnel, &scales);
    lines(&mut canvas, &limits, mean, &scales);
    let standings: Vec<(&FunnelPoint, Standing)> =
        points.iter().map(|point| (*point, standing(point, &limits))).collect();
    key(&mut canvas, &standings);
    for wanted in [Standing::Within, Standing::Beyond, Standing::Own] {
        for (point, _) in standings.iter().filter(|(_, standing)| *standing == wanted) {
            mark(&mut canvas, scales.place(point.across, point.up), wanted);
        }
    }
    names(&mut canvas, &standings, &scales);
    canvas
}

fn can_be_drawn(point: &FunnelPoint) -> bool {
    drawable(point.across).is_some() && drawable(point.up).is_some()
}

fn limit_can_be_drawn(limit: &FunnelLimit) -> bool {
    [limit.across, limit.inner.0, limit.inner.1, limit.outer.0, limit.outer.1]
        .into_iter()
        .all(|value| drawable(value).is_some())
}

/// Whether a point lies beyond the outer limits, read off between the two nearest of them.
fn standing(point: &FunnelPoint, limits: &[FunnelLimit]) -> Standing {
    if point.place == PointPlace::Own {
        return Standing::Own;
    }
    let around = limits.windows(2).find_map(|pair| match pair {
        [left, right] if left.across <= point.across && point.across <= right.across => {
            Some((left, right))
        }
        _ => None,
    });
    let Some((left, right)) = around else { return Standing::Within };
    let gap = right.across - left.across;
    let share = if gap > 0.0 { (point.across - left.across) / gap } else { 0.0 };
    let between = |from: f64, to: f64| from + share * (to - from);
    let low = between(left.outer.0, right.outer.0);
    let high = between(left.outer.1, right.outer.1);
    if point.up < low || point.up > high { Standing::Beyond } else { Standing::Within }
}

fn axes(canvas: &mut Canvas, funnel: &Funnel, scales: &Scales) {
    let quiet = PLAIN.in_colour(QUIET);
    canvas.words(at(0.0, 14.0), quiet, &cut(&funnel.up, WIDTH, Weight::Regular));
    for (value, label) in scales.up.ticks() {
        let y = scales.up.place(value);
        canvas.line(at(LEFT, y), at(RIGHT, y), solid(RULE, 1.0));
        let label = cut(&label, LEFT - 8.0, Weight::Regular);
        canvas.words(at(LEFT - 8.0, y + 4.5), quiet.anchored(Anchor::End), &label);
    }
    canvas.line(at(LEFT, FOOT), at(RIGHT, FOOT), solid(INK, 1.2));
    for (value, label) in scales.across.ticks() {
        let x = scales.across.place(value);
        canvas.line(at(x, FOOT), at(x, FOOT + 5.0), solid(INK, 1.2));
        canvas.words(at(x, FOOT + 19.0), quiet.anchored(Anchor::Middle), &label);
    }
    let across = cut(&funnel.across, WIDTH - LEFT, Weight::Regular);
    canvas.words(at(LEFT, FOOT + 40.0), quiet, &across);
}

/// The limits and the mean, each named at its right-hand end.
fn lines(canvas: &mut Canvas, limits: &[FunnelLimit], mean: Option<f64>, scales: &Scales) {
    let outer = Stroke { colour: QUIET, width: 1.4, dashes: "7 4" };
    let inner = Stroke { colour: QUIET, width: 1.4, dashes: "2 3" };
    type End = fn(&FunnelLimit) -> f64;
    let curves: [(End, Stroke); 4] = [
        (|limit| limit.outer.1, outer),
        (|limit| limit.inner.1, inner),
        (|limit| limit.inner.0, inner),
        (|limit| limit.outer.0, outer),
    ];
    for (end, stroke) in curves {
        let places: Vec<Place> =
            limits.iter().map(|limit| scales.place(limit.across, end(limit))).collect();
        canvas.path(&places, stroke);
    }
    if let Some(mean) = mean {
        let y = scales.up.place(mean);
        canvas.line(at(LEFT, y), at(RIGHT, y), solid(INK, 1.6));
    }
    line_names(canvas, limits.last(), mean, scales);
}

fn line_names(canvas: &mut Canvas, last: Option<&FunnelLimit>, mean: Option<f64>, scales: &Scales) {
    let mut named: Vec<(f64, String)> = Vec::new();
    if let Some(last) = last {
        named.push((last.outer.1, "99.8% limit".to_owned()));
        named.push((last.inner.1, "95% limit".to_owned()));
    }
    if let Some(mean) = mean {
        named.push((mean, format!("Mean {}", decimal(mean, 1))));
    }
    if let Some(last) = last {
        named.push((last.inner.0, "95% limit".to_owned()));
        named.push((last.outer.0, "99.8% limit".to_owned()));
    }
    let wanted: Vec<f64> = named.iter().map(|(value, _)| scales.up.place(*value) + 4.5).collect();
    let start = last.map_or(RIGHT, |last| scales.across.place(last.across)).max(RIGHT - 40.0);
    for ((_, name), y) in named.iter().zip(spread(&wanted, FOOT + 4.5)) {
        canvas.words_on_white(at(start.max(RIGHT) + 8.0, y), PLAIN.in_colour(QUIET), name);
    }
}

/// What the shapes of the points mean.
fn key(canvas: &mut Canvas, standings: &[(&FunnelPoint, Standing)]) {
    let mut x = LEFT;
    let own = standings.iter().find(|(_, standing)| *standing == Standing::Own);
    let own = own.map_or(String::new(), |(point, _)| cut(&point.label, 180.0, Weight::Regular));
    let entries = [
        (Standing::Own, own.as_str()),
        (Standing::Within, "Others in its group"),
        (Standing::Beyond, "Beyond the 99.8% limits"),
    ];
    for (standing, words) in entries {
        if standings.iter().any(|(_, found)| *found == standing) {
            mark(canvas, at(x + 8.0, 32.0), standing);
            canvas.words(at(x + 21.0, 36.5), PLAIN, words);
            x += 21.0 + width(words, Weight::Regular) + 22.0;
        }
    }
}

fn mark(canvas: &mut Canvas, place: Place, standing: Standing) {
    match standing {
        Standing::Own => canvas.circle(place, 8.0, ACCENT, solid("#ffffff", 1.5)),
        Standing::Within => canvas.circle(place, 4.5, "#ffffff", solid(QUIET, 1.6)),
        Standing::Beyond => canvas.bar(at(place.x - 4.5, place.y - 4.5), at(9.0, 9.0), INK),
    }
}

/// Names the area itself and those beyond the limits, wherever a name covers nothing else.
fn names(canvas: &mut Canvas, standings: &[(&FunnelPoint, Standing)], scales: &Scales) {
    let mut taken: Vec<Box> = standings
        .iter()
        .map(|(point, _)| {
            let centre = scales.place(point.across, point.up);
            Box { corner: at(centre.x - 5.0, centre.y - 5.0), size: at(10.0, 10.0) }
        })
        .collect();
    for wanted in [Standing::Own, Standing::Beyond] {
        for (point, _) in standings.iter().filter(|(_, standing)| *standing == wanted) {
            let letters = if wanted == Standing::Own { PLAIN.bold() } else { PLAIN };
            let name = cut(&point.label, 180.0, letters.weight);
            let centre = scales.place(point.across, point.up);
            let (place, ground) = free_place(centre, &name, letters, &taken);
            canvas.words_on_white(place, letters, &name);
            taken.push(ground);
        }
    }
}

/// A place beside, above or below a point where a name covers nothing; to its right if all are taken.
fn free_place(centre: Place, name: &str, letters: Letters, taken: &[Box]) -> (Place, Box) {
    let wide = width(name, letters.weight);
    let canvas = Box { corner: at(LEFT, TOP - 8.0), size: at(RIGHT - LEFT, FOOT - TOP + 8.0) };
    let lefts = [
        at(centre.x + 13.0, centre.y + 4.5),
        at(centre.x - 13.0 - wide, centre.y + 4.5),
        at(centre.x - wide / 2.0, centre.y - 13.0),
        at(centre.x - wide / 2.0, centre.y + 23.0),
        at(centre.x + 9.0, centre.y - 10.0),
        at(centre.x + 9.0, centre.y + 20.0),
        at(centre.x - 9.0 - wide, centre.y - 10.0),
        at(centre.x - 9.0 - wide, centre.y + 20.0),
    ];
    let ground =
        |left: Place| Box { corner: at(left.x, left.y - SIZE), size: at(wide, SIZE + 4.0) };
    let free = lefts.into_iter().find(|left| {
        let ground = ground(*left);
        ground.within(&canvas) && !taken.iter().any(|other| ground.meets(other))
    });
    let place = free.unwrap_or(lefts[0]);
    (place, ground(place))
}

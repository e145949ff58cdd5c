//! The mark of one step: its outline says what kind of time it has, its filling where it stands.

use partnership::content::timeline::Mark;
use partnership::content::timeline::Pattern;
use partnership::content::timeline::TimelineRow;

use crate::colours::ACCENT;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::Place;
use crate::svg::canvas::Stroke;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::timeline::Calendar;
use crate::svg::timeline::RIGHT;

const HEIGHT: f64 = 14.0;
const REACH: f64 = 10.0;
const WHITE: &str = "#ffffff";
/// What is thinner cannot be seen.
const THINNEST: f64 = 5.0;

/// Whether a bar's outline is closed.
#[derive(Clone, Copy)]
pub(super) enum Outline {
    /// On days that are set.
    Solid,
    /// In a month whose day is to be set.
    Dashed,
    /// From a month onwards: dashed, and open to the right.
    Open,
}

/// The mark of a step, `middle` being the middle of its row.
pub(super) fn drawn(canvas: &mut Canvas, row: &TimelineRow, calendar: &Calendar, middle: f64) {
    let over = |first, last| {
        let from = calendar.begins(first).min(RIGHT - THINNEST);
        (from, calendar.ends(last).max(from + THINNEST))
    };
    match row.mark {
        Mark::Diamond(day) => diamond(canvas, at(calendar.middle(day), middle), row.pattern),
        Mark::Bar(days) => {
            bar(canvas, over(days.first(), days.last()), middle, (row.pattern, Outline::Solid));
        }
        Mark::Dashed(days) => {
            bar(canvas, over(days.first(), days.last()), middle, (row.pattern, Outline::Dashed));
        }
        Mark::Onwards(day) => {
            let to = (calendar.begins(day).min(RIGHT - THINNEST), RIGHT);
            bar(canvas, to, middle, (row.pattern, Outline::Open));
        }
    }
}

/// A bar from one place to another.
pub(super) fn bar(
    canvas: &mut Canvas,
    (from, to): (f64, f64),
    middle: f64,
    (pattern, outline): (Pattern, Outline),
) {
    let (top, foot) = (middle - HEIGHT / 2.0, middle + HEIGHT / 2.0);
    canvas.bar(at(from, top), at(to - from, HEIGHT), WHITE);
    match pattern {
        Pattern::Outline => {}
        Pattern::HalfFilled => canvas.bar(at(from, middle), at(to - from, HEIGHT / 2.0), ACCENT),
        Pattern::Filled => canvas.bar(at(from, top), at(to - from, HEIGHT), ACCENT),
        Pattern::Hatched => hatched(canvas, at(from, top), at(to, foot)),
    }
    let edge = [at(to, top), at(from, top), at(from, foot), at(to, foot)];
    let dashed = Stroke { colour: ACCENT, width: 1.8, dashes: "4 3" };
    match outline {
        Outline::Open => canvas.path(&edge, dashed),
        Outline::Dashed => canvas.path(&closed(edge), dashed),
        Outline::Solid => canvas.path(&closed(edge), solid(ACCENT, 1.8)),
    }
}

fn closed([one, two, three, four]: [Place; 4]) -> [Place; 5] {
    [one, two, three, four, one]
}

/// Slanting lines between two corners.
fn hatched(canvas: &mut Canvas, upper: Place, lower: Place) {
    let height = lower.y - upper.y;
    let mut x = upper.x - height;
    while x < lower.x {
        // The line from (x, foot) to (x + height, top), cut off at both ends of the bar.
        let (begin, end) = (x.max(upper.x), (x + height).min(lower.x));
        canvas.line(
            at(begin, lower.y - (begin - x)),
            at(end, lower.y - (end - x)),
            solid(ACCENT, 1.4),
        );
        x += 5.0;
    }
}

/// A diamond on a day.
pub(super) fn diamond(canvas: &mut Canvas, centre: Place, pattern: Pattern) {
    canvas.diamond(centre, REACH, ACCENT);
    let inner = REACH - 4.5;
    match pattern {
        Pattern::Filled => return,
        Pattern::Outline | Pattern::HalfFilled | Pattern::Hatched => {
            canvas.diamond(centre, inner, WHITE);
        }
    }
    let (first, step) = match pattern {
        Pattern::HalfFilled => (0.0, 1.0),
        Pattern::Hatched => (-inner, 2.6),
        Pattern::Outline | Pattern::Filled => return,
    };
    let mut down: f64 = first;
    while down <= inner {
        let half = inner - down.abs();
        let y = centre.y + down;
        canvas.line(at(centre.x - half, y), at(centre.x + half, y), solid(ACCENT, 1.2));
        down += step;
    }
}

//! Drawing a control chart: months as a line, the range of usual ones shaded, signals named by number.
//!
//! In come months, a centre and limits; out goes a plot in which a month that meets a rule is a dark
//! square with the rule's number, and the limits are named at their right-hand end.

use partnership::content::chart::Basis;
use partnership::content::chart::Control;
use partnership::content::chart::ControlPoint;
use partnership::content::table::decimal;

use crate::colours::ACCENT;
use crate::colours::CONTEXT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
use crate::colours::TINT;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::Stroke;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::drawable;
use crate::svg::feet;
use crate::svg::lettering::LEADING;
use crate::svg::lettering::cut;
use crate::svg::placing::spread;
use crate::svg::scale::Baseline;
use crate::svg::scale::Scale;

const TOP: f64 = 34.0;
const FOOT: f64 = 250.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 566.0;

/// The chart, drawn.
pub(super) fn drawn(control: &Control) -> Canvas {
    let lines = f64::from(u16::try_from(control.key.len()).unwrap_or(u16::MAX));
    let mut canvas = Canvas::of_height(FOOT + 50.0 + lines * LEADING);
    let named = [control.limits.1, control.centre, control.limits.0];
    let values = control.points.iter().map(|point| point.value).chain(named).filter_map(drawable);
    let scale = Scale::of(values, Baseline::Nought, (FOOT, TOP), 5);
    range(&mut canvas, control, &scale);
    axis(&mut canvas, control, &scale);
    limits(&mut canvas, &named, &scale);
    let placed = placed(control, &scale);
    let line: Vec<Place> = placed.iter().map(|(_, place)| *place).collect();
    canvas.path(&line, solid(ACCENT, 1.6));
    for (point, place) in &placed {
        mark(&mut canvas, point, *place);
    }
    let labelled = placed.iter().map(|(point, place)| (point.label.as_str(), place.x));
    feet::feet(&mut canvas, FOOT, labelled);
    for (line, down) in control.key.iter().zip((0..u16::MAX).map(f64::from)) {
        let words = cut(line, WIDTH - LEFT, Weight::Regular);
        canvas.words(at(LEFT, FOOT + 56.0 + down * LEADING), PLAIN.in_colour(QUIET), &words);
    }
    canvas
}

/// The months that can be drawn, each in the middle of its slot.
fn placed<'a>(control: &'a Control, scale: &Scale) -> Vec<(&'a ControlPoint, Place)> {
    let slot = feet::slot(control.points.len(), (LEFT, RIGHT));
    let points = control.points.iter().zip(feet::middles(LEFT, slot));
    points
        .filter_map(|(point, x)| Some((point, at(x, scale.place(drawable(point.value)?)))))
        .collect()
}

/// The range that usual months keep to, as a band.
fn range(canvas: &mut Canvas, control: &Control, scale: &Scale) {
    let (Some(low), Some(high)) = (drawable(control.limits.0), drawable(control.limits.1)) else {
        return;
    };
    let (top, foot) = (scale.place(high), scale.place(low));
    canvas.bar(at(LEFT, top), at(RIGHT - LEFT, foot - top), TINT);
}

fn axis(canvas: &mut Canvas, control: &Control, scale: &Scale) {
    let quiet = PLAIN.in_colour(QUIET);
    canvas.words(at(0.0, 14.0), quiet, &cut(&control.up, WIDTH, Weight::Regular));
    for (value, label) in scale.ticks() {
        let y = scale.place(value);
        canvas.line(at(LEFT, y), at(RIGHT, y), solid(RULE, 0.8));
        let label = cut(&label, LEFT - 8.0, Weight::Regular);
        canvas.words(at(LEFT - 8.0, y + 4.5), quiet.anchored(Anchor::End), &label);
    }
    canvas.line(at(LEFT, FOOT), at(RIGHT, FOOT), solid(INK, 1.2));
}

fn limits(canvas: &mut Canvas, named: &[f64; 3], scale: &Scale) {
    let known: Vec<(f64, &str)> = named
        .iter()
        .zip(["High limit", "Mean", "Low limit"])
        .filter_map(|(value, name)| Some((drawable(*value)?, name)))
        .collect();
    let wanted: Vec<f64> = known.iter().map(|(value, _)| scale.place(*value) + 4.5).collect();
    for ((value, name), y) in known.iter().zip(spread(&wanted, FOOT + 4.5)) {
        let dashes = if *name == "Mean" { "" } else { "7 4" };
        let stroke = Stroke { colour: QUIET, width: 1.4, dashes };
        let level = scale.place(*value);
        canvas.line(at(LEFT, level), at(RIGHT, level), stroke);
        let words = format!("{name} {}", decimal(*value, 1));
        let words = cut(&words, WIDTH - RIGHT - 8.0, Weight::Regular);
        canvas.words(at(RIGHT + 8.0, y), PLAIN.in_colour(QUIET), &words);
    }
}

/// A month: open where the limits were taken from it, full after, square and numbered where it is a signal.
fn mark(canvas: &mut Canvas, point: &ControlPoint, place: Place) {
    match (point.signal, point.basis) {
        (Some(rule), _) => {
            canvas.bar(at(place.x - 5.0, place.y - 5.0), at(10.0, 10.0), INK);
            let above = if place.y - 22.0 < TOP - 12.0 { place.y + 20.0 } else { place.y - 9.0 };
            let middle = PLAIN.bold().anchored(Anchor::Middle);
            canvas.words_on_white(at(place.x, above), middle, &rule.to_string());
        }
        (None, Basis::Within) => canvas.circle(place, 3.5, "#ffffff", solid(ACCENT, 1.4)),
        (None, Basis::After) => canvas.circle(place, 3.5, ACCENT, solid(CONTEXT, 0.6)),
    }
}

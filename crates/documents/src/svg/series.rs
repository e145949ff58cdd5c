//! Drawing a series: a column for each month, and a plain gap where a month is not held.
//!
//! In come months with their values; out go columns, dark within the period and light around it,
//! with the figure on top wherever there is room.

use partnership::content::chart::Emphasis;
use partnership::content::chart::Series;
use partnership::content::chart::SeriesPoint;
use partnership::content::table::decimal;

use crate::colours::ACCENT;
use crate::colours::CONTEXT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::Letters;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::drawable;
use crate::svg::lettering::cut;
use crate::svg::lettering::width;
use crate::svg::scale::Baseline;
use crate::svg::scale::Scale;

const TOP: f64 = 38.0;
const FOOT: f64 = 236.0;
const LEFT: f64 = 58.0;
const NOT_HELD: &str = "not held";

/// The series, drawn.
pub(super) fn drawn(series: &Series) -> Canvas {
    let mut canvas = Canvas::of_height(FOOT + 46.0);
    let values = series.points.iter().filter_map(|point| point.value).filter_map(drawable);
    let scale = Scale::of(values, Baseline::Nought, (FOOT, TOP), 5);
    let months = f64::from(u16::try_from(series.points.len().max(1)).unwrap_or(u16::MAX));
    let slot = (WIDTH - LEFT) / months;
    axis(&mut canvas, series, &scale);
    for (point, left) in series.points.iter().zip(lefts(slot)) {
        if let Some(value) = point.value.and_then(drawable) {
            column(&mut canvas, point, value, &scale, (left, slot));
        }
    }
    gaps(&mut canvas, series, slot);
    let nought = scale.place(0.0);
    canvas.line(at(LEFT, nought), at(WIDTH, nought), solid(INK, 1.2));
    feet(&mut canvas, series, slot);
    canvas
}

/// The left edge of each month's slot.
fn lefts(slot: f64) -> impl Iterator<Item = f64> {
    (0..u16::MAX).map(move |month| LEFT + f64::from(month) * slot)
}

fn axis(canvas: &mut Canvas, series: &Series, scale: &Scale) {
    let unit = cut(&series.up, WIDTH, Weight::Regular);
    canvas.words(at(0.0, 14.0), PLAIN.in_colour(QUIET), &unit);
    for (value, label) in scale.ticks() {
        let y = scale.place(value);
        canvas.line(at(LEFT, y), at(WIDTH, y), solid(RULE, 1.0));
        let end = PLAIN.in_colour(QUIET).anchored(Anchor::End);
        canvas.words(at(LEFT - 8.0, y + 4.5), end, &cut(&label, LEFT - 8.0, Weight::Regular));
    }
}

fn column(
    canvas: &mut Canvas,
    point: &SeriesPoint,
    value: f64,
    scale: &Scale,
    (left, slot): (f64, f64),
) {
    let (fill, letters) = look(point.emphasis);
    let (nought, end) = (scale.place(0.0), scale.place(value));
    let room = (slot * 0.16).min(6.0);
    let corner = at(left + room, nought.min(end));
    canvas.bar(corner, at(slot - 2.0 * room, (end - nought).abs()), fill);
    let decimals = if value.fract() == 0.0 { 0 } else { 1 };
    let figure = decimal(value, decimals);
    if width(&figure, letters.weight) <= slot {
        let middle = letters.anchored(Anchor::Middle);
        canvas.words_on_white(at(left + slot / 2.0, nought.min(end) - 5.0), middle, &figure);
    }
}

fn look(emphasis: Emphasis) -> (&'static str, Letters) {
    match emphasis {
        Emphasis::InPeriod => (ACCENT, PLAIN.bold()),
        Emphasis::Context => (CONTEXT, PLAIN.in_colour(QUIET)),
    }
}

/// Each run of months that are not held, hatched and named.
fn gaps(canvas: &mut Canvas, series: &Series, slot: f64) {
    let mut run: Option<(f64, f64)> = None;
    for (point, left) in series.points.iter().zip(lefts(slot)) {
        if point.value.and_then(drawable).is_some() {
            if let Some(run) = run.take() {
                gap(canvas, run);
            }
        } else {
            run = Some((run.map_or(left, |(from, _)| from), left + slot));
        }
    }
    if let Some(run) = run {
        gap(canvas, run);
    }
}

fn gap(canvas: &mut Canvas, (from, to): (f64, f64)) {
    let (from, to) = (from + 1.0, to - 1.0);
    let (top, foot) = (FOOT - 34.0, FOOT);
    let mut x = from;
    while x < to {
        let reach = (to - x).min(foot - top);
        canvas.line(at(x, foot), at(x + reach, foot - reach), solid(CONTEXT, 1.0));
        x += 8.0;
    }
    canvas.path(&[at(from, foot), at(from, top), at(to, top), at(to, foot)], solid(CONTEXT, 1.0));
    let middle = PLAIN.in_colour(QUIET).anchored(Anchor::Middle);
    let half = width(NOT_HELD, Weight::Regular) / 2.0;
    let centre = f64::midpoint(from, to).clamp(LEFT + half, WIDTH - half);
    canvas.words_on_white(at(centre, top - 6.0), middle, NOT_HELD);
}

/// The months along the foot, thinned until they can be read, with each year once under its first.
fn feet(canvas: &mut Canvas, series: &Series, slot: f64) {
    let split: Vec<(&str, &str)> = series
        .points
        .iter()
        .map(|point| point.label.rsplit_once(' ').unwrap_or((&point.label, "")))
        .collect();
    let widest = split.iter().map(|(month, _)| width(month, Weight::Bold)).fold(0.0, f64::max);
    let each = [1usize, 2, 3, 6, 12, 24, 48].into_iter().find(|each| {
        let months = f64::from(u16::try_from(*each).unwrap_or(u16::MAX));
        months * slot >= widest.min(90.0) + 6.0
    });
    let each = each.unwrap_or(96);
    let mut year_before = "";
    for (((month, year), point), (index, left)) in
        split.iter().zip(&series.points).zip(lefts(slot).enumerate())
    {
        let middle = look(point.emphasis).1.in_colour(INK).anchored(Anchor::Middle);
        if index.is_multiple_of(each) {
            canvas.words(
                at(left + slot / 2.0, FOOT + 17.0),
                middle,
                &cut(month, 90.0, Weight::Bold),
            );
        }
        if *year != year_before && left < WIDTH - 36.0 {
            canvas.words(
                at(left + 2.0, FOOT + 36.0),
                PLAIN.in_colour(QUIET),
                &cut(year, 80.0, Weight::Bold),
            );
            canvas.line(at(left, FOOT), at(left, FOOT + 38.0), solid(RULE, 1.0));
        }
        year_before = year;
    }
}

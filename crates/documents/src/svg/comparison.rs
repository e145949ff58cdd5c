//! Drawing a comparison: for each category a bar for the area and, under it, its group.
//!
//! In come rates by category; out goes a row for each: name, bar, the group's range with a diamond
//! at its mean, the area's value and the verdict in words.

use partnership::content::chart::Comparison;
use partnership::content::chart::ComparisonRow;
use partnership::content::table::decimal;

use crate::colours::ACCENT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::drawable;
use crate::svg::lettering::LEADING;
use crate::svg::lettering::broken;
use crate::svg::lettering::cut;
use crate::svg::lettering::width;
use crate::svg::scale::Baseline;
use crate::svg::scale::Scale;
use crate::wording::NO_ROWS;

const ROW: f64 = 27.0;
const TOP: f64 = 62.0;
const LEFT: f64 = 206.0;
const RIGHT: f64 = 470.0;
const VALUE: f64 = 522.0;
const VERDICT: f64 = 534.0;

/// The comparison, drawn.
pub(super) fn drawn(comparison: &Comparison) -> Canvas {
    let rows = f64::from(u16::try_from(comparison.rows.len().max(1)).unwrap_or(u16::MAX));
    let foot = TOP + rows * ROW;
    let mut canvas = Canvas::of_height(foot + 44.0);
    let values = comparison.rows.iter().flat_map(values).filter_map(drawable);
    let scale = Scale::of(values, Baseline::Nought, (LEFT, RIGHT), 4);
    let decimals = decimals(comparison);
    key(&mut canvas, comparison);
    axis(&mut canvas, comparison, &scale, foot);
    for (row, top) in comparison.rows.iter().zip(tops()) {
        name(&mut canvas, row, top);
        bar_and_group(&mut canvas, row, &scale, top);
        verdict(&mut canvas, row, decimals, top);
    }
    if comparison.rows.is_empty() {
        canvas.words(at(LEFT + 8.0, TOP + 20.0), PLAIN.in_colour(QUIET), NO_ROWS);
    }
    canvas
}

fn values(row: &ComparisonRow) -> [f64; 4] {
    [row.area, row.mean, row.range.0, row.range.1]
}

/// The upper edge of each row.
fn tops() -> impl Iterator<Item = f64> {
    (0..u16::MAX).map(|row| TOP + f64::from(row) * ROW)
}

/// What the bar, the diamond and the line are.
fn key(canvas: &mut Canvas, comparison: &Comparison) {
    let y = 8.0;
    canvas.bar(at(0.0, y - 6.0), at(22.0, 12.0), ACCENT);
    let area = cut(&comparison.area, 180.0, Weight::Bold);
    canvas.words(at(28.0, y + 5.0), PLAIN.bold(), &area);
    let mark = 28.0 + width(&area, Weight::Bold) + 24.0;
    canvas.diamond(at(mark, y), 7.0, INK);
    // What the line is has its room first: what the diamond is, is told in the title, too.
    let beyond = 12.0 + 18.0 + 36.0 + width(&comparison.range, Weight::Regular);
    let group = cut(&comparison.group, (WIDTH - mark - beyond).max(240.0), Weight::Regular);
    canvas.words(at(mark + 12.0, y + 5.0), PLAIN, &group);
    let range = mark + 12.0 + width(&group, Weight::Regular) + 18.0;
    whisker(canvas, (range, range + 30.0), y);
    let lowest = cut(&comparison.range, WIDTH - range - 36.0, Weight::Regular);
    canvas.words(at(range + 36.0, y + 5.0), PLAIN, &lowest);
}

/// A thin line with a tick at each end.
fn whisker(canvas: &mut Canvas, (from, to): (f64, f64), y: f64) {
    let stroke = solid(QUIET, 1.5);
    canvas.line(at(from, y), at(to, y), stroke);
    for x in [from, to] {
        canvas.line(at(x, y - 4.0), at(x, y + 4.0), stroke);
    }
}

fn axis(canvas: &mut Canvas, comparison: &Comparison, scale: &Scale, foot: f64) {
    let end = PLAIN.in_colour(QUIET).anchored(Anchor::End);
    let area = cut(&comparison.area, VALUE - LEFT, Weight::Regular);
    canvas.words(at(VALUE, TOP - 14.0), end, &area);
    let verdicts = cut(&comparison.verdicts, WIDTH - VERDICT, Weight::Regular);
    canvas.words(at(VERDICT, TOP - 14.0), PLAIN.in_colour(QUIET), &verdicts);
    canvas.line(at(0.0, TOP - 6.0), at(WIDTH, TOP - 6.0), solid(RULE, 1.0));
    for (value, label) in scale.ticks() {
        let x = scale.place(value);
        canvas.line(at(x, TOP - 6.0), at(x, foot), solid(RULE, 1.0));
        let middle = PLAIN.in_colour(QUIET).anchored(Anchor::Middle);
        canvas.words(at(x, foot + 16.0), middle, &label);
    }
    let unit = cut(&comparison.unit, WIDTH - LEFT, Weight::Regular);
    canvas.words(at(LEFT, foot + 36.0), PLAIN.in_colour(QUIET), &unit);
}

fn name(canvas: &mut Canvas, row: &ComparisonRow, top: f64) {
    let lines = broken(&row.label, LEFT - 14.0, 2, Weight::Regular);
    stacked(canvas, at(0.0, top), &lines);
}

/// One or two lines of words, in the middle of a row's height.
fn stacked(canvas: &mut Canvas, corner: Place, lines: &[String]) {
    let first = if lines.len() > 1 { 10.0 } else { 16.0 };
    for (line, down) in lines.iter().zip([0.0, LEADING - 3.0]) {
        canvas.words(at(corner.x, corner.y + first + down), PLAIN, line);
    }
}

fn bar_and_group(canvas: &mut Canvas, row: &ComparisonRow, scale: &Scale, top: f64) {
    let nought = scale.place(0.0);
    if let Some(area) = drawable(row.area) {
        let end = scale.place(area);
        let corner = at(nought.min(end), top + 1.0);
        canvas.bar(corner, at((end - nought).abs(), 12.0), ACCENT);
    }
    let group = top + 19.0;
    if let (Some(low), Some(high)) = (drawable(row.range.0), drawable(row.range.1)) {
        whisker(canvas, (scale.place(low), scale.place(high)), group);
    }
    if let Some(mean) = drawable(row.mean) {
        canvas.diamond(at(scale.place(mean), group), 6.0, INK);
    }
}

fn verdict(canvas: &mut Canvas, row: &ComparisonRow, decimals: u8, top: f64) {
    let value = drawable(row.area).map_or("[x]".to_owned(), |area| decimal(area, decimals));
    let letters = PLAIN.bold().anchored(Anchor::End);
    canvas.words(at(VALUE, top + 16.0), letters, &cut(&value, 90.0, Weight::Bold));
    let lines = broken(&row.verdict, WIDTH - VERDICT, 2, Weight::Regular);
    stacked(canvas, at(VERDICT, top), &lines);
}

/// Decimal places of all values: two where the largest is small, none where it is large.
fn decimals(comparison: &Comparison) -> u8 {
    let values = comparison.rows.iter().filter_map(|row| drawable(row.area));
    match values.fold(0.0, |largest: f64, value| largest.max(value.abs())) {
        small if small < 10.0 => 2,
        middling if middling < 1000.0 => 1,
        _ => 0,
    }
}

//! Charts as vector graphics: one picture that page, print and office file all show.
//!
//! In comes a [`Chart`]; out goes SVG with its title and its words for those who do not see it.
//! The drawing follows the ONS rules: the finding is the title above, the gridlines are light, lines
//! and areas are named where they stand, and nothing is told by colour alone. Letters are 13 px of a
//! width of 680 px, which on A4 paper is a little over 9 pt.

mod canvas;
mod lettering;
mod scale;
mod feet;
mod placing;
mod comparison;
mod funnel;
mod series;
mod timeline;
mod shares;
mod hatching;
mod map;
mod lorenz;
mod control;
mod month_lines;

use partnership::content::chart::Chart;
use partnership::content::chart::Drawing;

use crate::svg::canvas::Canvas;
use crate::wording::anchor;

/// The chart as an SVG element that can stand in a page or be a file of its own.
///
/// Values that are not finite are left out, as if they were not held.
pub fn chart(chart: &Chart) -> String {
    let drawn = match &chart.drawing {
        Drawing::Comparison(comparison) => comparison::drawn(comparison),
        Drawing::Funnel(funnel) => funnel::drawn(funnel),
        Drawing::Series(series) => series::drawn(series),
        Drawing::Timeline(timeline) => timeline::drawn(timeline),
        Drawing::Shares(shares) => shares::drawn(shares),
        Drawing::Map(map) => map::drawn(map),
        Drawing::Lorenz(lorenz) => lorenz::drawn(lorenz),
        Drawing::Control(control) => control::drawn(control),
        Drawing::MonthLines(lines) => month_lines::drawn(lines),
    };
    framed(chart, drawn)
}

/// Puts a title and the words for those who do not see it before what is drawn.
fn framed(chart: &Chart, drawn: Canvas) -> String {
    let name = anchor(&chart.name);
    let title = format!("{name}-title");
    let description = format!("{name}-description");
    drawn.framed(&title, &chart.title, &description, &chart.alternative)
}

/// A value that can be drawn: finite, and not so large that pixels lose count.
fn drawable(value: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= 1e12).then_some(value)
}

#[cfg(test)]
mod tests;

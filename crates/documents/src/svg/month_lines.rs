//! Drawing lines over months: each with a style of its own and its name at the right, beside a band with edges.
//!
//! In come lines and a band; out goes a plot in which a month of the first line outside the band is a dark square.

use partnership::content::month_lines::LineStyle;
use partnership::content::month_lines::MonthLine;
use partnership::content::month_lines::MonthLines;

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
const FOOT: f64 = 260.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 544.0;
/// How long the sample of a line beside its name is.
const SAMPLE: f64 = 22.0;

/// What is drawn, on its scale.
struct Plot<'a> {
    of: &'a MonthLines,
    scale: Scale,
    slot: f64,
}

/// The lines, drawn.
pub(super) fn drawn(of: &MonthLines) -> Canvas {
    let key = f64::from(u16::try_from(of.key.len()).unwrap_or(u16::MAX));
    let mut canvas = Canvas::of_height(FOOT + 50.0 + key * LEADING);
    let ends = of.band.iter().flatten().flat_map(|(low, high)| [*low, *high]);
    let values = of.lines.iter().flat_map(|line| line.values.iter().flatten().copied());
    let scale =
        Scale::of(values.chain(ends).filter_map(drawable), Baseline::Nought, (FOOT, TOP), 5);
    let plot = Plot { of, scale, slot: feet::slot(of.months.len(), (LEFT, RIGHT)) };
    plot.axis(&mut canvas);
    plot.band(&mut canvas);
    for line in of.lines.iter().rev() {
        plot.line(&mut canvas, line);
    }
    plot.marks(&mut canvas);
    plot.names(&mut canvas);
    let months = of.months.iter().map(String::as_str);
    feet::feet(&mut canvas, FOOT, months.zip(feet::middles(LEFT, plot.slot)));
    for (line, down) in of.key.iter().zip((0..u16::MAX).map(f64::from)) {
        let words = cut(line, WIDTH - LEFT, Weight::Regular);
        canvas.words(at(LEFT, FOOT + 48.0 + down * LEADING), PLAIN.in_colour(QUIET), &words);
    }
    canvas
}

impl Plot<'_> {
    fn axis(&self, canvas: &mut Canvas) {
        let quiet = PLAIN.in_colour(QUIET);
        canvas.words(at(0.0, 14.0), quiet, &cut(&self.of.up, WIDTH, Weight::Regular));
        for (value, label) in self.scale.ticks() {
            let y = self.scale.place(value);
            canvas.line(at(LEFT, y), at(RIGHT, y), solid(RULE, 0.8));
            let label = cut(&label, LEFT - 8.0, Weight::Regular);
            canvas.words(at(LEFT - 8.0, y + 4.5), quiet.anchored(Anchor::End), &label);
        }
        canvas.line(at(LEFT, FOOT), at(RIGHT, FOOT), solid(INK, 1.2));
    }

    /// The band as steps, each run of months a shape with edges that can be seen without its shade.
    fn band(&self, canvas: &mut Canvas) {
        let ends = |at: &(f64, f64)| Some((drawable(at.0)?, drawable(at.1)?));
        let middles = feet::middles(LEFT, self.slot);
        let months = self.of.band.iter().zip(middles).map(|(one, x)| {
            let (low, high) = one.as_ref().and_then(ends)?;
            Some((x, self.scale.place(low), self.scale.place(high)))
        });
        for run in runs(months) {
            let side = self.slot / 2.0;
            let above =
                run.iter().flat_map(|&(x, _, high)| [at(x - side, high), at(x + side, high)]);
            let below =
                run.iter().rev().flat_map(|&(x, low, _)| [at(x + side, low), at(x - side, low)]);
            let ring: Vec<Place> = above.chain(below).collect();
            canvas.shape(&[ring], TINT, solid(CONTEXT, 1.0));
        }
    }

    /// A line, broken where a month has no value.
    fn line(&self, canvas: &mut Canvas, line: &MonthLine) {
        let months = line.values.iter().zip(feet::middles(LEFT, self.slot));
        let places =
            months.map(|(value, x)| Some(at(x, self.scale.place(value.and_then(drawable)?))));
        for run in runs(places) {
            canvas.path(&run, stroke(line.style));
            run.iter().for_each(|place| dot(canvas, line.style, *place));
        }
    }

    /// The months of the first line that lie outside the band.
    fn marks(&self, canvas: &mut Canvas) {
        let Some(first) = self.of.lines.first() else { return };
        let months = first.values.iter().zip(&self.of.band).zip(feet::middles(LEFT, self.slot));
        for ((value, band), x) in months {
            let (Some(value), Some((low, high))) = (value.and_then(drawable), *band) else {
                continue;
            };
            if value < low || value > high {
                let y = self.scale.place(value);
                canvas.bar(at(x - 5.0, y - 5.0), at(10.0, 10.0), INK);
            }
        }
    }

    /// The name of each line at the right, with a sample of how it is drawn, at the height at which it ends.
    fn names(&self, canvas: &mut Canvas) {
        let last =
            |line: &MonthLine| line.values.iter().rev().flatten().copied().find_map(drawable);
        let named =
            self.of.lines.iter().filter_map(|line| Some((self.scale.place(last(line)?), line)));
        let mut named: Vec<(f64, &MonthLine)> = named.collect();
        named.sort_by(|one, other| one.0.total_cmp(&other.0));
        let wanted: Vec<f64> = named.iter().map(|(height, _)| height + 4.5).collect();
        for ((_, line), y) in named.iter().zip(spread(&wanted, FOOT - 4.0)) {
            let (from, to) = (at(RIGHT + 6.0, y - 4.5), at(RIGHT + 6.0 + SAMPLE, y - 4.5));
            canvas.line(from, to, stroke(line.style));
            dot(canvas, line.style, at(f64::midpoint(from.x, to.x), from.y));
            let words = cut(&line.name, WIDTH - to.x - 6.0, Weight::Regular);
            canvas.words(at(to.x + 6.0, y), PLAIN, &words);
        }
    }
}

fn stroke(style: LineStyle) -> Stroke {
    match style {
        LineStyle::Dots => solid(ACCENT, 1.8),
        LineStyle::Rings => solid(ACCENT, 1.2),
        LineStyle::Dashes => Stroke { colour: INK, width: 1.4, dashes: "6 4" },
        LineStyle::Thin => solid(CONTEXT, 1.2),
    }
}

fn dot(canvas: &mut Canvas, style: LineStyle, place: Place) {
    match style {
        LineStyle::Dots => canvas.circle(place, 3.2, ACCENT, solid("#ffffff", 0.6)),
        LineStyle::Rings => canvas.circle(place, 3.4, "#ffffff", solid(ACCENT, 1.4)),
        LineStyle::Dashes | LineStyle::Thin => {}
    }
}

/// What is there without a gap, run by run.
fn runs<T: Clone>(of: impl Iterator<Item = Option<T>>) -> Vec<Vec<T>> {
    let all: Vec<Option<T>> = of.collect();
    let runs = all.split(Option::is_none).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().flatten().cloned().collect()).collect()
}

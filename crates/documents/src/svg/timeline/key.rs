//! The key of a timeline: what outlines, fillings and shades mean, as far as they are drawn.

use std::collections::BTreeSet;

use partnership::content::timeline::Mark;
use partnership::content::timeline::Pattern;
use partnership::content::timeline::ShadeKind;
use partnership::content::timeline::Timeline;

use crate::lettering::Weight;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::lettering::width;
use crate::svg::timeline::ground;
use crate::svg::timeline::mark;
use crate::svg::timeline::mark::Outline;

const LINE: f64 = 24.0;
const SAMPLE: f64 = 30.0;

/// What an entry of the key shows.
#[derive(Clone, Copy)]
enum Sample {
    Filling(Pattern),
    Meeting,
    ToBeSet,
    Onwards,
    Shade(ShadeKind),
}

/// The key, each entry in its place.
pub(super) struct Key {
    entries: Vec<(Sample, Place)>,
    /// How much room it takes.
    pub(super) height: f64,
}

/// The entries that a timeline needs, in lines of the chart's width.
pub(super) fn placed(timeline: &Timeline) -> Key {
    let (mut x, mut y) = (0.0, LINE / 2.0);
    let mut entries = Vec::new();
    for sample in samples(timeline) {
        let wide = SAMPLE + 8.0 + width(sample.in_words(), Weight::Regular);
        if WIDTH < x + wide {
            (x, y) = (0.0, y + LINE);
        }
        entries.push((sample, at(x, y)));
        x += wide + 22.0;
    }
    Key { entries, height: y + LINE / 2.0 }
}

fn samples(timeline: &Timeline) -> Vec<Sample> {
    let fillings: BTreeSet<Pattern> = timeline.rows.iter().map(|row| row.pattern).collect();
    let shades: BTreeSet<ShadeKind> = timeline.shades.iter().map(|shade| shade.kind).collect();
    let any = |wanted: fn(Mark) -> bool| timeline.rows.iter().any(|row| wanted(row.mark));
    let outlines = [
        (Sample::Meeting, any(|mark| matches!(mark, Mark::Diamond(_)))),
        (Sample::ToBeSet, any(|mark| matches!(mark, Mark::Dashed(_)))),
        (Sample::Onwards, any(|mark| matches!(mark, Mark::Onwards(_)))),
    ];
    let outlines = outlines.into_iter().filter(|(_, drawn)| *drawn).map(|(sample, _)| sample);
    let fillings = fillings.into_iter().map(Sample::Filling);
    fillings.chain(outlines).chain(shades.into_iter().map(Sample::Shade)).collect()
}

impl Sample {
    fn in_words(self) -> &'static str {
        match self {
            Sample::Filling(pattern) => pattern.in_words(),
            Sample::Meeting => "meeting",
            Sample::ToBeSet => "date to be set",
            Sample::Onwards => "from then onwards",
            Sample::Shade(kind) => kind.in_words(),
        }
    }
}

impl Key {
    /// Draws it.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        for (sample, place) in &self.entries {
            let (from, to) = (place.x + 1.0, place.x + SAMPLE);
            let mut bar =
                |pattern, outline| mark::bar(canvas, (from, to), place.y, (pattern, outline));
            match *sample {
                Sample::Filling(pattern) => bar(pattern, Outline::Solid),
                Sample::ToBeSet => bar(Pattern::Outline, Outline::Dashed),
                Sample::Onwards => bar(Pattern::Outline, Outline::Open),
                Sample::Meeting => {
                    mark::diamond(canvas, at(f64::midpoint(from, to), place.y), Pattern::Outline);
                }
                Sample::Shade(kind) => {
                    ground(canvas, kind, at(from, place.y - 8.0), at(to - from, 16.0));
                }
            }
            canvas.words(at(to + 8.0, place.y + 4.5), PLAIN, sample.in_words());
        }
    }
}

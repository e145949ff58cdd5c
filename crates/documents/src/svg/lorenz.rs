//! Drawing a Lorenz curve: shares of crimes at shares of places, beside what an even spread would be.
//!
//! In come points of the curve; out goes a square plot with the curve dark, evenness dashed, and one
//! point named.

use partnership::content::chart::Lorenz;

use crate::colours::ACCENT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
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
use crate::svg::lettering::LEADING;
use crate::svg::lettering::broken;
use crate::svg::lettering::cut;

const TOP: f64 = 30.0;
const LEFT: f64 = 52.0;
const SIDE: f64 = 330.0;
/// More points than this cannot be told apart along the curve.
const FINEST: f64 = 0.2;

/// The curve, drawn.
pub(super) fn drawn(lorenz: &Lorenz) -> Canvas {
    let mut canvas = Canvas::of_height(TOP + SIDE + 46.0);
    axes(&mut canvas, lorenz);
    let even = Stroke { colour: QUIET, width: 1.4, dashes: "7 4" };
    canvas.line(place(0.0, 0.0), place(100.0, 100.0), even);
    let mut curve: Vec<Place> = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    for &(across, up) in &lorenz.curve {
        let (Some(across), Some(up)) = (drawable(across), drawable(up)) else { continue };
        let far = |(x, y): (f64, f64)| (across - x).abs() + (up - y).abs() >= FINEST;
        if last.is_none_or(far) || across >= 100.0 {
            curve.push(place(across, up));
            last = Some((across, up));
        }
    }
    canvas.path(&curve, solid(ACCENT, 2.4));
    names(&mut canvas, lorenz);
    canvas
}

fn place(across: f64, up: f64) -> Place {
    let share = |per_cent: f64| per_cent.clamp(0.0, 100.0) / 100.0 * SIDE;
    at(LEFT + share(across), TOP + SIDE - share(up))
}

fn axes(canvas: &mut Canvas, lorenz: &Lorenz) {
    let quiet = PLAIN.in_colour(QUIET);
    canvas.words(at(0.0, 14.0), quiet, &cut(&lorenz.up, WIDTH, Weight::Regular));
    for tick in [0_u8, 25, 50, 75, 100] {
        let value = f64::from(tick);
        canvas.line(place(0.0, value), place(100.0, value), solid(RULE, 1.0));
        let label = at(LEFT - 8.0, place(0.0, value).y + 4.5);
        canvas.words(label, quiet.anchored(Anchor::End), &tick.to_string());
        let foot = at(place(value, 0.0).x, TOP + SIDE + 18.0);
        canvas.words(foot, quiet.anchored(Anchor::Middle), &tick.to_string());
    }
    canvas.line(place(0.0, 0.0), place(100.0, 0.0), solid(INK, 1.2));
    let across = cut(&lorenz.across, WIDTH - LEFT, Weight::Regular);
    canvas.words(at(LEFT, TOP + SIDE + 40.0), quiet, &across);
}

fn names(canvas: &mut Canvas, lorenz: &Lorenz) {
    let beside = LEFT + SIDE + 22.0;
    let room = WIDTH - beside - 8.0;
    let mut y = TOP + 60.0;
    let mut say = |canvas: &mut Canvas, words: &str, letters| {
        for line in broken(words, room, 4, Weight::Bold) {
            canvas.words(at(beside, y), letters, &line);
            y += LEADING;
        }
        y += LEADING;
    };
    if let Some(((across, up), words)) = &lorenz.named
        && let (Some(across), Some(up)) = (drawable(*across), drawable(*up))
    {
        canvas.circle(place(across, up), 6.0, ACCENT, solid("#ffffff", 1.5));
        say(canvas, &format!("● {words}"), PLAIN.bold());
    }
    say(canvas, "Solid: these crimes", PLAIN);
    say(canvas, "Dashed: as many at every place", PLAIN.in_colour(QUIET));
}

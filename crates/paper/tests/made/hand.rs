//! People with pens: how boxes are marked, and what each must be read as.

use partnership::consultation::layout::{PageLayout, Place};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::canvas::Canvas;

/// What a reading of a box must be, unless it is queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Must {
    /// A mark.
    Marked,
    /// Nothing, or nothing that is meant.
    Unmarked,
    /// A mark taken back, or one that nobody could be sure of: queued in any case.
    Queued,
}

/// How a box was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Empty,
    Tick,
    Cross,
    Filled,
    FilledAmongTicks,
    Thick,
    BeyondTheBox,
    SmallTick,
    Faint,
    Dot,
    Beside,
    ScribbledOut,
    StruckOut,
    TwoInAQuestion,
    TailOfANeighbour,
    Stray,
}

/// A box: how it was marked, and what it must be read as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) kind: Kind,
    pub(crate) must: Must,
}

/// One person: pen, pressure, manner.
struct Person {
    breadth: f64,
    dark: f32,
    manner: Kind,
    sloppiness: f64,
}

fn person(chance: &mut ChaCha8Rng) -> Person {
    // Black, blue, red and green pens in their darkest channel, and pencils.
    let colour = [0.95, 0.85, 0.8, 0.75, 0.55][chance.random_range(0..5)];
    let manner = match chance.random_range(0..100) {
        0..55 => Kind::Tick,
        55..92 => Kind::Cross,
        _ => Kind::Filled,
    };
    Person {
        breadth: chance.random_range(0.3..0.9),
        dark: colour * chance.random_range(0.75..1.0),
        manner,
        sloppiness: chance.random_range(0.3..1.0),
    }
}

/// Fills in a page. Most questions get one clear mark; every eighth something odd.
pub(crate) fn fill(
    paper: &mut Canvas,
    page: &PageLayout,
    chance: &mut ChaCha8Rng,
) -> (Vec<Field>, Vec<bool>) {
    let person = person(chance);
    let empty = Field { kind: Kind::Empty, must: Must::Unmarked };
    let mut fields = vec![empty; page.boxes.len()];
    let mut first = 0;
    while first < page.boxes.len() {
        let question = &page.boxes[first].question;
        let count =
            page.boxes[first..].iter().take_while(|tick| tick.question == *question).count();
        answer(paper, page, first..first + count, &mut fields, &person, chance);
        first += count;
    }
    let written = page.spaces.iter().map(|space| write(paper, &space.place, &person, chance));
    let written = written.collect();
    (fields, written)
}

fn answer(
    paper: &mut Canvas,
    page: &PageLayout,
    question: std::ops::Range<usize>,
    fields: &mut [Field],
    person: &Person,
    chance: &mut ChaCha8Rng,
) {
    let chosen = chance.random_range(question.clone());
    let place = page.boxes[chosen].place;
    if chance.random_bool(0.06) {
        return;
    }
    if chance.random_bool(0.87) {
        draw(paper, person.manner, &place, person, chance);
        fields[chosen] = Field { kind: person.manner, must: Must::Marked };
        return;
    }
    let odd = ODD[chance.random_range(0..ODD.len())];
    let other = question.clone().find(|at| *at != chosen).unwrap_or(chosen);
    if odd == Kind::TailOfANeighbour && other + 1 < question.end {
        tail(paper, &page.boxes[other].place, &page.boxes[other + 1].place, person, chance);
        fields[other] = Field { kind: Kind::Tick, must: Must::Marked };
        fields[other + 1] = Field { kind: odd, must: Must::Unmarked };
        return;
    }
    let kind = if odd == Kind::TailOfANeighbour { Kind::Thick } else { odd };
    draw(paper, kind, &place, person, chance);
    fields[chosen] = Field { kind, must: must(kind) };
    let corrected = matches!(kind, Kind::ScribbledOut | Kind::StruckOut | Kind::TwoInAQuestion);
    if corrected && other != chosen {
        draw(paper, Kind::Tick, &page.boxes[other].place, person, chance);
        fields[other] = Field { kind: Kind::Tick, must: Must::Marked };
    }
}

const ODD: [Kind; 12] = [
    Kind::FilledAmongTicks,
    Kind::Thick,
    Kind::BeyondTheBox,
    Kind::SmallTick,
    Kind::Faint,
    Kind::Dot,
    Kind::Beside,
    Kind::ScribbledOut,
    Kind::StruckOut,
    Kind::TwoInAQuestion,
    Kind::TailOfANeighbour,
    Kind::Stray,
];

fn must(kind: Kind) -> Must {
    match kind {
        Kind::Empty | Kind::Dot | Kind::TailOfANeighbour | Kind::Stray => Must::Unmarked,
        Kind::ScribbledOut | Kind::StruckOut => Must::Queued,
        Kind::Tick
        | Kind::Cross
        | Kind::Filled
        | Kind::FilledAmongTicks
        | Kind::Thick
        | Kind::BeyondTheBox
        | Kind::SmallTick
        | Kind::Faint
        | Kind::Beside
        | Kind::TwoInAQuestion => Must::Marked,
    }
}

fn draw(paper: &mut Canvas, kind: Kind, at: &Place, person: &Person, chance: &mut ChaCha8Rng) {
    let Person { breadth, dark, .. } = *person;
    let loose = person.sloppiness;
    match kind {
        Kind::Empty => {}
        Kind::Tick | Kind::TwoInAQuestion => tick(paper, at, 1.0, (breadth, dark), loose, chance),
        Kind::Cross => cross(paper, at, breadth, dark, loose, chance),
        Kind::Filled | Kind::FilledAmongTicks => {
            hatch(paper, at, 0.12, 0.75, (breadth, dark), chance)
        }
        Kind::Thick => thick(paper, at, loose, chance),
        Kind::BeyondTheBox => {
            tick(paper, at, chance.random_range(1.3..1.9), (breadth, dark), loose, chance)
        }
        Kind::SmallTick => {
            tick(paper, at, chance.random_range(0.45..0.65), (breadth, dark), 0.2, chance)
        }
        Kind::Faint => {
            let dark = chance.random_range(0.12..0.3);
            tick(paper, at, 1.0, (breadth, dark), loose, chance);
        }
        Kind::Dot => dot(paper, at, person, chance),
        Kind::Beside => beside(paper, at, person, chance),
        Kind::ScribbledOut => {
            tick(paper, at, 1.0, (breadth, dark), loose, chance);
            let spacing = chance.random_range(0.5..1.3);
            hatch(paper, at, -0.15, spacing, (breadth, dark), chance);
        }
        Kind::StruckOut => struck(paper, at, person, chance),
        Kind::TailOfANeighbour | Kind::Stray => stray(paper, at, person, chance),
    }
}

/// A tick or a cross with a felt pen.
fn thick(paper: &mut Canvas, at: &Place, loose: f64, chance: &mut ChaCha8Rng) {
    let breadth = chance.random_range(0.8..1.2);
    if chance.random_bool(0.5) {
        tick(paper, at, 1.0, (breadth, 0.95), loose, chance);
    } else {
        cross(paper, at, breadth, 0.95, loose, chance);
    }
}

/// Where a pen rested.
fn dot(paper: &mut Canvas, at: &Place, person: &Person, chance: &mut ChaCha8Rng) {
    let point = within(at, chance.random_range(0.2..0.8), chance.random_range(0.2..0.8));
    let drag = chance.random_range(0.0..0.5);
    paper.stroke(&[point, (point.0 + drag, point.1 + drag / 2.0)], person.breadth, person.dark);
}

/// A tick on one side of the box instead of in it.
fn beside(paper: &mut Canvas, at: &Place, person: &Person, chance: &mut ChaCha8Rng) {
    let (x, y) = [(1.0, 0.1), (-1.0, 0.1), (0.1, 1.0), (0.0, -1.0)][chance.random_range(0..4)];
    let moved = Place { left: at.left + 5.2 * x, top: at.top + 5.2 * y, ..*at };
    tick(paper, &moved, 0.9, (person.breadth, person.dark), 0.3, chance);
}

/// A point of a box: 0, 0 is its top left corner and 1, 1 its bottom right.
fn within(at: &Place, x: f64, y: f64) -> (f64, f64) {
    (at.left + x * at.width, at.top + y * at.height)
}

/// A curve through the points with the shake of a hand.
fn shaky(points: &[(f64, f64)], chance: &mut ChaCha8Rng) -> Vec<(f64, f64)> {
    let mut curve = vec![points[0]];
    for pair in points.windows(2) {
        let bow = chance.random_range(-0.06..0.06);
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        for step in 1..=5 {
            let part = f64::from(step) / 5.0;
            let out = bow * 4.0 * part * (1.0 - part);
            let shake = chance.random_range(-0.04..0.04);
            curve
                .push((pair[0].0 + part * dx - out * dy + shake, pair[0].1 + part * dy + out * dx));
        }
    }
    curve
}

fn tick(
    paper: &mut Canvas,
    at: &Place,
    size: f64,
    (breadth, dark): (f64, f32),
    loose: f64,
    chance: &mut ChaCha8Rng,
) {
    let mut near = |x: f64, y: f64| {
        let by = 0.13 * loose;
        let (x, y) = (x + chance.random_range(-by..by), y + chance.random_range(-by..by));
        // A larger tick grows from its foot to the right and upwards, as hands do.
        within(at, 0.45 + (x - 0.45) * size, 0.8 + (y - 0.8) * size)
    };
    let points = [near(0.18, 0.5), near(0.42, 0.82), near(0.9, 0.12)];
    let curve = shaky(&points, chance);
    paper.stroke(&curve, breadth, dark);
}

fn cross(
    paper: &mut Canvas,
    at: &Place,
    breadth: f64,
    dark: f32,
    loose: f64,
    chance: &mut ChaCha8Rng,
) {
    let mut near = |x: f64, y: f64| {
        let by = 0.15 * loose;
        within(at, x + chance.random_range(-by..by), y + chance.random_range(-by..by))
    };
    let lines = [[near(0.15, 0.15), near(0.85, 0.85)], [near(0.85, 0.15), near(0.15, 0.85)]];
    for line in lines {
        let curve = shaky(&line, chance);
        paper.stroke(&curve, breadth, dark);
    }
}

/// A zigzag over the box: inset as a share of its side, `spacing` in millimetres.
fn hatch(
    paper: &mut Canvas,
    at: &Place,
    inset: f64,
    spacing: f64,
    (breadth, dark): (f64, f32),
    chance: &mut ChaCha8Rng,
) {
    // A wide pen fills with fewer strokes.
    let step = spacing.max(breadth * 0.8) / at.height;
    let mut points = Vec::new();
    let mut y = inset;
    let mut side = false;
    while y <= 1.0 - inset {
        let x = if side { 1.0 - inset } else { inset };
        let by = chance.random_range(-0.06..0.06);
        points.push(within(at, x + by, y + by / 2.0));
        side = !side;
        y += step;
    }
    let curve = shaky(&points, chance);
    paper.stroke(&curve, breadth, dark);
}

/// A tick, then one or two lines through it.
fn struck(paper: &mut Canvas, at: &Place, person: &Person, chance: &mut ChaCha8Rng) {
    let ink = (person.breadth, person.dark);
    tick(paper, at, 1.0, ink, person.sloppiness, chance);
    let y = chance.random_range(0.35..0.65);
    let lean = chance.random_range(-0.08..0.08);
    let line = [within(at, -0.4, y + lean), within(at, 1.4, y - lean)];
    let curve = shaky(&line, chance);
    paper.stroke(&curve, ink.0, ink.1);
    if chance.random_bool(0.5) {
        let line = [within(at, -0.35, y + lean + 0.2), within(at, 1.35, y - lean + 0.2)];
        let curve = shaky(&line, chance);
        paper.stroke(&curve, ink.0, ink.1);
    }
}

/// A tick whose tail runs on to the edge of the next box, or a little into it.
fn tail(paper: &mut Canvas, from: &Place, to: &Place, person: &Person, chance: &mut ChaCha8Rng) {
    let into = chance.random_range(-0.1..0.25);
    let end = if to.left > from.left + 1.0 {
        within(to, into, chance.random_range(0.0..0.6))
    } else {
        within(to, chance.random_range(0.6..1.0), into)
    };
    let points = [within(from, 0.2, 0.4), within(from, 0.45, 0.7), end];
    let curve = shaky(&points, chance);
    paper.stroke(&curve, person.breadth, person.dark);
}

/// A line from somewhere that comes near a box or clips its corner.
fn stray(paper: &mut Canvas, at: &Place, person: &Person, chance: &mut ChaCha8Rng) {
    let clip = chance.random_range(-0.3..0.2);
    let line = [within(at, -0.8, 0.5 + clip), within(at, 0.5 + clip, -0.8)];
    let curve = shaky(&line, chance);
    paper.stroke(&curve, person.breadth, person.dark);
}

/// Writes in a space, or does not.
fn write(paper: &mut Canvas, at: &Place, person: &Person, chance: &mut ChaCha8Rng) -> bool {
    if chance.random_bool(0.5) {
        return false;
    }
    let letters = chance.random_range(4..40);
    for letter in 0..letters {
        let left = at.left + 4.0 + f64::from(letter) * 3.0;
        let mut near =
            || (left + chance.random_range(0.0..2.5), at.top + chance.random_range(4.0..9.0));
        let points = [near(), near(), near(), near()];
        let curve = shaky(&points, chance);
        paper.stroke(&curve, person.breadth, person.dark);
    }
    true
}

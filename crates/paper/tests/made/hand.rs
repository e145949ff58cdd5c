//! People with pens: how boxes are marked, and what each must be read as.

use partnership::consultation::layout::{PageLayout, TickBox};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::canvas::Canvas;
use super::pen::Pen;
use super::shapes::Drawing;

/// What a reading of a box must be, unless it is queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Must {
    /// A mark.
    Marked,
    /// Nothing, or nothing that is meant.
    Unmarked,
    /// A mark taken back, or one that nobody could be sure of: queued in any case.
    Queued,
    /// The scanner dropped a pale mark, so no reading can be wrong. Such a field is not counted.
    Lost,
}

/// How a box was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Empty,
    Tick,
    Cross,
    Slash,
    Circle,
    Squiggle,
    Filled,
    FilledAmongTicks,
    Thick,
    BeyondTheBox,
    SmallTick,
    Faint,
    Dot,
    Beside,
    RingAroundTheBox,
    OnTheWords,
    Underlined,
    RubbedOut,
    ScribbledOut,
    ScribbledWithin,
    FilledOver,
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

/// One person: pen, manner, and how far the hand strays.
struct Person {
    pen: Pen,
    manner: Kind,
    sloppiness: f64,
}

/// A page that was filled in.
pub(crate) struct Filled {
    /// For each box.
    pub(crate) fields: Vec<Field>,
    /// For each space: whether it was written in.
    pub(crate) written: Vec<bool>,
    /// The pen that the person had.
    pub(crate) pen: Pen,
}

fn person(chance: &mut ChaCha8Rng) -> Person {
    let manner = match chance.random_range(0..100) {
        0..46 => Kind::Tick,
        46..76 => Kind::Cross,
        76..84 => Kind::Slash,
        84..89 => Kind::Circle,
        89..92 => Kind::Squiggle,
        _ => Kind::Filled,
    };
    Person { pen: Pen::any(chance), manner, sloppiness: chance.random_range(0.3..1.0) }
}

/// Fills in a page. Most questions get one clear mark; every tenth something odd.
pub(crate) fn fill(paper: &mut Canvas, page: &PageLayout, chance: &mut ChaCha8Rng) -> Filled {
    let person = person(chance);
    let empty = Field { kind: Kind::Empty, must: Must::Unmarked };
    let mut fields = vec![empty; page.boxes.len()];
    let mut first = 0;
    while first < page.boxes.len() {
        let question = &page.boxes[first].question;
        let count =
            page.boxes[first..].iter().take_while(|tick| tick.question == *question).count();
        let boxes = &page.boxes[first..first + count];
        let room = room(page, boxes);
        answer(paper, (boxes, room), &mut fields[first..first + count], &person, chance);
        first += count;
    }
    let written = page.spaces.iter().map(|space| {
        let is_written = chance.random_bool(0.5);
        if is_written {
            let loose = person.sloppiness;
            Drawing { paper, chance, loose, room: 0.0 }.letters(&space.place, &person.pen);
        }
        is_written
    });
    Filled { written: written.collect(), fields, pen: person.pen }
}

/// How far the words beside a question's boxes can reach: to the next box on the right, or to the margin.
fn room(page: &PageLayout, boxes: &[TickBox]) -> f64 {
    let right_of = |tick: &TickBox| {
        let at = &tick.place;
        let beside = page.boxes.iter().map(|other| &other.place).filter(|other| {
            other.left > at.left + 1.0 && (other.top - at.top).abs() < at.height + 2.0
        });
        beside.map(|other| other.left).fold(195.0, f64::min) - at.left
    };
    boxes.iter().map(right_of).fold(f64::MAX, f64::min)
}

/// Whether words stand beside the boxes, as in a list; in a grid they stand above.
fn is_list(boxes: &[TickBox]) -> bool {
    let below = |a: &TickBox, b: &TickBox| {
        (a.place.left - b.place.left).abs() < 0.5 && (a.place.top - b.place.top).abs() > 1.0
    };
    boxes.iter().any(|a| boxes.iter().any(|b| below(a, b)))
}

/// Whether two boxes are neighbours, as near as the next line or column.
fn are_near(a: &TickBox, b: &TickBox) -> bool {
    (a.place.left - b.place.left).hypot(a.place.top - b.place.top) < 20.0
}

/// Answers a question.
fn answer(
    paper: &mut Canvas,
    (boxes, room): (&[TickBox], f64),
    fields: &mut [Field],
    person: &Person,
    chance: &mut ChaCha8Rng,
) {
    let chosen = chance.random_range(0..boxes.len());
    if chance.random_bool(0.06) {
        return;
    }
    let is_odd = chance.random_bool(0.1);
    let odd = if is_odd { odd(boxes, person, chance) } else { person.manner };
    let other = (0..boxes.len()).find(|at| *at != chosen).unwrap_or(chosen);
    let mut drawing = Drawing { paper, chance, loose: person.sloppiness, room };
    let next = boxes.get(other + 1).filter(|next| are_near(&boxes[other], next));
    if odd == Kind::TailOfANeighbour
        && let Some(next) = next
    {
        drawing.tail(&boxes[other].place, &next.place, &person.pen);
        fields[other] = Field { kind: Kind::Tick, must: Must::Marked };
        fields[other + 1] = Field { kind: odd, must: Must::Unmarked };
        return;
    }
    let kind = if odd == Kind::TailOfANeighbour { Kind::Thick } else { odd };
    draw(&mut drawing, kind, &boxes[chosen], person);
    fields[chosen] = Field { kind, must: must(kind) };
    let is_moved = matches!(kind, Kind::TwoInAQuestion | Kind::RubbedOut);
    if (must(kind) == Must::Queued || is_moved) && other != chosen {
        draw(&mut drawing, person.manner, &boxes[other], person);
        fields[other] = Field { kind: person.manner, must: Must::Marked };
    }
}

/// Something odd that the person may do there.
fn odd(boxes: &[TickBox], person: &Person, chance: &mut ChaCha8Rng) -> Kind {
    match ODD[chance.random_range(0..ODD.len())] {
        // Of a filled box filled again nobody can tell.
        Kind::FilledOver if person.manner == Kind::Filled => Kind::ScribbledOut,
        // In a grid no words stand beside a box.
        Kind::OnTheWords | Kind::Underlined if !is_list(boxes) => Kind::RingAroundTheBox,
        kind => kind,
    }
}

const ODD: [Kind; 18] = [
    Kind::FilledAmongTicks,
    Kind::Thick,
    Kind::BeyondTheBox,
    Kind::SmallTick,
    Kind::Faint,
    Kind::Dot,
    Kind::Beside,
    Kind::RingAroundTheBox,
    Kind::OnTheWords,
    Kind::Underlined,
    Kind::RubbedOut,
    Kind::ScribbledOut,
    Kind::ScribbledWithin,
    Kind::FilledOver,
    Kind::StruckOut,
    Kind::TwoInAQuestion,
    Kind::TailOfANeighbour,
    Kind::Stray,
];

fn must(kind: Kind) -> Must {
    match kind {
        Kind::Empty | Kind::Dot | Kind::RubbedOut | Kind::TailOfANeighbour | Kind::Stray => {
            Must::Unmarked
        }
        Kind::ScribbledOut | Kind::ScribbledWithin | Kind::FilledOver | Kind::StruckOut => {
            Must::Queued
        }
        Kind::Tick
        | Kind::Cross
        | Kind::Slash
        | Kind::Circle
        | Kind::Squiggle
        | Kind::Filled
        | Kind::FilledAmongTicks
        | Kind::Thick
        | Kind::BeyondTheBox
        | Kind::SmallTick
        | Kind::Faint
        | Kind::Beside
        | Kind::RingAroundTheBox
        | Kind::OnTheWords
        | Kind::Underlined
        | Kind::TwoInAQuestion => Must::Marked,
    }
}

fn draw(drawing: &mut Drawing<'_>, kind: Kind, tick: &TickBox, person: &Person) {
    let (pen, at) = (&person.pen, &tick.place);
    match kind {
        Kind::Empty => {}
        Kind::Tick => drawing.tick(at, 1.0, pen),
        Kind::TwoInAQuestion => draw(drawing, person.manner, tick, person),
        Kind::Cross => drawing.cross(at, pen),
        Kind::Slash => drawing.slash(at, pen),
        Kind::Circle => drawing.circle(at, pen),
        Kind::Squiggle => drawing.squiggle(at, pen),
        Kind::Filled | Kind::FilledAmongTicks => drawing.hatch(at, 0.12, 0.75, pen),
        Kind::Thick => thick(drawing, tick),
        Kind::BeyondTheBox => {
            let size = drawing.chance.random_range(1.3..1.9);
            drawing.tick(at, size, pen);
        }
        Kind::SmallTick => small_tick(drawing, tick, pen),
        Kind::Faint => {
            let dark = drawing.chance.random_range(0.12..0.3);
            drawing.tick(at, 1.0, &pen.paler(dark));
        }
        Kind::Dot => drawing.dot(at, pen),
        Kind::Beside => drawing.beside(at, pen),
        Kind::RingAroundTheBox => drawing.ring_around(at, pen),
        Kind::OnTheWords => on_the_words(drawing, tick, pen),
        Kind::Underlined => {
            let length = drawing.chance.random_range(11.0..30.0);
            drawing.under_words(&tick.place, length, pen);
        }
        Kind::RubbedOut => {
            let dark = drawing.chance.random_range(0.03..0.12);
            draw(drawing, person.manner, tick, &Person { pen: pen.paler(dark), ..*person });
        }
        Kind::ScribbledOut | Kind::ScribbledWithin | Kind::FilledOver | Kind::StruckOut => {
            draw(drawing, person.manner, tick, person);
            taken_back(drawing, kind, tick, pen);
        }
        Kind::TailOfANeighbour | Kind::Stray => drawing.stray(at, pen),
    }
}

/// A small tick of a careful hand.
fn small_tick(drawing: &mut Drawing<'_>, tick: &TickBox, pen: &Pen) {
    let (size, loose) = (drawing.chance.random_range(0.45..0.65), drawing.loose);
    drawing.loose = 0.2;
    drawing.tick(&tick.place, size, pen);
    drawing.loose = loose;
}

/// A tick or a cross with another pen: a felt pen.
fn thick(drawing: &mut Drawing<'_>, tick: &TickBox) {
    let felt = Pen::felt(drawing.chance);
    if drawing.chance.random_bool(0.5) {
        drawing.tick(&tick.place, 1.0, &felt);
    } else {
        drawing.cross(&tick.place, &felt);
    }
}

/// A ring around the words beside a box, or a tick on them.
fn on_the_words(drawing: &mut Drawing<'_>, tick: &TickBox, pen: &Pen) {
    let length = drawing.chance.random_range(12.0..40.0);
    if drawing.chance.random_bool(0.5) {
        drawing.ring_around_words(&tick.place, length, pen);
    } else {
        let mut place = tick.place;
        place.left += length.min(drawing.room - 8.0);
        drawing.tick(&place, 1.1, pen);
    }
}

/// What takes back the mark that stands in a box.
fn taken_back(drawing: &mut Drawing<'_>, kind: Kind, tick: &TickBox, pen: &Pen) {
    let at = &tick.place;
    match kind {
        Kind::ScribbledOut if drawing.chance.random_bool(0.5) => {
            let spacing = drawing.chance.random_range(0.5..1.3);
            drawing.hatch(at, -0.15, spacing, pen);
        }
        Kind::ScribbledOut => {
            let strokes = drawing.chance.random_range(9..24);
            drawing.scribble(at, strokes, 0.65, pen);
        }
        Kind::ScribbledWithin => {
            let strokes = drawing.chance.random_range(9..24);
            drawing.scribble(at, strokes, 0.42, pen);
        }
        Kind::FilledOver => {
            let spacing = drawing.chance.random_range(0.35..0.8);
            drawing.hatch(at, 0.1, spacing, pen);
        }
        _ => drawing.struck(at, pen),
    }
}

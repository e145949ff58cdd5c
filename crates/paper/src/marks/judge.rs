//! What a box says: marked, unmarked, doubtful or cancelled-looking.
//!
//! In come the measures of one box, then those of all boxes of a page; out comes a mark or none, with the reason for a
//! doubt. Darkness alone never says "cancelled", and nothing that has ink is "unmarked" unless it is dust.

use crate::marks::look::Measures;

/// Ink around a box counts from this many square millimetres in one field.
const INKED_MM2: f64 = 0.12;
/// Ink beside an empty box is noticed from this many square millimetres.
const BESIDE_MM2: f64 = 0.15;

/// Of strokes that are not dark, a tick or a cross covers less, in square millimetres; a blurred scribble covers more.
const WASHED_OUT_MM2: f64 = 8.8;

/// The broadest pen's cross covers less, in square millimetres of the 13.7 inside a box.
const COVERED_MM2: f64 = 11.2;
/// The broadest pen's strokes are narrower, in millimetres: ink that runs together is broader.
const BROAD_MM: f64 = 1.5;
/// The strokes of a cross or a ring are shorter than this inside a box, in millimetres.
const LONG_MM: f64 = 12.5;

/// A stroke is one piece without bend or gap that fills so much of a bar of its length and breadth: a disc fills 1.05.
const COMPACT: f64 = 0.85;
/// A blot is less than so many times as long as broad.
const SLENDER: f64 = 2.0;
/// A bar leans by less, in degrees: a page is skewed by up to 10, and is read upright.
const UPRIGHT_DEGREES: f64 = 12.0;
/// So much of a box lies along its sides.
const AT_SIDE: f64 = 0.04;
/// Over so much of a box go marks of pens that are broad, both across and down.
const WIDE: f64 = 0.8;

/// What a box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing is in it.
    Unmarked,
    /// It is ticked, crossed or, where all on the page are, filled.
    Marked,
    /// There is something, and it is not clear what is meant. A person must look.
    Doubtful(Doubt),
    /// It looks as if a mark was taken back. A person must look.
    CancelledLooking(Cancelled),
}

/// Why a box is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The stroke is hardly darker than the paper.
    Faint,
    /// No more than a dot, as a resting pen leaves.
    Small,
    /// A straight piece that stands upright or lies level, as dirt in a scanner leaves.
    Bar,
    /// Something is at the box's edge and nothing in its middle, or as much beside the box as in it.
    AtEdge,
    /// Nothing is in the box and something just beside it.
    Beside,
    /// One stroke reaches into this box and a neighbour.
    Shared,
    /// Nothing is in any box of its question, and a pen was at work near this one.
    Near,
    /// Nothing is in any box of its question, and how the page was printed is not kept: a pen's stroke near its words cannot
    /// be told from them.
    NoBlank,
    /// The scan has black and white alone, and most questions of the page have no mark: a pale pen may be lost.
    Dropped,
    /// The scan is made of a screen's dots, and nothing is in any box of its question: a pale pen leaves no dot or one.
    Screened,
    /// The box's printed outline cannot be seen, so neither can what is in it.
    NoOutline,
}

/// Why a box looks cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// It is filled, where the form asks for ticks.
    Filled,
    /// It has more strokes than a tick or a cross.
    Scribbled,
    /// A straight line goes through it and beyond.
    StruckThrough,
    /// The strokes go beyond it on most sides.
    Beyond,
    /// It has much more ink than the page's other marks.
    MoreInk,
    /// Two boxes of its question have marks so heavy that one may be taken back.
    OneOfTwo,
}

impl Mark {
    /// Why a person must look, in plain words; nothing if the box is clear.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Mark::Unmarked | Mark::Marked => None,
            Mark::Doubtful(doubt) => Some(match doubt {
                Doubt::Faint => "a faint mark",
                Doubt::Small => "a dot or a short stroke",
                Doubt::Bar => "a bar, upright or level, as a scanner's dirt leaves",
                Doubt::AtEdge => "a mark at the edge of the box",
                Doubt::Beside => "a mark beside the box",
                Doubt::Shared => "one stroke through two boxes",
                Doubt::Near => "a stroke near the box, where none of its question is marked",
                Doubt::NoBlank => {
                    "no mark in a question, on a form whose print is not kept: one on its words may be lost"
                }
                Doubt::Dropped => {
                    "a page almost without marks, in black and white alone: pale ones may be lost"
                }
                Doubt::Screened => {
                    "no mark in a question, in a scan made of dots: a pale one may be lost"
                }
                Doubt::NoOutline => "the box itself cannot be seen",
            }),
            Mark::CancelledLooking(cancelled) => Some(match cancelled {
                Cancelled::Filled => "the box is filled: a mark, or one taken back",
                Cancelled::Scribbled => "scribbled: perhaps taken back",
                Cancelled::StruckThrough => "a line goes through the box: perhaps taken back",
                Cancelled::Beyond => "strokes go well beyond the box: perhaps taken back",
                Cancelled::MoreInk => "much more ink than in other boxes: perhaps taken back",
                Cancelled::OneOfTwo => "two heavy marks in a question: one perhaps taken back",
            }),
        }
    }

    /// Whether a person must look.
    pub fn is_for_review(&self) -> bool {
        self.reason().is_some()
    }
}

/// What one box says by itself.
pub(crate) fn judged(seen: &Measures) -> Mark {
    let inked = seen.around_mm2.iter().filter(|mm2| **mm2 >= INKED_MM2).count();
    let is_washed_out = seen.inside_mm2 > WASHED_OUT_MM2 && seen.darkness < 0.5;
    let is_covered = seen.inside_mm2 > COVERED_MM2 || seen.inside_mm2 > BROAD_MM * seen.length_mm;
    if seen.solid_mm2 > 0.15 || is_washed_out || (seen.length_mm > 0.0 && is_covered) {
        return Mark::CancelledLooking(Cancelled::Filled);
    }
    if seen.crossings > 0.28 || seen.length_mm > LONG_MM {
        return Mark::CancelledLooking(Cancelled::Scribbled);
    }
    if seen.line_through {
        return Mark::CancelledLooking(Cancelled::StruckThrough);
    }
    if inked >= 5 {
        return Mark::CancelledLooking(Cancelled::Beyond);
    }
    if seen.sides < 3 {
        return Mark::Doubtful(Doubt::NoOutline);
    }
    if seen.inside_mm2 == 0.0 {
        let beside: f64 = seen.around_mm2.iter().sum();
        return if beside >= BESIDE_MM2 { Mark::Doubtful(Doubt::Beside) } else { Mark::Unmarked };
    }
    if is_fringe(seen) { Mark::Unmarked } else { stroke(seen) }
}

/// Whether all ink is a pale line along one edge, thinner than a pen draws: the outline's own fringe, where scanners stretch
/// a page by less than a pixel.
fn is_fringe(seen: &Measures) -> bool {
    // Two pixels of a coarse scan.
    const THIN: f64 = 0.1;
    let [left, top, right, bottom] = seen.bounds;
    let is_beside = right - left <= THIN && (left == 0.0 || right == 1.0);
    let is_along = bottom - top <= THIN && (top == 0.0 || bottom == 1.0);
    let around: f64 = seen.around_mm2.iter().sum();
    (is_beside || is_along) && seen.darkness < 0.24 && around < 0.05
}

/// What a box says that has some ink in it that is neither filled nor scribbled.
fn stroke(seen: &Measures) -> Mark {
    // A pen that rests leaves a blob: short, and broad for its length.
    let is_blob = seen.extent_mm < 3.0 && seen.inside_mm2 > 0.3 * seen.extent_mm.powi(2);
    if seen.extent_mm < 2.0 || seen.inside_mm2 < 0.35 || is_blob || is_blot(seen) {
        return Mark::Doubtful(Doubt::Small);
    }
    if is_bar(seen) {
        return Mark::Doubtful(Doubt::Bar);
    }
    if seen.darkness < 0.24 {
        return Mark::Doubtful(Doubt::Faint);
    }
    // Who ticks this box leaves more ink in it than just beside it.
    let beside: f64 = seen.around_mm2.iter().sum();
    if seen.middle_mm2 < 0.2 || beside > 0.9 * seen.inside_mm2 || reaches_in(seen) {
        return Mark::Doubtful(Doubt::AtEdge);
    }
    Mark::Marked
}

/// Whether ink goes to all four sides and nowhere beyond, as it does in a box that is filled: where a scanner hollows out what
/// is large and black, that is all there is left of it.
pub(super) fn fits_its_box(seen: &Measures) -> bool {
    let [left, top, right, bottom] = seen.bounds;
    let beyond: f64 = seen.around_mm2.iter().sum();
    left < AT_SIDE
        && top < AT_SIDE
        && right > 1.0 - AT_SIDE
        && bottom > 1.0 - AT_SIDE
        && beyond < BESIDE_MM2
}

/// Whether the longest stroke is compact and leaves bare what a mark of so broad a pen goes into: where a broad pen rested.
/// A pen that was moved bends, crosses itself or makes a line.
fn is_blot(seen: &Measures) -> bool {
    seen.fills > COMPACT && seen.slender < SLENDER && seen.spans < WIDE
}

/// Whether the longest stroke is a bar that stands upright or lies level: rollers, lids and folds leave such, and a hand's
/// single stroke leans.
fn is_bar(seen: &Measures) -> bool {
    seen.fills > COMPACT && seen.leans < UPRIGHT_DEGREES && seen.spans < WIDE
}

/// Whether the ink comes in over one side and ends before it is well past the middle: a neighbour's mark may be so large.
fn reaches_in(seen: &Measures) -> bool {
    const PAST_THE_MIDDLE: f64 = 0.62;
    let around = seen.around_mm2;
    let [left, top, right, bottom] = seen.bounds;
    let sides =
        [([0, 4, 5], bottom), ([1, 5, 6], 1.0 - left), ([2, 6, 7], 1.0 - top), ([3, 4, 7], right)];
    sides.into_iter().any(|(fields, depth)| {
        let ink: f64 = fields.into_iter().map(|field| around[field]).sum();
        ink >= INKED_MM2 && depth < PAST_THE_MIDDLE
    })
}

/// Whether a page's own hand fills its boxes: three or more, and hardly a tick or cross among them. A filled box is then
/// an answer; beside ticks it may be one taken back.
pub(crate) fn fills_boxes(seen: &[Measures], marks: &[Mark]) -> bool {
    let filled = seen.iter().zip(marks).filter(|(seen, mark)| is_filled(seen, **mark)).count();
    let marked = marks.iter().filter(|mark| **mark == Mark::Marked).count();
    filled >= 3 && 4 * marked <= filled
}

/// Whether a box is filled, closely or in a zigzag, within its outline. Who takes a mark back goes beyond it.
pub(crate) fn is_filled(seen: &Measures, mark: Mark) -> bool {
    let filled = matches!(mark, Mark::CancelledLooking(Cancelled::Filled | Cancelled::Scribbled));
    filled && !seen.line_through && seen.around_mm2.iter().sum::<f64>() < 0.5
}

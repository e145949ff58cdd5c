//! The verdict on a box: marked, unmarked, doubtful or cancelled-looking.
//!
//! In come the measures of one box, then those of all boxes of a page; out comes a state with its reason. Darkness alone
//! never says "cancelled", and nothing that has ink is "unmarked" unless it is dust.

use crate::marks::look::Evidence;

/// Ink around a box counts from this many square millimetres in one field.
const INKED_MM2: f64 = 0.12;
/// Ink beside an empty box is noticed from this many square millimetres.
const BESIDE_MM2: f64 = 0.2;

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
    /// Something is at the box's edge and nothing in its middle, or as much beside the box as in it.
    AtEdge,
    /// Nothing is in the box and something just beside it.
    Beside,
    /// One stroke reaches into this box and a neighbour.
    Shared,
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
}

impl Mark {
    /// Why a person must look, in plain words; nothing if the box is clear.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Mark::Unmarked | Mark::Marked => None,
            Mark::Doubtful(doubt) => Some(match doubt {
                Doubt::Faint => "a faint mark",
                Doubt::Small => "a dot or a short stroke",
                Doubt::AtEdge => "a mark at the edge of the box",
                Doubt::Beside => "a mark beside the box",
                Doubt::Shared => "one stroke through two boxes",
                Doubt::NoOutline => "the box itself cannot be seen",
            }),
            Mark::CancelledLooking(cancelled) => Some(match cancelled {
                Cancelled::Filled => "the box is filled: a mark, or one taken back",
                Cancelled::Scribbled => "scribbled: perhaps taken back",
                Cancelled::StruckThrough => "a line goes through the box: perhaps taken back",
                Cancelled::Beyond => "strokes go well beyond the box: perhaps taken back",
            }),
        }
    }

    /// Whether a person must look.
    pub fn is_for_review(&self) -> bool {
        self.reason().is_some()
    }
}

/// The verdict on one box by itself.
pub(crate) fn verdict(seen: &Evidence) -> Mark {
    let inked = seen.around_mm2.iter().filter(|mm2| **mm2 >= INKED_MM2).count();
    if seen.solid_mm2 > 0.15 {
        return Mark::CancelledLooking(Cancelled::Filled);
    }
    if seen.crossings > 0.28 {
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
    stroke(seen)
}

/// The verdict on a box with some ink in it that is neither filled nor scribbled.
fn stroke(seen: &Evidence) -> Mark {
    // A pen that rests leaves a blob: short, and broad for its length.
    let is_blob = seen.extent_mm < 2.5 && seen.inside_mm2 > 0.3 * seen.extent_mm.powi(2);
    if seen.extent_mm < 2.0 || seen.inside_mm2 < 0.35 || is_blob {
        return Mark::Doubtful(Doubt::Small);
    }
    if seen.darkness < 0.24 {
        return Mark::Doubtful(Doubt::Faint);
    }
    // Who ticks this box leaves more ink in it than just beside it.
    let beside: f64 = seen.around_mm2.iter().sum();
    if seen.middle_mm2 < 0.2 || beside > 0.9 * seen.inside_mm2 {
        return Mark::Doubtful(Doubt::AtEdge);
    }
    Mark::Marked
}

/// Whether a page's own hand fills its boxes: three or more, and hardly a tick or cross among them. A filled box is then
/// an answer; beside ticks it may be one taken back.
pub(crate) fn fills_boxes(seen: &[Evidence], verdicts: &[Mark]) -> bool {
    let filled = seen.iter().zip(verdicts).filter(|(seen, mark)| is_filled(seen, **mark)).count();
    let marked = verdicts.iter().filter(|mark| **mark == Mark::Marked).count();
    filled >= 3 && 4 * marked <= filled
}

/// Whether a box is filled, closely or in a zigzag, within its outline. Who takes a mark back goes beyond it.
pub(crate) fn is_filled(seen: &Evidence, mark: Mark) -> bool {
    let filled = matches!(mark, Mark::CancelledLooking(Cancelled::Filled | Cancelled::Scribbled));
    filled && !seen.line_through && seen.around_mm2.iter().sum::<f64>() < 0.5
}

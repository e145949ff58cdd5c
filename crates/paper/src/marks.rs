//! The boxes of a page: marked, unmarked, doubtful or cancelled-looking.
//!
//! In come a registered scan and the page's layout; out comes for each box what it says, with the measures on which that
//! rests. Each box is compared with what should be there: its printed outline, and nothing else.

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::layout::TickBox;

mod added;
mod dots;
mod growth;
mod hand;
mod judge;
mod length;
mod look;
mod near;
mod outline;
mod steady;
mod unanswered;

pub use judge::Cancelled;
pub use judge::Doubt;
pub use judge::Mark;
pub use look::Measures;

use crate::ink::Ink;
use crate::page::Lying;
use crate::patch::mean_of_nine;
use crate::patch::upright;
use crate::patch::widened;

/// Around a box: what is beside it, and how far it may be moved, in millimetres.
const MARGIN_MM: f64 = look::BESIDE_MM + 1.1;
/// The most pixels a millimetre that a box is looked at with; more adds time and nothing else.
const MOST_DOTS: f64 = 9.5;

/// One box as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxReading {
    /// Identifier of the question, as the layout has it.
    pub question: String,
    /// Identifier of the answer that a tick gives.
    pub answer: String,
    /// What the box says.
    pub mark: Mark,
    /// What is seen there.
    pub measures: Measures,
}

/// All boxes of a page, in the layout's order.
pub(crate) fn boxes(page: &Lying<'_>, layout: &PageLayout) -> Vec<BoxReading> {
    let printed = page.printed_darkness(layout);
    let print = Print { darkness: printed, growth_mm: growth::growth_mm(page, layout, printed) };
    let measured =
        |tick: &TickBox| measured(page, &tick.place, print, beside(&tick.place, &layout.boxes));
    let seen: Vec<Measures> = layout.boxes.iter().map(measured).collect();
    let marks = judged(page, layout, &seen, print);
    let read = layout.boxes.iter().zip(marks).zip(seen);
    read.map(|((tick, mark), measures)| BoxReading {
        question: tick.question.clone(),
        answer: tick.answer.clone(),
        mark,
        measures,
    })
    .collect()
}

/// What each box says, by itself and beside the others of the page.
fn judged(page: &Lying<'_>, layout: &PageLayout, seen: &[Measures], print: Print) -> Vec<Mark> {
    let mut marks: Vec<Mark> = seen.iter().map(judge::judged).collect();
    let fills = judge::fills_boxes(seen, &marks);
    if fills {
        for (mark, seen) in marks.iter_mut().zip(seen) {
            if judge::is_filled(seen, *mark) {
                *mark = Mark::Marked;
            }
        }
    }
    for at in hollowed(page, layout, seen, &marks) {
        marks[at] = Mark::CancelledLooking(Cancelled::Filled);
    }
    for at in steady::of_its_manner(page.is_bilevel, &layout.boxes, seen, &marks) {
        marks[at] = Mark::Marked;
    }
    for at in hand::heavy_in_one_question(&layout.boxes, seen, &marks, fills) {
        marks[at] = Mark::CancelledLooking(Cancelled::OneOfTwo);
    }
    for at in hand::with_more_ink(seen, &marks) {
        marks[at] = Mark::CancelledLooking(Cancelled::MoreInk);
    }
    for at in shared(&layout.boxes, seen, &marks) {
        marks[at] = Mark::Doubtful(Doubt::Shared);
    }
    for (at, doubt) in near::meant(page, layout, &marks, print.growth_mm) {
        marks[at] = Mark::Doubtful(doubt);
    }
    let lost = unanswered::lost(&layout.boxes, &marks);
    let bare = unanswered::unanswered(&layout.boxes, &marks);
    let is_screened = !bare.is_empty() && page.is_screened(layout);
    if !lost.is_empty() && (page.is_bilevel || is_screened) {
        lost.into_iter().for_each(|at| marks[at] = Mark::Doubtful(Doubt::Dropped));
    } else if is_screened {
        bare.into_iter().for_each(|at| marks[at] = Mark::Doubtful(Doubt::Screened));
    }
    for at in dots::left(page, layout, seen, &marks, print.growth_mm) {
        marks[at] = Mark::Doubtful(Doubt::Faint);
    }
    marks
}

/// Of a page whose large black areas a scanner hollowed out, the marks that may be what it left of a filled box.
fn hollowed(
    page: &Lying<'_>,
    layout: &PageLayout,
    seen: &[Measures],
    marks: &[Mark],
) -> Vec<usize> {
    let may_be = |at: &usize| marks[*at] == Mark::Marked && judge::fits_its_box(&seen[*at]);
    let found: Vec<usize> = (0..marks.len()).filter(may_be).collect();
    if found.is_empty() || !page.is_hollow(layout) { Vec::new() } else { found }
}

/// How a page's print looks in its scan.
#[derive(Debug, Clone, Copy)]
struct Print {
    /// How much darker than paper it is.
    darkness: f64,
    /// By how much its lines are broader on each side than they were printed, in millimetres.
    growth_mm: f64,
}

fn measured(page: &Lying<'_>, place: &Place, print: Print, beside: f64) -> Measures {
    let mut ink = inked(page, place);
    let size = (place.width, place.height);
    let outline = outline::outline(&ink, MARGIN_MM, size, print.darkness, print.growth_mm);
    outline.without_blur(&mut ink, print.darkness);
    look::look(&ink, &outline, beside)
}

/// A box and what is around it, as ink.
fn inked(page: &Lying<'_>, place: &Place) -> Ink {
    let dots = page.registration.dots_per_mm.min(MOST_DOTS);
    let patch = upright(page.scan, &page.registration.map, &widened(place, MARGIN_MM), dots);
    let patch = if page.is_bilevel {
        mean_of_nine(&mean_of_nine(&mean_of_nine(&patch)))
    } else if dots > 7.0 {
        mean_of_nine(&patch)
    } else {
        patch
    };
    Ink::of(&patch, page.white(place), dots, page.is_bilevel)
}

/// How far around a box ink counts as beside it: less if a neighbour's outline is near, half a millimetre of which blurs.
fn beside(place: &Place, boxes: &[TickBox]) -> f64 {
    let gap = |other: &TickBox| {
        let across = (other.place.left - place.left).abs() - place.width;
        let down = (other.place.top - place.top).abs() - place.height;
        across.max(down)
    };
    let others = boxes.iter().map(gap).filter(|gap| *gap > 0.0);
    (others.fold(f64::MAX, f64::min) - 0.5).clamp(0.5, look::BESIDE_MM)
}

/// Marked boxes with a neighbour that has ink, too, and ink between them on both sides: one stroke may have made both.
fn shared(boxes: &[TickBox], seen: &[Measures], marks: &[Mark]) -> Vec<usize> {
    let towards = |from: usize, to: usize| inked_towards(&boxes[from], &boxes[to], &seen[from]);
    let inked: Vec<usize> = (0..marks.len()).filter(|at| seen[*at].inside_mm2 > 0.0).collect();
    let is_shared =
        |at: &usize| inked.iter().any(|other| towards(*at, *other) && towards(*other, *at));
    let marked = inked.iter().copied().filter(|at| marks[*at] == Mark::Marked);
    marked.filter(is_shared).collect()
}

/// Whether there is ink on the side of a box that faces a near neighbour.
fn inked_towards(from: &TickBox, to: &TickBox, seen: &Measures) -> bool {
    const NEAR_MM: f64 = 8.0;
    // A tick's tail runs on to the right, over a whole column of a grid and more.
    const LEVEL_MM: f64 = 40.0;
    let across = to.place.left - from.place.left;
    let down = to.place.top - from.place.top;
    let gap_across = across.abs() - from.place.width;
    let gap_down = down.abs() - from.place.height;
    let far = if gap_down < 0.0 { LEVEL_MM } else { NEAR_MM };
    if gap_across > far || gap_down > NEAR_MM {
        return false;
    }
    // Above, right, below, left, then the corners from the top left clockwise.
    let fields: &[usize] = match (gap_across > 0.0, gap_down > 0.0, across > 0.0, down > 0.0) {
        (true, false, true, _) => &[1, 5, 6],
        (true, false, false, _) => &[3, 4, 7],
        (false, true, _, true) => &[2, 6, 7],
        (false, true, _, false) => &[0, 4, 5],
        (true, true, true, true) => &[6, 1, 2],
        (true, true, true, false) => &[5, 0, 1],
        (true, true, false, true) => &[7, 2, 3],
        (true, true, false, false) => &[4, 0, 3],
        (false, false, _, _) => &[],
    };
    fields.iter().any(|field| seen.around_mm2[*field] >= 0.08)
}

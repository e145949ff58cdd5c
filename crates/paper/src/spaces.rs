//! The spaces to write in: written in or blank.
//!
//! In come a registered scan and the page's layout; out comes for each space whether there is writing in it. What it
//! says is for a person to read beside its picture.

use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;

use crate::ink::Ink;
use crate::ink::Stroke;
use crate::number::whole;
use crate::page::Lying;
use crate::patch::mean_of_nine;
use crate::patch::upright;

/// The outline and what blurs around it, in millimetres.
const RIM_MM: f64 = 0.9;
/// Coarser than for boxes: writing is large.
const DOTS: f64 = 6.0;
/// Less is dust, in square millimetres.
const SPECK_MM2: f64 = 0.15;
/// What is thinner than this and taller than that is the scanner's line and no letter, in millimetres.
const THIN_MM: f64 = 1.2;
const TALL_MM: f64 = 4.0;
/// So far a fold's soft shadow goes to and fro over the whole breadth, in millimetres.
const SOFT_MM: f64 = 5.0;
/// From so much on it is writing, in square millimetres: two or three letters.
const WRITING_MM2: f64 = 1.5;

/// What a space to write in has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Nothing.
    Blank,
    /// Writing: somebody is to read it.
    Written,
    /// A dot, a short or a faint stroke: somebody is to look.
    Doubtful,
}

/// One space as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct SpaceReading {
    /// Identifier of the question, as the layout has it.
    pub question: String,
    /// Identifier of the answer that the space belongs to, where it belongs to one.
    pub answer: Option<String>,
    /// What is in it.
    pub writing: Writing,
    /// How much ink, in square millimetres.
    pub ink_mm2: f64,
}

/// All spaces of a page, in the layout's order.
pub(crate) fn spaces(page: &Lying<'_>, layout: &PageLayout) -> Vec<SpaceReading> {
    let read = |space: &partnership::consultation::layout::WritingSpace| {
        let (writing, ink_mm2) = writing(page, &space.place);
        SpaceReading {
            question: space.question.clone(),
            answer: space.answer.clone(),
            writing,
            ink_mm2,
        }
    };
    layout.spaces.iter().map(read).collect()
}

fn writing(page: &Lying<'_>, place: &Place) -> (Writing, f64) {
    let dots = page.registration.dots_per_mm.min(DOTS);
    let patch = upright(page.scan, &page.registration.map, place, dots);
    let patch = if page.is_bilevel { mean_of_nine(&patch) } else { patch };
    let ink = Ink::of(&patch, page.white(place), dots, page.is_bilevel);
    let inside = ink.area(RIM_MM, RIM_MM, place.width - RIM_MM, place.height - RIM_MM);
    let is_line = |stroke: &Stroke| {
        let [left, top, right, bottom] = stroke.bounds;
        let (across, down) = (right - left + 1, bottom - top + 1);
        let is_thin = across <= whole(THIN_MM * dots) && down >= whole(TALL_MM * dots);
        (is_thin || across >= inside[2] - inside[0] - 2)
            && across.min(down) <= whole(SOFT_MM * dots)
    };
    let strokes = |limit: f32| {
        let strokes = ink.mask(inside, limit).strokes().into_iter();
        strokes.filter(|stroke| ink.mm2(stroke.pixels) >= SPECK_MM2).collect::<Vec<Stroke>>()
    };
    let mm2 = |strokes: &mut dyn Iterator<Item = &Stroke>| {
        strokes.map(|stroke| ink.mm2(stroke.pixels)).sum::<f64>()
    };
    let strong = mm2(&mut strokes(ink.strong).iter().filter(|stroke| !is_line(stroke)));
    let weak = mm2(&mut strokes(ink.weak).iter());
    let writing = if strong >= WRITING_MM2 {
        Writing::Written
    } else if weak > 0.0 {
        Writing::Doubtful
    } else {
        Writing::Blank
    };
    (writing, weak)
}

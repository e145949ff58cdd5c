//! Questions with no mark in any box, and a pen's stroke on the words beside one.
//!
//! In come a registered scan, the layout and what each box says; out come the boxes that a stroke away from them may be
//! meant for: a ring around an answer's words, a tick after them. The layout does not say where words are printed, so a
//! stroke is told from print by its size alone: it is half as high again as most of the page's words, or more, or a line
//! longer than any letter's, or stands where no form prints anything.

use std::ops::Range;

use image::GrayImage;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::layout::TickBox;

use crate::ink::Ink;
use crate::marks::Mark;
use crate::marks::line;
use crate::marks::unanswered::questions;
use crate::number::pixels;
use crate::number::shade;
use crate::number::whole;
use crate::page::Lying;
use crate::patch::upright;

/// Pixels a millimetre, about those of the small page: letters are to hang together as words.
const DOTS: f64 = 4.0;
/// Left and right of these nothing but the page's marks is printed, in millimetres from the edge.
const MARGIN_MM: f64 = 17.0;
/// So far to the left of the page's first boxes a tick beside them may stand, in millimetres.
const BEFORE_MM: f64 = 5.4;
/// What stands left of the first boxes, where nothing is printed, is a pen's from this size on, in millimetres.
const BEFORE_SIZE_MM: f64 = 1.2;
/// A line under words is longer than this, in millimetres, and no grid's rule, which is longer by far.
const LINE_MM: f64 = 6.0;
const RULE_MM: f64 = 70.0;
/// A line is no broader than this share of the words' height: letters without tails are higher. A felt pen's is as
/// broad as this, in millimetres, where words are small.
const BROADEST_LINE: f64 = 0.65;
const BROADEST_PEN_MM: f64 = 1.8;
/// Boxes of one row that stand no further apart have no words between them, in millimetres.
const COLUMN_MM: f64 = 30.0;
/// Within so many millimetres the light is even.
const EVEN_MM: f64 = 6.0;
/// So far above and below its boxes a question's own area goes, in millimetres.
const AROUND_MM: f64 = 3.5;
/// A stroke whose middle is so far above or below a box may be meant for it, in millimetres.
const BETWEEN_MM: f64 = 3.5;
/// Words are higher than this, dust and points are not, in millimetres.
const LOWEST_WORD_MM: f64 = 1.4;
/// So many words tell how high they are.
const ENOUGH_WORDS: usize = 40;
/// Of most words, in millimetres, where too few stand on the lines to tell.
const USUAL_WORD_MM: f64 = 2.7;
/// A stroke is so many times as high as most words: with strokes above and below the line a word is 1.35 times as high.
const TALL: f64 = 1.5;

/// Places in the list of empty boxes that a stroke near them may be meant for, of questions without any mark: dirt in
/// one of their boxes is none.
pub(super) fn meant(page: &Lying<'_>, layout: &PageLayout, marks: &[Mark]) -> Vec<usize> {
    let is_bare = |own: &Range<usize>| !marks[own.clone()].contains(&Mark::Marked);
    let (bare, marked): (Vec<_>, Vec<_>) = questions(&layout.boxes).into_iter().partition(is_bare);
    let seen = |own: &Range<usize>| Around::of(page, layout, &layout.boxes[own.clone()]);
    let around: Vec<Around> = bare.iter().map(seen).collect();
    if around.is_empty() {
        return Vec::new();
    }
    let mut heights: Vec<f64> = around.iter().flat_map(Around::heights).collect();
    for other in marked {
        if heights.len() >= ENOUGH_WORDS {
            break;
        }
        heights.extend(seen(&other).heights());
    }
    let words = height_of_words(heights);
    let mut found = Vec::new();
    for (own, around) in bare.into_iter().zip(around) {
        let strokes = around.pen_strokes(layout, &layout.boxes[own.clone()], words);
        for stroke in strokes {
            if beside(&stroke, &layout.boxes).is_some_and(|at| own.contains(&at)) {
                found.extend(own.clone().filter(|at| is_near(&stroke, &layout.boxes[*at].place)));
            }
        }
    }
    found.retain(|at| marks[*at] == Mark::Unmarked);
    found
}

/// What is inked around the boxes of a question.
struct Around {
    area: Place,
    ink: Ink,
    /// Strokes that meet no box and no space to write in.
    free: Vec<Place>,
}

impl Around {
    fn of(page: &Lying<'_>, layout: &PageLayout, boxes: &[TickBox]) -> Around {
        let area = area(layout, boxes);
        let dots = (page.registration.dots_per_mm / f64::from(page.shrunk.factor)).min(DOTS);
        let map = page.registration.map.into_smaller(page.shrunk.factor);
        let mut patch = upright(&page.shrunk.image, &map, &area, dots);
        even_out(page, &area, &mut patch, dots);
        let ink = Ink::of(&patch, u8::MAX, dots, page.is_bilevel);
        let free = strokes(&ink, ink.strong, &area, layout);
        Around { area, ink, free }
    }

    /// How high what may be a word is.
    fn heights(&self) -> impl Iterator<Item = f64> {
        self.free.iter().map(|stroke| stroke.height).filter(|height| *height > LOWEST_WORD_MM)
    }

    /// What cannot be print there, where words are so high.
    fn pen_strokes(self, layout: &PageLayout, boxes: &[TickBox], words: f64) -> Vec<Place> {
        let Around { area, ink, free } = self;
        let bare = Bare::of(boxes);
        let lines = if bare.is_level { Vec::new() } else { lines(&ink, &area, words) };
        let lines = lines.into_iter().filter(|line| !touches_print(line, layout));
        // Where nothing is printed, a pencil may be paler than print.
        let pale = strokes(&ink, ink.pale(), &area, layout).into_iter();
        let is_tall = |stroke: &Place| stroke.height >= TALL * words && stroke.width >= 1.5;
        let tall = free.into_iter().filter(is_tall);
        tall.chain(pale.filter(|stroke| bare.has(stroke))).chain(lines).collect()
    }
}

/// Lightens an area so that paper is white everywhere in it: it goes from margin to margin, and a lamp's light does not reach
/// as far evenly.
fn even_out(page: &Lying<'_>, area: &Place, patch: &mut GrayImage, dots: f64) {
    let step = whole(EVEN_MM * dots).max(1);
    for top in (0..patch.height()).step_by(step) {
        for left in (0..patch.width()).step_by(step) {
            let at = Place {
                left: area.left + f64::from(left) / dots,
                top: area.top + f64::from(top) / dots,
                width: EVEN_MM,
                height: EVEN_MM,
            };
            let lightens = f32::from(u8::MAX) / f32::from(page.white(&at).max(1));
            for y in top..patch.height().min(top + pixels(step)) {
                for x in left..patch.width().min(left + pixels(step)) {
                    let dot = &mut patch.get_pixel_mut(x, y).0[0];
                    *dot = shade(f32::from(*dot) * lightens);
                }
            }
        }
    }
}

/// What hangs together and is darker than `limit`, and meets no box and no space to write in.
fn strokes(ink: &Ink, limit: f32, area: &Place, layout: &PageLayout) -> Vec<Place> {
    let mask = ink.mask([0, 0, ink.width, ink.height], limit);
    let strokes = mask.strokes().into_iter().map(|stroke| {
        let [left, top, right, bottom] = stroke.bounds.map(|at| at as f64 / ink.dots);
        Place {
            left: area.left + left,
            top: area.top + top,
            width: right - left + 1.0 / ink.dots,
            height: bottom - top + 1.0 / ink.dots,
        }
    });
    strokes.filter(|stroke| !touches_print(stroke, layout)).collect()
}

/// Level lines under words, where print has none but for a grid's rules, which are longer.
fn lines(ink: &Ink, area: &Place, words: f64) -> Vec<Place> {
    let dots = ink.dots;
    let broadest = (BROADEST_LINE * words).max(BROADEST_PEN_MM);
    let found = line::lines(ink, LINE_MM * dots, broadest * dots);
    let placed = found.into_iter().map(|line| Place {
        left: area.left + line.left as f64 / dots,
        top: area.top + line.middle as f64 / dots,
        width: (line.right + 1 - line.left) as f64 / dots,
        height: 1.0 / dots,
    });
    placed.filter(|line| line.width < RULE_MM).collect()
}

/// Where nothing is printed beside the boxes of a question: left of those at the page's margin, and between those that
/// stand in one row, whose words are above them.
struct Bare {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    is_level: bool,
}

impl Bare {
    fn of(boxes: &[TickBox]) -> Bare {
        let edge = |of: fn(&Place) -> f64, least: bool| {
            let all = boxes.iter().map(|tick| of(&tick.place));
            if least { all.fold(f64::MAX, f64::min) } else { all.fold(0.0, f64::max) }
        };
        let (first, top) = (edge(|place| place.left, true), edge(|place| place.top, true));
        let (last, low) = (edge(|place| place.left, false), edge(|place| place.top, false));
        let near = boxes.windows(2).all(|two| two[1].place.left - two[0].place.left < COLUMN_MM);
        let is_level = boxes.len() > 1 && low - top < 1.0 && near;
        let is_margin = first < MARGIN_MM + BEFORE_MM;
        let height = edge(|place| place.height, false);
        Bare {
            left: if is_level || is_margin { first - BEFORE_MM } else { f64::MAX },
            right: if is_level { last + height + BEFORE_MM } else { first },
            top: top - 1.0,
            bottom: low + height + 1.0,
            is_level,
        }
    }

    /// Whether a stroke lies there, that is no dust and no scanner's line.
    fn has(&self, stroke: &Place) -> bool {
        let middle = stroke.top + stroke.height / 2.0;
        let (least, most) = (stroke.width.min(stroke.height), stroke.width.max(stroke.height));
        stroke.left >= self.left
            && stroke.left + stroke.width < self.right
            && (self.top..self.bottom).contains(&middle)
            && stroke.width > 0.6
            && least > 0.3
            && (BEFORE_SIZE_MM..LINE_MM).contains(&most)
    }
}

/// Where the answers of a question stand, from margin to margin.
fn area(layout: &PageLayout, boxes: &[TickBox]) -> Place {
    let tops = boxes.iter().map(|tick| tick.place.top);
    let bottoms = boxes.iter().map(|tick| tick.place.top + tick.place.height);
    let top = tops.fold(f64::MAX, f64::min) - AROUND_MM;
    let rights = layout.corners.iter().map(|place| place.left + place.width);
    let first = boxes.iter().map(|tick| tick.place.left).fold(f64::MAX, f64::min);
    let left = MARGIN_MM.min(first - BEFORE_MM);
    Place {
        left,
        top,
        width: rights.fold(0.0, f64::max) + 2.0 - MARGIN_MM - left,
        height: bottoms.fold(0.0, f64::max) + AROUND_MM - top,
    }
}

/// Whether a stroke meets a box, which was looked at already, or a space to write in.
fn touches_print(stroke: &Place, layout: &PageLayout) -> bool {
    let boxes = layout.boxes.iter().map(|tick| &tick.place);
    let spaces = layout.spaces.iter().map(|space| &space.place);
    boxes.chain(spaces).any(|place| {
        stroke.left < place.left + place.width + 0.6
            && place.left < stroke.left + stroke.width + 0.6
            && stroke.top < place.top + place.height + 0.6
            && place.top < stroke.top + stroke.height + 0.6
    })
}

/// How high words with tall letters are, in millimetres, which most words have.
fn height_of_words(mut heights: Vec<f64>) -> f64 {
    heights.sort_by(f64::total_cmp);
    if heights.len() < 6 {
        return USUAL_WORD_MM;
    }
    heights[heights.len() * 3 / 5].max(USUAL_WORD_MM * 0.8)
}

/// Whether a stroke lies in a box's row or just above or below it: between two rows it may be meant for either.
fn is_near(stroke: &Place, place: &Place) -> bool {
    let (top, bottom) = (place.top - BETWEEN_MM, place.top + place.height + BETWEEN_MM);
    (top..bottom).contains(&(stroke.top + stroke.height / 2.0))
}

/// The box in whose row a stroke lies: the nearest on its left, else the nearest.
fn beside(stroke: &Place, boxes: &[TickBox]) -> Option<usize> {
    let middle = (stroke.left + stroke.width / 2.0, stroke.top + stroke.height / 2.0);
    let off = |tick: &TickBox| {
        let place = &tick.place;
        let right = middle.0 - (place.left + place.width / 2.0);
        let down = (middle.1 - (place.top + place.height / 2.0)).abs();
        // Answers' words stand to the right of their box: the other side is further by a page.
        (down - 2.5).max(0.0) * 10.0 + if right >= 0.0 { right } else { 210.0 - right }
    };
    (0..boxes.len()).min_by(|a, b| off(&boxes[*a]).total_cmp(&off(&boxes[*b])))
}

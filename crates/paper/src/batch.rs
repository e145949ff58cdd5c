//! A batch of scanned sides as sheets: which sides belong together, what is missing, what came twice.
//!
//! In comes what each side is, in the order of scanning; out come sheets, and what belongs to no sheet. Every side
//! that came in is named once in what goes out, so nothing is lost silently.

use std::collections::BTreeMap;

use partnership::consultation::page_code::PageCode;
use partnership::consultation::reading::ink::is_same_ink;

use crate::page::PageReading;
use crate::page::ScannedSide;

/// How a form was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// A page to a sheet.
    OneSide,
    /// Two pages to a sheet; the last sheet's back is empty if the pages are odd in number.
    BothSides,
}

/// One side of a sheet, by its number among the scanned sides, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It was read.
    Read(usize),
    /// It is there and cannot be read: it is to be keyed by hand.
    Unreadable(usize),
    /// It was printed and is not among the scans, or nobody can tell which it is.
    Missing,
    /// Nothing was printed on it.
    NotPrinted,
}

impl Side {
    /// Which scanned side it is, if it is there.
    pub fn scanned(&self) -> Option<usize> {
        match self {
            Side::Read(at) | Side::Unreadable(at) => Some(*at),
            Side::Missing | Side::NotPrinted => None,
        }
    }
}

/// A sheet of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The form's name.
    pub form: String,
    /// Which copy of the form, where copies are numbered.
    pub copy: Option<u32>,
    /// Which sheet of the form, from 1.
    pub number: u16,
    /// The side with the lower page number.
    pub front: Side,
    /// The other side.
    pub back: Side,
    /// An earlier sheet of the batch, by its place in it, that this one seems to be, scanned twice.
    pub seems_to_be: Option<usize>,
}

impl Sheet {
    /// Whether a printed side is missing.
    pub fn is_incomplete(&self) -> bool {
        self.front == Side::Missing || self.back == Side::Missing
    }
}

/// A scanned side that belongs to no sheet of ours, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// Nothing is on it.
    Blank,
    /// It is another paper; what its code says.
    Foreign(String),
    /// No code could be read on it. It may be a side that a sheet is missing.
    Unknown,
}

/// A batch as sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// In the order of their first scanned sides.
    pub sheets: Vec<Sheet>,
    /// Sides that belong to no sheet, by their number among the scanned sides.
    pub apart: Vec<(usize, Apart)>,
}

/// A side of ours among the scanned ones.
struct Known<'a> {
    at: usize,
    code: &'a PageCode,
    side: Side,
}

/// Puts scanned sides together to sheets.
///
/// Copies with numbers are put together wherever their sides lie in the batch. Without numbers a front and a back
/// belong together only if they were scanned one after the other: anything else would be a guess.
pub fn batch(sides: &[ScannedSide], printed: Printed) -> Batch {
    let mut sheets: Vec<Sheet> = Vec::new();
    // Sheets that wait for their other side.
    let mut waiting: BTreeMap<(String, Option<u32>, u16), usize> = BTreeMap::new();
    let mut last_of_ours = None;
    for side in known(sides) {
        let (number, is_front) = sheet_of(side.code, printed);
        let key = (side.code.form().as_str().to_owned(), side.code.copy(), number);
        let is_next = last_of_ours.is_some_and(|last| only_blanks(sides, last, side.at));
        let may_join = side.code.copy().is_some() || is_next;
        let open = waiting.get(&key).filter(|_| may_join).and_then(|at| sheets.get_mut(*at));
        if open.is_some_and(|sheet| joined(sheet, is_front, side.side)) {
            waiting.remove(&key);
        } else {
            waiting.insert(key, sheets.len());
            sheets.push(begun(&side, printed));
        }
        last_of_ours = Some(side.at);
    }
    twice(&mut sheets, sides);
    Batch { sheets, apart: apart(sides) }
}

/// The sides that are pages of ours.
fn known(sides: &[ScannedSide]) -> impl Iterator<Item = Known<'_>> {
    sides.iter().enumerate().filter_map(|(at, side)| match side {
        ScannedSide::Read(page) => Some(Known { at, code: &page.code, side: Side::Read(at) }),
        ScannedSide::Unreadable(code, _) => Some(Known { at, code, side: Side::Unreadable(at) }),
        ScannedSide::Blank | ScannedSide::Foreign(_) | ScannedSide::Unknown => None,
    })
}

/// The sides that are not.
fn apart(sides: &[ScannedSide]) -> Vec<(usize, Apart)> {
    let apart = sides.iter().enumerate().filter_map(|(at, side)| match side {
        ScannedSide::Read(_) | ScannedSide::Unreadable(..) => None,
        ScannedSide::Blank => Some((at, Apart::Blank)),
        ScannedSide::Foreign(words) => Some((at, Apart::Foreign(words.clone()))),
        ScannedSide::Unknown => Some((at, Apart::Unknown)),
    });
    apart.collect()
}

/// Lets a side take its place on a sheet, if that is free.
fn joined(sheet: &mut Sheet, is_front: bool, side: Side) -> bool {
    let place = if is_front { &mut sheet.front } else { &mut sheet.back };
    let is_free = *place == Side::Missing;
    if is_free {
        *place = side;
    }
    is_free
}

/// Which sheet of its form a page is on, and whether on the front.
fn sheet_of(code: &PageCode, printed: Printed) -> (u16, bool) {
    match printed {
        Printed::OneSide => (code.page(), true),
        Printed::BothSides => (code.page().div_ceil(2), code.page() % 2 == 1),
    }
}

/// A sheet of which one side is known.
fn begun(side: &Known<'_>, printed: Printed) -> Sheet {
    let (number, is_front) = sheet_of(side.code, printed);
    let has_back = printed == Printed::BothSides && number * 2 <= side.code.pages();
    let other = if has_back { Side::Missing } else { Side::NotPrinted };
    let (front, back) = if is_front { (side.side, other) } else { (Side::Missing, side.side) };
    let form = side.code.form().as_str().to_owned();
    Sheet { form, copy: side.code.copy(), number, front, back, seems_to_be: None }
}

/// Whether there are only blank sides between two.
fn only_blanks(sides: &[ScannedSide], first: usize, second: usize) -> bool {
    sides[first + 1..second].iter().all(|side| *side == ScannedSide::Blank)
}

/// Says of each sheet which earlier one it seems to be.
fn twice(sheets: &mut [Sheet], sides: &[ScannedSide]) {
    for at in 0..sheets.len() {
        let (earlier, rest) = sheets.split_at_mut(at);
        let Some(sheet) = rest.first_mut() else { continue };
        let same = |other: &Sheet| {
            other.form == sheet.form
                && other.number == sheet.number
                && other.copy == sheet.copy
                && (sheet.copy.is_some() || are_alike(other, sheet, sides))
        };
        // The first, so that a third scan names the same sheet as the second.
        sheet.seems_to_be = earlier.iter().position(same);
    }
}

/// Whether two sheets have the same ink in their boxes.
fn are_alike(a: &Sheet, b: &Sheet, sides: &[ScannedSide]) -> bool {
    let pages = [(a.front, b.front), (a.back, b.back)].into_iter();
    let both = pages.filter_map(|(a, b)| Some((reading(a, sides)?, reading(b, sides)?)));
    let boxes = both.flat_map(|(a, b)| a.boxes.iter().zip(&b.boxes));
    is_same_ink(boxes.map(|(a, b)| (a.measures.shape, b.measures.shape)))
}

fn reading(side: Side, sides: &[ScannedSide]) -> Option<&PageReading> {
    match sides.get(side.scanned()?)? {
        ScannedSide::Read(page) => Some(page),
        ScannedSide::Blank
        | ScannedSide::Foreign(_)
        | ScannedSide::Unknown
        | ScannedSide::Unreadable(..) => None,
    }
}

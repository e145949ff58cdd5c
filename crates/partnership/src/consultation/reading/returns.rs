//! Scanned sides as returns: which sides belong to one person's form, what is missing of it, what came twice.
//!
//! In come the sides of a batch in the order of scanning; out come returns, and the sides that belong to none. Every
//! side that came in is named once in what goes out, so nothing is lost silently.

use std::collections::BTreeMap;

use crate::consultation::form::FormName;
use crate::consultation::page_code::PageCode;
use crate::consultation::reading::ink::is_same_ink;
use crate::consultation::reading::side::ReadSide;

/// How a form was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Printed {
    /// A page to a sheet.
    OneSide,
    /// Two pages to a sheet.
    BothSides,
}

/// A scanned side under its number within the batch.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    /// Its number, from 1, in the order of scanning.
    pub number: i64,
    /// What was read.
    pub side: &'a ReadSide,
}

/// The form that one person filled in, as far as it was scanned.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Return {
    /// The number of the first of its sides that was scanned, by which it is known within the batch.
    pub number: i64,
    /// Which form.
    pub form: FormName,
    /// Which copy, where copies are numbered.
    pub copy: Option<u32>,
    /// How many pages the form has.
    pub pages: u16,
    /// For each page the numbers of its sides; several if it was scanned more than once.
    pub sides: BTreeMap<u16, Vec<i64>>,
    /// An earlier return of the batch whose ink is the same, so that this one seems to be the same paper again.
    pub seems_to_be: Option<i64>,
}

/// A batch as returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// In the order of their first sides.
    pub returns: Vec<Return>,
    /// The numbers of the sides that belong to no return: blank, of another paper, without a code.
    pub apart: Vec<i64>,
}

impl Return {
    /// The pages that were not scanned, by their numbers.
    pub fn missing(&self) -> Vec<u16> {
        (1..=self.pages).filter(|page| !self.sides.contains_key(page)).collect()
    }

    /// The pages that were scanned more than once.
    pub fn twice(&self) -> Vec<u16> {
        let twice = self.sides.iter().filter(|(_, sides)| sides.len() > 1);
        twice.map(|(page, _)| *page).collect()
    }
}

/// Puts scanned sides together to returns.
///
/// Copies with numbers are put together wherever their sides lie in the batch. Without numbers a side goes to the return
/// before it only if it follows with nothing but blanks between, as the other side of the same sheet or a side of the
/// next one: anything else would be a guess.
pub fn gathered(sides: &[Numbered<'_>], printed: Printed) -> Gathered {
    let (mut returns, mut apart): (Vec<Return>, Vec<i64>) = (Vec::new(), Vec::new());
    let mut copies: BTreeMap<(FormName, u32), usize> = BTreeMap::new();
    // The return without a number that the next side may go on with, and the sheet it has come to.
    let mut open: Option<(usize, u16)> = None;
    for Numbered { number, side } in sides {
        let Some(code) = side.code() else {
            apart.push(*number);
            open = open.filter(|_| **side == ReadSide::Blank);
            continue;
        };
        let sheet = sheet_of(code, printed);
        let place = match code.copy() {
            Some(copy) => {
                open = None;
                *copies.entry((code.form().clone(), copy)).or_insert(returns.len())
            }
            None => going_on(&returns, open, code, sheet).unwrap_or(returns.len()),
        };
        if place == returns.len() {
            returns.push(begun(*number, code));
        }
        if let Some(one) = returns.get_mut(place) {
            one.sides.entry(code.page()).or_default().push(*number);
        }
        if code.copy().is_none() {
            open = Some((place, sheet));
        }
    }
    let by_number = sides.iter().map(|one| (one.number, one.side)).collect();
    same_again(&mut returns, &by_number);
    Gathered { returns, apart }
}

fn sheet_of(code: &PageCode, printed: Printed) -> u16 {
    match printed {
        Printed::OneSide => code.page(),
        Printed::BothSides => code.page().div_ceil(2),
    }
}

/// The place of the open return, if a page goes on with it.
fn going_on(
    returns: &[Return],
    open: Option<(usize, u16)>,
    code: &PageCode,
    sheet: u16,
) -> Option<usize> {
    let (place, last) = open?;
    let one = returns.get(place)?;
    let is_same_form = one.form == *code.form() && one.pages == code.pages();
    let follows = sheet == last || sheet == last + 1;
    (is_same_form && follows && !one.sides.contains_key(&code.page())).then_some(place)
}

fn begun(number: i64, code: &PageCode) -> Return {
    Return {
        number,
        form: code.form().clone(),
        copy: code.copy(),
        pages: code.pages(),
        sides: BTreeMap::new(),
        seems_to_be: None,
    }
}

/// Says of each return without a copy's number which earlier one it seems to be. A copy with a number that comes again is
/// the same return anyway.
fn same_again(returns: &mut [Return], sides: &BTreeMap<i64, &ReadSide>) {
    let inks: Vec<ReturnInk> = returns.iter().map(|one| ReturnInk::of(one, sides)).collect();
    for at in 0..returns.len() {
        let (earlier, rest) = returns.split_at_mut(at);
        let Some(one) = rest.first_mut().filter(|one| one.copy.is_none()) else { continue };
        let same = earlier.iter().zip(&inks).find(|(other, ink)| {
            let is_alike = || inks.get(at).is_some_and(|mine| ink.is_same_paper(mine));
            other.copy.is_none() && other.form == one.form && is_alike()
        });
        one.seems_to_be = same.map(|(other, _)| other.number);
    }
}

/// The ink of a return: of each of its pages that was read, which fields of each box have some. By it a form without a
/// number is known again, in whichever batch it was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnInk(BTreeMap<u16, Vec<u64>>);

impl ReturnInk {
    /// That of a return, of the sides of its batch by their numbers.
    pub fn of(one: &Return, sides: &BTreeMap<i64, &ReadSide>) -> ReturnInk {
        let shapes = |side: &i64| -> Option<Vec<u64>> {
            let page = sides.get(side)?.page()?;
            Some(page.boxes.iter().map(|tick| tick.shape).collect())
        };
        let pages = one.sides.iter();
        ReturnInk(
            pages.filter_map(|(page, sides)| Some((*page, shapes(sides.first()?)?))).collect(),
        )
    }

    /// Whether another return of the same form has the same ink on the pages that both have.
    pub fn is_same_paper(&self, other: &ReturnInk) -> bool {
        let both = self.0.iter().filter_map(|(page, mine)| Some((mine, other.0.get(page)?)));
        is_same_ink(
            both.flat_map(|(mine, theirs)| mine.iter().copied().zip(theirs.iter().copied())),
        )
    }
}

#[cfg(test)]
mod tests;

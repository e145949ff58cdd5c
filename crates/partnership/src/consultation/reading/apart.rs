//! Sides apart: scanned sides that belong to no return by themselves, and what a person says of each.
//!
//! In come a side and what somebody says it is; out goes the return that it is put to, or why it cannot be. Nothing is
//! taken from a return that has a page already, so that no page is keyed from two papers.

use std::collections::BTreeSet;

use crate::consultation::reading::decision::Decision;
use crate::consultation::reading::returns::Return;
use crate::consultation::reading::settled::QuestionState;
use crate::consultation::reading::side::ReadSide;

/// What somebody says that a side apart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideIs {
    /// Nothing is on it that anybody answered.
    Blank,
    /// It is no page of this consultation.
    NotOurs,
    /// It is a page that was scanned, or is keyed, elsewhere.
    Again,
    /// It is a page of a return of its batch, which is keyed from it.
    PageOf {
        /// The number of the return.
        number: i64,
        /// Which page.
        page: u16,
    },
}

/// Why a side is not put to a return. Nothing was saved.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum ApartRefused {
    /// The form has no such page.
    #[error(
        "return {number} has {pages} pages and no page {page}; name one of those that are missing"
    )]
    NoSuchPage {
        /// The return.
        number: i64,
        /// How many pages its form has.
        pages: u16,
        /// The page that was named.
        page: u16,
    },
    /// The page was scanned.
    #[error(
        "page {page} of return {number} was scanned already; name a page that is missing, or say that this side is of a page scanned elsewhere"
    )]
    ThereAlready {
        /// The return.
        number: i64,
        /// The page.
        page: u16,
    },
}

impl SideIs {
    /// What it is, in plain words.
    pub fn in_words(self) -> String {
        match self {
            SideIs::Blank => "blank".to_owned(),
            SideIs::NotOurs => "not a page of this consultation".to_owned(),
            SideIs::Again => "a page that was scanned or keyed elsewhere".to_owned(),
            SideIs::PageOf { number, page } => format!("page {page} of return {number}"),
        }
    }
}

/// Whether a side apart waits for a person while nobody has said what it is. One that the machine found blank waits for
/// nobody: it is mostly the back of a sheet that is printed on one side.
pub fn waits_for_a_person(side: &ReadSide) -> bool {
    *side != ReadSide::Blank
}

/// A return with a side that is put to it as one of its pages.
///
/// # Errors
/// When its form has no such page, or the page was scanned.
pub fn with_side(of: &Return, side: i64, page: u16) -> Result<Return, ApartRefused> {
    let (number, pages) = (of.number, of.pages);
    if !(1..=pages).contains(&page) {
        return Err(ApartRefused::NoSuchPage { number, pages, page });
    }
    if of.sides.contains_key(&page) {
        return Err(ApartRefused::ThereAlready { number, page });
    }
    let mut with = of.clone();
    with.sides.insert(page, vec![side]);
    Ok(with)
}

/// The return without that side.
pub fn without_side(of: &Return, side: i64) -> Return {
    let mut without = of.clone();
    without.sides.values_mut().for_each(|sides| sides.retain(|one| *one != side));
    without.sides.retain(|_, sides| !sides.is_empty());
    without
}

/// Whether somebody keyed an answer from a side that was put to a return at the place `put` among all that was done. What
/// no machine read is keyed from the sides that people put there, so until the answers are taken back none of these goes.
pub fn is_keyed_from(states: &[QuestionState], decisions: &[Decision], put: i64) -> bool {
    let later = decisions.iter().filter(|decision| decision.place > put);
    let later: BTreeSet<i64> = later.map(|decision| decision.number).collect();
    let keyed = states.iter().filter(|state| state.is_keyed());
    keyed.flat_map(|state| &state.voices).any(|voice| later.contains(&voice.decision))
}

/// How many sides stand apart, and how many of these wait for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ApartCounts {
    /// Of which nobody has said what they are, and which are not blank.
    pub waiting: usize,
    /// That the machine found blank, and of which nobody has said anything else.
    pub blank: usize,
    /// That a person said are no pages to be keyed.
    pub put_by: usize,
    /// That a person put to a return, or began one from.
    pub put_to_returns: usize,
}

impl ApartCounts {
    /// The counts of sides as they were read, with what was said of each.
    pub fn of<'a>(sides: impl IntoIterator<Item = (&'a ReadSide, Option<SideIs>)>) -> ApartCounts {
        let mut counts = ApartCounts::default();
        for (side, said) in sides {
            let one = match said {
                Some(SideIs::PageOf { .. }) => &mut counts.put_to_returns,
                Some(SideIs::Blank | SideIs::NotOurs | SideIs::Again) => &mut counts.put_by,
                None if waits_for_a_person(side) => &mut counts.waiting,
                None => &mut counts.blank,
            };
            *one += 1;
        }
        counts
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.waiting + self.blank + self.put_by + self.put_to_returns
    }

    /// What is to be told of them, in plain words; nothing where there is none.
    pub fn in_words(&self) -> Option<String> {
        let parts = [
            (self.waiting, "waiting for a person to say what they are"),
            (self.blank, "blank"),
            (self.put_by, "said to be no pages to key"),
            (self.put_to_returns, "put to returns by a person"),
        ];
        let told = parts.iter().filter(|(many, _)| *many > 0);
        let told: Vec<String> = told.map(|(many, what)| format!("{many} {what}")).collect();
        let sides = if self.all() == 1 { "side stands" } else { "sides stand" };
        (self.all() > 0).then(|| format!("{} {sides} apart: {}.", self.all(), told.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn return_of_three() -> Return {
        Return {
            number: 4,
            form: "smp-2015-v1-en".parse().unwrap(),
            copy: Some(9),
            pages: 3,
            sides: [(1, vec![4]), (3, vec![6])].into(),
            seems_to_be: None,
        }
    }

    #[test]
    fn a_side_is_put_to_a_missing_page_alone_and_taken_off_again() {
        let of = return_of_three();
        let with = with_side(&of, 5, 2).unwrap();
        assert_eq!(with.missing(), Vec::<u16>::new());
        assert_eq!(without_side(&with, 5), of);
        let there = ApartRefused::ThereAlready { number: 4, page: 3 };
        assert_eq!(with_side(&of, 5, 3), Err(there));
        for page in [0, 4] {
            let none = ApartRefused::NoSuchPage { number: 4, pages: 3, page };
            assert_eq!(with_side(&of, 5, page), Err(none));
        }
    }

    #[test]
    fn every_side_apart_is_counted_once_and_a_blank_one_waits_for_nobody() {
        let (blank, foreign) = (ReadSide::Blank, ReadSide::Foreign("ISBN".to_owned()));
        let sides = [
            (&blank, None),
            (&foreign, None),
            (&ReadSide::Unknown, None),
            (&ReadSide::Unknown, Some(SideIs::PageOf { number: 4, page: 2 })),
            (&foreign, Some(SideIs::NotOurs)),
            (&blank, Some(SideIs::Again)),
        ];
        let counts = ApartCounts::of(sides);
        assert_eq!(counts.all(), sides.len());
        assert_eq!(
            counts.in_words().as_deref(),
            Some(
                "6 sides stand apart: 2 waiting for a person to say what they are, 1 blank, 2 said to be no pages to \
                 key, 1 put to returns by a person."
            )
        );
        assert_eq!(ApartCounts::of([]).in_words(), None);
    }
}

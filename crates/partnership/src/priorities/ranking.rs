//! How the issues rank by their scores, where scorers differ, and how far the order hangs on the weights.
//!
//! In come a method and what each scorer gave each issue; out goes a row for each issue, the first rank first.

use std::collections::BTreeMap;

use crate::priorities::candidate::CandidateIssue;
use crate::priorities::candidate::State;
use crate::priorities::factor::Factor;
use crate::priorities::method::Levels;
use crate::priorities::method::Method;
use crate::priorities::method::Weighting;
use crate::priorities::sensitivity;
use crate::priorities::sensitivity::Swayed;

/// Scores that differ by no more than this are one: less than any difference of whole levels makes, and more than reckoning
/// loses.
pub(crate) const SAME: f64 = 1e-9;

/// What each scorer gave each issue, by the issue's number.
pub type Sheets<'s> = BTreeMap<i64, Vec<&'s Levels>>;

/// From so many levels between two scorers on they are told to talk about a factor.
const APART: u8 = 2;

/// The ranks of all issues that somebody scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// A row for each, by rank, those of one rank by number.
    pub rows: Vec<Ranked>,
    /// How many places count as the top.
    pub top: usize,
}

/// An issue with its rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Its number.
    pub issue: i64,
    /// Its score: the mean over the scorers.
    pub score: f64,
    /// The lowest and the highest of the scorers' own scores.
    pub spread: (f64, f64),
    /// How many scored it.
    pub scorers: usize,
    /// What was given for each factor.
    pub factors: BTreeMap<Factor, Spread>,
    /// Its rank: one more than the number of issues with a higher score.
    pub rank: usize,
    /// Whether another has the same score.
    pub tied: bool,
    /// How the rank moves with the weights.
    pub swayed: Swayed,
}

/// What scorers gave for one factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The lowest level.
    pub lowest: u8,
    /// The mean.
    pub mean: f64,
    /// The highest level.
    pub highest: u8,
}

impl Spread {
    /// Whether scorers are so far apart that they should talk about it: two levels or more.
    pub fn is_wide(&self) -> bool {
        self.highest - self.lowest >= APART
    }
}

impl Ranked {
    /// The factors on which scorers are far apart.
    pub fn apart(&self) -> impl Iterator<Item = Factor> {
        self.factors.iter().filter(|(_, spread)| spread.is_wide()).map(|(factor, _)| *factor)
    }

    /// The rank as it is printed: "2", or "2=" where others share it.
    pub fn printed(&self) -> String {
        if self.tied { format!("{}=", self.rank) } else { self.rank.to_string() }
    }
}

impl Ranking {
    /// The row of an issue; none where nobody scored it.
    pub fn row(&self, issue: i64) -> Option<&Ranked> {
        self.rows.iter().find(|row| row.issue == issue)
    }
}

/// Ranks what was scored; issues that nobody scored have no rank. `top` is how many places matter: at least one.
pub fn ranking(method: &Method, sheets: &Sheets<'_>, top: usize) -> Ranking {
    let top = top.max(1);
    let scored: Sheets<'_> = sheets
        .iter()
        .filter(|(_, sheets)| !sheets.is_empty())
        .map(|(issue, sheets)| (*issue, sheets.clone()))
        .collect();
    let weighting = method.weighting();
    let scores = scores(method, &scored, &weighting);
    let ranks = ranks(&scores);
    let swayed = sensitivity::swayed(method, &scored, &ranks, top);
    let rows = scored.iter().zip(&scores).zip(&ranks).zip(swayed);
    let rows = rows.map(|((((issue, sheets), score), rank), swayed)| Ranked {
        issue: *issue,
        score: *score,
        spread: spread(method, sheets, &weighting),
        scorers: sheets.len(),
        factors: method
            .factors()
            .into_iter()
            .map(|factor| (factor, given(sheets, factor)))
            .collect(),
        rank: *rank,
        tied: ranks.iter().filter(|other| *other == rank).count() > 1,
        swayed,
    });
    let mut rows: Vec<Ranked> = rows.collect();
    rows.sort_by_key(|row| (row.rank, row.issue));
    Ranking { rows, top }
}

/// Ranks the issues that are on the list by what each scorer gave each of them.
pub fn of_list<'s>(
    method: &Method,
    list: impl Iterator<Item = (i64, &'s CandidateIssue)>,
    scores: impl Iterator<Item = (i64, &'s Levels)>,
    top: usize,
) -> Ranking {
    let listed = list.filter(|(_, issue)| issue.state() == State::OnTheList);
    let mut sheets: Sheets<'_> = listed.map(|(number, _)| (number, Vec::new())).collect();
    for (number, levels) in scores {
        if let Some(sheets) = sheets.get_mut(&number) {
            sheets.push(levels);
        }
    }
    ranking(method, &sheets, top)
}

/// The scores of the issues under some weights, in the order of their numbers: of each, the mean over its scorers.
pub(super) fn scores(method: &Method, sheets: &Sheets<'_>, weighting: &Weighting) -> Vec<f64> {
    let mean = |sheets: &Vec<&Levels>| {
        let all: f64 = sheets.iter().map(|levels| method.score(levels, weighting)).sum();
        all / many(sheets.len())
    };
    sheets.values().map(mean).collect()
}

/// The rank of each score: one more than how many are higher, so that equal ones share a rank.
pub(super) fn ranks(scores: &[f64]) -> Vec<usize> {
    let higher = |score: f64| scores.iter().filter(|other| **other > score + SAME).count();
    scores.iter().map(|score| 1 + higher(*score)).collect()
}

fn spread(method: &Method, sheets: &[&Levels], weighting: &Weighting) -> (f64, f64) {
    let scores = sheets.iter().map(|levels| method.score(levels, weighting));
    scores.fold((f64::INFINITY, f64::NEG_INFINITY), |(lowest, highest), score| {
        (lowest.min(score), highest.max(score))
    })
}

fn given(sheets: &[&Levels], factor: Factor) -> Spread {
    let levels: Vec<u8> = sheets
        .iter()
        .filter_map(|levels| levels.get(&factor))
        .map(|level| level.number())
        .collect();
    let all: f64 = levels.iter().map(|level| f64::from(*level)).sum();
    Spread {
        lowest: levels.iter().min().copied().unwrap_or(0),
        mean: all / many(levels.len()),
        highest: levels.iter().max().copied().unwrap_or(0),
    }
}

/// A number of scorers, as one to divide by.
pub(super) fn many(count: usize) -> f64 {
    u32::try_from(count.max(1)).map_or(f64::from(u32::MAX), f64::from)
}

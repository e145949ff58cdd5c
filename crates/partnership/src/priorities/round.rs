//! A round of scoring: by which method, since when, and whether it is closed. Its method never changes once scores are in.
//!
//! In come the rounds so far and a method; out goes the first round, the same with another method while nobody scored, or
//! the next one, which leaves the scores of the one before as they are.

use crate::priorities::method::Method;
use crate::terms::day::Day;

/// A round of scoring.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its number in the cycle, from 1.
    pub number: u32,
    /// The method.
    pub method: Method,
    /// The day on which it was chosen.
    pub since: Day,
    /// Why scoring began anew; empty for the first round.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The day on which scoring was closed, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
}

/// Whether anybody scored in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Somebody did.
    Yes,
    /// Nobody did yet.
    No,
}

/// What choosing a method comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// The round that is there has this method from now on; or it is the first one.
    InPlace(Round),
    /// Scoring begins anew.
    Anew(Round),
}

/// Why a round cannot be so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoundRefused {
    /// The method is the one that is there.
    #[error("issues are scored by this method already; go on scoring, or choose another")]
    Same,
    /// Scoring would begin anew without a reason.
    #[error(
        "scores are in, so that another method begins scoring anew; write why, for whoever scored already"
    )]
    NoReason,
    /// The reason is too long.
    #[error("the reason has {0} characters; at most {LONGEST_WHY} are kept")]
    Long(usize),
    /// No method was chosen yet.
    #[error("no method was chosen yet; choose one first")]
    NoRound,
    /// Scoring is closed.
    #[error("scoring was closed on {}; open it again to score", .0.in_words())]
    Closed(Day),
    /// Scoring is open.
    #[error("scoring is open; there is nothing to open")]
    Open,
    /// Nobody scored yet.
    #[error("nobody has scored yet; close scoring when scores are in")]
    NotBegun,
}

/// The longest reason, in characters.
pub const LONGEST_WHY: usize = 500;

/// What choosing `method` on `today` comes to after the last round, if there is one.
///
/// # Errors
/// When it is the method that is there, or scores are in and no reason is given.
pub fn choose(
    last: Option<(&Round, Begun)>,
    method: Method,
    why: &str,
    today: Day,
) -> Result<Chosen, RoundRefused> {
    let why = why.trim();
    let round = |number, why: &str| {
        let why = why.to_owned();
        Round { number, method: method.clone(), since: today, why, closed: None }
    };
    match last {
        None => Ok(Chosen::InPlace(round(1, ""))),
        Some((last, _)) if last.method == method => Err(RoundRefused::Same),
        Some((last, Begun::No)) => Ok(Chosen::InPlace(round(last.number, &last.why))),
        Some((_, Begun::Yes)) if why.is_empty() => Err(RoundRefused::NoReason),
        Some((_, Begun::Yes)) if why.chars().count() > LONGEST_WHY => {
            Err(RoundRefused::Long(why.chars().count()))
        }
        Some((last, Begun::Yes)) => Ok(Chosen::Anew(round(last.number + 1, why))),
    }
}

impl Round {
    /// That it takes scores.
    ///
    /// # Errors
    /// When it is closed.
    pub fn takes_scores(&self) -> Result<(), RoundRefused> {
        self.closed.map_or(Ok(()), |on| Err(RoundRefused::Closed(on)))
    }

    /// The round, closed on a day.
    ///
    /// # Errors
    /// When it is closed, or nobody scored.
    pub fn closed(self, begun: Begun, on: Day) -> Result<Round, RoundRefused> {
        self.takes_scores()?;
        match begun {
            Begun::Yes => Ok(Round { closed: Some(on), ..self }),
            Begun::No => Err(RoundRefused::NotBegun),
        }
    }

    /// The round, open again.
    ///
    /// # Errors
    /// When it is open.
    pub fn opened(self) -> Result<Round, RoundRefused> {
        match self.closed {
            Some(_) => Ok(Round { closed: None, ..self }),
            None => Err(RoundRefused::Open),
        }
    }
}

//! What one person gives one candidate issue: a level for each factor, what they cite, what they say; and what they gave before.
//!
//! In comes what was typed; out goes a score with all that was given before it, or everything that is wrong with it.

use std::collections::BTreeSet;

use crate::membership::person::PersonId;
use crate::priorities::candidate::CandidateIssue;
use crate::priorities::candidate::State;
use crate::priorities::evidence::Cited;
use crate::priorities::factor::Factor;
use crate::priorities::method::Levels;
use crate::priorities::round::Round;
use crate::priorities::round::RoundRefused;
use crate::terms::day::Day;

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 1_000;

/// What was given at one time.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The levels.
    pub levels: Levels,
    /// The evidence that was cited, of that on which the issue rests.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cites: BTreeSet<Cited>,
    /// What was said of it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day.
    pub on: Day,
}

/// A person's score of an issue: what they gave, the last one last, which is the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "KeptScore")]
pub struct Score {
    by: PersonId,
    given: Vec<Given>,
    last: Given,
}

/// A score as it is kept.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptScore {
    by: PersonId,
    given: Vec<Given>,
    last: Given,
}

impl TryFrom<KeptScore> for Score {
    type Error = NotAsked;

    fn try_from(kept: KeptScore) -> Result<Score, NotAsked> {
        if kept.last.levels.is_empty() {
            return Err(NotAsked);
        }
        Ok(Score { by: kept.by, given: kept.given, last: kept.last })
    }
}

/// A kept score has no level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the score has no level")]
pub struct NotAsked;

/// What is wrong with a score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoreFault {
    /// The round takes no scores.
    #[error(transparent)]
    Round(#[from] RoundRefused),
    /// The issue is not on the long list.
    #[error("the issue was {}, so it is not scored; take it up again first", .0.in_words())]
    NotOnTheList(State),
    /// A factor has no level.
    #[error("choose a level for {}", .0.in_words().to_lowercase())]
    Missing(Factor),
    /// A factor that is not asked about has one.
    #[error("{} is not asked about by this method; leave it out", .0.in_words().to_lowercase())]
    NotAsked(Factor),
    /// What is cited is no evidence of the issue.
    #[error("the issue does not rest on {0}; add it to the issue first, or do not cite it")]
    NotItsEvidence(Cited),
    /// Nothing is cited, nor anything said.
    #[error(
        "nothing is cited and nothing is said; tick what you scored by, or write on what you base it"
    )]
    Unfounded,
    /// The note is too long.
    #[error("the note has {0} characters; at most {LONGEST_NOTE} are kept")]
    Long(usize),
}

impl Score {
    /// A person's first score of an issue in a round.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the method's factors.
    pub fn first(
        by: PersonId,
        given: Given,
        (round, issue): (&Round, &CandidateIssue),
    ) -> Result<Score, Vec<ScoreFault>> {
        let last = sound(given, round, issue)?;
        Ok(Score { by, given: Vec::new(), last })
    }

    /// The same, given anew; what was given before stays.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the method's factors.
    pub fn again(
        mut self,
        given: Given,
        (round, issue): (&Round, &CandidateIssue),
    ) -> Result<Score, Vec<ScoreFault>> {
        let given = sound(given, round, issue)?;
        let same = Given { on: self.last.on, ..given.clone() } == self.last;
        if !same {
            self.given.push(std::mem::replace(&mut self.last, given));
        }
        Ok(self)
    }

    /// Who gave it.
    pub fn by(&self) -> &PersonId {
        &self.by
    }

    /// What counts.
    pub fn last(&self) -> &Given {
        &self.last
    }

    /// What was given before, the first one first.
    pub fn before(&self) -> &[Given] {
        &self.given
    }
}

fn sound(
    mut given: Given,
    round: &Round,
    issue: &CandidateIssue,
) -> Result<Given, Vec<ScoreFault>> {
    given.note = given.note.trim().to_owned();
    let faults = faults(&given, round, issue);
    if faults.is_empty() { Ok(given) } else { Err(faults) }
}

fn faults(given: &Given, round: &Round, issue: &CandidateIssue) -> Vec<ScoreFault> {
    let mut faults = Vec::new();
    faults.extend(round.takes_scores().err().map(ScoreFault::Round));
    let state = issue.state();
    if state != State::OnTheList {
        faults.push(ScoreFault::NotOnTheList(state));
    }
    let asked = round.method.factors();
    let missing = asked.iter().filter(|factor| !given.levels.contains_key(factor));
    faults.extend(missing.map(|factor| ScoreFault::Missing(*factor)));
    let more = given.levels.keys().filter(|factor| !asked.contains(factor));
    faults.extend(more.map(|factor| ScoreFault::NotAsked(*factor)));
    let rests_on = issue.evidence();
    let strange = given.cites.iter().filter(|cited| !rests_on.contains(cited));
    faults.extend(strange.map(|cited| ScoreFault::NotItsEvidence(cited.clone())));
    if given.cites.is_empty() && given.note.is_empty() {
        faults.push(ScoreFault::Unfounded);
    }
    let length = given.note.chars().count();
    if length > LONGEST_NOTE {
        faults.push(ScoreFault::Long(length));
    }
    faults
}

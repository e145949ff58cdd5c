//! The codings of one comment: by a first person, for a share by a second who does not see the first, and settled where
//! the two differ.
//!
//! In comes a coding and in whose turn it is made; out go the comment's codings, or why it cannot be. Which comments are
//! coded twice follows from their numbers alone, so nobody can choose them.

use crate::consultation::answer::QuestionId;
use crate::consultation::themes::carried::Carried;
use crate::consultation::themes::carried::carried;
use crate::consultation::themes::frame::CodeFrame;
use crate::consultation::themes::frame::CodeId;
use crate::consultation::themes::said::Said;
use crate::consultation::themes::said::SaidRefused;
use crate::membership::person::PersonId;
use crate::statistics::chance::scattered;
use crate::terms::day::Day;

/// What one person found a comment to say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The version of the frame by which it was coded.
    pub frame: u32,
    /// What it says.
    pub said: Said,
    /// Who coded it.
    pub by: PersonId,
    /// On which day.
    pub on: Day,
    /// What was suggested, the likeliest first, before the person decided.
    pub suggested: Vec<CodeId>,
}

/// In whose turn a comment is coded.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// The first person's.
    First,
    /// The second's, who does not see what the first found.
    Second,
    /// A third person's, who settles what the two differ in.
    ThirdPerson,
    /// That of the two together, who settled it by talking.
    Talking,
}

/// The codings of one comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codings {
    /// The first person's.
    pub first: Option<Coding>,
    /// The second's.
    pub second: Option<Coding>,
    /// What settled the difference, and how.
    pub settled: Option<(Turn, Coding)>,
}

/// What the codings of a comment come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody coded it.
    Uncoded,
    /// The frame was changed since, so the coding of this turn must be made again.
    LookAgain(Turn),
    /// Two people differ, and it is not settled.
    Differs,
    /// It counts as this.
    Counts(Said),
}

/// Why a comment cannot be coded so.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum CodingRefused {
    /// No frame was signed off.
    #[error("the code frame is not signed off; sign it off before comments are coded by it")]
    NotSignedOff,
    /// It was coded by another version of the frame.
    #[error("version {latest} of the frame is signed off since; code by that one")]
    EarlierFrame {
        /// The latest that was signed off.
        latest: u32,
    },
    /// The codes do not fit.
    #[error(transparent)]
    Said(#[from] SaidRefused),
    /// Nobody coded it first.
    #[error("nobody coded this comment first; code it")]
    NotFirst,
    /// One person would code in two turns.
    #[error("the same person cannot code a comment twice or judge their own coding; ask another")]
    SamePerson,
    /// It is coded twice, and both stand.
    #[error("two people coded this comment; where they differ, settle the difference")]
    CodedTwice,
    /// There is nothing to settle.
    #[error("the two codings do not differ; there is nothing to settle")]
    NoDifference,
}

/// The latest version of a frame that was signed off.
pub fn latest(frames: &[CodeFrame]) -> Option<&CodeFrame> {
    frames.iter().rev().find(|frame| frame.is_signed_off())
}

/// Whether a second person codes the comment of a reply: of `share` in a hundred, spread by chance over the replies.
pub fn is_coded_twice(question: &QuestionId, reply: i64, share: u8) -> bool {
    let named = question.0.as_str().bytes();
    let seed = named.fold(0_u64, |seed, byte| scattered(seed ^ u64::from(byte)));
    scattered(seed ^ reply.unsigned_abs()) % 100 < u64::from(share)
}

impl Codings {
    /// The codings after one more.
    ///
    /// # Errors
    /// When the codes do not fit the frame, or it is not this person's turn.
    pub fn after(
        &self,
        turn: Turn,
        coding: Coding,
        frames: &[CodeFrame],
    ) -> Result<Codings, CodingRefused> {
        let frame = latest(frames).ok_or(CodingRefused::NotSignedOff)?;
        if coding.frame != frame.number() {
            return Err(CodingRefused::EarlierFrame { latest: frame.number() });
        }
        coding.said.fits(frame)?;
        self.lets(turn, &coding.by, frames)?;
        let mut next = self.clone();
        match turn {
            Turn::First => next.first = Some(coding),
            Turn::Second => next.second = Some(coding),
            Turn::ThirdPerson | Turn::Talking => next.settled = Some((turn, coding)),
        }
        Ok(next)
    }

    /// That it is this person's turn.
    ///
    /// # Errors
    /// When it is not.
    pub fn lets(
        &self,
        turn: Turn,
        who: &PersonId,
        frames: &[CodeFrame],
    ) -> Result<(), CodingRefused> {
        let is = |coding: &Option<Coding>| coding.as_ref().is_some_and(|one| one.by == *who);
        let outcome = self.outcome(frames);
        let twice = self.first.is_some() && self.second.is_some();
        match turn {
            Turn::First if is(&self.second) => Err(CodingRefused::SamePerson),
            Turn::Second if self.first.is_none() => Err(CodingRefused::NotFirst),
            Turn::Second if is(&self.first) => Err(CodingRefused::SamePerson),
            Turn::First | Turn::Second if twice && !matches!(outcome, Outcome::LookAgain(_)) => {
                Err(CodingRefused::CodedTwice)
            }
            Turn::First | Turn::Second => Ok(()),
            Turn::ThirdPerson | Turn::Talking
                if self.settled.is_none() && outcome != Outcome::Differs =>
            {
                Err(CodingRefused::NoDifference)
            }
            Turn::ThirdPerson if is(&self.first) || is(&self.second) => {
                Err(CodingRefused::SamePerson)
            }
            Turn::ThirdPerson | Turn::Talking => Ok(()),
        }
    }

    /// What they come to under the latest version of the frame.
    pub fn outcome(&self, frames: &[CodeFrame]) -> Outcome {
        let under = |coding: &Coding| carried(&coding.said, coding.frame, frames);
        let Some(first) = &self.first else { return Outcome::Uncoded };
        if let Some((_, settled)) = &self.settled {
            match under(settled) {
                Carried::Stands(said) => return Outcome::Counts(said),
                Carried::LookAgain(_) => return Outcome::Differs,
            }
        }
        match (under(first), self.second.as_ref().map(under)) {
            (Carried::LookAgain(_), _) => Outcome::LookAgain(Turn::First),
            (Carried::Stands(_), Some(Carried::LookAgain(_))) => Outcome::LookAgain(Turn::Second),
            (Carried::Stands(first), Some(Carried::Stands(second))) if first != second => {
                Outcome::Differs
            }
            (Carried::Stands(said), _) => Outcome::Counts(said),
        }
    }

    /// What two people found independently, in the codes of the latest version; none where one did not, or must look
    /// again.
    pub fn both(&self, frames: &[CodeFrame]) -> Option<(Said, Said)> {
        let under = |coding: &Coding| match carried(&coding.said, coding.frame, frames) {
            Carried::Stands(said) => Some(said),
            Carried::LookAgain(_) => None,
        };
        Some((under(self.first.as_ref()?)?, under(self.second.as_ref()?)?))
    }
}

#[cfg(test)]
mod tests;

//! A code frame: the codes by which comments on one question are sorted, drafted, then signed off by a person.
//!
//! In comes a frame and what is done to it; out goes the frame that this makes, or why it cannot be. What was signed off
//! is never changed: a change makes the next version, which says what became of each code.

use std::collections::BTreeSet;
use std::fmt;

use crate::membership::person::PersonId;
use crate::terms::day::Day;
use crate::terms::slug::Slug;

/// The short name of a code, such as `street-lights`, which stays when its title changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct CodeId(pub Slug);

impl fmt::Display for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A code: one thing that comments say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Its short name.
    pub id: CodeId,
    /// What it is called.
    pub title: String,
    /// What belongs to it.
    pub belongs: String,
    /// What does not belong to it, though one might think so; empty where nothing need be said.
    pub belongs_not: String,
    /// Replies whose comments show what is meant.
    pub examples: BTreeSet<i64>,
}

/// What was done to a code of a frame, as its history tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrameChange {
    /// It is new.
    Added(CodeId),
    /// It is called otherwise, and means the same.
    Renamed {
        /// Which one.
        code: CodeId,
        /// What it was called.
        from: String,
    },
    /// What belongs to it is told otherwise.
    Reworded(CodeId),
    /// Several stand in its place.
    Split {
        /// Which one.
        code: CodeId,
        /// Those in its place.
        into: BTreeSet<CodeId>,
    },
    /// One stands in the place of several.
    Merged {
        /// Which ones.
        codes: BTreeSet<CodeId>,
        /// The one in their place.
        into: CodeId,
    },
    /// It is there no more.
    TakenOut(CodeId),
}

/// How far a frame has come.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrameStage {
    /// It is being written.
    Draft,
    /// Somebody signed it off, and comments are coded by it.
    SignedOff {
        /// Who.
        by: PersonId,
        /// When.
        on: Day,
    },
}

/// What is done to a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameDeed {
    /// A code is added.
    Add(Code),
    /// A code's words or examples change.
    Change(Code),
    /// Several codes take the place of one.
    Split(CodeId, Vec<Code>),
    /// One code takes the place of several. It may be one of them.
    Merge(BTreeSet<CodeId>, Code),
    /// A code is taken out.
    TakeOut(CodeId),
    /// Of so many comments in a hundred, a second person codes without seeing the first coding.
    CodeTwice(u8),
    /// Somebody signs it off.
    SignOff(PersonId, Day),
}

/// Why a deed is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum FrameRefused {
    /// Two codes would have one short name.
    #[error("the code `{0}` is there before; give this one another short name")]
    CodeTwice(CodeId),
    /// There is no such code.
    #[error("there is no code `{0}`; name one of the frame")]
    NoSuchCode(CodeId),
    /// A code has no title.
    #[error("the code `{0}` has no title; write what it is called")]
    NoTitle(CodeId),
    /// A code would be split into fewer than two, or fewer than two merged.
    #[error("one code alone cannot be split or merged; name two or more")]
    TooFew,
    /// More than a hundred in a hundred.
    #[error("{0} in a hundred cannot be; name a share from 0 to 100")]
    Share(u8),
    /// It was signed off before.
    #[error("version {0} was signed off before; change it to make the next version")]
    SignedOffBefore(u32),
    /// It has no code.
    #[error("the frame has no code; add one")]
    NoCode,
    /// Nobody could tell what belongs to a code.
    #[error("nothing says what belongs to {}; write it, so that two people would code alike", in_a_row(.0))]
    NotTold(Vec<CodeId>),
}

fn in_a_row(codes: &[CodeId]) -> String {
    codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ")
}

/// A version of a code frame.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "StoredFrame", into = "StoredFrame")]
pub struct CodeFrame(StoredFrame);

/// A frame as it is stored; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredFrame {
    number: u32,
    codes: Vec<Code>,
    changes: Vec<FrameChange>,
    twice: u8,
    stage: FrameStage,
}

impl From<CodeFrame> for StoredFrame {
    fn from(frame: CodeFrame) -> StoredFrame {
        frame.0
    }
}

impl TryFrom<StoredFrame> for CodeFrame {
    type Error = FrameRefused;

    fn try_from(stored: StoredFrame) -> Result<CodeFrame, FrameRefused> {
        let frame = CodeFrame(stored).checked()?;
        match frame.0.stage {
            FrameStage::Draft => {}
            FrameStage::SignedOff { .. } => frame.can_be_signed_off()?,
        }
        Ok(frame)
    }
}

/// Of so many comments in a hundred a second person codes, unless a frame says otherwise.
const TWICE: u8 = 20;

impl CodeFrame {
    /// The first version, as a draft without codes.
    pub fn first() -> CodeFrame {
        let (codes, changes, stage) = (Vec::new(), Vec::new(), FrameStage::Draft);
        CodeFrame(StoredFrame { number: 1, codes, changes, twice: TWICE, stage })
    }

    /// The frame after a deed. A change to a draft gives the same version anew; a change to one that was signed off
    /// gives the next version as a draft, and this one stays as it is.
    ///
    /// # Errors
    /// When the deed does not fit the frame.
    pub fn after(&self, deed: FrameDeed) -> Result<CodeFrame, FrameRefused> {
        if let FrameDeed::SignOff(by, on) = deed {
            return self.signed_off(by, on);
        }
        let mut next = self.0.clone();
        if self.is_signed_off() {
            next.number = next.number.saturating_add(1);
            (next.changes, next.stage) = (Vec::new(), FrameStage::Draft);
        }
        match deed {
            FrameDeed::Add(code) => {
                next.changes.push(FrameChange::Added(code.id.clone()));
                next.codes.push(code);
            }
            FrameDeed::Change(code) => next.change(code)?,
            FrameDeed::Split(code, into) => next.split(&code, into)?,
            FrameDeed::Merge(codes, into) => next.merge(codes, into)?,
            FrameDeed::TakeOut(code) => {
                next.take_out(&code)?;
                next.changes.push(FrameChange::TakenOut(code));
            }
            FrameDeed::CodeTwice(share) => next.twice = share,
            FrameDeed::SignOff(..) => {}
        }
        CodeFrame(next).checked()
    }

    fn signed_off(&self, by: PersonId, on: Day) -> Result<CodeFrame, FrameRefused> {
        if self.is_signed_off() {
            return Err(FrameRefused::SignedOffBefore(self.0.number));
        }
        self.can_be_signed_off()?;
        let stage = FrameStage::SignedOff { by, on };
        Ok(CodeFrame(StoredFrame { stage, ..self.0.clone() }))
    }

    fn checked(self) -> Result<CodeFrame, FrameRefused> {
        let mut seen = BTreeSet::new();
        for code in &self.0.codes {
            if !seen.insert(&code.id) {
                return Err(FrameRefused::CodeTwice(code.id.clone()));
            }
            if code.title.trim().is_empty() {
                return Err(FrameRefused::NoTitle(code.id.clone()));
            }
        }
        if self.0.twice > 100 { Err(FrameRefused::Share(self.0.twice)) } else { Ok(self) }
    }

    fn can_be_signed_off(&self) -> Result<(), FrameRefused> {
        let untold = self.0.codes.iter().filter(|code| code.belongs.trim().is_empty());
        let untold: Vec<CodeId> = untold.map(|code| code.id.clone()).collect();
        if self.0.codes.is_empty() {
            Err(FrameRefused::NoCode)
        } else if untold.is_empty() {
            Ok(())
        } else {
            Err(FrameRefused::NotTold(untold))
        }
    }

    /// Its number, from 1.
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// Its codes, in order.
    pub fn codes(&self) -> &[Code] {
        &self.0.codes
    }

    /// The code of that short name.
    pub fn code(&self, id: &CodeId) -> Option<&Code> {
        self.0.codes.iter().find(|code| code.id == *id)
    }

    /// What was done to codes since the version before, in the order in which it was done.
    pub fn changes(&self) -> &[FrameChange] {
        &self.0.changes
    }

    /// Of how many comments in a hundred a second person codes.
    pub fn twice(&self) -> u8 {
        self.0.twice
    }

    /// How far it has come.
    pub fn stage(&self) -> &FrameStage {
        &self.0.stage
    }

    /// Whether comments can be coded by it.
    pub fn is_signed_off(&self) -> bool {
        match self.0.stage {
            FrameStage::Draft => false,
            FrameStage::SignedOff { .. } => true,
        }
    }
}

impl StoredFrame {
    fn place(&self, id: &CodeId) -> Result<usize, FrameRefused> {
        let place = self.codes.iter().position(|code| code.id == *id);
        place.ok_or_else(|| FrameRefused::NoSuchCode(id.clone()))
    }

    fn take_out(&mut self, id: &CodeId) -> Result<usize, FrameRefused> {
        let place = self.place(id)?;
        self.codes.remove(place);
        Ok(place)
    }

    fn change(&mut self, code: Code) -> Result<(), FrameRefused> {
        let place = self.place(&code.id)?;
        let before = std::mem::replace(&mut self.codes[place], code.clone());
        if (&before.belongs, &before.belongs_not) != (&code.belongs, &code.belongs_not) {
            self.changes.push(FrameChange::Reworded(code.id));
        } else if before.title != code.title {
            self.changes.push(FrameChange::Renamed { code: code.id, from: before.title });
        }
        Ok(())
    }

    fn split(&mut self, code: &CodeId, into: Vec<Code>) -> Result<(), FrameRefused> {
        let place = self.take_out(code)?;
        if into.len() < 2 {
            return Err(FrameRefused::TooFew);
        }
        let ids = into.iter().map(|code| code.id.clone()).collect();
        self.changes.push(FrameChange::Split { code: code.clone(), into: ids });
        self.codes.splice(place..place, into);
        Ok(())
    }

    fn merge(&mut self, codes: BTreeSet<CodeId>, into: Code) -> Result<(), FrameRefused> {
        if codes.len() < 2 {
            return Err(FrameRefused::TooFew);
        }
        let mut first = self.codes.len();
        for code in &codes {
            first = first.min(self.take_out(code)?);
        }
        self.changes.push(FrameChange::Merged { codes, into: into.id.clone() });
        self.codes.insert(first.min(self.codes.len()), into);
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;

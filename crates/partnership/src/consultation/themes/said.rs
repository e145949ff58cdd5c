//! What somebody found a comment to say: one or several codes, none that fits, or nothing.

use std::collections::BTreeSet;

use crate::consultation::themes::frame::CodeFrame;
use crate::consultation::themes::frame::CodeId;

/// What a comment says, in codes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// What these codes mean; at least one.
    Codes(BTreeSet<CodeId>),
    /// Something, and no code fits.
    NoneFits,
    /// Nothing, such as "no comment".
    Nothing,
}

/// Why codes do not fit a frame.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SaidRefused {
    /// Nothing was chosen.
    #[error("no code is chosen; choose one or more, or that none fits, or that it says nothing")]
    NoCode,
    /// There is no such code.
    #[error("there is no code `{0}` in the frame; choose among those that there are")]
    NoSuchCode(CodeId),
}

impl Said {
    /// The codes; none where none fits or nothing is said.
    pub fn codes(&self) -> impl Iterator<Item = &CodeId> {
        let codes = match self {
            Said::Codes(codes) => Some(codes),
            Said::NoneFits | Said::Nothing => None,
        };
        codes.into_iter().flatten()
    }

    /// Whether it has that code.
    pub fn has(&self, code: &CodeId) -> bool {
        self.codes().any(|one| one == code)
    }

    /// That it can be said by a frame.
    ///
    /// # Errors
    /// When no code is chosen, or one that the frame has not.
    pub fn fits(&self, frame: &CodeFrame) -> Result<(), SaidRefused> {
        if let Some(code) = self.codes().find(|code| frame.code(code).is_none()) {
            return Err(SaidRefused::NoSuchCode(code.clone()));
        }
        match self {
            Said::Codes(codes) if codes.is_empty() => Err(SaidRefused::NoCode),
            Said::Codes(_) | Said::NoneFits | Said::Nothing => Ok(()),
        }
    }
}

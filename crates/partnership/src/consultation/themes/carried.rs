//! A coding under a later version of the frame: what of it stands, and what must be looked at again.
//!
//! In comes what was said under one version and the versions that were signed off since; out goes the same in the codes
//! of the latest, or why a person must look again. A merged code carries over by itself; of a code that was split,
//! reworded or taken out nobody can tell without reading; and where none fitted, a new code may.

use std::collections::BTreeSet;

use crate::consultation::themes::frame::CodeFrame;
use crate::consultation::themes::frame::CodeId;
use crate::consultation::themes::frame::FrameChange;
use crate::consultation::themes::said::Said;

/// What was said, under the latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// It stands.
    Stands(Said),
    /// A person must look at it again, because of these changes.
    LookAgain(BTreeSet<FrameChange>),
}

/// What was said under version `made_under`, carried through the versions of `frames` that were signed off since.
pub fn carried(said: &Said, made_under: u32, frames: &[CodeFrame]) -> Carried {
    let later = frames.iter().filter(|frame| frame.is_signed_off() && frame.number() > made_under);
    let (mut said, mut why) = (said.clone(), BTreeSet::new());
    for change in later.flat_map(CodeFrame::changes) {
        if is_in_doubt(&said, change) {
            why.insert(change.clone());
        }
        if let (Said::Codes(codes), FrameChange::Merged { codes: merged, into }) =
            (&mut said, change)
        {
            merge(codes, merged, into);
        }
    }
    if why.is_empty() { Carried::Stands(said) } else { Carried::LookAgain(why) }
}

fn is_in_doubt(said: &Said, change: &FrameChange) -> bool {
    match change {
        FrameChange::Added(_) => *said == Said::NoneFits,
        FrameChange::Split { code, .. }
        | FrameChange::Reworded(code)
        | FrameChange::TakenOut(code) => said.has(code),
        FrameChange::Renamed { .. } | FrameChange::Merged { .. } => false,
    }
}

fn merge(codes: &mut BTreeSet<CodeId>, merged: &BTreeSet<CodeId>, into: &CodeId) {
    let before = codes.len();
    codes.retain(|code| !merged.contains(code));
    if codes.len() < before {
        codes.insert(into.clone());
    }
}

#[cfg(test)]
mod tests;

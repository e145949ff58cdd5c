//! Themes counted: how many comments have each code of a frame that was signed off, of how many.
//!
//! In come comments, frames and codings; out go themes with their base and the replies behind them. What two people
//! differ in does not count until it is settled, and a suggestion never does.

use std::collections::BTreeMap;

use crate::consultation::answer::QuestionId;
use crate::consultation::themes::coding::Codings;
use crate::consultation::themes::coding::Outcome;
use crate::consultation::themes::coding::latest;
use crate::consultation::themes::frame::Code;
use crate::consultation::themes::frame::CodeFrame;
use crate::consultation::themes::frame::CodeId;
use crate::consultation::themes::said::Said;

/// A theme: a code of a frame that was signed off, with the comments that have it. There is no other way to one than
/// counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedTheme {
    question: QuestionId,
    code: Code,
    replies: Vec<i64>,
    base: usize,
}

impl CountedTheme {
    /// The question whose comments were coded.
    pub fn question(&self) -> &QuestionId {
        &self.question
    }

    /// What it means.
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// The replies whose comments have it.
    pub fn replies(&self) -> &[i64] {
        &self.replies
    }

    /// How many comments have it.
    pub fn count(&self) -> usize {
        self.replies.len()
    }

    /// How many comments count and say something: its base.
    pub fn base(&self) -> usize {
        self.base
    }
}

/// The themes of the comments on a question.
///
/// One comment may have several themes, so their counts may add to more than the base. Whoever wrote a comment chose to
/// write: the counts speak of comments, not of residents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedThemes {
    /// The version of the frame by which they were coded.
    pub frame: u32,
    /// The themes, in the order of the frame.
    pub themes: Vec<CountedTheme>,
    /// How many comments count and say something.
    pub base: usize,
    /// Replies whose comments say something that no code fits.
    pub none_fits: Vec<i64>,
    /// Replies whose comments say nothing; they are not in the base.
    pub nothing: Vec<i64>,
    /// Replies whose comments nobody coded.
    pub uncoded: Vec<i64>,
    /// Replies whose comments two people coded differently.
    pub differing: Vec<i64>,
    /// Replies whose comments must be looked at again, since the frame was changed.
    pub look_again: Vec<i64>,
}

impl CountedThemes {
    /// The theme of a code.
    pub fn theme(&self, code: &CodeId) -> Option<&CountedTheme> {
        self.themes.iter().find(|theme| theme.code.id == *code)
    }

    /// Whether every comment counts.
    pub fn is_whole(&self) -> bool {
        self.uncoded.is_empty() && self.differing.is_empty() && self.look_again.is_empty()
    }
}

/// The themes of the comments of `replies` on a question; none while no frame is signed off.
pub fn counted(
    question: &QuestionId,
    frames: &[CodeFrame],
    replies: impl IntoIterator<Item = i64>,
    codings: &BTreeMap<i64, Codings>,
) -> Option<CountedThemes> {
    let frame = latest(frames)?;
    let theme = |code: &Code| CountedTheme {
        question: question.clone(),
        code: code.clone(),
        replies: Vec::new(),
        base: 0,
    };
    let mut all = CountedThemes {
        frame: frame.number(),
        themes: frame.codes().iter().map(theme).collect(),
        base: 0,
        none_fits: Vec::new(),
        nothing: Vec::new(),
        uncoded: Vec::new(),
        differing: Vec::new(),
        look_again: Vec::new(),
    };
    for reply in replies {
        let outcome = codings.get(&reply).map_or(Outcome::Uncoded, |these| these.outcome(frames));
        all.take(reply, outcome);
    }
    let base = all.base;
    all.themes.iter_mut().for_each(|theme| theme.base = base);
    Some(all)
}

impl CountedThemes {
    fn take(&mut self, reply: i64, outcome: Outcome) {
        match outcome {
            Outcome::Uncoded => self.uncoded.push(reply),
            Outcome::LookAgain(_) => self.look_again.push(reply),
            Outcome::Differs => self.differing.push(reply),
            Outcome::Counts(Said::Nothing) => self.nothing.push(reply),
            Outcome::Counts(Said::NoneFits) => {
                self.base += 1;
                self.none_fits.push(reply);
            }
            Outcome::Counts(said @ Said::Codes(_)) => {
                self.base += 1;
                let these = self.themes.iter_mut().filter(|theme| said.has(&theme.code.id));
                these.for_each(|theme| theme.replies.push(reply));
            }
        }
    }
}

//! What others make of what people wrote: themes with their counts, cleared quotations, and what came of them.
//!
//! In come the results of coding and of deciding; the report sets them. A quotation can only be had with the consent
//! of whoever wrote it.

use crate::consultation::answer::QuestionId;

/// The themes found in the answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemesOfQuestion {
    /// The question.
    pub question: QuestionId,
    /// The themes, in the order in which they are to stand.
    pub themes: Vec<Theme>,
    /// How many answers were coded.
    pub coded: u64,
    /// Of how many that were written.
    pub of: u64,
}

/// One theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub title: String,
    /// How many of the coded answers speak of it. An answer may speak of several.
    pub count: u64,
    /// What some wrote.
    pub quotations: Vec<Quotation>,
}

/// Words that somebody wrote, and that may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation(String);

/// Whether somebody agreed that their words are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// They did.
    Given,
    /// They did not, or were not asked.
    NotGiven,
}

impl Quotation {
    /// The words as they may be printed, with whatever could tell who wrote them taken out; nothing without consent.
    pub fn cleared(words: &str, consent: Consent) -> Option<Quotation> {
        let words = words.trim();
        (consent == Consent::Given && !words.is_empty()).then(|| Quotation(words.to_owned()))
    }

    /// The words.
    pub fn words(&self) -> &str {
        &self.0
    }
}

/// What people said, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YouSaid {
    /// What they said: the title of a theme, or a finding in words.
    pub theme: String,
    /// How many said so, where that is counted. A small number is withheld.
    pub replies: Option<u64>,
    /// What came of it.
    pub answer: Answered,
}

/// What came of something that people said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// Something is done.
    WeDid {
        /// What.
        what: String,
        /// By whom.
        who: String,
        /// By when, in words.
        by_when: String,
    },
    /// Nothing is done.
    WeDidNot {
        /// Why not.
        because: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_quoted_without_their_consent() {
        assert_eq!(Quotation::cleared("Mend the lamps.", Consent::NotGiven), None);
        assert_eq!(Quotation::cleared("  ", Consent::Given), None);
        let cleared = Quotation::cleared(" Mend the lamps. ", Consent::Given).unwrap();
        assert_eq!(cleared.words(), "Mend the lamps.");
    }
}

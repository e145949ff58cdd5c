//! What others make of what people wrote: themes with their counts, cleared quotations, and what came of them.
//!
//! In come the results of coding and of deciding; the report sets them. A quotation can only be had of one that was
//! cleared, with the consent of whoever wrote it.

use std::collections::BTreeSet;

use crate::consultation::answer::QuestionId;
use crate::consultation::quotation::ClearedQuotation;
use crate::consultation::themes::counted::CountedTheme;
use crate::consultation::themes::counted::CountedThemes;
use crate::consultation::you_said;
use crate::consultation::you_said::WeAnswer;

/// The themes found in the answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemesOfQuestion {
    /// The question.
    pub question: QuestionId,
    /// The themes, in the order in which they are to stand.
    pub themes: Vec<Theme>,
    /// The replies whose answers were coded, by their references.
    pub coded: Vec<i64>,
    /// Of how many that were written.
    pub of: u64,
}

/// One theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub title: String,
    /// The replies whose coded answers speak of it. An answer may speak of several.
    pub replies: Vec<i64>,
    /// What some wrote.
    pub quotations: Vec<Quotation>,
}

/// Words that somebody wrote, and that may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation(String);

impl From<&ClearedQuotation> for Quotation {
    fn from(cleared: &ClearedQuotation) -> Quotation {
        Quotation(cleared.words().to_owned())
    }
}

impl Quotation {
    /// The words.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// Words for a test of what a report prints.
    #[cfg(test)]
    pub(crate) fn of_a_test(words: &str) -> Quotation {
        Quotation(words.to_owned())
    }
}

impl Theme {
    /// How many of the coded answers speak of it.
    pub fn count(&self) -> u64 {
        number(self.replies.len())
    }
}

impl ThemesOfQuestion {
    /// How many answers were coded.
    pub fn coded(&self) -> u64 {
        number(self.coded.len())
    }

    /// The themes of a question to which so many wrote something, with the quotations that were cleared of its comments.
    pub fn of(
        question: &QuestionId,
        counted: &CountedThemes,
        written: usize,
        cleared: &[ClearedQuotation],
    ) -> ThemesOfQuestion {
        let theme = |theme: &CountedTheme| Theme {
            title: theme.code().title.clone(),
            replies: theme.replies().to_vec(),
            quotations: cleared
                .iter()
                .filter(|one| is_of(theme, one))
                .map(Quotation::from)
                .collect(),
        };
        let said = counted.themes.iter().flat_map(|theme| theme.replies());
        let said = said.chain(&counted.none_fits).chain(&counted.nothing).copied();
        let coded = said.collect::<BTreeSet<i64>>().into_iter().collect();
        ThemesOfQuestion {
            question: question.clone(),
            themes: counted.themes.iter().map(theme).collect(),
            coded,
            of: number(written),
        }
    }
}

/// Whether a quotation is of a comment that has the theme.
fn is_of(theme: &CountedTheme, cleared: &ClearedQuotation) -> bool {
    let quotation = cleared.quotation();
    quotation.question == *theme.question() && theme.replies().contains(&quotation.reply)
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// What people said, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YouSaid {
    /// What they said: the title of a theme, or a finding in words.
    pub theme: String,
    /// The theme that it answers, by the question and the title, where it is counted how many said so.
    pub counted: Option<(QuestionId, String)>,
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
    /// Something will be done.
    WeWill {
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

impl YouSaid {
    /// What was answered to one of the themes.
    pub fn of(entry: &you_said::YouSaid, themes: &[CountedTheme]) -> YouSaid {
        let theme = themes.iter().find(|theme| entry.answers(theme));
        let answer = match entry.answer().clone() {
            WeAnswer::WeDid { what, owner, on } => {
                Answered::WeDid { what, who: owner, by_when: on.in_words() }
            }
            WeAnswer::WeWill { what, owner, due } => {
                Answered::WeWill { what, who: owner, by_when: due.in_words() }
            }
            WeAnswer::WeDidNot { because } => Answered::WeDidNot { because },
        };
        YouSaid {
            theme: entry.said().to_owned(),
            counted: theme.map(|theme| (theme.question().clone(), theme.code().title.clone())),
            answer,
        }
    }
}

//! A document that is put forward: an assessment or a plan of a cycle, version by version.
//!
//! In come its kind, cycle and text; out goes a version that the bodies can decide on.

use std::fmt;
use std::str::FromStr;

use crate::approval::text::Text;
use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;
use crate::timetable::step::Subject;

/// What kind of document it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The Strategic Assessment.
    Assessment,
    /// The rolling plan.
    Plan,
}

/// Which document it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct DocumentId {
    /// Its kind.
    pub kind: DocumentKind,
    /// The planning year that it is of.
    pub cycle: Cycle,
}

/// A version as it was put forward.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Of which document.
    pub document: DocumentId,
    /// Its number, from 1; the next one is put forward once the one before was sent back.
    pub number: u32,
    /// The day on which it was put forward.
    pub on: Day,
    /// What its text is, such as "draft version 3, circulated on 24 February 2015".
    pub drawn_from: String,
    /// Its text.
    pub text: Text,
}

/// Why a text is no kind of document.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a document that is put forward; expected assessment or plan")]
pub struct DocumentKindError {
    found: String,
}

impl DocumentKind {
    /// All kinds, in the order of the year.
    pub const ALL: [DocumentKind; 2] = [DocumentKind::Assessment, DocumentKind::Plan];

    /// What steps about it are about.
    pub fn subject(self) -> Subject {
        match self {
            DocumentKind::Assessment => Subject::Assessment,
            DocumentKind::Plan => Subject::Plan,
        }
    }

    /// What it is called: "Strategic Assessment".
    pub fn in_words(self) -> &'static str {
        match self {
            DocumentKind::Assessment => "Strategic Assessment",
            DocumentKind::Plan => "Rolling Plan",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DocumentKind::Assessment => "assessment",
            DocumentKind::Plan => "plan",
        })
    }
}

impl FromStr for DocumentKind {
    type Err = DocumentKindError;

    fn from_str(text: &str) -> Result<DocumentKind, DocumentKindError> {
        let found = || DocumentKindError { found: text.chars().take(40).collect() };
        DocumentKind::ALL.into_iter().find(|kind| kind.to_string() == text).ok_or_else(found)
    }
}

impl DocumentId {
    /// What it is called: "Strategic Assessment 2015–16".
    pub fn in_words(self) -> String {
        format!("{} {}", self.kind.in_words(), self.cycle.in_words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_read_as_it_is_printed_and_nothing_else_is_one() {
        for kind in DocumentKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        let refused = "briefing".parse::<DocumentKind>().unwrap_err().to_string();
        assert_eq!(
            refused,
            "`briefing` is not a document that is put forward; expected assessment or plan"
        );
    }
}

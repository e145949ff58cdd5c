//! Comments by passage: what somebody says of a numbered passage, and how it was settled.
//!
//! In come words, a passage and a person; out goes a comment that is open until somebody says how it was settled.

use crate::assessment::passage::Number;
use crate::membership::person::PersonId;
use crate::terms::day::Day;

/// The most signs that a comment has: what needs more is a meeting.
pub const LONGEST: usize = 4_000;

/// What somebody says of a passage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Comment {
    passage: Number,
    version: u32,
    seen_by: SeenBy,
    words: String,
    by: PersonId,
    on: Day,
    settled: Option<Settled>,
}

/// For whom a comment was written: its writer was told so, and circulating the version later opens it to nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeenBy {
    /// For those who write the assessment.
    Writers,
    /// For everybody who may read the circulated draft.
    Readers,
}

/// How a comment was settled.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Settled {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub on: Day,
    /// What came of it, such as "Changed in version 4".
    pub how: String,
}

/// Why a comment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CommentRefused {
    /// It has no words.
    #[error("write what you would say of the passage")]
    NoWords,
    /// It is longer than a comment may be.
    #[error("a comment has at most 4,000 signs; say it in fewer words, or change the passage")]
    TooLong,
    /// Nobody says how it was settled.
    #[error("write what came of the comment, such as: changed in version 4")]
    NoOutcome,
    /// It is settled already.
    #[error("the comment is settled already; open it again first")]
    Settled,
    /// It is open.
    #[error("the comment is open already")]
    Open,
}

impl Comment {
    /// A comment on a passage as it stands in a version, for those who are to see it.
    ///
    /// # Errors
    /// When it has no words, or too many.
    pub fn of(
        (passage, version): (Number, u32),
        seen_by: SeenBy,
        words: &str,
        (by, on): (PersonId, Day),
    ) -> Result<Comment, CommentRefused> {
        let words = words.trim().to_owned();
        if words.is_empty() {
            return Err(CommentRefused::NoWords);
        }
        if words.chars().count() > LONGEST {
            return Err(CommentRefused::TooLong);
        }
        Ok(Comment { passage, version, seen_by, words, by, on, settled: None })
    }

    /// The passage.
    pub fn passage(&self) -> Number {
        self.passage
    }

    /// The version in which its writer read the passage.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// For whom it was written.
    pub fn seen_by(&self) -> SeenBy {
        self.seen_by
    }

    /// What is said.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Who says it.
    pub fn by(&self) -> &PersonId {
        &self.by
    }

    /// When it was said.
    pub fn on(&self) -> Day {
        self.on
    }

    /// How it was settled, if it was.
    pub fn settled(&self) -> Option<&Settled> {
        self.settled.as_ref()
    }

    /// The comment settled.
    ///
    /// # Errors
    /// When it is settled already, or nobody says how.
    pub fn settle(self, how: &str, by: PersonId, on: Day) -> Result<Comment, CommentRefused> {
        let how = how.trim().to_owned();
        match self.settled {
            Some(_) => Err(CommentRefused::Settled),
            None if how.is_empty() => Err(CommentRefused::NoOutcome),
            None if how.chars().count() > LONGEST => Err(CommentRefused::TooLong),
            None => Ok(Comment { settled: Some(Settled { by, on, how }), ..self }),
        }
    }

    /// The comment open again.
    ///
    /// # Errors
    /// When it is open.
    pub fn reopen(self) -> Result<Comment, CommentRefused> {
        if self.settled.is_none() {
            return Err(CommentRefused::Open);
        }
        Ok(Comment { settled: None, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(words: &str) -> Result<Comment, CommentRefused> {
        let by = PersonId("ann".parse().unwrap());
        let passage = Number::of(3).unwrap();
        Comment::of((passage, 2), SeenBy::Writers, words, (by, "2014-12-05".parse().unwrap()))
    }

    #[test]
    fn a_comment_is_open_until_somebody_says_what_came_of_it() {
        assert_eq!(comment("  "), Err(CommentRefused::NoWords));
        assert_eq!(comment(&"x".repeat(LONGEST + 1)), Err(CommentRefused::TooLong));
        let open = comment(" Which wards? ").unwrap();
        assert_eq!(open.words(), "Which wards?");
        let settle = |open: Comment, how: &str| {
            let by = PersonId("bob".parse().unwrap());
            open.settle(how, by, "2014-12-06".parse().unwrap())
        };
        assert_eq!(settle(open.clone(), ""), Err(CommentRefused::NoOutcome));
        let settled = settle(open.clone(), "Named in version 3").unwrap();
        assert_eq!(settle(settled.clone(), "again"), Err(CommentRefused::Settled));
        assert_eq!(settled.reopen().unwrap(), open);
        assert_eq!(open.reopen(), Err(CommentRefused::Open));
    }
}

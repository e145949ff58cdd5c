//! Signs that a reply may be one of several by the same hand or by a machine. They are told and never decide.
//!
//! In come what is known while a reply is sent, and its words; out go signs that stay with it. Nobody is kept from
//! answering: a household, a library or a care home shares a browser and an address, and a group may agree on its words.

use crate::consultation::on_line::Answers;
use crate::consultation::reply::Given;

/// Fewer seconds than this for each answer are too quick for somebody who reads the questions.
const SECONDS_AN_ANSWER: i64 = 2;
/// Fewer answers than this say nothing about speed.
const FEWEST: i64 = 3;
/// Fewer letters and figures than this can be alike by chance.
const SHORTEST: usize = 40;

/// A sign that a reply may not be one person's own.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// Something stood in the field that people are told to leave empty.
    HiddenField,
    /// It took less time than reading the questions does.
    TooQuick,
    /// Its words are those of an earlier reply.
    SameWords,
    /// A reply was sent from the same browser before.
    SameBrowser,
    /// Many came from one connection in a short time.
    ManyAtOnce,
}

impl Signal {
    /// All of them.
    pub const ALL: [Signal; 5] = [
        Signal::HiddenField,
        Signal::TooQuick,
        Signal::SameWords,
        Signal::SameBrowser,
        Signal::ManyAtOnce,
    ];

    /// Its name as a column has it.
    pub fn name(self) -> &'static str {
        match self {
            Signal::HiddenField => "hidden_field",
            Signal::TooQuick => "too_quick",
            Signal::SameWords => "same_words",
            Signal::SameBrowser => "same_browser",
            Signal::ManyAtOnce => "many_at_once",
        }
    }

    /// What was noticed.
    pub fn in_words(self) -> &'static str {
        match self {
            Signal::HiddenField => "the field that is to stay empty was filled in",
            Signal::TooQuick => "sent sooner than the questions can be read",
            Signal::SameWords => "the same words as an earlier reply",
            Signal::SameBrowser => "a reply was sent from this browser before",
            Signal::ManyAtOnce => "many replies from one connection in a short time",
        }
    }
}

/// Whether so many answers were given in fewer seconds than it takes to read the questions.
pub fn is_too_quick(seconds: i64, answers: usize) -> bool {
    let answers = i64::try_from(answers).unwrap_or(i64::MAX);
    answers >= FEWEST && seconds < answers.saturating_mul(SECONDS_AN_ANSWER)
}

/// All that somebody wrote in words of their own, with nothing but small letters and figures, so that blanks, capitals and
/// points make no difference; none where it is too short to be told from another by it.
pub fn words(answers: &Answers) -> Option<String> {
    let texts = answers.values().filter_map(|given| match given {
        Given::Text(words) => Some(words.as_str()),
        Given::Chosen { other, .. } => other.as_deref(),
        Given::Rows(_) | Given::Ranked(_) | Given::Number(_) | Given::Area(_) => None,
    });
    let letters = texts.flat_map(str::chars).filter(|sign| sign.is_alphanumeric());
    let words: String = letters.flat_map(char::to_lowercase).collect();
    (words.chars().count() >= SHORTEST).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::questionnaire::tests::id;

    fn text(words: &str) -> Answers {
        [(id("better"), Given::Text(words.to_owned()))].into()
    }

    #[test]
    fn words_are_the_same_whatever_their_capitals_and_points() {
        let one = words(&text("More street lights in Sittingbourne Road, and buses after eleven!"));
        let other = words(&text("more street lights in sittingbourne road and BUSES after eleven"));
        assert!(one.is_some());
        assert_eq!(one, other);
        assert_eq!(words(&text("More street lights")), None);
    }

    #[test]
    fn two_seconds_an_answer_are_quick_enough() {
        assert!(is_too_quick(19, 10));
        assert!(!is_too_quick(20, 10));
        assert!(!is_too_quick(0, 2));
    }
}

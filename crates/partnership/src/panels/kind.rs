//! What kind of thing an issue is, in the words that panels use.
//!
//! In comes a word of the list, or other words; out goes a kind that can be counted.

use std::fmt;
use std::str::FromStr;

/// The kinds of the list: the word that is kept, and how it is read.
const LISTED: [(&str, &str); 16] = [
    ("speeding", "speeding"),
    ("parking", "parking"),
    ("dog-fouling", "dog fouling"),
    ("anti-social-behaviour", "anti-social behaviour"),
    ("drug-dealing", "drug dealing"),
    ("burglary", "burglary"),
    ("vehicle-crime", "vehicle crime"),
    ("criminal-damage", "criminal damage and graffiti"),
    ("lighting", "lighting"),
    ("litter", "litter"),
    ("fly-tipping", "fly-tipping"),
    ("noise", "noise"),
    ("street-drinking", "street drinking"),
    ("shoplifting", "shoplifting"),
    ("nuisance-bikes", "nuisance motorbikes"),
    ("arson", "fires set on purpose"),
];

const LONGEST_OTHER: usize = 60;

/// A kind of issue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum IssueKind {
    /// One of the list, by its place there.
    Listed(Listed),
    /// Another, in words.
    Other(String),
}

/// A kind of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed(usize);

/// Why a text is not a kind.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum KindError {
    /// There are no words.
    #[error("no kind is given; choose one such as \"speeding\", or say in words what it is")]
    None,
    /// There are too many words.
    #[error(
        "the kind has {found} characters, and {LONGEST_OTHER} fit; say it shorter, and the rest in the words raised"
    )]
    Long {
        /// How many characters it has.
        found: usize,
    },
}

impl Listed {
    /// All of them, in the order in which forms have them.
    pub fn all() -> impl Iterator<Item = Listed> {
        (0..LISTED.len()).map(Listed)
    }

    /// The word that is kept, such as `dog-fouling`.
    pub fn word(self) -> &'static str {
        LISTED.get(self.0).map_or("", |(word, _)| word)
    }

    /// The kind in the midst of a sentence, such as "dog fouling".
    pub fn in_words(self) -> &'static str {
        LISTED.get(self.0).map_or("", |(_, words)| words)
    }
}

impl IssueKind {
    /// The kind in the midst of a sentence.
    pub fn in_words(&self) -> &str {
        match self {
            IssueKind::Listed(listed) => listed.in_words(),
            IssueKind::Other(words) => words,
        }
    }
}

/// A word of the list in either writing, whatever its capitals, or other words.
impl FromStr for IssueKind {
    type Err = KindError;

    fn from_str(text: &str) -> Result<IssueKind, KindError> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = words.to_lowercase();
        let found = words.chars().count();
        match Listed::all().find(|kind| kind.word() == lower || kind.in_words() == lower) {
            Some(listed) => Ok(IssueKind::Listed(listed)),
            None if words.is_empty() => Err(KindError::None),
            None if found > LONGEST_OTHER => Err(KindError::Long { found }),
            None => Ok(IssueKind::Other(words)),
        }
    }
}

/// As it is kept.
impl fmt::Display for IssueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IssueKind::Listed(listed) => f.write_str(listed.word()),
            IssueKind::Other(words) => f.write_str(words),
        }
    }
}

impl serde::Serialize for IssueKind {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for IssueKind {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<IssueKind, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

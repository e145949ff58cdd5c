//! A distribution list: whom a partnership tells of what it publishes, and why it holds their addresses.

use std::fmt;

use crate::terms::slug::Slug;

/// So long is a name at most.
const LONGEST: usize = 100;

/// The short name of a list, such as `libraries`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ListId(pub Slug);

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whom a list is of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Readership {
    /// The responsible authorities and other partners.
    Partners,
    /// Members of councils.
    Councillors,
    /// Libraries and other places where people read it.
    Libraries,
    /// The police and crime commissioner.
    Commissioner,
    /// People who asked to be told, and gave an address for that alone.
    Asked,
    /// Others, such as the press.
    Others,
}

impl Readership {
    /// All of them.
    pub const ALL: [Readership; 6] = [
        Readership::Partners,
        Readership::Councillors,
        Readership::Libraries,
        Readership::Commissioner,
        Readership::Asked,
        Readership::Others,
    ];

    /// The word by which forms name it.
    pub fn word(self) -> &'static str {
        match self {
            Readership::Partners => "partners",
            Readership::Councillors => "councillors",
            Readership::Libraries => "libraries",
            Readership::Commissioner => "commissioner",
            Readership::Asked => "asked",
            Readership::Others => "others",
        }
    }

    /// Whom it is of, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Readership::Partners => "partners",
            Readership::Councillors => "councillors",
            Readership::Libraries => "libraries and other places where people read it",
            Readership::Commissioner => "the police and crime commissioner",
            Readership::Asked => "people who asked to be told",
            Readership::Others => "others",
        }
    }

    /// The one of that word.
    pub fn of_word(word: &str) -> Option<Readership> {
        Readership::ALL.into_iter().find(|one| one.word() == word)
    }

    /// Whether an address may be held only because whoever it is of asked for it.
    pub fn needs_consent(self) -> bool {
        match self {
            Readership::Asked => true,
            Readership::Partners
            | Readership::Councillors
            | Readership::Libraries
            | Readership::Commissioner
            | Readership::Others => false,
        }
    }
}

/// A distribution list, without who is on it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistributionList {
    /// Its short name.
    pub id: ListId,
    /// What it is called, such as "Libraries in the borough".
    pub name: String,
    /// Whom it is of.
    pub of: Readership,
}

/// What is wrong with a list.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum ListFault {
    /// It has no name.
    #[error("the list has no name; write one, such as “Libraries”")]
    NoName,
    /// Its name is too long.
    #[error("the name is longer than {LONGEST} characters; shorten it")]
    Long,
}

impl DistributionList {
    /// What is wrong with it; nothing where it can be kept.
    pub fn fault(&self) -> Option<ListFault> {
        if self.name.trim().is_empty() {
            return Some(ListFault::NoName);
        }
        (self.name.chars().count() > LONGEST).then_some(ListFault::Long)
    }
}

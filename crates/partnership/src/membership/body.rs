//! The bodies that decide: the partnership's own strategy group, and those of the council.
//!
//! In comes what kind of body it is; out goes what the law asks before it meets.

use std::fmt;

use crate::terms::slug::Slug;

/// The short name of a body, such as `cabinet`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct BodyId(pub Slug);

impl fmt::Display for BodyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A body that meets and decides.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its short name, such as `cabinet`.
    pub id: BodyId,
    /// What kind of body it is.
    pub kind: BodyKind,
    /// What it is called in a sentence, such as "Cabinet".
    pub name: String,
}

/// What kind of body it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// The partnership's strategy group (SI 2007/1830, regulation 3).
    StrategyGroup,
    /// The council's crime and disorder committee (Police and Justice Act 2006, section 19).
    Scrutiny,
    /// The council's executive.
    Cabinet,
    /// The full council.
    Council,
}

/// Whether a body's decisions must be announced 28 clear days before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyDecisions {
    /// They must: the body is the council's executive.
    Announced,
    /// They need not.
    NotAnnounced,
}

impl BodyKind {
    /// The kind in words.
    pub fn in_words(self) -> &'static str {
        match self {
            BodyKind::StrategyGroup => "partnership strategy group",
            BodyKind::Scrutiny => "scrutiny committee",
            BodyKind::Cabinet => "Cabinet",
            BodyKind::Council => "Council",
        }
    }

    /// Whether its key decisions must be announced: those of the executive must, under SI 2012/2089,
    /// regulation 9.
    pub fn key_decisions(self) -> KeyDecisions {
        match self {
            BodyKind::Cabinet => KeyDecisions::Announced,
            BodyKind::StrategyGroup | BodyKind::Scrutiny | BodyKind::Council => {
                KeyDecisions::NotAnnounced
            }
        }
    }
}

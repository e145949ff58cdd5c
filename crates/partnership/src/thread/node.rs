//! A node of the thread: its title in words, its day, whether it still holds, and whether it may be public.

use crate::consultation::report::Label;
use crate::terms::day::Day;
use crate::thread::reference::NodeRef;
use crate::thread::reference::kind_in_words;

/// Something that rests on others, or that others rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its reference.
    pub reference: NodeRef,
    /// What it is called or says, in words.
    pub title: String,
    /// Its day, where it has one.
    pub on: Option<Day>,
    /// What else is known of it: a heading and words, such as its SHA-256.
    pub facts: Vec<(&'static str, String)>,
    /// Whether it still holds.
    pub standing: Standing,
    /// Whether it may be public.
    pub openness: Openness,
}

/// Whether a node still holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing is known against it.
    Holds,
    /// It would now say something else: what.
    Stale(String),
    /// It rests on something that is stale or gone.
    Behind,
    /// It is not kept any more, or not held.
    Gone,
}

/// Whether a node may be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Openness {
    /// It may.
    Open,
    /// It may not.
    Withheld(Withheld),
}

/// Why a node may not be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Withheld {
    /// It is marked exempt, or amends what is.
    Exempt,
    /// It is confidential, or may tell who somebody is.
    Confidential,
    /// It has, or may tell, a small count of a small place.
    SmallCount,
    /// People may still answer the consultation.
    ConsultationOpen,
    /// It is of a document that was not adopted.
    NotAdopted,
    /// It is not kept any more.
    Gone,
    /// No document that everybody may read shows it.
    NotShown,
}

impl Node {
    /// A node that holds and may be public, so far as it alone says.
    pub(super) fn of(reference: NodeRef, title: impl Into<String>) -> Node {
        let (facts, title) = (Vec::new(), title.into());
        let (standing, openness) = (Standing::Holds, Openness::Open);
        Node { reference, title, on: None, facts, standing, openness }
    }

    /// The same, whose title says so where it was made up.
    pub(super) fn labelled(self, label: Label) -> Node {
        Node { title: label.on(&self.title), ..self }
    }

    /// The same with its day.
    pub(super) fn dated(self, on: Day) -> Node {
        Node { on: Some(on), ..self }
    }

    /// The same with one more fact; a blank one is left out.
    pub(super) fn with(mut self, heading: &'static str, words: impl Into<String>) -> Node {
        let words = words.into();
        if !words.trim().is_empty() {
            self.facts.push((heading, words));
        }
        self
    }

    /// The same, withheld where `why` says so. What was withheld already keeps its reason.
    pub(super) fn withheld(self, why: Option<Withheld>) -> Node {
        match (self.openness, why) {
            (Openness::Open, Some(why)) => Node { openness: Openness::Withheld(why), ..self },
            (Openness::Open, None) | (Openness::Withheld(_), _) => self,
        }
    }

    /// What kind of thing it is, in words.
    pub fn kind_in_words(&self) -> &'static str {
        kind_in_words(self.reference.kind())
    }
}

impl Standing {
    /// Whether it does not hold.
    pub fn is_stale(&self) -> bool {
        match self {
            Standing::Holds => false,
            Standing::Stale(_) | Standing::Behind | Standing::Gone => true,
        }
    }

    /// It in a few words.
    pub fn in_words(&self) -> &'static str {
        match self {
            Standing::Holds => "Holds",
            Standing::Stale(_) => "Stale",
            Standing::Behind => "Rests on something stale",
            Standing::Gone => "Not kept any more",
        }
    }
}

impl Openness {
    /// It in a few words.
    pub fn in_words(self) -> &'static str {
        match self {
            Openness::Open => "May be public",
            Openness::Withheld(_) => "Not for the public",
        }
    }

    /// Why it is withheld, in a sentence; none where it is not.
    pub fn because(self) -> Option<&'static str> {
        match self {
            Openness::Open => None,
            Openness::Withheld(why) => Some(why.in_words()),
        }
    }
}

impl Withheld {
    /// Why, in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Withheld::Exempt => "It is exempt under Schedule 12A to the Local Government Act 1972.",
            Withheld::Confidential => "It is confidential, or may tell who somebody is.",
            Withheld::SmallCount => "It has, or may tell, a small count of a small place.",
            Withheld::ConsultationOpen => "People may still answer the consultation.",
            Withheld::NotAdopted => "It is of a document that was not adopted.",
            Withheld::Gone => "It is not kept any more.",
            Withheld::NotShown => "No document that everybody may read shows it.",
        }
    }
}

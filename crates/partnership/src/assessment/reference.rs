//! References and marks: what an officer types in braces in place of a number.
//!
//! In comes what stands between two braces, such as `figure:burglary.count 2014-Q1`; out goes a reference, or a mark
//! that numbers a passage, declares what it answers, or keeps it out of the public edition. Printed it reads the same.
//!
//! A reference is `{kind:name}` or `{kind:name words}`. Kinds are `figure`, `phrase`, `chart`, `table`, `map`,
//! `finding`, `theme`, `answers`, `panel`, `commentary`, `plan`, `partner` and `claim`. Marks are `{#17}`, `{item:why}` and
//! `{exempt:7 reason}`.

use std::fmt;
use std::str::FromStr;

use crate::terms::wording::nearest;

/// What kind of thing a reference names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One number, such as `{figure:burglary.count}`.
    Figure,
    /// Words computed from figures, such as `{phrase:changed burglary}`.
    Phrase,
    /// A chart with its table, in a paragraph of its own.
    Chart,
    /// A table, in a paragraph of its own.
    Table,
    /// A map with its table, in a paragraph of its own.
    Map,
    /// A finding that somebody kept.
    Finding,
    /// A theme of the consultation.
    Theme,
    /// What a question of a consultation came to.
    Answers,
    /// An issue raised in a neighbourhood panel.
    Panel,
    /// A commentary of a task group.
    Commentary,
    /// How far the plan before was carried out.
    Plan,
    /// A figure that a partner supplied.
    Partner,
    /// A claim written by hand, which is held against the figures.
    Claim,
}

const KINDS: [(Kind, &str); 13] = [
    (Kind::Figure, "figure"),
    (Kind::Phrase, "phrase"),
    (Kind::Chart, "chart"),
    (Kind::Table, "table"),
    (Kind::Map, "map"),
    (Kind::Finding, "finding"),
    (Kind::Theme, "theme"),
    (Kind::Answers, "answers"),
    (Kind::Panel, "panel"),
    (Kind::Commentary, "commentary"),
    (Kind::Plan, "plan"),
    (Kind::Partner, "partner"),
    (Kind::Claim, "claim"),
];

impl Kind {
    /// The kind as it is typed.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| *name)
    }

    /// Whether it stands in a paragraph of its own, and not in a sentence.
    pub fn stands_alone(self) -> bool {
        matches!(self, Kind::Chart | Kind::Table | Kind::Map)
    }
}

/// A reference as it is typed: a kind, a name, and words that say more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Reference {
    /// The kind.
    pub kind: Kind,
    words: Vec<String>,
}

/// Something in braces that is no reference: a mark on the passage or heading that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The passage's number.
    Number(u32),
    /// The statutory item that a section answers, as typed.
    Item(String),
    /// Why the passage is not for the public.
    Exempt(Exemption),
}

/// Why a passage is kept out of the public edition.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// The paragraph of Part 1 of Schedule 12A to the Local Government Act 1972, 1 to 7.
    pub paragraph: u8,
    /// The reason in the officer's words; not for the public either.
    pub reason: String,
}

/// The last number that a passage can have: far more than any assessment has, so that the next one is always there.
const LAST: u32 = 999_999;

/// What the paragraphs are about, in our words; the statute's are at legislation.gov.uk.
const GROUNDS: [&str; 7] = [
    "an individual",
    "the identity of an individual",
    "somebody’s financial or business affairs",
    "labour relations",
    "legal advice",
    "a notice, order or direction that is proposed",
    "preventing, investigating or prosecuting crime",
];

impl Exemption {
    /// What the paragraph is about, in our words.
    pub fn ground(&self) -> &'static str {
        let at = usize::from(self.paragraph).checked_sub(1);
        at.and_then(|at| GROUNDS.get(at)).copied().unwrap_or("")
    }
}

/// What stands between two braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Braced {
    /// A reference.
    Reference(Reference),
    /// A mark.
    Mark(Mark),
}

/// Why what stands between braces is neither reference nor mark.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum BracedFault {
    /// There is no colon.
    #[error("a reference such as {{figure:burglary.count}} or a mark such as {{#17}}")]
    Form,
    /// The kind is unknown.
    #[error(
        "one of figure, phrase, chart, table, map, finding, theme, answers, panel, commentary, partner, claim, item and exempt"
    )]
    Kind(Option<String>),
    /// There is no name.
    #[error("a name after the colon, such as {{figure:burglary.count}}")]
    Name,
    /// A passage's number is none.
    #[error("a passage's number from 1, such as {{#17}}; leave it out and one will be given")]
    Number,
    /// The exemption names no paragraph or no reason.
    #[error(
        "the paragraph of Schedule 12A, 1 to 7, and the reason, such as {{exempt:7 names a patrol}}"
    )]
    Exempt,
}

impl BracedFault {
    /// The known name spelt most like the one found.
    pub fn nearest(&self) -> Option<String> {
        match self {
            BracedFault::Kind(nearest) => nearest.clone(),
            BracedFault::Form | BracedFault::Name | BracedFault::Number | BracedFault::Exempt => {
                None
            }
        }
    }
}

impl Reference {
    /// A reference of a kind, of the words that stand behind its colon.
    pub fn of(kind: Kind, words: &str) -> Reference {
        let words = words.split_whitespace().map(str::to_owned).collect();
        Reference { kind, words }
    }

    /// The name after the colon.
    pub fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// The words after the name.
    pub fn arguments(&self) -> &[String] {
        self.words.get(1..).unwrap_or_default()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}:{}}}", self.kind.name(), self.words.join(" "))
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.to_string()
    }
}

impl TryFrom<String> for Reference {
    type Error = BracedFault;

    fn try_from(text: String) -> Result<Reference, BracedFault> {
        text.parse()
    }
}

impl FromStr for Reference {
    type Err = BracedFault;

    /// Reads a reference with its braces.
    fn from_str(text: &str) -> Result<Reference, BracedFault> {
        let inside = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match braced(inside.ok_or(BracedFault::Form)?)? {
            Braced::Reference(reference) => Ok(reference),
            Braced::Mark(_) => Err(BracedFault::Kind(None)),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mark::Number(number) => write!(f, "{{#{number}}}"),
            Mark::Item(name) => write!(f, "{{item:{name}}}"),
            Mark::Exempt(exemption) => {
                write!(f, "{{exempt:{} {}}}", exemption.paragraph, exemption.reason)
            }
        }
    }
}

/// Reads what stands between two braces.
///
/// # Errors
/// When it is neither reference nor mark; the fault says what is wanted.
pub fn braced(inside: &str) -> Result<Braced, BracedFault> {
    if let Some(number) = inside.strip_prefix('#') {
        let number = number.parse().ok().filter(|number| (1..=LAST).contains(number));
        return number.map(|number| Braced::Mark(Mark::Number(number))).ok_or(BracedFault::Number);
    }
    let (kind, rest) = inside.split_once(':').ok_or(BracedFault::Form)?;
    let words: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
    let Some(name) = words.first() else { return Err(BracedFault::Name) };
    match kind.trim() {
        "item" if words.len() == 1 => Ok(Braced::Mark(Mark::Item(name.clone()))),
        "exempt" => exemption(name, &words[1..]).map(|found| Braced::Mark(Mark::Exempt(found))),
        kind => {
            let known = KINDS.iter().find(|(_, name)| *name == kind);
            let names = KINDS.iter().map(|(_, name)| *name).chain(["item", "exempt"]);
            let (kind, _) = known.ok_or_else(|| BracedFault::Kind(nearest(kind, names)))?;
            Ok(Braced::Reference(Reference { kind: *kind, words }))
        }
    }
}

fn exemption(paragraph: &str, reason: &[String]) -> Result<Exemption, BracedFault> {
    let paragraph = paragraph.parse().ok().filter(|number| (1..=7).contains(number));
    match (paragraph, reason) {
        (Some(paragraph), [_, ..]) => Ok(Exemption { paragraph, reason: reason.join(" ") }),
        (Some(_) | None, _) => Err(BracedFault::Exempt),
    }
}

//! What a candidate issue may rest on: findings, themes, panel issues and commentaries, each by its reference.
//!
//! In comes a reference as a draft of the assessment has it; out goes one that may be cited, or why not.

use std::fmt;
use std::str::FromStr;

use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;

/// A reference that an issue may rest on, such as `finding:burglary-rose` or `panel:issue-12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cited {
    kind: Kind,
    name: String,
}

/// Why something cannot be cited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no evidence that an issue can rest on; give a finding, theme, panel or commentary with its name, such as finding:burglary-rose"
)]
pub struct NoEvidence(String);

impl Cited {
    /// What kind of thing it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The name by which a draft refers to it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// That of a kind and a name, where things of that kind can be cited.
    pub fn of(kind: Kind, name: &str) -> Option<Cited> {
        let is_evidence = match kind {
            Kind::Finding | Kind::Theme | Kind::Panel | Kind::Commentary => true,
            Kind::Answers
            | Kind::Plan
            | Kind::Partner
            | Kind::Figure
            | Kind::Phrase
            | Kind::Chart
            | Kind::Table
            | Kind::Map
            | Kind::Claim => false,
        };
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        (is_evidence && is_name).then(|| Cited { kind, name: name.to_owned() })
    }

    /// The kind in words, as a list of evidence says it.
    pub fn kind_in_words(&self) -> &'static str {
        match self.kind {
            Kind::Finding => "Finding",
            Kind::Theme => "Theme of a consultation",
            Kind::Panel => "Issue of a panel",
            Kind::Commentary => "Commentary of a task group",
            Kind::Answers
            | Kind::Plan
            | Kind::Partner
            | Kind::Figure
            | Kind::Phrase
            | Kind::Chart
            | Kind::Table
            | Kind::Map
            | Kind::Claim => "Evidence",
        }
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.name)
    }
}

impl FromStr for Cited {
    type Err = NoEvidence;

    /// Reads a reference with its braces or without.
    ///
    /// ```
    /// use partnership::priorities::evidence::Cited;
    /// let cited: Cited = "{panel:issue-12}".parse()?;
    /// assert_eq!(cited.to_string(), "panel:issue-12");
    /// assert!("figure:burglary.count".parse::<Cited>().is_err());
    /// # Ok::<(), partnership::priorities::evidence::NoEvidence>(())
    /// ```
    fn from_str(text: &str) -> Result<Cited, NoEvidence> {
        let bare = text.trim().trim_start_matches('{').trim_end_matches('}');
        let wrong = || NoEvidence(text.chars().take(60).collect());
        let (kind, name) = bare.split_once(':').ok_or_else(wrong)?;
        // What a draft would not take for a reference is none here.
        let reference: Reference = format!("{{{bare}}}").parse().map_err(|_| wrong())?;
        let is_its_kind = reference.kind.name() == kind.trim();
        Cited::of(reference.kind, name.trim()).filter(|_| is_its_kind).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Cited {
    type Error = NoEvidence;

    fn try_from(text: String) -> Result<Cited, NoEvidence> {
        text.parse()
    }
}

impl From<Cited> for String {
    fn from(cited: Cited) -> String {
        cited.to_string()
    }
}

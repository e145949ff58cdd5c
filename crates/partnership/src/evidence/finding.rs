//! A finding: an enquiry or a judging that somebody kept, with its answer as it stood then.
//!
//! In come an answer, a name and a note; out goes a finding that reads the same for ever, and says what it would now say.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::evidence::enquiry::Enquiry;
use crate::evidence::enquiry::EnquiryError;
use crate::evidence::enquiry::answered::Answered;
use crate::evidence::enquiry::judging::Judging;
use crate::evidence::figure::TracedRow;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::terms::extract::ExtractId;
use crate::terms::slug::Slug;

/// The longest name of a finding, in letters.
pub const LONGEST_NAME: usize = 120;
/// The longest note, in letters.
pub const LONGEST_NOTE: usize = 2_000;

/// A finding.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The short name by which a draft refers to it.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// What somebody wrote beside it; may be empty.
    pub note: String,
    /// What was asked.
    pub enquiry: Asked,
    /// Its answer as it stood.
    pub stood: Stood,
}

/// What a finding answers. Its text is what stands behind the question mark of the address that asks it.
///
/// ```
/// use partnership::evidence::finding::Asked;
/// let text = "area=E07000110&offence=burglary&period=2014-Q1&kind=usual-range";
/// let asked: Asked = text.parse()?;
/// assert!(matches!(asked, Asked::Judging(_)));
/// assert_eq!(asked.to_string(), text);
/// # Ok::<(), partnership::evidence::enquiry::EnquiryError>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub enum Asked {
    /// An enquiry of the evidence.
    Enquiry(Enquiry),
    /// Whether months or places are out of the ordinary.
    Judging(Judging),
}

/// An answer as it stood on a day.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Stood {
    /// The day.
    pub on: Day,
    /// What it was about.
    pub title: String,
    /// What was said, a sentence each.
    pub says: Vec<String>,
    /// What had to be borne in mind.
    pub cautions: Vec<String>,
    /// Every row of its tables, with what it rested on.
    pub rows: Vec<TracedRow>,
    /// The extracts that it rested on.
    pub sources: BTreeSet<ExtractId>,
}

/// Whether a finding still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// It would say the same, figure by figure.
    Holds,
    /// It is stale: it would now say this.
    Says(Vec<String>),
    /// It is stale: it would say the same words, and other figures stand behind them.
    OtherFigures,
    /// It cannot be answered any more, and why.
    NoAnswer(String),
}

/// What stands against a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FindingFault {
    /// It has no name.
    #[error("give the finding a name, such as Burglary in spring")]
    NoName,
    /// Its name is too long.
    #[error("the name has {0} letters; at most {LONGEST_NAME} are kept")]
    LongName(usize),
    /// Its note is too long.
    #[error("the note has {0} letters; at most {LONGEST_NOTE} are kept")]
    LongNote(usize),
}

impl Stood {
    /// An answer as it stands on a day.
    pub fn of(answered: &Answered, on: Day) -> Stood {
        Stood {
            on,
            title: answered.title.clone(),
            says: answered.says.clone(),
            cautions: answered.cautions.clone(),
            rows: answered.traced.clone(),
            sources: answered.sources.clone(),
        }
    }

    /// The rows of the first table, which is the answer itself.
    pub fn answer(&self) -> impl Iterator<Item = &TracedRow> {
        let first = self.rows.first().map(|row| row.table.as_str());
        self.rows.iter().filter(move |row| Some(row.table.as_str()) == first)
    }

    /// Every figure as it was printed, with the row that it stood in.
    fn printed(rows: &[TracedRow]) -> impl Iterator<Item = (&str, &str, &str)> {
        rows.iter().flat_map(|row| {
            let of = |figure| (row.reference.as_str(), row.heading.as_str(), figure);
            row.figures.iter().map(move |figure| of(figure.printed.as_str()))
        })
    }
}

impl Finding {
    /// All that stands against it.
    pub fn faults(&self) -> Vec<FindingFault> {
        let (name, note) = (self.name.trim().chars().count(), self.note.chars().count());
        let faults = [
            (name == 0).then_some(FindingFault::NoName),
            (name > LONGEST_NAME).then_some(FindingFault::LongName(name)),
            (note > LONGEST_NOTE).then_some(FindingFault::LongNote(note)),
        ];
        faults.into_iter().flatten().collect()
    }

    /// Whether it still holds, by what is answered now, or why there is no answer. That an extract was issued again with the
    /// same figures does not make it stale.
    pub fn now(&self, answer: &Result<Stood, String>) -> Now {
        match answer {
            Err(why) => Now::NoAnswer(why.clone()),
            Ok(now) if now.says != self.stood.says => Now::Says(now.says.clone()),
            Ok(now) => {
                let same = Stood::printed(&now.rows).eq(Stood::printed(&self.stood.rows));
                if same { Now::Holds } else { Now::OtherFigures }
            }
        }
    }

    /// Its words inside a sentence: its first two sentences without the last full stop.
    pub fn words(&self) -> String {
        let says: Vec<&str> = self.stood.says.iter().take(2).map(String::as_str).collect();
        says.join(" ").trim_end_matches('.').to_owned()
    }
}

impl Asked {
    /// The area that it is asked of.
    pub fn area(self) -> AreaCode {
        match self {
            Asked::Enquiry(enquiry) => enquiry.area,
            Asked::Judging(judging) => judging.area,
        }
    }
}

impl FromStr for Asked {
    type Err = EnquiryError;

    fn from_str(text: &str) -> Result<Asked, EnquiryError> {
        // Only a judging names a kind.
        if text.split('&').any(|pair| pair.starts_with("kind=")) {
            text.parse().map(Asked::Judging)
        } else {
            text.parse().map(Asked::Enquiry)
        }
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asked::Enquiry(enquiry) => enquiry.fmt(f),
            Asked::Judging(judging) => judging.fmt(f),
        }
    }
}

impl From<Asked> for String {
    fn from(asked: Asked) -> String {
        asked.to_string()
    }
}

impl TryFrom<String> for Asked {
    type Error = EnquiryError;

    fn try_from(text: String) -> Result<Asked, EnquiryError> {
        text.parse()
    }
}

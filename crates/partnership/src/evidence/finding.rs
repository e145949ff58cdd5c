//! A finding: an enquiry that somebody kept, with its answer as it stood then.
//!
//! In come an answer, a name and a note; out goes a finding that reads the same for ever, and says what it would now say.

use std::collections::BTreeSet;

use crate::evidence::enquiry::Enquiry;
use crate::evidence::enquiry::answered::Answered;
use crate::evidence::enquiry::refused::Refused;
use crate::evidence::figure::TracedRow;
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
    /// The enquiry.
    pub enquiry: Enquiry,
    /// Its answer as it stood.
    pub stood: Stood,
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

    /// Whether it still holds, by what its enquiry is answered now. That an extract was issued again with the same figures
    /// does not make it stale.
    pub fn now(&self, answer: &Result<Answered, Refused>) -> Now {
        match answer {
            Err(refused) => Now::NoAnswer(refused.to_string()),
            Ok(answered) if answered.says != self.stood.says => Now::Says(answered.says.clone()),
            Ok(answered) => {
                let same = Stood::printed(&answered.traced).eq(Stood::printed(&self.stood.rows));
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

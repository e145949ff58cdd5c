//! A cover report: what an officer puts before a body with a document that it is to agree.
//!
//! In comes what the officer writes; out go its faults, what is still to be written, and with the document and its meetings
//! the report itself, in the parts that councils' reports have.

pub mod implication;
pub mod house;
pub mod composed;
pub mod notice;

use std::collections::BTreeMap;

use crate::approval::cover_report::implication::Implication;

/// The longest text of a report, in characters.
pub const LONGEST_TEXT: usize = 10_000;

/// What an officer writes in a report. Nothing of it is needed to begin.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverReport {
    /// The head of service who answers for it.
    #[serde(default)]
    pub lead_officer: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// How the author can be reached about it.
    #[serde(default)]
    pub contact: String,
    /// The wards affected; all of them where it is empty.
    #[serde(default)]
    pub wards: String,
    /// What it is about and what is asked, in a few sentences.
    #[serde(default)]
    pub summary: String,
    /// Recommendations beside the one that the document itself brings, one a line.
    #[serde(default)]
    pub recommendations: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
    /// What else could be done, and why it is not preferred.
    #[serde(default)]
    pub options: String,
    /// What could go wrong, and what is done about it.
    #[serde(default)]
    pub risk: String,
    /// Who was asked, and what came of it.
    #[serde(default)]
    pub consultation: String,
    /// What happens once it is decided.
    #[serde(default)]
    pub next_steps: String,
    /// Papers that it rests on beside those that are known here, one a line.
    #[serde(default)]
    pub background: String,
    /// What follows from it for each thing that a council looks at.
    #[serde(default)]
    pub implications: BTreeMap<Implication, String>,
}

/// A field of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Who answers for it.
    LeadOfficer,
    /// Who wrote it.
    Author,
    /// How the author can be reached.
    Contact,
    /// The wards affected.
    Wards,
    /// What it is about.
    Summary,
    /// Further recommendations.
    Recommendations,
    /// Why.
    Reasons,
    /// What else could be done.
    Options,
    /// What could go wrong.
    Risk,
    /// Who was asked.
    Consultation,
    /// What happens next.
    NextSteps,
    /// Further background papers.
    Background,
    /// What follows for one thing.
    Implication(Implication),
}

/// Why a report is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("“{}” has {found} characters; keep it to {LONGEST_TEXT}", .field.in_words())]
pub struct TooLong {
    /// Which field.
    pub field: Field,
    /// How many it has.
    pub found: usize,
}

impl Field {
    /// All of them in the order of the report.
    pub fn all() -> impl Iterator<Item = Field> {
        let first = [
            Field::LeadOfficer,
            Field::Author,
            Field::Contact,
            Field::Wards,
            Field::Summary,
            Field::Recommendations,
            Field::Reasons,
            Field::Options,
            Field::Risk,
            Field::Consultation,
            Field::NextSteps,
        ];
        let implications = Implication::ALL.into_iter().map(Field::Implication);
        first.into_iter().chain(implications).chain([Field::Background])
    }

    /// What it is called.
    pub fn in_words(self) -> &'static str {
        match self {
            Field::LeadOfficer => "Lead head of service",
            Field::Author => "Lead officer and report author",
            Field::Contact => "Contact",
            Field::Wards => "Wards affected",
            Field::Summary => "Executive summary",
            Field::Recommendations => "Further recommendations",
            Field::Reasons => "Reasons for the recommendation",
            Field::Options => "Alternatives considered and why not recommended",
            Field::Risk => "Risk",
            Field::Consultation => "Consultation",
            Field::NextSteps => "Next steps",
            Field::Background => "Further background papers",
            Field::Implication(implication) => implication.in_words(),
        }
    }

    /// The short name by which forms have it.
    pub fn code(self) -> &'static str {
        match self {
            Field::LeadOfficer => "lead-officer",
            Field::Author => "author",
            Field::Contact => "contact",
            Field::Wards => "wards",
            Field::Summary => "summary",
            Field::Recommendations => "recommendations",
            Field::Reasons => "reasons",
            Field::Options => "options",
            Field::Risk => "risk",
            Field::Consultation => "consultation",
            Field::NextSteps => "next-steps",
            Field::Background => "background",
            Field::Implication(implication) => implication.code(),
        }
    }

    /// Whether a report without it is not whole.
    pub fn is_needed(self) -> bool {
        match self {
            Field::Wards | Field::Recommendations | Field::Background => false,
            Field::LeadOfficer
            | Field::Author
            | Field::Contact
            | Field::Summary
            | Field::Reasons
            | Field::Options
            | Field::Risk
            | Field::Consultation
            | Field::NextSteps
            | Field::Implication(_) => true,
        }
    }
}

impl CoverReport {
    /// What stands in a field.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::LeadOfficer => &self.lead_officer,
            Field::Author => &self.author,
            Field::Contact => &self.contact,
            Field::Wards => &self.wards,
            Field::Summary => &self.summary,
            Field::Recommendations => &self.recommendations,
            Field::Reasons => &self.reasons,
            Field::Options => &self.options,
            Field::Risk => &self.risk,
            Field::Consultation => &self.consultation,
            Field::NextSteps => &self.next_steps,
            Field::Background => &self.background,
            Field::Implication(one) => self.implications.get(&one).map_or("", String::as_str),
        }
    }

    /// The report with other words in a field.
    #[must_use]
    pub fn with(mut self, field: Field, words: &str) -> CoverReport {
        let words = words.trim().to_owned();
        match field {
            Field::LeadOfficer => self.lead_officer = words,
            Field::Author => self.author = words,
            Field::Contact => self.contact = words,
            Field::Wards => self.wards = words,
            Field::Summary => self.summary = words,
            Field::Recommendations => self.recommendations = words,
            Field::Reasons => self.reasons = words,
            Field::Options => self.options = words,
            Field::Risk => self.risk = words,
            Field::Consultation => self.consultation = words,
            Field::NextSteps => self.next_steps = words,
            Field::Background => self.background = words,
            Field::Implication(one) if words.is_empty() => {
                self.implications.remove(&one);
            }
            Field::Implication(one) => {
                self.implications.insert(one, words);
            }
        }
        self
    }

    /// The fields that have too many words, in the order of the report.
    pub fn faults(&self) -> Vec<TooLong> {
        let each = Field::all().map(|field| (field, self.text(field).chars().count()));
        let long = each.filter(|(_, found)| *found > LONGEST_TEXT);
        long.map(|(field, found)| TooLong { field, found }).collect()
    }

    /// The fields that a report needs and that are empty, in its order.
    pub fn missing(&self) -> Vec<Field> {
        let needed = Field::all().filter(|field| field.is_needed());
        needed.filter(|field| self.text(*field).trim().is_empty()).collect()
    }
}

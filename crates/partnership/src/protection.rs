//! The data-protection pack: the record of processing, the table of retention, and the impact assessment to be finished.
//!
//! In come the facts of one installation, as its settings and its records have them; out goes one document in which
//! everything that the program knows stands already, and what people have to judge is left to them. Whoever is accountable
//! for the data reads, completes and signs it: no program can.

mod impact;
mod processing;
mod retained;

use crate::consultation::retention::RetentionTimetable;
use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::membership::Partnership;
use crate::panels::words_kept::WordsKept;
use crate::terms::day::Day;

/// What is known of one installation.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The short name that the partnership is known by, with which references begin.
    pub known_as: &'a str,
    /// The partnership.
    pub partnership: &'a Partnership,
    /// The day of the document.
    pub today: Day,
    /// Who runs the program, and answers for what is kept; none where the settings do not name it.
    pub organisation: Option<&'a str>,
    /// Whom people may ask; none where the settings name nobody.
    pub contact: Option<&'a str>,
    /// The address under which people reach the pages.
    pub address: &'a str,
    /// Where the records lie.
    pub records: Lying,
    /// The mail server; none where no letters go.
    pub mail_server: Option<&'a str>,
    /// Who else signs people in; nobody unless it is set up.
    pub signs_in: Option<&'a str>,
    /// For how many days after their link has ended the name of a reader is kept.
    pub readers_kept: u16,
    /// For how many days replies that were begun and not sent are kept.
    pub begun_replies_kept: u16,
    /// For how long words of panels are kept; none where the partnership set nothing, so that they stay.
    pub panel_words_kept: Option<WordsKept>,
    /// How many people sign in.
    pub people: usize,
    /// The consultations.
    pub consultations: Vec<Consulted>,
}

impl Facts<'_> {
    /// Who keeps data, as far as it is known: the organisation, or else the partnership.
    fn who_keeps(&self) -> &str {
        self.organisation.unwrap_or(self.partnership.name())
    }
}

/// Where the records lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lying {
    /// In the home folder.
    InTheHome,
    /// On a server of its own, which is named without its password.
    OnAServer(String),
}

/// A consultation, and when parts of its replies go.
#[derive(Debug, Clone)]
pub struct Consulted {
    /// The short name of its questionnaire.
    pub questionnaire: String,
    /// The day on which it closes.
    pub closes: Day,
    /// The days that were set; none where nobody set any, so that nothing goes.
    pub days: Option<RetentionTimetable>,
}

/// The document and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

/// Composes the pack. References begin with the partnership's short name: `safer-maidstone/protection/2.1`.
pub fn compose(facts: &Facts<'_>) -> Pack {
    let mut tables = Tables::new(format!("{}/protection", facts.known_as));
    let sections = vec![
        about(facts),
        processing::section(facts, &mut tables),
        retained::section(facts, &mut tables),
        impact::section(facts, &mut tables),
    ];
    let name = facts.partnership.name();
    let document = Document {
        title: "Data-protection pack".to_owned(),
        subtitle: format!("Record of processing, retention and impact assessment of the {name}"),
        publisher: facts.who_keeps().to_owned(),
        description: format!(
            "What personal data Saferplan keeps for the {name}, why, for how long and who sees them, with an assessment \
             of their impact to be completed."
        ),
        dated: facts.today.in_words(),
        reference_prefix: tables.prefix().to_owned(),
        sections,
    };
    Pack { document, traced: tables.into_traced() }
}

fn about(facts: &Facts<'_>) -> Section {
    let lead = format!(
        "What {} keeps of people by Saferplan, for the {}, as the program is set up on {}.",
        facts.who_keeps(),
        facts.partnership.name(),
        facts.today.in_words()
    );
    let caution = "What the program knows is filled in. Wherever it says “to be completed”, somebody who is accountable for \
                   the data has to judge; no program can. It is no legal advice. Write it anew when settings or days change.";
    Section {
        anchor: "about".into(),
        heading: "What this is".into(),
        blocks: vec![
            Block::Lead(vec![text(lead)]),
            Block::Caution {
                title: "To be completed and signed".into(),
                text: vec![text(caution)],
            },
        ],
    }
}

/// What stands where people have to judge.
const TO_BE_COMPLETED: &str = "To be completed";

/// A row of words, the last of which rest on something.
fn row(heading: &str, words: &[&str], rests_on: &str) -> Drafted {
    let entry = |words: &&str| Entry::Recorded {
        words: (*words).to_owned(),
        rests_on: vec![rests_on.to_owned()],
    };
    Drafted {
        heading: heading.to_owned(),
        entries: words.iter().map(entry).collect(),
        weight: RowWeight::Ordinary,
    }
}

#[cfg(test)]
mod tests;

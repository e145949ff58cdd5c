//! Replies for other programs: as a table of codes, a row an answer, a codebook, and a description after DDI.
//!
//! In come versions and the replies to them; out go lines of cells, headings first, and texts. What people wrote is in
//! the tables of replies, so they are for those only who may read replies. Whoever writes them as CSV keeps
//! spreadsheets from running a cell as a formula.

mod variables;
mod wide;
mod long;
mod codebook;
mod universe;
mod ddi;
mod csvw;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::exercise::Arrival;
use crate::consultation::export::variables::Variable;
use crate::consultation::language::Language;
use crate::consultation::on_line::signal::Signal;
use crate::consultation::reply::Channel;
use crate::consultation::reply::Reply;
use crate::consultation::report::Label;
use crate::consultation::results::coding::Answering;
use crate::consultation::version::Version;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;

pub use crate::consultation::export::ddi::Study;

/// A reply as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Its reference number.
    pub reference: i64,
    /// The number of the version that it answers.
    pub version: u32,
    /// The day on which it came.
    pub day: Day,
    /// Whether it came in time.
    pub arrival: Arrival,
    /// What was answered.
    pub reply: &'a Reply,
    /// What was noticed about it; nothing where it is like any other.
    pub noticed: Option<&'a BTreeSet<Signal>>,
}

/// Replies that are to be exported, and the variables that describe them.
#[derive(Debug, Clone)]
pub struct Export<'a> {
    versions: Vec<&'a Version>,
    replies: Vec<Kept<'a>>,
    variables: Vec<Variable>,
    language: Language,
    label: Label,
}

/// Cells of a table, a line each, the headings first.
pub type Lines = Vec<Vec<String>>;

impl<'a> Export<'a> {
    /// The export of replies to these versions, the earliest first, with whether people gave them. A reply to another
    /// version is left out.
    pub fn of(versions: &[&'a Version], replies: &[Kept<'a>], label: Label) -> Export<'a> {
        let there = |kept: &&Kept<'a>| versions.iter().any(|one| one.number() == kept.version);
        let replies: Vec<Kept<'a>> = replies.iter().filter(there).copied().collect();
        let languages = versions.last().map(|one| &one.questionnaire().typed().languages);
        let language = languages.and_then(|all| all.first()).copied().unwrap_or(Language::English);
        let mut export =
            Export { versions: versions.to_vec(), replies, variables: Vec::new(), language, label };
        export.variables = variables::of(&export);
        export
    }

    /// The same with what areas are called, as far as that is known, as what their codes mean. One without a name means its code.
    #[must_use]
    pub fn naming(mut self, names: &BTreeMap<AreaCode, String>) -> Export<'a> {
        for value in self.variables.iter_mut().flat_map(|variable| &mut variable.values) {
            // A code that means itself is an area's.
            let area = value.code.parse().ok().filter(|_| value.label == value.code);
            if let Some(name) = area.and_then(|area: AreaCode| names.get(&area)) {
                value.label.clone_from(name);
            }
        }
        self
    }

    /// The replies with the questionnaires that they answer.
    fn answering(&self) -> Vec<Answering<'a>> {
        let of = |kept: &Kept<'a>| Some((self.version(kept.version)?.questionnaire(), kept.reply));
        self.replies.iter().filter_map(of).collect()
    }

    fn version(&self, number: u32) -> Option<&'a Version> {
        self.versions.iter().find(|version| version.number() == number).copied()
    }

    /// What stands in the first columns of a table of replies.
    fn before(kept: &Kept<'_>) -> Vec<String> {
        let arrival = match kept.arrival {
            Arrival::Early => "early",
            Arrival::InTime => "in-time",
            Arrival::Late => "late",
        };
        vec![
            kept.reference.to_string(),
            kept.version.to_string(),
            kept.day.to_string(),
            arrival.to_owned(),
            channel(kept.reply.channel).to_owned(),
            kept.reply.language.code().to_owned(),
        ]
    }
}

/// What stands in a last column: whether the replies were made up to show how.
const MADE_UP: &str = "illustrative";

/// "yes" where nobody gave the replies.
fn made_up(label: Label) -> String {
    match label {
        Label::Real => "no",
        Label::Illustrative => "yes",
    }
    .to_owned()
}

/// The headings of the first columns.
const BEFORE: [&str; 6] = ["reply", "version", "day", "arrival", "channel", "language"];

/// A channel's code.
fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "online",
        Channel::Paper => "paper",
        Channel::Phone => "phone",
        Channel::Assisted => "assisted",
        Channel::Event => "event",
        Channel::Letter => "letter",
    }
}

#[cfg(test)]
mod tests;

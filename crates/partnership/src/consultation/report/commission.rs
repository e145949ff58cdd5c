//! What a report is made of: the consultation, the replies, and what is known besides.

use std::collections::BTreeMap;

use crate::consultation::exercise::Arrival;
use crate::consultation::exercise::Consultation;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Reply;
use crate::consultation::report::themes::ThemesOfQuestion;
use crate::consultation::report::themes::YouSaid;
use crate::consultation::results::coding::Answering;
use crate::consultation::results::shares::Found;
use crate::consultation::retention::Tombstone;
use crate::consultation::version::Version;
use crate::consultation::weighting::KnownMargin;
use crate::statistics::raking::Trimming;
use crate::statistics::suppression::Profile;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Commission<'a> {
    /// The short name that the partnership is known by, with which references begin.
    pub known_as: &'a str,
    /// Who publishes the report.
    pub publisher: &'a str,
    /// The cycle that the consultation belongs to.
    pub cycle: Cycle,
    /// The consultation.
    pub consultation: &'a Consultation,
    /// The versions of its questionnaire that were asked, the earliest first; the last is the one reported by.
    pub versions: &'a [&'a Version],
    /// The replies, those that came early or late among them.
    pub replies: &'a [Heard<'a>],
    /// How those who replied were found. With weights of its own, none are made.
    pub found: &'a Found,
    /// What is known of the population, each thing from one source.
    pub margins: &'a [KnownMargin],
    /// Whether shares are weighted to those margins.
    pub weighing: Weighing,
    /// Whether a machine read any of the replies on paper.
    pub read_by_machine: ReadByMachine,
    /// What was deleted of the replies since they came, and what they had come to.
    pub deleted: &'a [Tombstone],
    /// The themes of what people wrote.
    pub themes: &'a [ThemesOfQuestion],
    /// What was said and what came of it.
    pub you_said: &'a [YouSaid],
    /// The names of areas; one that has none is given by its code.
    pub areas: &'a BTreeMap<AreaCode, String>,
    /// Whether people said this, or it was made up to show how.
    pub label: Label,
    /// Below which count counts are withheld.
    pub profile: Profile,
    /// The day on which the report is made.
    pub today: Day,
}

/// A reply as it was heard.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// Its reference number, by which it is known whether it was there when something was deleted.
    pub reference: i64,
    /// The reply.
    pub reply: &'a Reply,
    /// The number of the version that it answers.
    pub version: u32,
    /// Whether it came in time.
    pub arrival: Arrival,
    /// Whether something about how it came made somebody look at it twice. It counts like any other.
    pub flagged: bool,
}

/// Whether shares are weighted to the known margins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weighing {
    /// They are not.
    No,
    /// They are, beside those that are not, with weights held so.
    ToMargins(Trimming),
}

/// Whether a machine read any of the replies on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadByMachine {
    /// It did, at least in part.
    Some,
    /// People read all of them.
    None,
}

/// What is told of replies that were made up.
pub const NOBODY_SAID_IT: &str =
    "Illustrative: the replies were made up to show how. Nobody said any of this.";

/// Whether people said this, or it was made up to show how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// People said this.
    Real,
    /// It was made up. Every title, table and chart says so.
    Illustrative,
}

impl Label {
    /// That of a consultation.
    pub fn of(consultation: &Consultation) -> Label {
        if consultation.typed().illustrative { Label::Illustrative } else { Label::Real }
    }

    /// A title or caption, with the label where there is one.
    pub fn on(self, words: &str) -> String {
        match self {
            Label::Real => words.to_owned(),
            Label::Illustrative => format!("Illustrative: {words}"),
        }
    }
}

impl<'a> Commission<'a> {
    /// The version reported by: the last that was asked, if any was.
    pub(super) fn version(&self) -> Option<&'a Version> {
        let asked = self.versions.iter().rev().find(|version| version.was_asked().is_ok());
        asked.or(self.versions.last()).copied()
    }

    /// Each reply with the questionnaire that it answers. A reply to a version that is not there is left out.
    pub(super) fn answering(&self) -> Vec<Answering<'a>> {
        let of = |number| self.versions.iter().find(|version| version.number() == number);
        let with =
            |heard: &Heard<'a>| of(heard.version).map(|one| (one.questionnaire(), heard.reply));
        self.replies.iter().filter_map(with).collect()
    }

    /// The replies that answer a version that is there, in the order of [`Self::answering`].
    pub(super) fn heard(&self) -> Vec<Heard<'a>> {
        let there = |number| self.versions.iter().any(|version| version.number() == number);
        self.replies.iter().filter(|heard| there(heard.version)).copied().collect()
    }

    /// The questionnaire reported by, if there is one.
    pub(super) fn questionnaire(&self) -> Option<&'a Questionnaire> {
        self.version().map(Version::questionnaire)
    }
}

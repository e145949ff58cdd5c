//! A candidate issue on the long list, and its life: proposed, reworded, set aside with why, merged, taken up again.
//!
//! In come what was proposed and what is done about it, deed by deed; out goes where it stands and what it rests on, or a
//! refusal. Nothing is lost: what was set aside keeps why, and its history can be read.

pub mod refused;

use std::collections::BTreeSet;

use crate::priorities::candidate::refused::CandidateFault;
use crate::priorities::candidate::refused::CandidateRefused;
use crate::priorities::evidence::Cited;
use crate::terms::day::Day;

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 120;
/// The longest text about it, or reason, in characters.
pub const LONGEST_TEXT: usize = 1_000;

/// What was proposed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// What it is called, such as "Violence at night in the town centre".
    pub title: String,
    /// What it is about, in a few sentences; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Why it is proposed; needed where it rests on nothing that is kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<Cited>,
    /// The day.
    pub on: Day,
    /// Whether it was made up, to show how.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
}

/// Why an issue is set aside.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The partnership cannot affect it.
    NotOurs,
    /// Somebody sees to it already.
    InHand,
    /// What is known of it does not carry it.
    TooLittleKnown,
    /// Something else.
    Other,
}

/// Something that is done about a candidate issue.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum CandidateDeed {
    /// It has another title or text.
    Reword {
        /// The title.
        title: String,
        /// What it is about.
        about: String,
    },
    /// It rests on something more.
    AddEvidence {
        /// On what.
        what: Cited,
    },
    /// It does not rest on something any more.
    TakeEvidenceOff {
        /// On what.
        what: Cited,
        /// Why not.
        because: String,
    },
    /// It goes off the list, and stays in the records.
    SetAside {
        /// On which ground.
        ground: Ground,
        /// Why, in words.
        because: String,
    },
    /// It is one with another issue, which is scored in its place.
    Merge {
        /// The number of the other.
        into: i64,
        /// Why both are one.
        because: String,
    },
    /// It is on the list again.
    TakeUpAgain {
        /// Why.
        because: String,
    },
}

/// A deed and its day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedDeed {
    /// The day.
    pub on: Day,
    /// What was done.
    pub deed: CandidateDeed,
}

/// Where a candidate issue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is on the long list.
    OnTheList,
    /// It was set aside.
    SetAside(Ground),
    /// It is one with another.
    Merged {
        /// The number of the other.
        into: i64,
    },
}

/// A candidate issue and all that was done about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "TypedCandidate")]
pub struct CandidateIssue {
    proposed: Proposed,
    deeds: Vec<DatedDeed>,
}

/// A candidate issue as it is kept, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedCandidate {
    /// What was proposed.
    pub proposed: Proposed,
    /// What was done about it, in order.
    #[serde(default)]
    pub deeds: Vec<DatedDeed>,
}

impl TryFrom<TypedCandidate> for CandidateIssue {
    type Error = CandidateRefused;

    fn try_from(typed: TypedCandidate) -> Result<CandidateIssue, CandidateRefused> {
        let last = typed.deeds.iter().map(|dated| dated.on).max();
        let today = last.map_or(typed.proposed.on, |last| last.max(typed.proposed.on));
        let issue =
            CandidateIssue::of(typed.proposed, today).map_err(CandidateRefused::Proposed)?;
        typed.deeds.into_iter().try_fold(issue, |issue, dated| issue.with(dated, today))
    }
}

impl Ground {
    /// All of them, in the order of a form.
    pub const ALL: [Ground; 4] =
        [Ground::NotOurs, Ground::InHand, Ground::TooLittleKnown, Ground::Other];

    /// It after "set aside: ".
    pub fn in_words(self) -> &'static str {
        match self {
            Ground::NotOurs => "not ours to affect",
            Ground::InHand => "in hand already",
            Ground::TooLittleKnown => "too little is known",
            Ground::Other => "for another reason",
        }
    }

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Ground::NotOurs => "not-ours",
            Ground::InHand => "in-hand",
            Ground::TooLittleKnown => "too-little-known",
            Ground::Other => "other",
        }
    }
}

impl State {
    /// It in a sentence: "set aside (not ours to affect)".
    pub fn in_words(self) -> String {
        match self {
            State::OnTheList => "on the list".to_owned(),
            State::SetAside(ground) => format!("set aside ({})", ground.in_words()),
            State::Merged { into } => format!("merged into issue {into}"),
        }
    }
}

impl CandidateIssue {
    /// A candidate issue that is proposed, as of `today`.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the fields.
    pub fn of(proposed: Proposed, today: Day) -> Result<CandidateIssue, Vec<CandidateFault>> {
        let faults = refused::faults(&proposed, today);
        let issue = CandidateIssue { proposed, deeds: Vec::new() };
        if faults.is_empty() { Ok(issue) } else { Err(faults) }
    }

    /// The same with one more deed, as of `today`.
    ///
    /// # Errors
    /// When the deed cannot follow, its day is too early or to come, or its words are missing.
    pub fn with(
        mut self,
        dated: DatedDeed,
        today: Day,
    ) -> Result<CandidateIssue, CandidateRefused> {
        let last = self.last_day();
        if dated.on < last {
            return Err(CandidateRefused::Early { on: dated.on, last });
        }
        if dated.on > today {
            return Err(CandidateRefused::ToCome(dated.on));
        }
        refused::wording(&dated.deed)?;
        self.lets(&dated.deed)?;
        self.deeds.push(dated);
        Ok(self)
    }

    /// That a deed can follow from where it stands.
    fn lets(&self, deed: &CandidateDeed) -> Result<(), CandidateRefused> {
        let state = self.state();
        let is_on_the_list = state == State::OnTheList;
        match deed {
            CandidateDeed::TakeUpAgain { .. } if is_on_the_list => Err(CandidateRefused::OnTheList),
            CandidateDeed::TakeUpAgain { .. } => Ok(()),
            CandidateDeed::Reword { .. }
            | CandidateDeed::SetAside { .. }
            | CandidateDeed::Merge { .. }
            | CandidateDeed::AddEvidence { .. }
            | CandidateDeed::TakeEvidenceOff { .. }
                if !is_on_the_list =>
            {
                Err(CandidateRefused::NotOnTheList(state))
            }
            CandidateDeed::AddEvidence { what } if self.evidence().contains(what) => {
                Err(CandidateRefused::ThereAlready(what.clone()))
            }
            CandidateDeed::TakeEvidenceOff { what, .. } if !self.evidence().contains(what) => {
                Err(CandidateRefused::NotThere(what.clone()))
            }
            CandidateDeed::Reword { .. }
            | CandidateDeed::SetAside { .. }
            | CandidateDeed::Merge { .. }
            | CandidateDeed::AddEvidence { .. }
            | CandidateDeed::TakeEvidenceOff { .. } => Ok(()),
        }
    }

    /// The same without its last deed: what undoing it gives.
    ///
    /// # Errors
    /// When nothing was done yet.
    pub fn without_last(mut self) -> Result<CandidateIssue, CandidateRefused> {
        self.deeds.pop().map(|_| self).ok_or(CandidateRefused::NothingToTakeBack)
    }

    /// The same, resting also on what another issue rests on that is merged into it on a day.
    ///
    /// # Errors
    /// When it is not on the list itself, or the day is too early or to come.
    pub fn taking_in(
        self,
        other: &CandidateIssue,
        (on, today): (Day, Day),
    ) -> Result<CandidateIssue, CandidateRefused> {
        let state = self.state();
        if state != State::OnTheList {
            return Err(CandidateRefused::IntoWhatIsNotThere(state));
        }
        let own = self.evidence();
        let more: Vec<Cited> =
            other.evidence().into_iter().filter(|what| !own.contains(what)).collect();
        more.into_iter().try_fold(self, |issue, what| {
            issue.with(DatedDeed { on, deed: CandidateDeed::AddEvidence { what } }, today)
        })
    }

    /// What was proposed.
    pub fn proposed(&self) -> &Proposed {
        &self.proposed
    }

    /// What was done about it, in order.
    pub fn deeds(&self) -> &[DatedDeed] {
        &self.deeds
    }

    /// Its title as it is now.
    pub fn title(&self) -> &str {
        self.reworded().map_or(self.proposed.title.as_str(), |(title, _)| title)
    }

    /// What it is about, as it is now.
    pub fn about(&self) -> &str {
        self.reworded().map_or(self.proposed.about.as_str(), |(_, about)| about)
    }

    fn reworded(&self) -> Option<(&str, &str)> {
        self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            CandidateDeed::Reword { title, about } => Some((title.as_str(), about.as_str())),
            CandidateDeed::AddEvidence { .. }
            | CandidateDeed::TakeEvidenceOff { .. }
            | CandidateDeed::SetAside { .. }
            | CandidateDeed::Merge { .. }
            | CandidateDeed::TakeUpAgain { .. } => None,
        })
    }

    /// What it rests on now.
    pub fn evidence(&self) -> BTreeSet<Cited> {
        let mut evidence = self.proposed.evidence.clone();
        for dated in &self.deeds {
            match &dated.deed {
                CandidateDeed::AddEvidence { what } => {
                    evidence.insert(what.clone());
                }
                CandidateDeed::TakeEvidenceOff { what, .. } => {
                    evidence.remove(what);
                }
                CandidateDeed::Reword { .. }
                | CandidateDeed::SetAside { .. }
                | CandidateDeed::Merge { .. }
                | CandidateDeed::TakeUpAgain { .. } => {}
            }
        }
        evidence
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        self.last_move().map_or(State::OnTheList, |(state, _)| state)
    }

    /// Why it is not on the list any more, in words, or why it was taken up again; none where it always was.
    pub fn because(&self) -> Option<&str> {
        self.last_move().map(|(_, because)| because)
    }

    fn last_move(&self) -> Option<(State, &str)> {
        self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            CandidateDeed::SetAside { ground, because } => {
                Some((State::SetAside(*ground), because.as_str()))
            }
            CandidateDeed::Merge { into, because } => {
                Some((State::Merged { into: *into }, because.as_str()))
            }
            CandidateDeed::TakeUpAgain { because } => Some((State::OnTheList, because.as_str())),
            CandidateDeed::Reword { .. }
            | CandidateDeed::AddEvidence { .. }
            | CandidateDeed::TakeEvidenceOff { .. } => None,
        })
    }

    /// The day of the last thing that was done about it.
    pub fn last_day(&self) -> Day {
        self.deeds.last().map_or(self.proposed.on, |dated| dated.on)
    }
}

//! An issue that a panel raised, and its life: raised, taken on or referred, done or not, told back, raised again.
//!
//! In come what was raised and what is done about it, deed by deed; out goes where it stands, or a refusal that says
//! why a deed cannot be. What was typed is never changed by a deed, so its history can be read.

pub mod life;
pub mod refused;

use crate::consultation::quotation::warning;
use crate::consultation::quotation::warning::Warning;
use crate::consultation::themes::comment::DELETED;
use crate::panels::issue::life::State;
use crate::panels::issue::life::Way;
use crate::panels::issue::refused::IssueFault;
use crate::panels::issue::refused::IssueRefused;
use crate::panels::kind::IssueKind;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;

/// So many characters fit into the words of an issue.
pub const LONGEST_WORDS: usize = 500;

/// What was raised.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaisedIssue {
    /// Where it is, in people's words, such as "Tonbridge Road by the shops".
    pub place: String,
    /// The ward or LSOA that it is in, if somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
    /// What kind of thing it is.
    pub kind: IssueKind,
    /// What was said of it, in short and without names.
    pub words: String,
    /// The day of the meeting at which it was raised first.
    pub on: Day,
}

/// Something that was done about an issue.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum IssueDeed {
    /// Somebody took it on.
    Accept {
        /// Who owns it from then on: an organisation, or an officer by post.
        owner: String,
    },
    /// It was referred to somebody else, who owns it from then on.
    Refer {
        /// To whom.
        to: String,
    },
    /// It was done.
    Do {
        /// What was done.
        what: String,
    },
    /// It cannot be done.
    CannotBeDone {
        /// Why not.
        because: String,
    },
    /// The panel was told.
    FeedBack {
        /// How, such as "in person at the meeting".
        #[serde(default, skip_serializing_if = "String::is_empty")]
        how: String,
    },
    /// It was raised again at a meeting; one that was closed is open again.
    RaiseAgain {
        /// What was said, if it was anything new.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
}

/// A deed and its day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedDeed {
    /// The day.
    pub on: Day,
    /// What was done.
    pub deed: IssueDeed,
}

/// An issue and all that was done about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "TypedIssue")]
pub struct Issue {
    raised: RaisedIssue,
    deeds: Vec<DatedDeed>,
}

/// An issue as it is kept or typed in a file, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedIssue {
    /// What was raised.
    pub raised: RaisedIssue,
    /// What was done about it, in order.
    #[serde(default)]
    pub deeds: Vec<DatedDeed>,
}

impl TryFrom<TypedIssue> for Issue {
    type Error = IssueRefused;

    fn try_from(typed: TypedIssue) -> Result<Issue, IssueRefused> {
        // Its days were held to the day on which each deed was entered.
        let last = typed.deeds.iter().map(|dated| dated.on).max();
        let today = last.map_or(typed.raised.on, |last| last.max(typed.raised.on));
        let issue = Issue::of(typed.raised, today).map_err(IssueRefused::Raised)?;
        typed.deeds.into_iter().try_fold(issue, |issue, dated| issue.with(dated, today))
    }
}

impl Issue {
    /// An issue that was raised, as of `today`.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the fields.
    pub fn of(raised: RaisedIssue, today: Day) -> Result<Issue, Vec<IssueFault>> {
        let faults = refused::faults(&raised, today);
        if faults.is_empty() { Ok(Issue { raised, deeds: Vec::new() }) } else { Err(faults) }
    }

    /// The same with one more deed, as of `today`.
    ///
    /// # Errors
    /// When a deed of that kind cannot follow, its day is too early or to come, or its words are missing.
    pub fn with(mut self, dated: DatedDeed, today: Day) -> Result<Issue, IssueRefused> {
        let (last, state) = (self.last_day(), self.state());
        if dated.on < last {
            return Err(IssueRefused::Early { on: dated.on, last });
        }
        if dated.on > today {
            return Err(IssueRefused::ToCome(dated.on));
        }
        refused::missing(&dated.deed)?;
        let way = Way::of(&dated.deed);
        if way == Way::RaiseAgain && dated.on == self.last_raised() {
            return Err(IssueRefused::TwiceAtOnce(dated.on));
        }
        state.after(way).ok_or(IssueRefused::NotNow { way, state })?;
        self.deeds.push(dated);
        Ok(self)
    }

    /// The same without its last deed: what undoing it gives.
    ///
    /// # Errors
    /// When nothing was done yet.
    pub fn without_last(mut self) -> Result<Issue, IssueRefused> {
        self.deeds.pop().map(|_| self).ok_or(IssueRefused::NothingToTakeBack)
    }

    /// The same with another place, area, kind, words or first day, as of `today`; what was done about it stays.
    ///
    /// # Errors
    /// When something is wrong with it, or something was done about it before it would have been raised.
    pub fn corrected(self, raised: RaisedIssue, today: Day) -> Result<Issue, IssueRefused> {
        let issue = Issue::of(raised, today).map_err(IssueRefused::Raised)?;
        self.deeds.into_iter().try_fold(issue, |issue, dated| issue.with(dated, today))
    }

    /// The issue as it stood at the end of a day; nothing, if it was not raised by then.
    pub fn until(mut self, day: Day) -> Option<Issue> {
        self.deeds.retain(|dated| dated.on <= day);
        (self.raised.on <= day).then_some(self)
    }

    /// This issue, raised again by what was entered as another: a person said that both are one.
    ///
    /// # Errors
    /// When something was done about the other already, or it was raised before the last deed here.
    pub fn joined_with(self, other: &Issue, today: Day) -> Result<Issue, IssueRefused> {
        if !other.deeds.is_empty() {
            return Err(IssueRefused::OtherHasDeeds);
        }
        let deed = IssueDeed::RaiseAgain { words: other.raised.words.clone() };
        self.with(DatedDeed { on: other.raised.on, deed }, today)
    }

    /// The same without what people said; the place, the kind and what was done stay.
    pub fn without_words(mut self) -> Issue {
        DELETED.clone_into(&mut self.raised.words);
        for dated in &mut self.deeds {
            if let IssueDeed::RaiseAgain { words } = &mut dated.deed {
                words.clear();
            }
        }
        self
    }

    /// Whether what people said is still there.
    pub fn has_words(&self) -> bool {
        let again = |dated: &DatedDeed| matches!(&dated.deed, IssueDeed::RaiseAgain { words } if !words.is_empty());
        self.raised.words != DELETED || self.deeds.iter().any(again)
    }

    /// What was raised.
    pub fn raised(&self) -> &RaisedIssue {
        &self.raised
    }

    /// What was done about it, in order.
    pub fn deeds(&self) -> &[DatedDeed] {
        &self.deeds
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        // Each deed was let in, so each leads somewhere.
        let next =
            |state: State, dated: &DatedDeed| state.after(Way::of(&dated.deed)).unwrap_or(state);
        self.deeds.iter().fold(State::Raised, next)
    }

    /// Who owns it, if anybody took it on or it was referred to somebody.
    pub fn owner(&self) -> Option<&str> {
        self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            IssueDeed::Accept { owner } => Some(owner.as_str()),
            IssueDeed::Refer { to } => Some(to.as_str()),
            _ => None,
        })
    }

    /// The days on which it was raised, the first one first.
    pub fn days_raised(&self) -> impl Iterator<Item = Day> {
        let again = self.deeds.iter().filter(|dated| Way::of(&dated.deed) == Way::RaiseAgain);
        std::iter::once(self.raised.on).chain(again.map(|dated| dated.on))
    }

    /// The day on which it was raised last.
    pub fn last_raised(&self) -> Day {
        self.days_raised().last().unwrap_or(self.raised.on)
    }

    /// The day on which it was closed, if it is: done, or found that it cannot be.
    pub fn closed(&self) -> Option<Day> {
        let last = || self.deeds.iter().rev().find(|dated| Way::of(&dated.deed).closes());
        if self.state().is_open() { None } else { last().map(|dated| dated.on) }
    }

    /// The day on which the panel was told what became of it, if it was since it was closed.
    pub fn fed_back(&self) -> Option<Day> {
        let last = self.deeds.last().map(|dated| dated.on);
        if self.state() == State::FedBack { last } else { None }
    }

    /// The day of the last thing that happened to it.
    pub fn last_day(&self) -> Day {
        self.deeds.last().map_or(self.raised.on, |dated| dated.on)
    }

    /// What in its place and words may tell who somebody is, for a person to look at.
    pub fn warnings(&self) -> Vec<Warning> {
        let told = self.deeds.iter().filter_map(|dated| dated.deed.words());
        let texts =
            [self.raised.place.as_str(), self.raised.words.as_str()].into_iter().chain(told);
        texts.flat_map(warning::warnings).collect()
    }
}

impl IssueDeed {
    /// What was typed with it, if something is.
    pub fn words(&self) -> Option<&str> {
        let words = match self {
            IssueDeed::Accept { owner: words }
            | IssueDeed::Refer { to: words }
            | IssueDeed::Do { what: words }
            | IssueDeed::CannotBeDone { because: words }
            | IssueDeed::FeedBack { how: words }
            | IssueDeed::RaiseAgain { words } => words,
        };
        Some(words.as_str()).filter(|words| !words.is_empty())
    }
}

//! An item of a meeting's agenda: its papers, and how far it has come.
//!
//! In comes what is done to the item; out goes the item as it then stands, or a refusal.

use crate::terms::day::Day;
use crate::timetable::decision::Decision;
use crate::timetable::decision::DecisionError;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::step::StepId;

/// An item of an agenda: one step of the timetable, for this meeting to decide.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The step that it decides.
    pub step: StepId,
    /// Its papers.
    pub papers: Vec<Paper>,
    /// How far it has come.
    pub life: ItemLife,
}

/// A paper of an agenda item.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// The day on which it was published; none while it is awaited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
}

/// The life of an agenda item.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemLife {
    /// It is to come before the meeting.
    Listed,
    /// The meeting decided it.
    Decided {
        /// The day of the meeting.
        on: Day,
        /// What was decided.
        decision: Decision,
    },
    /// It was taken off the agenda.
    Withdrawn {
        /// Why.
        why: String,
    },
}

/// What is done to an agenda item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A paper, named by its title, is published.
    Publish {
        /// The title of the paper.
        paper: String,
        /// The day.
        on: Day,
    },
    /// The meeting decides.
    Decide(Decision),
    /// The item is taken off the agenda.
    Withdraw {
        /// Why.
        why: String,
    },
}

/// Why a deed is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum DeedRefused {
    /// The item's life is over.
    #[error("the item was {0}; list the step on another meeting's agenda")]
    Over(&'static str),
    /// The paper is none of the item's.
    #[error("`{0}` is not a paper of this item; add it first")]
    NoSuchPaper(String),
    /// It is out already.
    #[error("`{paper}` was published on {}; nothing is left to do", .on.in_words())]
    AlreadyPublished {
        /// The title of the paper.
        paper: String,
        /// When it was published.
        on: Day,
    },
    /// A body cannot decide what nobody could read.
    #[error("nothing can be decided on papers not published by the meeting: {0} is awaited")]
    Unread(String),
    /// The meeting has no day.
    #[error("the meeting's date is still to be set; set it before the decision is recorded")]
    NoDate,
    /// The item has no reason to be withdrawn.
    #[error("no reason is given for the withdrawal; write one")]
    NoReason,
    /// The decision is not complete.
    #[error(transparent)]
    Decision(#[from] DecisionError),
}

impl AgendaItem {
    /// The item after a deed, at a meeting on `date`.
    ///
    /// # Errors
    /// When the item's life does not allow the deed: why, and what to do.
    pub fn after(self, deed: Deed, date: MeetingDate) -> Result<AgendaItem, DeedRefused> {
        match (&self.life, deed) {
            (ItemLife::Decided { decision, .. }, _) => {
                Err(DeedRefused::Over(decision.outcome.in_words()))
            }
            (ItemLife::Withdrawn { .. }, _) => Err(DeedRefused::Over("withdrawn")),
            (ItemLife::Listed, Deed::Publish { paper, on }) => self.with_published(paper, on),
            (ItemLife::Listed, Deed::Decide(decision)) => self.decided(decision, date),
            (ItemLife::Listed, Deed::Withdraw { why }) if why.trim().is_empty() => {
                Err(DeedRefused::NoReason)
            }
            (ItemLife::Listed, Deed::Withdraw { why }) => {
                Ok(AgendaItem { life: ItemLife::Withdrawn { why }, ..self })
            }
        }
    }

    /// The day on which the last of its papers was published; none while one is awaited.
    pub fn papers_published(&self) -> Option<Day> {
        let published: Option<Vec<Day>> = self.papers.iter().map(|paper| paper.published).collect();
        published?.into_iter().max()
    }

    fn with_published(mut self, title: String, on: Day) -> Result<AgendaItem, DeedRefused> {
        let Some(paper) = self.papers.iter_mut().find(|paper| paper.title == title) else {
            return Err(DeedRefused::NoSuchPaper(title));
        };
        if let Some(on) = paper.published {
            return Err(DeedRefused::AlreadyPublished { paper: title, on });
        }
        paper.published = Some(on);
        Ok(self)
    }

    fn decided(self, decision: Decision, date: MeetingDate) -> Result<AgendaItem, DeedRefused> {
        let on = date.day().ok_or(DeedRefused::NoDate)?;
        decision.complete()?;
        let unread = |paper: &&Paper| paper.published.is_none_or(|published| on < published);
        if let Some(paper) = self.papers.iter().find(unread) {
            return Err(DeedRefused::Unread(paper.title.clone()));
        }
        Ok(AgendaItem { life: ItemLife::Decided { on, decision }, ..self })
    }
}

#[cfg(test)]
mod tests;

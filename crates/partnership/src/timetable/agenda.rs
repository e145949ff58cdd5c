//! An item of a meeting's agenda: its papers, and how far it has come.
//!
//! In comes what is done to the item; out goes the item as it then stands, or a refusal.

mod words;

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
pub enum ItemDeed {
    /// A paper is added, to be published.
    AddPaper {
        /// Its title.
        title: String,
    },
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
pub enum ItemDeedRefused {
    /// The item's life is over.
    #[error("the item was {0}; list the step on another meeting's agenda")]
    Over(&'static str),
    /// Something has happened to an item that is to be listed.
    #[error(
        "the item for `{0}` is not as it is before anything happened; enter it with its papers unpublished, \
         then record what happened"
    )]
    NotNew(StepId),
    /// A paper has no title.
    #[error("a paper has no title; write one")]
    NoTitle,
    /// It is on the agenda already.
    #[error("`{0}` is on this agenda already; add its papers there")]
    AlreadyListed(StepId),
    /// Papers are published by their titles, so no two can share one.
    #[error("two papers of the item would be called `{0}`; give one of them another title")]
    TwoOfOneTitle(String),
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
    /// It is to be published on a day that is still to come.
    #[error("{} is still to come; record that a paper is published once it is", .0.in_words())]
    NotYet(Day),
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

impl ItemDeed {
    /// Whether the deed can have been done by `today`. That of a decision follows from its meeting's day.
    ///
    /// # Errors
    /// When it lies in the future.
    pub fn done_by(&self, today: Day) -> Result<(), ItemDeedRefused> {
        match self {
            ItemDeed::Publish { on, .. } if today < *on => Err(ItemDeedRefused::NotYet(*on)),
            ItemDeed::Publish { .. }
            | ItemDeed::AddPaper { .. }
            | ItemDeed::Decide(_)
            | ItemDeed::Withdraw { .. } => Ok(()),
        }
    }
}

impl AgendaItem {
    /// The item, if it can be listed: nothing has happened to it, and its papers can be told apart.
    ///
    /// # Errors
    /// When it cannot: why, and what to do.
    pub fn listable(self) -> Result<AgendaItem, ItemDeedRefused> {
        if self.life != ItemLife::Listed || self.papers.iter().any(|one| one.published.is_some()) {
            return Err(ItemDeedRefused::NotNew(self.step));
        }
        let (papers, bare) = (self.papers.clone(), AgendaItem { papers: Vec::new(), ..self });
        papers.into_iter().try_fold(bare, |item, paper| item.with_paper(paper.title))
    }

    /// The item after a deed, at a meeting on `date`.
    ///
    /// # Errors
    /// When the item's life does not allow the deed: why, and what to do.
    pub fn after(self, deed: ItemDeed, date: MeetingDate) -> Result<AgendaItem, ItemDeedRefused> {
        match (&self.life, deed) {
            (ItemLife::Decided { decision, .. }, _) => {
                Err(ItemDeedRefused::Over(decision.outcome.in_words()))
            }
            (ItemLife::Withdrawn { .. }, _) => Err(ItemDeedRefused::Over("withdrawn")),
            (ItemLife::Listed, ItemDeed::AddPaper { title }) => self.with_paper(title),
            (ItemLife::Listed, ItemDeed::Publish { paper, on }) => self.with_published(paper, on),
            (ItemLife::Listed, ItemDeed::Decide(decision)) => self.decided(decision, date),
            (ItemLife::Listed, ItemDeed::Withdraw { why }) if why.trim().is_empty() => {
                Err(ItemDeedRefused::NoReason)
            }
            (ItemLife::Listed, ItemDeed::Withdraw { why }) => {
                Ok(AgendaItem { life: ItemLife::Withdrawn { why }, ..self })
            }
        }
    }

    /// The day on which the last of its papers was published; none while one is awaited.
    pub fn papers_published(&self) -> Option<Day> {
        let published: Option<Vec<Day>> = self.papers.iter().map(|paper| paper.published).collect();
        published?.into_iter().max()
    }

    fn with_paper(mut self, title: String) -> Result<AgendaItem, ItemDeedRefused> {
        let title = title.trim().to_owned();
        if title.is_empty() {
            return Err(ItemDeedRefused::NoTitle);
        }
        if self.papers.iter().any(|paper| paper.title == title) {
            return Err(ItemDeedRefused::TwoOfOneTitle(title));
        }
        self.papers.push(Paper { title, published: None });
        Ok(self)
    }

    fn with_published(mut self, title: String, on: Day) -> Result<AgendaItem, ItemDeedRefused> {
        let Some(paper) = self.papers.iter_mut().find(|paper| paper.title == title) else {
            return Err(ItemDeedRefused::NoSuchPaper(title));
        };
        if let Some(on) = paper.published {
            return Err(ItemDeedRefused::AlreadyPublished { paper: title, on });
        }
        paper.published = Some(on);
        Ok(self)
    }

    fn decided(self, decision: Decision, date: MeetingDate) -> Result<AgendaItem, ItemDeedRefused> {
        let on = date.day().ok_or(ItemDeedRefused::NoDate)?;
        decision.complete()?;
        let unread = |paper: &&Paper| paper.published.is_none_or(|published| on < published);
        if let Some(paper) = self.papers.iter().find(unread) {
            return Err(ItemDeedRefused::Unread(paper.title.clone()));
        }
        Ok(AgendaItem { life: ItemLife::Decided { on, decision }, ..self })
    }
}

#[cfg(test)]
mod tests;

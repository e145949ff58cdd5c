//! The history of a document: what was noted of it, one after the other, and where that has brought it.
//!
//! In come the notes as they are kept, the versions, the year and its meetings; out goes the history with the stage that
//! it has come to, or which note cannot be.

use crate::approval::amendment::Delegated;
use crate::approval::call_in::CallIn;
use crate::approval::call_in::Settled;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentId;
use crate::approval::document::Version;
use crate::approval::refused::Refused;
use crate::approval::sitting::Taken;
use crate::approval::stage::Stage;
use crate::terms::day::Day;
use crate::timetable::decision::Decision;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingId;
use crate::timetable::so_far::YearSoFar;

/// What is noted of a document. A version is kept by itself, and a decision with its meeting.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noted {
    /// The version of that number was put forward.
    PutForward(u32),
    /// What a meeting's decision means for the text.
    Taken(Taken),
    /// It was amended under a delegation.
    Amended(Delegated),
    /// Cabinet's decision was called in.
    CalledIn(CallIn),
    /// The call-in came to its end.
    Settled(Settled),
    /// It was taken back.
    TakenBack {
        /// The day.
        on: Day,
        /// Why.
        why: String,
    },
}

/// A document with all that was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    document: DocumentId,
    deeds: Vec<Deed>,
    stage: Stage,
}

/// Why notes are no history: which of them cannot be, by its place from 1.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("note {place} of the {}: {why}", document.in_words())]
pub struct HistoryFault {
    /// Of which document.
    pub document: DocumentId,
    /// Its place.
    pub place: usize,
    /// Why it cannot be.
    pub why: Refused,
}

/// What a note is read with: the year and its meetings, where the decisions are.
#[derive(Debug, Clone, Copy)]
pub struct Minutes<'a> {
    /// The year so far.
    pub year: &'a YearSoFar,
    /// The meetings of the year.
    pub meetings: &'a [Meeting],
}

impl Noted {
    /// What kind of note it is, in a few words.
    pub fn in_words(&self) -> &'static str {
        match self {
            Noted::PutForward(_) => "put forward",
            Noted::Taken(_) => "decided on by a body",
            Noted::Amended(_) => "amended under a delegation",
            Noted::CalledIn(_) => "called in",
            Noted::Settled(_) => "call-in settled",
            Noted::TakenBack { .. } => "taken back",
        }
    }
}

impl Noted {
    /// The meeting whose decision it is.
    pub fn meeting(&self) -> Option<&MeetingId> {
        match self {
            Noted::Taken(taken) => Some(&taken.meeting),
            Noted::PutForward(_)
            | Noted::Amended(_)
            | Noted::CalledIn(_)
            | Noted::Settled(_)
            | Noted::TakenBack { .. } => None,
        }
    }
}

impl History {
    /// The history of a document of which nothing is noted.
    pub fn new(document: DocumentId) -> History {
        History { document, deeds: Vec::new(), stage: Stage::NotPutForward }
    }

    /// The history that these notes tell, in their order.
    ///
    /// # Errors
    /// When a note cannot be: which, and why.
    pub fn of(
        document: DocumentId,
        notes: &[Noted],
        versions: &[Version],
        minutes: Minutes<'_>,
    ) -> Result<History, HistoryFault> {
        let mut history = History::new(document);
        for (place, noted) in (1..).zip(notes) {
            let fault = |why| HistoryFault { document, place, why };
            let deed = minutes.deed(document, noted, versions).map_err(fault)?;
            history = history.after(deed).map_err(fault)?;
        }
        Ok(history)
    }

    /// The history as it was before a meeting: up to what that meeting decided, or all of it where it has not.
    ///
    /// # Errors
    /// When a note cannot be: which, and why.
    pub fn before(
        document: DocumentId,
        notes: &[Noted],
        versions: &[Version],
        minutes: Minutes<'_>,
        meeting: &MeetingId,
    ) -> Result<History, HistoryFault> {
        let before = notes.iter().take_while(|noted| noted.meeting() != Some(meeting));
        History::of(document, &before.cloned().collect::<Vec<_>>(), versions, minutes)
    }

    /// The history with one more deed: what to ask before it is noted.
    ///
    /// # Errors
    /// When it cannot be: why, and what to do.
    pub fn after(mut self, deed: Deed) -> Result<History, Refused> {
        if let Deed::Decide(sitting) = &deed {
            let meeting = &sitting.taken.meeting;
            if self.took(&sitting.taken) {
                return Err(Refused::TakenAlready(meeting.clone()));
            }
        }
        self.stage = self.stage.after(deed.clone())?;
        self.deeds.push(deed);
        Ok(self)
    }

    /// The history with one more deed, as known `today`.
    ///
    /// # Errors
    /// When it cannot be, or is still to come.
    pub fn after_by(self, deed: Deed, today: Day) -> Result<History, Refused> {
        if today < deed.on() { Err(Refused::NotYet(deed.on())) } else { self.after(deed) }
    }

    /// Whether the decision of that meeting on that step was taken up.
    pub fn took(&self, taken: &Taken) -> bool {
        self.deeds.iter().any(|deed| match deed {
            Deed::Decide(before) => {
                before.taken.meeting == taken.meeting && before.taken.step == taken.step
            }
            Deed::PutForward(_)
            | Deed::Amend(_)
            | Deed::CallIn(_)
            | Deed::Settle(_)
            | Deed::TakeBack { .. } => false,
        })
    }

    /// Which document it is of.
    pub fn document(&self) -> DocumentId {
        self.document
    }

    /// What was done, in order.
    pub fn deeds(&self) -> &[Deed] {
        &self.deeds
    }

    /// Where it has come to.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The version of that number, if it was put forward.
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.deeds.iter().find_map(|deed| match deed {
            Deed::PutForward(version) => Some(version).filter(|version| version.number == number),
            Deed::Decide(_)
            | Deed::Amend(_)
            | Deed::CallIn(_)
            | Deed::Settle(_)
            | Deed::TakeBack { .. } => None,
        })
    }
}

impl Minutes<'_> {
    /// The deed that a note tells of.
    ///
    /// # Errors
    /// When there is no such version, or the meeting has no decision on record.
    pub fn deed(
        self,
        document: DocumentId,
        noted: &Noted,
        versions: &[Version],
    ) -> Result<Deed, Refused> {
        Ok(match noted {
            Noted::PutForward(number) => {
                let version = versions.iter().find(|version| version.number == *number);
                Deed::PutForward(version.cloned().ok_or(Refused::NotPutForward)?)
            }
            Noted::Taken(taken) => {
                let matters = document.matters(self.year, self.meetings);
                let of_it = matters.iter().find(|matter| matter.is_of(taken));
                let sitting = of_it.and_then(|matter| matter.sitting(taken.clone()));
                let none = || Refused::NoDecision(taken.meeting.clone());
                Deed::Decide(Box::new(sitting.ok_or_else(none)?))
            }
            Noted::Amended(delegated) => Deed::Amend(delegated.clone()),
            Noted::CalledIn(call_in) => Deed::CallIn(call_in.clone()),
            Noted::Settled(settled) => Deed::Settle(settled.clone()),
            Noted::TakenBack { on, why } => Deed::TakeBack { on: *on, why: why.clone() },
        })
    }

    /// What a meeting's decision on a document would be, if it decided so: the deed to ask about before both are
    /// recorded.
    ///
    /// # Errors
    /// When the document is not on that meeting's agenda, or the meeting has no day.
    pub fn deciding(
        self,
        document: DocumentId,
        decision: Decision,
        taken: Taken,
    ) -> Result<Deed, Refused> {
        let matters = document.matters(self.year, self.meetings);
        let of_it = matters.iter().find(|matter| matter.is_of(&taken));
        let none = || Refused::NoDecision(taken.meeting.clone());
        let sitting = of_it.ok_or_else(none)?.deciding(decision, taken)?;
        Ok(Deed::Decide(Box::new(sitting)))
    }
}

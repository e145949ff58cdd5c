//! What a body made of a document at a meeting: its decision, with what that means for the text.
//!
//! In come the year, its meetings and what was noted of the text; out goes a sitting, whose decision is the one that
//! the meeting's agenda has, with the days of its papers.

use crate::approval::amendment::Delegation;
use crate::approval::amendment::Fate;
use crate::approval::amendment::Moved;
use crate::approval::call_in::Window;
use crate::approval::document::DocumentId;
use crate::approval::refused::Refused;
use crate::approval::turn::Turn;
use crate::terms::day::Day;
use crate::timetable::Timetable;
use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::ItemLife;
use crate::timetable::decision::Decision;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingId;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::when::When;
use crate::timetable::working_days::papers_due;

/// What is noted of a decision, beside what its meeting has on record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// The meeting.
    pub meeting: MeetingId,
    /// The step on its agenda.
    pub step: StepId,
    /// The amendments that were moved, in order, lost ones too.
    #[serde(default)]
    pub moved: Vec<Moved>,
    /// To which meeting it was deferred, once one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred_to: Option<MeetingId>,
    /// The leave that the body gave to amend the text without coming back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<Delegation>,
    /// Of Cabinet's assent: whether it can be called in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Why whoever chaired took it as urgent although its papers were late, as the minutes must say (Local Government
    /// Act 1972, section 100B(4)(b)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<String>,
}

/// What a body made of a document at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Whose turn it decided.
    pub turn: Turn,
    /// The name of the body.
    pub body: String,
    /// The day of the meeting.
    pub on: Day,
    /// The days of its papers.
    pub papers: Papers,
    /// What it decided, as its agenda has it.
    pub decision: Decision,
    /// What that means for the text.
    pub taken: Taken,
}

/// When a meeting's papers were published, and by when they had to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Papers {
    /// The day on which the last of them was published; none where there were none.
    pub published: Option<Day>,
    /// The last lawful day.
    pub due: Day,
}

/// An item of an agenda on which a document is to be agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter<'a> {
    /// Whose turn it is to decide.
    pub turn: Turn,
    /// The name of the body.
    pub body: &'a str,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The item.
    pub item: &'a AgendaItem,
}

impl DocumentId {
    /// The items on agendas of the year on which it is to be agreed, or was, by the day of their meetings.
    pub fn matters<'a>(self, year: &'a YearSoFar, meetings: &'a [Meeting]) -> Vec<Matter<'a>> {
        self.matters_in(year.timetable(), meetings)
    }

    /// The same, by a timetable of which nothing else is known.
    pub fn matters_in<'a>(
        self,
        timetable: &'a Timetable,
        meetings: &'a [Meeting],
    ) -> Vec<Matter<'a>> {
        let mut found = Vec::new();
        for meeting in meetings {
            for item in &meeting.agenda {
                let step = timetable.step(&item.step);
                let Some((step, body)) = step.zip(timetable.body(&meeting.body)) else { continue };
                let turn = self.kind.turn_of(step, body.kind);
                found.extend(turn.map(|turn| Matter { turn, body: &body.name, meeting, item }));
            }
        }
        found.sort_by_key(|matter| (matter.meeting.when.day(), matter.turn));
        found
    }
}

impl Matter<'_> {
    /// Whether that is what was noted of this item.
    pub fn is_of(&self, taken: &Taken) -> bool {
        self.meeting.id == taken.meeting && self.item.step == taken.step
    }

    /// The day on which the body decided, once it has.
    pub fn decided_on(&self) -> Option<Day> {
        match &self.item.life {
            ItemLife::Decided { on, .. } => Some(*on),
            ItemLife::Listed | ItemLife::Withdrawn { .. } => None,
        }
    }

    /// When the body meets: "14 April 2015", or "in April 2015, date to be set".
    pub fn date_in_words(&self) -> String {
        let when = self.meeting.when;
        when.day().map_or_else(|| When::from(when).in_words(), Day::in_words)
    }

    /// What the body made of the document, once it has decided.
    pub fn sitting(&self, taken: Taken) -> Option<Sitting> {
        match &self.item.life {
            ItemLife::Listed | ItemLife::Withdrawn { .. } => None,
            ItemLife::Decided { on, decision } => Some(self.sat(*on, decision.clone(), taken)),
        }
    }

    /// What it would make of it if it decided so on the day of its meeting.
    ///
    /// # Errors
    /// When the meeting has no day yet.
    pub fn deciding(&self, decision: Decision, taken: Taken) -> Result<Sitting, Refused> {
        Ok(self.sat(self.day()?, decision, taken))
    }

    /// The day of the meeting.
    ///
    /// # Errors
    /// When it has none yet.
    pub fn day(&self) -> Result<Day, Refused> {
        let no_day = || Refused::NoDay { body: self.body.to_owned(), when: self.date_in_words() };
        self.meeting.when.day().ok_or_else(no_day)
    }

    fn sat(&self, on: Day, decision: Decision, taken: Taken) -> Sitting {
        let papers = Papers { published: self.item.papers_published(), due: papers_due(on) };
        Sitting { turn: self.turn, body: self.body.to_owned(), on, papers, decision, taken }
    }
}

impl Taken {
    /// That a decision on this item means nothing more for the text than it says itself.
    pub fn bare(meeting: MeetingId, step: StepId) -> Taken {
        let (moved, deferred_to, delegation, window) = (Vec::new(), None, None, None);
        Taken { meeting, step, moved, deferred_to, delegation, window, urgent: None }
    }

    /// The amendments that were carried, in order.
    pub fn carried(&self) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(|moved| moved.fate == Fate::Carried)
    }
}

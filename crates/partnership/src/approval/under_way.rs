//! A text on its way from body to body: what it says by now, who agreed it, and how it was amended.
//!
//! In comes what a body decides, or what is done under a delegation or a call-in; out goes the text on its way after
//! it. Only the stage of a document makes and changes one.

use crate::approval::amendment::Change;
use crate::approval::amendment::Delegated;
use crate::approval::amendment::Delegation;
use crate::approval::amendment::Made;
use crate::approval::amendment::Moved;
use crate::approval::call_in::CallIn;
use crate::approval::call_in::Window;
use crate::approval::document::Version;
use crate::approval::refused::Refused;
use crate::approval::sitting::Papers;
use crate::approval::sitting::Sitting;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::terms::day::Day;
use crate::timetable::decision::Outcome;
use crate::timetable::meeting::MeetingId;

/// A version on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    pub(super) version: Version,
    pub(super) text: Text,
    pub(super) amendments: Vec<Amended>,
    pub(super) assents: Vec<Assent>,
    pub(super) deferred: Option<Deferred>,
    pub(super) delegation: Option<Delegation>,
    /// Until when Cabinet's decision can be called in, while that is open.
    pub(super) window: Option<Window>,
    /// That Cabinet's decision was called in, which is done once.
    pub(super) called_in: Option<CallIn>,
    /// The day on which the text became what it is.
    pub(super) changed: Day,
    /// The day of what was done last.
    pub(super) last: Day,
}

/// A body's assent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assent {
    /// Whose turn it was.
    pub turn: Turn,
    /// The name of the body.
    pub body: String,
    /// At which meeting.
    pub meeting: MeetingId,
    /// The day.
    pub on: Day,
    /// The day on which its papers were published.
    pub published: Day,
    /// The last lawful day for them.
    pub due: Day,
    /// Why it was taken as urgent, where they were late.
    pub urgent: Option<String>,
    /// Where the minutes have it.
    pub minute: String,
    /// The text that was agreed.
    pub text: Text,
}

/// An amendment that was carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// What was asked for.
    pub change: Change,
    /// What it did.
    pub made: Made,
    /// The day.
    pub on: Day,
    /// By whom.
    pub by: AmendedBy,
}

/// By whom a text was amended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmendedBy {
    /// By a body, at its meeting.
    Body {
        /// Whose turn it was.
        turn: Turn,
        /// The name of the body.
        body: String,
        /// Where the minutes have it.
        minute: String,
        /// The amendment as it was moved.
        moved: Moved,
    },
    /// By whoever held a delegation.
    Delegation {
        /// Who.
        holder: String,
        /// Why, and how it lay within the limits.
        why: String,
    },
}

/// That a body put its decision off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferred {
    /// The meeting that did.
    pub by: MeetingId,
    /// To which meeting, once one is known.
    pub to: Option<MeetingId>,
    /// The day.
    pub on: Day,
    /// Why, as minuted.
    pub why: String,
}

impl UnderWay {
    /// A version that is put forward.
    pub(super) fn begun(version: Version) -> UnderWay {
        UnderWay {
            text: version.text.clone(),
            changed: version.on,
            last: version.on,
            version,
            amendments: Vec::new(),
            assents: Vec::new(),
            deferred: None,
            delegation: None,
            window: None,
            called_in: None,
        }
    }

    /// The version that was put forward.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// What it says by now.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The amendments that were carried so far, in order.
    pub fn amendments(&self) -> &[Amended] {
        &self.amendments
    }

    /// Who agreed so far, in order.
    pub fn assents(&self) -> &[Assent] {
        &self.assents
    }

    /// That the body whose turn it is put its decision off, if it did.
    pub fn deferred(&self) -> Option<&Deferred> {
        self.deferred.as_ref()
    }

    /// The delegation in force, if one was given.
    pub fn delegation(&self) -> Option<&Delegation> {
        self.delegation.as_ref()
    }

    /// Whether Cabinet's decision can be called in, once it recommended.
    pub fn window(&self) -> Option<&Window> {
        self.window.as_ref()
    }

    /// The day from which papers show the text as it is.
    pub fn changed(&self) -> Day {
        self.changed
    }

    /// The text after a body agreed it, with the amendments that it carried.
    pub(super) fn agreed(mut self, sitting: Sitting) -> Result<UnderWay, Refused> {
        let Sitting { turn, body, on, papers, decision, taken } = sitting;
        let published = papers.showing(self.changed, on, taken.urgent.as_deref())?;
        let minute = decision.minute;
        for moved in taken.carried() {
            let by = AmendedBy::Body {
                turn,
                body: body.clone(),
                minute: minute.clone(),
                moved: moved.clone(),
            };
            self = self.amended(&moved.change, on, by)?;
        }
        let (meeting, due, text) = (taken.meeting, papers.due, self.text.clone());
        let urgent = taken.urgent;
        self.assents.push(Assent { turn, body, meeting, on, published, due, urgent, minute, text });
        self.deferred = None;
        self.delegation = taken.delegation;
        self.window = taken.window;
        self.last = on;
        Ok(self)
    }

    /// The text after it was amended under the delegation in force.
    pub(super) fn amended_by(
        self,
        holder: String,
        delegated: Delegated,
    ) -> Result<UnderWay, Refused> {
        let Delegated { change, on, why } = delegated;
        if why.trim().is_empty() {
            return Err(Refused::Missing("why it was amended and how that lies within the limits"));
        }
        self.amended(&change, on, AmendedBy::Delegation { holder, why })
    }

    fn amended(mut self, change: &Change, on: Day, by: AmendedBy) -> Result<UnderWay, Refused> {
        let (text, made) = self.text.with(change)?;
        self.amendments.push(Amended { change: change.clone(), made, on, by });
        Ok(UnderWay { text, changed: on, last: on, ..self })
    }

    /// The text after the decision on it was put off.
    pub(super) fn put_off(self, sitting: Sitting, why: String) -> UnderWay {
        let (by, to, on) = (sitting.taken.meeting, sitting.taken.deferred_to, sitting.on);
        UnderWay { deferred: Some(Deferred { by, to, on, why }), last: on, ..self }
    }

    /// The text after Cabinet was asked to think again: as if it had not yet agreed, with what it amended.
    pub(super) fn back_to_cabinet(mut self, on: Day) -> UnderWay {
        self.assents.retain(|assent| assent.turn < Turn::Cabinet);
        UnderWay { delegation: None, window: None, deferred: None, last: on, ..self }
    }
}

/// What must be said of a decision on late papers.
const URGENCY: &str = "why it was taken as urgent";

impl Papers {
    /// The day on which they were published, if that was in time for a meeting `on` a day and they show a text that is as
    /// it was since `changed`. Papers that were late do where it was taken as urgent.
    fn showing(self, changed: Day, on: Day, urgent: Option<&str>) -> Result<Day, Refused> {
        let (published, due) = (self.published.ok_or(Refused::NoPapers)?, self.due);
        let is_late = due < published;
        match urgent {
            None if is_late => return Err(Refused::PapersLate { published, due }),
            Some(_) if on < published => return Err(Refused::PapersLate { published, due }),
            Some(_) if !is_late => return Err(Refused::NotLate(published)),
            Some(why) if why.trim().is_empty() => return Err(Refused::Missing(URGENCY)),
            Some(_) | None => {}
        }
        if published < changed {
            return Err(Refused::PapersBeforeText { published, changed });
        }
        Ok(published)
    }
}

impl Amended {
    /// Who amended it, in a few words: "Council on the motion of Cllr Smith, seconded by Cllr Jones".
    pub fn by_whom(&self) -> String {
        match &self.by {
            AmendedBy::Body { body, moved, .. } => {
                let seconded = moved.seconder.as_ref();
                let seconded = seconded.map(|name| format!(", seconded by {name}"));
                format!("{body} on the motion of {}{}", moved.mover, seconded.unwrap_or_default())
            }
            AmendedBy::Delegation { holder, .. } => format!("{holder}, under a delegation"),
        }
    }

    /// What was amended, by whom and when, for everybody: no words that were not adopted, and not why a delegation was
    /// used, which may tell of what is exempt.
    pub fn told(&self) -> String {
        let what = match &self.change {
            Change::Reword { passage, .. } => format!("Passage {passage} was reworded"),
            Change::TakeOut { passage } => format!("Passage {passage} was taken out"),
            Change::AddAfter { .. } => format!("Passage {} was added", self.made.passage),
        };
        let minute = match &self.by {
            AmendedBy::Body { minute, .. } => format!(" ({minute})"),
            AmendedBy::Delegation { .. } => String::new(),
        };
        format!("{what} by {}, on {}{minute}", self.by_whom(), self.on.in_words())
    }
}

impl Sitting {
    /// Whether what is said of the text agrees with the decision that the meeting has on record.
    pub(super) fn agrees_with_itself(&self) -> Result<(), Refused> {
        self.decision.complete()?;
        for moved in &self.taken.moved {
            moved.complete()?;
        }
        let carried = self.taken.carried().next().is_some();
        match &self.decision.outcome {
            Outcome::AgreedAsAmended(_) if !carried => Err(Refused::AmendedNothing),
            Outcome::Agreed
            | Outcome::Deferred { .. }
            | Outcome::ReferredBack { .. }
            | Outcome::Rejected { .. }
                if carried =>
            {
                Err(Refused::CarriedUnsaid(self.decision.outcome.in_words()))
            }
            Outcome::Deferred { .. } => self.deferral_is_whole(),
            Outcome::Agreed
            | Outcome::AgreedAsAmended(_)
            | Outcome::ReferredBack { .. }
            | Outcome::Rejected { .. } => match &self.taken.deferred_to {
                Some(meeting) => Err(Refused::NotDeferred(meeting.clone())),
                None => Ok(()),
            },
        }
    }

    fn deferral_is_whole(&self) -> Result<(), Refused> {
        let itself = self.taken.deferred_to.as_ref().filter(|to| **to == self.taken.meeting);
        itself.map_or(Ok(()), |meeting| Err(Refused::DeferredToItself(meeting.clone())))
    }
}

//! Where a document stands, as a picture in words: what is done, what is next, by when, and what may be done now.
//!
//! In come a history, the year and its meetings; out go lines for a page or a terminal.

use crate::approval::amendment::Moved;
use crate::approval::deed::Deed;
use crate::approval::deed::DeedKind;
use crate::approval::history::History;
use crate::approval::history::Minutes;
use crate::approval::refused::Refused;
use crate::approval::sitting::Matter;
use crate::approval::sitting::Sitting;
use crate::approval::sitting::Taken;
use crate::approval::stage::SentBack;
use crate::approval::stage::SentBackBy;
use crate::approval::stage::Stage;
use crate::approval::turn::Turn;
use crate::approval::under_way::Assent;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::timetable::agenda::ItemLife;
use crate::timetable::course::Course;
use crate::timetable::when::When;
use crate::timetable::working_days::papers_due;

/// One assent on the way, and whether it was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Whose turn it is.
    pub turn: Turn,
    /// The step as the timetable prints it, or what the body does where it has no such step.
    pub title: String,
    /// How far it has come.
    pub reached: Reached,
    /// When it was, or by when it is to be, in words.
    pub when: String,
}

/// How far an assent has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// The body agreed.
    Done,
    /// It is the body's turn.
    Next,
    /// Another's assent comes first.
    Later,
}

/// Something that was done, as a line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The day.
    pub on: Day,
    /// What was done, as a sentence.
    pub words: String,
    /// The amendments that were moved with it, a sentence each.
    pub moved: Vec<String>,
}

impl Reached {
    /// How far it has come, in a word.
    pub fn in_words(self) -> &'static str {
        match self {
            Reached::Done => "done",
            Reached::Next => "next",
            Reached::Later => "later",
        }
    }
}

impl History {
    /// The assents that the document needs, in order.
    pub fn milestones(&self, minutes: Minutes<'_>) -> Vec<Milestone> {
        let kind = self.document().kind;
        let turns = kind.turns().iter().copied();
        let each = turns.map(|turn| {
            let agreed = self.assents().iter().find(|assent| assent.turn == turn);
            let course = minutes.course(self, turn);
            let title = course.map_or_else(
                || format!("{} {} it", turn.in_words(), kind.verb(turn)),
                |course| course.step.title.clone(),
            );
            let (reached, when) = match agreed {
                Some(agreed) => (Reached::Done, agreed.in_words()),
                None if self.turn() == Some(turn) => (Reached::Next, minutes.by_when(self, turn)),
                None => (Reached::Later, minutes.by_when(self, turn)),
            };
            Milestone { turn, title, reached, when }
        });
        each.collect()
    }

    /// Whose turn it is to decide; none while nothing waits for a body.
    pub fn turn(&self) -> Option<Turn> {
        match self.stage() {
            Stage::Before { turn, .. } => Some(*turn),
            Stage::NotPutForward
            | Stage::CalledIn { .. }
            | Stage::SentBack(_)
            | Stage::Adopted(_) => None,
        }
    }

    /// Who agreed the last version so far, in order.
    pub fn assents(&self) -> &[Assent] {
        match self.stage() {
            Stage::Before { matter, .. } | Stage::CalledIn { matter, .. } => matter.assents(),
            Stage::Adopted(adopted) => adopted.assents(),
            Stage::NotPutForward | Stage::SentBack(_) => &[],
        }
    }

    /// Every kind of deed, with why it may not be done today, where it may not.
    pub fn may_now(&self, today: Day) -> Vec<(DeedKind, Option<String>)> {
        let each = DeedKind::ALL.into_iter().map(|kind| {
            let why_not = self.stage().allows(kind, today).err();
            (kind, why_not.map(|why| why.to_string()))
        });
        each.collect()
    }

    /// What was done, in order.
    pub fn told(&self) -> Vec<Told> {
        self.deeds().iter().map(told).collect()
    }

    /// The decisions on record with their meetings that were not taken up yet, though it is that body's turn.
    pub fn not_taken<'m>(&self, minutes: Minutes<'m>) -> Vec<Matter<'m>> {
        let decided = |matter: &Matter<'_>| match matter.item.life {
            ItemLife::Decided { on, .. } => self.stage().last().is_some_and(|last| last <= on),
            ItemLife::Listed | ItemLife::Withdrawn { .. } => false,
        };
        self.waiting(minutes).into_iter().filter(decided).collect()
    }

    /// The items of agendas at which the body whose turn it is can decide, or has decided and it was not taken up.
    pub fn waiting<'m>(&self, minutes: Minutes<'m>) -> Vec<Matter<'m>> {
        let matters = self.document().matters(minutes.year, minutes.meetings);
        let open = |matter: &Matter<'_>| {
            let (meeting, step) = (matter.meeting.id.clone(), matter.item.step.clone());
            let taken = Taken::bare(meeting, step);
            let over = matches!(matter.item.life, ItemLife::Withdrawn { .. });
            self.turn() == Some(matter.turn) && !over && !self.took(&taken)
        };
        matters.into_iter().filter(open).collect()
    }

    /// Whether what a body decides on an item can be recorded by a day: once its meeting was held, if the order in which
    /// bodies agree allows it.
    ///
    /// # Errors
    /// When it cannot: why, with the day of a meeting that is still to come.
    pub fn may_be_decided_at(&self, matter: &Matter<'_>, today: Day) -> Result<(), Refused> {
        let on = matter.decided_on().map_or_else(|| matter.day(), Ok)?;
        self.stage().allows(DeedKind::Decide, on)?;
        if today < on {
            return Err(Refused::StillToMeet { body: matter.body.to_owned(), on });
        }
        Ok(())
    }
}

impl Minutes<'_> {
    /// The course of the step that brings this assent: the last one planned where there are several.
    fn course(&self, history: &History, turn: Turn) -> Option<&Course> {
        let kind = history.document().kind;
        let brings = |course: &&Course| {
            let body = course.body.as_ref();
            body.is_some_and(|body| kind.turn_of(&course.step, body.kind) == Some(turn))
        };
        self.year.courses().filter(brings).max_by_key(|course| course.when.last())
    }

    /// When a body is to decide: on the day of the meeting that lists it, or when the timetable has it; none where neither
    /// says.
    pub(crate) fn when(&self, history: &History, turn: Turn) -> Option<When> {
        let matters = history.document().matters(self.year, self.meetings);
        let mut listed = matters
            .iter()
            .filter(|matter| matter.turn == turn && matches!(matter.item.life, ItemLife::Listed));
        let when = listed.find_map(|matter| matter.meeting.when.day());
        when.map(When::On).or_else(|| self.course(history, turn).map(|one| one.when))
    }

    /// The same in words, with the last day for the papers of a meeting.
    fn by_when(&self, history: &History, turn: Turn) -> String {
        match self.when(history, turn) {
            None => "not in the timetable".to_owned(),
            Some(When::On(day)) => {
                let due = papers_due(day).in_words();
                format!("{}; papers are due by {due}", day.in_words())
            }
            Some(when) => when.in_words(),
        }
    }
}

impl Assent {
    /// When and where it was: "5 March 2015, minute 12"; and why it was taken as urgent, where it was.
    pub fn in_words(&self) -> String {
        let urgent = self.urgent.as_ref();
        let urgent = urgent.map(|why| format!(" (taken as urgent: {})", why.trim_end_matches('.')));
        let urgent = urgent.unwrap_or_default();
        format!("{}, {}{urgent}", self.on.in_words(), self.minute)
    }
}

impl Stage {
    /// Where it stands, as sentences.
    pub fn in_words(&self) -> String {
        match self {
            Stage::NotPutForward => "No version was put forward.".to_owned(),
            Stage::Before { turn, matter } => {
                let (version, verb) =
                    (matter.version(), matter.version().document.kind.verb(*turn));
                let waits = format!(
                    "Version {} waits until {} {verb} it.",
                    version.number,
                    turn.in_words()
                );
                let deferred = matter.deferred().map(|deferred| {
                    let to = deferred.to.as_ref().map_or_else(
                        || "to a meeting still to be named".to_owned(),
                        |to| format!("to `{to}`"),
                    );
                    format!(" The decision was deferred on {} {to}.", deferred.on.in_words())
                });
                let window = matter.window().filter(|_| *turn == Turn::Council);
                let window =
                    window.map(|one| format!(" Of Cabinet’s decision: {}.", one.in_words()));
                [waits, deferred.unwrap_or_default(), window.unwrap_or_default()].concat()
            }
            Stage::CalledIn { call_in, matter } => format!(
                "Cabinet’s decision on version {} was called in on {} by {}.",
                matter.version().number,
                call_in.on.in_words(),
                call_in.by
            ),
            Stage::SentBack(back) => back.in_words(),
            Stage::Adopted(adopted) => {
                let (on, how) = (adopted.on().in_words(), adopted.in_words());
                format!("Adopted on {on}. {how}")
            }
        }
    }
}

impl SentBack {
    /// That it came back, as a sentence.
    pub fn in_words(&self) -> String {
        let (version, on, why) = (self.version, self.on.in_words(), &self.why);
        match &self.by {
            SentBackBy::Referral(body) => {
                format!("Version {version} was referred back by {body} on {on}: {why}.")
            }
            SentBackBy::Rejection(body) => {
                format!("Version {version} was rejected by {body} on {on}: {why}.")
            }
            SentBackBy::Owner => format!("Version {version} was taken back on {on}: {why}."),
        }
    }
}

fn told(deed: &Deed) -> Told {
    let (words, moved) = match deed {
        Deed::PutForward(version) => {
            (format!("Version {} was put forward: {}.", version.number, version.drawn_from), vec![])
        }
        Deed::Decide(sitting) => (sitting.in_words(), sitting.moved_in_words()),
        Deed::Amend(one) => {
            let change = one.change.in_words();
            (format!("A delegation was used {change}: {}.", one.why), Vec::new())
        }
        Deed::CallIn(one) => {
            (format!("Cabinet’s decision was called in by {}: {}.", one.by, one.why), Vec::new())
        }
        Deed::Settle(one) => {
            let came_to = one.outcome.in_words();
            (format!("The call-in came to its end, {}: {came_to}.", one.minute), Vec::new())
        }
        Deed::TakeBack { why, .. } => (format!("The version was taken back: {why}."), Vec::new()),
    };
    Told { on: deed.on(), words, moved }
}

impl Sitting {
    /// What the body decided, as sentences.
    fn in_words(&self) -> String {
        let (outcome, minute) = (self.decision.outcome.in_words(), &self.decision.minute);
        let mut words = format!("{}: {outcome}, {minute}.", capitalised(&self.body));
        if let Some(delegation) = &self.taken.delegation {
            words += &format!(
                " {} may amend it until {}: {}.",
                delegation.holder,
                delegation.until.in_words(),
                delegation.limits
            );
        }
        if let Some(window) = &self.taken.window {
            words += &format!(" Of call-in: {}.", window.in_words());
        }
        words
    }

    fn moved_in_words(&self) -> Vec<String> {
        self.taken.moved.iter().map(Moved::in_words).collect()
    }
}

impl Moved {
    /// The amendment as a sentence: who moved it, and what came of it.
    pub fn in_words(&self) -> String {
        let seconded = self.seconder.as_ref().map(|name| format!(", seconded by {name},"));
        format!(
            "{}{} moved {}: {} ({}).",
            self.mover,
            seconded.unwrap_or_default(),
            self.change.in_words(),
            self.fate.in_words(),
            self.vote.in_words()
        )
    }
}

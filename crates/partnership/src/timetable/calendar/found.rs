//! Which entries a year has: those of polls, of steps that a body decides, and of all other steps.
//!
//! In comes the year so far; out go its entries in no order.

use jiff::Timestamp;

use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::timetable::calendar::ALARMS_BEFORE_MEETING;
use crate::timetable::calendar::ALARMS_BEFORE_NOTICE;
use crate::timetable::calendar::ALARMS_BEFORE_PAPERS;
use crate::timetable::calendar::CalendarEntry;
use crate::timetable::calendar::CalendarKind;
use crate::timetable::calendar::Certainty;
use crate::timetable::calendar::words;
use crate::timetable::course::Course;
use crate::timetable::election::pre_election_period;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepKind;
use crate::timetable::when::When;
use crate::timetable::worked_back::Deadlines;
use crate::timetable::worked_back::WorkedBack;
use crate::timetable::working_days::working_day_up_to;

/// An entry before it is told whose it is.
struct Found {
    part: &'static str,
    kind: CalendarKind,
    days: Span<Day>,
    title: String,
    why: String,
    certainty: Certainty,
    alarms: Vec<i32>,
}

impl YearSoFar {
    /// Each poll, and the weeks before it.
    pub(super) fn polls_in_calendar(&self, changed: Timestamp) -> Vec<CalendarEntry> {
        let cycle = self.timetable().cycle();
        let entry = |part: &str, poll: Day, days, title: &str, description| CalendarEntry {
            id: format!("{cycle}/{part}/{poll}"),
            kind: CalendarKind::Poll,
            days,
            title: title.to_owned(),
            description,
            owner: None,
            certainty: Certainty::Confirmed,
            changed,
            alarms: Vec::new(),
        };
        let polls = self.timetable().typed().polls.iter().flat_map(|poll| {
            let period = pre_election_period(*poll);
            let told = words::of_period(period);
            [
                entry("poll", *poll, on(*poll), "Poll", told.clone()),
                entry("pre-election", *poll, period, "Pre-election period", told),
            ]
        });
        polls.collect()
    }

    /// The entries of all steps.
    pub(super) fn steps_in_calendar(&self, changed: Timestamp) -> Vec<CalendarEntry> {
        let worked_back = self.worked_back();
        let cycle = self.timetable().cycle();
        let entries = self.courses().flat_map(|course| {
            let found = match (worked_back.get(&course.step.id), course.done_on()) {
                (Some(worked_back), _) => of_meeting(course, worked_back),
                (None, Some(done)) => of_what_is_done(course, done),
                (None, None) => of_owner(course),
            };
            found.into_iter().map(move |found| CalendarEntry {
                id: format!("{cycle}/{}/{}", course.step.id, found.part),
                kind: found.kind,
                days: found.days,
                title: found.title,
                description: words::description(self, course, &found.why),
                owner: Some(course.step.owner.clone()),
                certainty: found.certainty,
                changed,
                alarms: found.alarms,
            })
        });
        entries.collect()
    }
}

fn on(day: Day) -> Span<Day> {
    Span::spanning(day, day)
}

/// A step that a body has still to decide: its meeting, papers and notice.
fn of_meeting(course: &Course, worked_back: &WorkedBack) -> Vec<Found> {
    match worked_back {
        WorkedBack::Set(deadlines) => {
            let why = words::sentence_of(deadlines);
            on_day(course, deadlines, Certainty::Confirmed, why)
        }
        WorkedBack::ToBeSet { month, last, .. } => {
            let why = words::still_to_be_set(*month, worked_back);
            on_day(course, last, Certainty::Tentative, why)
        }
        WorkedBack::NoLawfulDay { month, latest, .. } => {
            let why = words::still_to_be_set(*month, worked_back);
            vec![meeting(course, *latest, Certainty::Tentative, why)]
        }
    }
}

/// What a meeting on a day has in the calendar.
fn on_day(course: &Course, asks: &Deadlines, certainty: Certainty, why: String) -> Vec<Found> {
    let mut found = vec![meeting(course, asks.meeting, certainty, why)];
    found.push(Found {
        part: "papers",
        kind: CalendarKind::Papers,
        days: on(asks.papers_due),
        title: words::due_for(course, "Papers", asks.meeting, certainty),
        why: words::why_papers(course, asks),
        certainty,
        alarms: alarms(&ALARMS_BEFORE_PAPERS, course.papers_published),
    });
    found.extend(asks.notice_due.map(|due| Found {
        part: "notice",
        kind: CalendarKind::Notice,
        days: on(due),
        title: words::due_for(course, "Notice of the key decision", asks.meeting, certainty),
        why: words::why_notice(course, asks.meeting),
        certainty,
        alarms: alarms(&ALARMS_BEFORE_NOTICE, course.notice_given),
    }));
    found
}

fn meeting(course: &Course, day: Day, certainty: Certainty, why: String) -> Found {
    let (title, alarms) = (words::decides(course, certainty), ALARMS_BEFORE_MEETING.to_vec());
    Found {
        part: "meeting",
        kind: CalendarKind::Meeting,
        days: on(day),
        title,
        why,
        certainty,
        alarms,
    }
}

/// The days before to remind of something that is not done yet.
fn alarms(days_before: &[i32], done: Option<Day>) -> Vec<i32> {
    if done.is_some() { Vec::new() } else { days_before.to_vec() }
}

/// A step that was done, on its day and without alarms.
fn of_what_is_done(course: &Course, done: Day) -> Vec<Found> {
    let (part, kind) = match (&course.body, course.step.kind) {
        (Some(_), _) => ("meeting", CalendarKind::Meeting),
        (None, _) => ("ends", CalendarKind::Ends),
    };
    vec![Found {
        part,
        kind,
        days: on(done),
        title: words::done(course),
        why: String::new(),
        certainty: Certainty::Confirmed,
        alarms: Vec::new(),
    }]
}

/// A step that its owner has still to bring to its end.
fn of_owner(course: &Course) -> Vec<Found> {
    let (first, last) = (course.when.first(), course.when.last());
    let found = |part, kind, days, certainty| {
        let (title, why) = (words::of_step(course, kind), String::new());
        Found { part, kind, days, title, why, certainty, alarms: Vec::new() }
    };
    let begins = found("begins", CalendarKind::Begins, on(first), Certainty::Confirmed);
    let ends = found("ends", CalendarKind::Ends, on(last), Certainty::Confirmed);
    match course.when {
        When::On(_) => vec![ends],
        When::Between(days) if course.step.kind == StepKind::Consult => {
            vec![found("open", CalendarKind::Consultation, days, Certainty::Confirmed), ends]
        }
        When::Between(_) | When::Through(_) => vec![begins, ends],
        When::In(_) => {
            let last = on(working_day_up_to(last));
            vec![found("ends", CalendarKind::Ends, last, Certainty::Tentative)]
        }
        When::From(_) => {
            let last = on(working_day_up_to(last));
            vec![found("begins", CalendarKind::Begins, last, Certainty::Tentative)]
        }
    }
}

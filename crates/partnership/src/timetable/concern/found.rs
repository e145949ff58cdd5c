//! Where concerns are found: one function a rule, each over steps that are not done.
//!
//! In comes the year so far; out go its concerns in the order of the rules.

use crate::membership::body::Body;
use crate::terms::day::Day;
use crate::timetable::concern::Concern;
use crate::timetable::concern::DAYS_OF_WARNING;
use crate::timetable::concern::FEWEST_DAYS_TO_CONSIDER;
use crate::timetable::concern::MeetingOf;
use crate::timetable::concern::Reason;
use crate::timetable::course::Course;
use crate::timetable::election::pre_election_period;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::step::StepKind;
use crate::timetable::when::When;
use crate::timetable::worked_back::Deadlines;
use crate::timetable::worked_back::Paperwork;
use crate::timetable::worked_back::WorkedBack;
use crate::timetable::worked_back::open_month;
use crate::timetable::worked_back::same_body;
use crate::timetable::worked_back::undecided;
use crate::timetable::working_days::clear_working_days;
use crate::timetable::working_days::day_off;

impl YearSoFar {
    /// All that a manager should know of today before it happens.
    pub fn concerns(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for course in self.courses().filter(|course| !course.is_done()) {
            if course.step.kind == StepKind::Consult {
                concerns.extend(self.of_closing_day(course));
                concerns.extend(self.of_near_decision(course));
                concerns.extend(self.of_early_writing(course));
            }
            concerns.extend(self.of_order(course));
            concerns.extend(self.of_polls(course));
            if let Some((body, day)) = sitting(course) {
                concerns.extend(self.of_meeting(course, body, day));
            }
        }
        concerns.extend(self.of_open_dates());
        concerns
    }

    /// A consultation that closes on a day off.
    fn of_closing_day(&self, consultation: &Course) -> Option<Concern> {
        let on = last_day_set(consultation)?;
        let off = day_off(on)?;
        Some(concern([&consultation.step.id], Reason::ClosesOnDayOff { on, off }))
    }

    /// The first decision that rests on a consultation, where it comes too soon after it.
    fn of_near_decision(&self, consultation: &Course) -> Option<Concern> {
        let closes = self.end_of(consultation);
        let resting = self.resting_on(consultation).into_iter();
        let decisions = resting.filter_map(|other| Some((other, sitting(other)?.1)));
        let (first, decides) = decisions.min_by_key(|(_, day)| *day)?;
        let near = clear_working_days(closes, decides) < FEWEST_DAYS_TO_CONSIDER;
        (closes <= decides && near).then(|| {
            let decision = first.step.kind.as_noun();
            let reason = Reason::ClosesNearDecision { closes, decision, decides };
            concern([&consultation.step.id, &first.step.id], reason)
        })
    }

    /// Texts written before a consultation closes, unless they are what is consulted on.
    fn of_early_writing(&self, consultation: &Course) -> Vec<Concern> {
        let closes = self.end_of(consultation);
        let id = &consultation.step.id;
        let writing = self.courses().filter(|other| other.step.kind == StepKind::Write);
        let early = writing.filter(|other| {
            let consulted_on = self.resting_on(other).iter().any(|resting| resting.step.id == *id);
            self.end_of(other) < closes && !consulted_on
        });
        let concerns = early.map(|other| {
            let (text, written) = (other.step.subject.in_words(), other.when);
            concern([&other.step.id, id], Reason::WrittenBeforeClose { text, written, closes })
        });
        concerns.collect()
    }

    /// Steps that end before one that they need first.
    fn of_order(&self, course: &Course) -> Vec<Concern> {
        let ends = self.end_of(course);
        let later = self.needed_by(course).filter(|needed| ends < self.end_of(needed));
        let reasons = later.map(|needed| {
            let reason = Reason::BeforeWhatItNeeds {
                step: course.step.title.clone(),
                when: course.when,
                needed: needed.step.title.clone(),
                needed_when: needed.when,
            };
            concern([&course.step.id, &needed.step.id], reason)
        });
        reasons.collect()
    }

    /// Decisions that can only fall in a pre-election period, their date being set or not.
    fn of_polls(&self, course: &Course) -> Vec<Concern> {
        let Some(body) = undecided(course) else { return Vec::new() };
        let (body, when) = (&body.name, course.when);
        let polls = self.timetable().typed().polls.iter().map(|poll| pre_election_period(*poll));
        let periods =
            polls.filter(|period| period.covers(when.first()) && period.covers(when.last()));
        let reasons =
            periods.map(|period| Reason::BeforeAPoll { body: body.clone(), when, period });
        reasons.map(|reason| concern([&course.step.id], reason)).collect()
    }

    /// A meeting whose date is set: on a day off, with papers due too soon, or with papers overdue.
    fn of_meeting(&self, course: &Course, body: &Body, day: Day) -> Vec<Concern> {
        let id = &course.step.id;
        let meeting = MeetingOf { body: body.name.clone(), on: day };
        let deadlines = Deadlines::of(body.kind, day);
        let mut concerns = Vec::new();
        if let Some(off) = day_off(day) {
            concerns.push(concern([id], Reason::MeetsOnDayOff { meeting: meeting.clone(), off }));
        }
        concerns.extend(self.of_papers(course, &meeting, deadlines.papers_due));
        if self.today() <= day {
            let papers = (Paperwork::Papers, Some(deadlines.papers_due), course.papers_published);
            let notice = (Paperwork::Notice, deadlines.notice_due, course.notice_given);
            let overdue = [notice, papers].into_iter().filter_map(|(what, due, published)| {
                let due = due.filter(|due| *due < self.today() && published.is_none())?;
                Some(concern([id], Reason::Overdue { of: meeting.clone(), what, due }))
            });
            concerns.extend(overdue);
        }
        concerns
    }

    /// Papers that are due before, or on the very day when, what they need is done.
    fn of_papers(&self, course: &Course, papers: &MeetingOf, due: Day) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for needed in self.needed_by(course) {
            let on = self.end_of(needed);
            let one_meeting = same_body(needed, course) && on == papers.on;
            // A date still to be set is worked back and warned of on its own; a step after the meeting
            // is out of order.
            if one_meeting || open_month(needed).is_some() || on < due || papers.on < on {
                continue;
            }
            let (papers, needed_words) = (papers.clone(), ends_in_words(needed));
            let reason = if on == due {
                Reason::NoSlack { body: papers.body, needed: needed_words, on }
            } else {
                Reason::PapersBeforeNeeded { papers, due, needed: needed_words, on }
            };
            concerns.push(concern([&course.step.id, &needed.step.id], reason));
        }
        concerns
    }

    /// Dates still to be set though what they ask for falls due soon, or though no day is lawful.
    fn of_open_dates(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (id, worked_back) in self.worked_back() {
            let Some(course) = self.course(&id) else { continue };
            let Some(body) = undecided(course).map(|body| body.name.clone()) else { continue };
            match worked_back {
                WorkedBack::Set(_) => {}
                WorkedBack::NoLawfulDay { .. } => {
                    concerns.push(concern([&id], Reason::NoLawfulDay { body, worked_back }));
                }
                WorkedBack::ToBeSet { month, last, .. } => {
                    let (what, due) = last.first_due(course);
                    if due.days_since(self.today()) <= DAYS_OF_WARNING {
                        let last = last.meeting;
                        let reason = Reason::DateToBeSet { body, month, last, what, due };
                        concerns.push(concern([&id], reason));
                    }
                }
            }
        }
        concerns
    }
}

fn concern<const N: usize>(steps: [&StepId; N], reason: Reason) -> Concern {
    Concern { steps: steps.map(Clone::clone).to_vec(), reason }
}

/// The body that has still to decide a step, and the day set for it.
fn sitting(course: &Course) -> Option<(&Body, Day)> {
    match course.when {
        When::On(day) => Some((undecided(course)?, day)),
        When::Between(_) | When::Through(_) | When::In(_) | When::From(_) => None,
    }
}

/// The last day of a step, where a day was set and not only a month.
fn last_day_set(course: &Course) -> Option<Day> {
    match course.when {
        When::On(_) | When::Between(_) => Some(course.when.last()),
        When::Through(_) | When::In(_) | When::From(_) => None,
    }
}

/// What happens on the last day of a step: "Cabinet meets", "the consultation closes".
fn ends_in_words(course: &Course) -> String {
    let subject = course.step.subject.in_words();
    match (&course.body, course.step.kind) {
        (Some(body), _) => format!("{} meets", body.name),
        (None, StepKind::Consult) => "the consultation closes".to_owned(),
        (None, StepKind::Draft) => format!("{subject} is drafted"),
        (None, StepKind::Write) => format!("{subject} is written"),
        (None, StepKind::Publish) => format!("{subject} is published"),
        (None, StepKind::Distribute) => format!("{subject} is distributed"),
        // Each of these has a body, which the timetable checks.
        (None, StepKind::Consider | StepKind::Approve | StepKind::Agree | StepKind::Adopt) => {
            format!("{subject} is decided")
        }
    }
}

//! Concerns in words: one sentence each, without its full stop.
//!
//! In come a concern's days and names; out goes what a manager reads.

use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::timetable::concern::Concern;
use crate::timetable::concern::MeetingOf;
use crate::timetable::concern::Reason;
use crate::timetable::worked_back::Paperwork;
use crate::timetable::working_days::DayOff;
use crate::timetable::working_days::clear_working_days;

impl Concern {
    /// The concern in a sentence, without its full stop.
    pub fn in_words(&self) -> String {
        match &self.reason {
            Reason::ClosesNearDecision { closes, decision, decides } => {
                closes_near_decision(*closes, decision, *decides)
            }
            Reason::ClosesOnDayOff { on, off } => on_day_off("consultation closes", *on, *off),
            Reason::WrittenBeforeClose { text, written, closes } => format!(
                "{text} is written before the consultation closes: {}, and it closes on {}",
                written.in_words(),
                closes.in_words()
            ),
            Reason::NoSlack { body, needed, on } => {
                format!("no slack: {body}'s papers are due the day {needed}, {}", on.in_words())
            }
            Reason::PapersBeforeNeeded { papers, due, needed, on } => {
                let papers = format!("papers for {} are due by", papers.in_words());
                format!("{papers} {}, before {needed} on {}", due.in_words(), on.in_words())
            }
            Reason::Overdue { of, what, due } => overdue(of, *what, *due),
            Reason::MeetsOnDayOff { meeting, off } => {
                on_day_off(&format!("{} meets", meeting.body), meeting.on, *off)
            }
            Reason::BeforeAPoll { body, when, period } => {
                let decides = format!("{body} decides {}", when.in_words());
                format!("{decides}, {}", in_period(*period))
            }
            Reason::BeforeWhatItNeeds { step, when, needed, needed_when } => {
                let (when, needed_when) = (when.in_words(), needed_when.in_words());
                format!("{step} {when} comes before what it needs first: {needed} {needed_when}")
            }
            Reason::DateToBeSet { body, month, last, what, due } => {
                let open = format!("{body}'s date in {} is still to be set", month.in_words());
                format!("{open}: for the last lawful day, {}", asks(*last, *what, *due))
            }
            Reason::NoLawfulDay { body, worked_back } => {
                format!("{body} cannot meet in time: {}", worked_back.in_words())
            }
        }
    }
}

fn closes_near_decision(closes: Day, decision: &str, decides: Day) -> String {
    let days = match clear_working_days(closes, decides) {
        0 => "with no working day".to_owned(),
        1 => "1 working day".to_owned(),
        several => format!("{several} working days"),
    };
    let (closes, decides) = (closes.in_full(), decides.in_words());
    format!("consultation closes on {closes}, {days} before {decision} on {decides}")
}

fn on_day_off(what: &str, on: Day, off: DayOff) -> String {
    let named = match off {
        DayOff::Weekend(_) => String::new(),
        DayOff::BankHoliday(name) => format!(" ({name})"),
    };
    format!("{what} on {}{named}, which is no working day", on.in_full())
}

fn in_period(period: Span<Day>) -> String {
    let (begins, poll) = (period.first().in_words(), period.last().in_words());
    format!("in the pre-election period from {begins} to the poll on {poll}")
}

fn overdue(of: &MeetingOf, what: Paperwork, due: Day) -> String {
    let (what, was) = match what {
        Paperwork::Notice => ("notice of the key decision", "was"),
        Paperwork::Papers => ("papers", "were"),
    };
    format!("{what} for {} {was} due by {}", of.in_words(), due.in_words())
}

fn asks(meeting: Day, what: Paperwork, due: Day) -> String {
    let what = match what {
        Paperwork::Notice => "notice of the key decision",
        Paperwork::Papers => "papers",
    };
    format!("{}, {what} must be published by {}", meeting.in_words(), due.in_words())
}

impl MeetingOf {
    /// The meeting in a sentence: "Cabinet on 14 April 2015".
    fn in_words(&self) -> String {
        format!("{} on {}", self.body, self.on.in_words())
    }
}

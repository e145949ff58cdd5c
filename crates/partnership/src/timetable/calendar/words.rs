//! What stands in a calendar's entries.
//!
//! In come a step's course and what its meeting asks; out go titles and reasons.

use crate::membership::body::BodyKind;
use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::span::Span;
use crate::terms::wording::listed;
use crate::terms::wording::sentence;
use crate::timetable::calendar::CalendarKind;
use crate::timetable::calendar::Certainty;
use crate::timetable::course::Course;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepKind;
use crate::timetable::worked_back::Deadlines;
use crate::timetable::worked_back::WorkedBack;

/// What the pre-election period is.
pub(super) fn of_period(period: Span<Day>) -> String {
    let (first, poll) = (period.first().in_full(), period.last().in_full());
    format!(
        "From {first}, the last day for the notice of election, to the poll on {poll} the council keeps from \
         contested decisions."
    )
}

/// "Council decides: Rolling Plan adopted"
pub(super) fn decides(course: &Course, certainty: Certainty) -> String {
    let decides = format!("{} decides: {}", named(course), course.step.title);
    capitalised(&match certainty {
        Certainty::Confirmed => decides,
        Certainty::Tentative => format!("{decides} (date to be set)"),
    })
}

/// "Papers due for Council on 22 April 2015: Rolling Plan adopted"
pub(super) fn due_for(course: &Course, what: &str, meeting: Day, certainty: Certainty) -> String {
    let (body, title, on) = (named(course), &course.step.title, meeting.in_words());
    match certainty {
        Certainty::Confirmed => format!("{what} due for {body} on {on}: {title}"),
        Certainty::Tentative => format!("{what} due for {body} if it meets on {on}: {title}"),
    }
}

/// The day of the first or last thing in an owner's step.
pub(super) fn of_step(course: &Course, kind: CalendarKind) -> String {
    let title = &course.step.title;
    let consultation = course.step.kind == StepKind::Consult;
    match kind {
        CalendarKind::Begins => format!("Begins: {title}"),
        CalendarKind::Ends if consultation => format!("Closes: {title}"),
        CalendarKind::Ends => format!("Due: {title}"),
        CalendarKind::Consultation
        | CalendarKind::Poll
        | CalendarKind::Notice
        | CalendarKind::Papers
        | CalendarKind::Meeting => title.clone(),
    }
}

/// "Done: Rolling Plan written"
pub(super) fn done(course: &Course) -> String {
    format!("Done: {}", course.step.title)
}

/// What a meeting asks, as a sentence.
pub(super) fn sentence_of(asks: &Deadlines) -> String {
    sentence(&asks.in_words())
}

/// Why an entry stands on the last lawful day.
pub(super) fn still_to_be_set(month: Month, worked_back: &WorkedBack) -> String {
    let why = format!("the date in {} is still to be set", month.in_words());
    format!("{} {}", sentence(&why), sentence(&worked_back.in_words()))
}

/// Why papers are due then, or that they are out.
pub(super) fn why_papers(course: &Course, asks: &Deadlines) -> String {
    if let Some(on) = course.papers_published {
        return format!("The papers were published on {}.", on.in_words());
    }
    let meeting = asks.meeting.in_full();
    let days = format!("Five clear working days lie between their publication and {meeting}");
    let rule = match course.body.as_ref().map(|body| body.kind) {
        Some(BodyKind::StrategyGroup) | None => "as good practice",
        Some(BodyKind::Scrutiny | BodyKind::Cabinet | BodyKind::Council) => "as the law asks",
    };
    let holidays: Vec<&str> = asks.not_counted.iter().map(|(_, name)| *name).collect();
    match holidays.as_slice() {
        [] => format!("{days}, {rule}."),
        [one] => format!("{days}, {rule}; {one} does not count."),
        several => format!("{days}, {rule}; {} do not count.", listed(several)),
    }
}

/// Why notice is due then, or that it was given.
pub(super) fn why_notice(course: &Course, meeting: Day) -> String {
    match course.notice_given {
        Some(on) => format!("Notice was published on {}.", on.in_words()),
        None => format!(
            "28 clear days of the calendar lie between the notice and {}, as the law asks.",
            meeting.in_full()
        ),
    }
}

/// What an entry is about, who sees to it, why it is then, what it waits for and how it was moved.
pub(super) fn description(year: &YearSoFar, course: &Course, why: &str) -> String {
    let mut told = vec![
        sentence(&format!("{}, {}", course.step.title, course.when.in_words())),
        format!("{} sees to it.", capitalised(&course.step.owner)),
    ];
    if !why.is_empty() {
        told.push(why.to_owned());
    }
    let waits: Vec<&str> = year
        .needed_by(course)
        .filter(|needed| !needed.is_done() && !course.is_done())
        .map(|needed| needed.step.title.as_str())
        .collect();
    if !waits.is_empty() {
        told.push(sentence(&format!("it needs first: {}", listed(&waits))));
    }
    if let Some(last) = course.moves.last() {
        let (from, why) = (last.from.in_words(), &last.why);
        told.push(sentence(&format!("it was moved; it had been planned {from}. Why: {why}")));
    }
    told.join(" ")
}

/// The body by its name.
fn named(course: &Course) -> &str {
    course.body.as_ref().map_or("a body", |body| &body.name)
}

/// Words with a capital at the beginning.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

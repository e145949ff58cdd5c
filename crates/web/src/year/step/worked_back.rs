//! What a step's meeting asks before it, each with its rule.
//!
//! In comes the year so far and a step; out go a sentence and the deadlines in it.

use partnership::membership::body::BodyKind;
use partnership::terms::wording::sentence;
use partnership::timetable::course::Course;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::worked_back::Deadlines;
use partnership::timetable::worked_back::Paperwork;
use partnership::timetable::worked_back::WorkedBack;

/// A deadline.
#[derive(Debug, serde::Serialize)]
pub(super) struct Deadline {
    what: &'static str,
    by: String,
    rule: &'static str,
    done: Option<String>,
}

/// What the meeting asks; nothing where no body has still to decide.
pub(super) fn told(year: &YearSoFar, course: &Course) -> (String, Vec<Deadline>) {
    let worked_back = year.worked_back().remove(&course.step.id);
    let (Some(worked_back), Some(body)) = (worked_back, &course.body) else {
        return (String::new(), Vec::new());
    };
    let deadlines = match &worked_back {
        WorkedBack::Set(asks) => deadlines(course, body.kind, asks),
        WorkedBack::ToBeSet { last, .. } => deadlines(course, body.kind, last),
        WorkedBack::NoLawfulDay { .. } => Vec::new(),
    };
    let told = match &worked_back {
        // The table says it all.
        WorkedBack::Set(Deadlines { not_counted, .. }) if not_counted.is_empty() => String::new(),
        WorkedBack::Set(_) | WorkedBack::ToBeSet { .. } | WorkedBack::NoLawfulDay { .. } => {
            sentence(&worked_back.in_words())
        }
    };
    (told, deadlines)
}

fn deadlines(course: &Course, kind: BodyKind, asks: &Deadlines) -> Vec<Deadline> {
    let published = |day: Option<partnership::terms::day::Day>| {
        day.map(|day| format!("Published on {}", day.in_words()))
    };
    let notice = asks.notice_due.map(|by| Deadline {
        what: "Notice of the key decision",
        by: by.in_full(),
        rule: Paperwork::Notice.rule(kind),
        done: published(course.notice_given),
    });
    let papers = Deadline {
        what: "Papers",
        by: asks.papers_due.in_full(),
        rule: Paperwork::Papers.rule(kind),
        done: published(course.papers_published),
    };
    notice.into_iter().chain([papers]).collect()
}

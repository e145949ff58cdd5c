//! The weekly digest: what is late, what is due next, what was moved or decided, what clashes.
//!
//! In come the years and a person; out go plain values, and the letter that tells of them.

use crate::membership::person::Person;
use crate::membership::person::Role;
use crate::reminders::letter::ENGLISH;
use crate::reminders::letter::Letter;
use crate::reminders::letter::section;
use crate::reminders::lines::line;
use crate::terms::day::Day;
use crate::terms::wording::sentence;
use crate::timetable::course::Course;
use crate::timetable::due::Distance;
use crate::timetable::due::Due;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::working_days::is_working_day;

/// How far ahead a digest looks.
pub const DAYS_AHEAD: i32 = 28;

/// How far back it tells what happened, today among them.
pub const DAYS_BACK: i32 = 7;

/// What a person should know of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// What is late of theirs.
    pub late: Vec<Due>,
    /// What of theirs is due next.
    pub ahead: Vec<Due>,
    /// What was moved, decided or done lately, a sentence each.
    pub lately: Vec<String>,
    /// What clashes or leaves no slack, a sentence each.
    pub concerns: Vec<String>,
}

impl Digest {
    /// The digest for a person: of their own list, of all that happened, and of the concerns that touch a step
    /// of theirs. A manager's list and concerns are all there are.
    pub fn of(years: &[YearSoFar], person: &Person) -> Digest {
        let list: Vec<Due> = years.iter().flat_map(|year| year.list_of(person)).collect();
        let (late, ahead): (Vec<Due>, Vec<Due>) =
            list.into_iter().partition(|due| matches!(due.distance, Distance::Late(_)));
        let soon = |due: &Due| match due.distance {
            Distance::Late(_) => false,
            Distance::Today => true,
            Distance::Ahead(days) => days <= DAYS_AHEAD,
        };
        Digest {
            late,
            ahead: ahead.into_iter().filter(soon).collect(),
            lately: years.iter().flat_map(lately).collect(),
            concerns: years.iter().flat_map(|year| concerns(year, person)).collect(),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let Digest { late, ahead, lately, concerns } = self;
        late.is_empty() && ahead.is_empty() && lately.is_empty() && concerns.is_empty()
    }

    /// The digest as a letter, under a key of its week; none where there is nothing to tell.
    pub fn letter(&self, person: &Person, today: Day) -> Option<Letter> {
        if self.is_empty() {
            return None;
        }
        let told = |due: &Due| line(due, &due.distance.in_words());
        let late: Vec<String> = self.late.iter().map(told).collect();
        let ahead: Vec<String> = self.ahead.iter().map(told).collect();
        let sections = [
            section("late", "Late", &late),
            section("ahead", &format!("Due in the next {DAYS_AHEAD} days"), &ahead),
            section("lately", &format!("In the last {DAYS_BACK} days"), &self.lately),
            section("concerns", "To bear in mind", &self.concerns),
        ];
        Some(Letter {
            to: person.clone(),
            language: ENGLISH,
            subject: self.subject(today),
            sections: sections.into_iter().flatten().collect(),
            keys: vec![format!("digest/{}/{}", monday_of(today), person.id)],
        })
    }

    /// "Your week of 9 March 2015: 2 late, 3 due in the next 28 days"
    fn subject(&self, today: Day) -> String {
        let (late, ahead) = (self.late.len(), self.ahead.len());
        let week = monday_of(today).in_words();
        format!("Your week of {week}: {late} late, {ahead} due in the next {DAYS_AHEAD} days")
    }
}

/// Whether digests are written on a day: the first working day of its week.
///
/// ```
/// use partnership::reminders::digest::is_digest_day;
/// // The week after Easter 2015 begins on a Tuesday.
/// assert!(!is_digest_day("2015-04-06".parse()?) && is_digest_day("2015-04-07".parse()?));
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn is_digest_day(day: Day) -> bool {
    let before = day.days_since(monday_of(day));
    let earlier = (1..=before).map(|back| day.plus_days(-back));
    is_working_day(day) && earlier.into_iter().all(|day| !is_working_day(day))
}

fn monday_of(day: Day) -> Day {
    day.plus_days(-i32::from(day.weekday().to_monday_zero_offset()))
}

/// What happened in the last days, in order of the steps.
fn lately(year: &YearSoFar) -> Vec<String> {
    let recent = |day: Day| (0..DAYS_BACK).contains(&year.today().days_since(day));
    year.courses().flat_map(|course| happened(course, recent)).collect()
}

fn happened(course: &Course, recent: impl Fn(Day) -> bool) -> Vec<String> {
    let title = &course.step.title;
    let moves = course.moves.iter().filter(|moved| recent(moved.on)).map(|moved| {
        let (from, to, why) = (moved.from.in_words(), moved.to.in_words(), &moved.why);
        sentence(&format!("{title}: moved; planned {from}, it is now {to}. Why: {why}"))
    });
    let decisions = course.decisions.iter().filter(|decided| recent(decided.on)).map(|decided| {
        let (outcome, on) = (decided.decision.outcome.in_words(), decided.on.in_words());
        let body = course.body.as_ref().map_or("the body", |body| &body.name);
        sentence(&format!("{title}: {outcome} by {body} on {on}"))
    });
    let done = course.done_on().filter(|on| course.body.is_none() && recent(*on));
    let done = done.map(|on| sentence(&format!("{title}: done on {}", on.in_words())));
    moves.chain(decisions).chain(done).collect()
}

fn concerns(year: &YearSoFar, person: &Person) -> Vec<String> {
    let theirs = |course: &Course| person.acts_for.contains(&course.step.owner);
    let touching = year.concerns().into_iter().filter(|concern| {
        let mut steps = concern.steps.iter().filter_map(|step| year.course(step));
        person.role == Role::Manager || steps.any(theirs)
    });
    touching.map(|concern| sentence(&concern.in_words())).collect()
}

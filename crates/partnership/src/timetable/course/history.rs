//! What became of a step, told: the records that its state rests on, a sentence each.
//!
//! In comes a course, or a step with its events; out go sentences in the order of what they tell.

use crate::terms::day::Day;
use crate::timetable::course::Course;
use crate::timetable::course::Decided;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::Step;

/// One thing that happened to a step, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it happened.
    pub on: Day,
    /// Who says so.
    pub by: String,
    /// What happened, without its full stop: "moved from in March 2015, date to be set…".
    pub words: String,
    /// The meeting at which it did, if it was decided.
    pub meeting: Option<MeetingId>,
}

impl Step {
    /// What happened to the step, in the order in which it was recorded.
    pub fn told(&self, events: &[Event]) -> Vec<Told> {
        let mut when = self.when;
        let mine = events.iter().filter(|event| event.step == self.id);
        let told = mine.map(|event| {
            let words = match &event.what {
                Happening::Started => "started".to_owned(),
                Happening::Finished => "finished".to_owned(),
                Happening::NoticeGiven => "notice of the key decision published".to_owned(),
                Happening::PapersPublished => "papers published".to_owned(),
                Happening::Moved { to, why } => {
                    let from = std::mem::replace(&mut when, *to).in_words();
                    format!("moved: {from} became {}. Why: {why}", to.in_words())
                }
                Happening::Decided { decision, .. } => {
                    let outcome = decision.outcome.in_words();
                    format!("{outcome}, moved by {}: {}", decision.mover, decision.minute)
                }
            };
            let meeting = match &event.what {
                Happening::Decided { meeting, .. } => Some(meeting.clone()),
                Happening::Started
                | Happening::Finished
                | Happening::NoticeGiven
                | Happening::PapersPublished
                | Happening::Moved { .. } => None,
            };
            Told { on: event.on, by: event.by.clone(), words, meeting }
        });
        told.collect()
    }
}

impl Course {
    /// The records that the step's state rests on, from its plan onwards.
    pub fn history(&self) -> Vec<String> {
        let planned = format!(
            "Planned {}, step `{}` of the timetable; {} sees to it.",
            self.step.when.in_words(),
            self.step.id,
            self.step.owner
        );
        let mut told = vec![planned];
        told.extend(self.moves.iter().map(|moved| {
            let (from, to) = (moved.from.in_words(), moved.to.in_words());
            format!(
                "Moved by {} on {}: {from} became {to}, since {}.",
                moved.by,
                moved.on.in_words(),
                moved.why
            )
        }));
        if let Some(on) = self.notice_given {
            told.push(format!("Notice of the key decision was published on {}.", on.in_words()));
        }
        if let Some(on) = self.papers_published {
            told.push(format!("The papers were published on {}.", on.in_words()));
        }
        told.extend(self.decisions.iter().map(decided));
        if let Some(since) = self.under_way_since() {
            told.push(format!("Under way since {}.", since.in_words()));
        }
        if let Some(on) = self.done_on() {
            told.push(format!("Done on {}.", on.in_words()));
        }
        told
    }
}

fn decided(Decided { meeting, decision, .. }: &Decided) -> String {
    let (outcome, mover) = (decision.outcome.in_words(), &decision.mover);
    format!("At the meeting `{meeting}` it was {outcome}, moved by {mover}: {}.", decision.minute)
}

#[cfg(test)]
mod tests {
    use crate::timetable::event::Happening;
    use crate::timetable::so_far::YearSoFar;
    use crate::timetable::tests::maidstone;
    use crate::timetable::tests::maidstone::day;
    use crate::timetable::tests::maidstone::event;

    #[test]
    fn a_move_is_told_with_its_reason_and_whose_it_was() {
        let why = "Cabinet meets in April".to_owned();
        let to = "2015-04-14".parse().unwrap();
        let moved = event("plan-to-cabinet", "2015-01-20", Happening::Moved { to, why });
        let year =
            YearSoFar::of(maidstone::timetable(), std::slice::from_ref(&moved), day("2015-02-01"))
                .unwrap();
        let history = year.course(&moved.step).unwrap().history();
        assert_eq!(history.len(), 2);
        assert!(history[0].starts_with("Planned in March 2015, date to be set"), "{}", history[0]);
        let told = "on 20 January 2015: in March 2015, date to be set became on 14 April 2015, since \
                    Cabinet meets in April.";
        assert!(history[1].ends_with(told), "{}", history[1]);
    }

    #[test]
    fn each_move_is_told_from_where_the_last_one_left_it() {
        let moved = |on: &str, to: &str| {
            let (to, why) = (to.parse().unwrap(), "the room is taken".to_owned());
            event("plan-to-cabinet", on, Happening::Moved { to, why })
        };
        let elsewhere = event("consultation", "2015-01-01", Happening::Started);
        let events =
            [moved("2015-01-20", "2015-04-14"), elsewhere, moved("2015-02-01", "2015-04-15")];
        let step = maidstone::timetable().step(&events[0].step).unwrap().clone();
        let words: Vec<String> = step.told(&events).into_iter().map(|told| told.words).collect();
        assert_eq!(
            words,
            [
                "moved: in March 2015, date to be set became on 14 April 2015. Why: the room is taken",
                "moved: on 14 April 2015 became on 15 April 2015. Why: the room is taken",
            ]
        );
    }
}

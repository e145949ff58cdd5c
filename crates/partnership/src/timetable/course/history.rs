//! What became of a step, told: the records that its state rests on, a sentence each.
//!
//! In comes a course; out go sentences in the order of what they tell.

use crate::timetable::course::Course;
use crate::timetable::decision::Decision;
use crate::timetable::meeting::MeetingId;

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
        told.extend(self.decisions.iter().map(|(meeting, decision)| decided(meeting, decision)));
        if let Some(since) = self.under_way_since() {
            told.push(format!("Under way since {}.", since.in_words()));
        }
        if let Some(on) = self.done_on() {
            told.push(format!("Done on {}.", on.in_words()));
        }
        told
    }
}

fn decided(meeting: &MeetingId, decision: &Decision) -> String {
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
}

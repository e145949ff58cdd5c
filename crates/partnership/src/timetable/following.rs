//! What a body still has to decide, and what follows once it has.
//!
//! In come the year so far and the meetings; out go the steps that no agenda lists, and what comes next.

use crate::membership::body::BodyId;
use crate::timetable::course::Course;
use crate::timetable::due::Due;
use crate::timetable::meeting::Meeting;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::worked_back::undecided;

/// What follows from a decision on a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Following {
    /// The step is done.
    Done {
        /// Its title.
        title: String,
        /// What is due first of each step that waited for it.
        next: Vec<Due>,
    },
    /// The body has still to agree.
    Open {
        /// The step's title.
        title: String,
        /// The body's name.
        body: String,
    },
}

impl YearSoFar {
    /// The steps that a body has still to decide and that no meeting lists, in order of date.
    pub fn unlisted(&self, meetings: &[Meeting]) -> Vec<&Course> {
        let listed = |step: &StepId| meetings.iter().any(|meeting| meeting.lists(step));
        let open = self.by_date().into_iter().filter(|course| undecided(course).is_some());
        open.filter(|course| !listed(&course.step.id)).collect()
    }

    /// Of those, the ones that this body decides.
    pub fn unlisted_of(&self, body: &BodyId, meetings: &[Meeting]) -> Vec<&Course> {
        let unlisted = self.unlisted(meetings).into_iter();
        unlisted.filter(|course| course.step.body.as_ref() == Some(body)).collect()
    }

    /// What followed from a body's decision on a step; none where no body decides it.
    pub fn following(&self, step: &StepId) -> Option<Following> {
        let course = self.course(step)?;
        let (title, body) = (course.step.title.clone(), course.body.as_ref()?.name.clone());
        if !course.is_done() {
            return Some(Following::Open { title, body });
        }
        let due = self.due();
        let first = |waiting: &Course| due.iter().find(|one| one.step == waiting.step.id).cloned();
        Some(Following::Done { title, next: self.waiting_for(course).filter_map(first).collect() })
    }
}

impl Following {
    /// What follows, in two sentences.
    pub fn in_words(&self) -> String {
        match self {
            Following::Open { title, body } => format!(
                "The step “{title}” is not done: list it on the agenda of another meeting of {body}."
            ),
            Following::Done { title, next } if next.is_empty() => {
                format!("The step “{title}” is done. No other step waits for it.")
            }
            Following::Done { title, next } => {
                let next = next.iter().map(|due| {
                    let (task, by) = (due.task.in_words(), due.by.in_words());
                    format!("{task}, “{}”, by {by} ({})", due.title, due.distance.in_words())
                });
                let next = next.collect::<Vec<_>>().join("; ");
                format!("The step “{title}” is done. Next: {next}.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::agenda::AgendaItem;
    use crate::timetable::agenda::ItemLife;
    use crate::timetable::decision::Decision;
    use crate::timetable::decision::Outcome;
    use crate::timetable::event::Happening;
    use crate::timetable::meeting::MeetingId;
    use crate::timetable::tests::maidstone;
    use crate::timetable::tests::maidstone::day;
    use crate::timetable::tests::maidstone::event;
    use crate::timetable::tests::maidstone::id;
    use crate::timetable::tests::maidstone::moved;
    use crate::timetable::when::When;

    fn after_cabinet(outcome: Outcome) -> YearSoFar {
        let decision = Decision {
            outcome,
            mover: "the Leader".to_owned(),
            seconder: None,
            minute: "minute 201".to_owned(),
        };
        let decided = Happening::Decided {
            meeting: MeetingId("cabinet-april".parse().unwrap()),
            body: BodyId("cabinet".parse().unwrap()),
            decision,
        };
        let events = [
            moved("plan-to-cabinet", "2015-03-06", "2015-04-14"),
            moved("plan-adopted", "2015-03-06", "2015-04-22"),
            event("plan-to-cabinet", "2015-04-14", decided),
        ];
        YearSoFar::of(maidstone::timetable(), &events, day("2015-04-14")).unwrap()
    }

    #[test]
    fn once_cabinet_has_agreed_councils_papers_come_next() {
        let year = after_cabinet(Outcome::Agreed);
        assert_eq!(
            year.following(&id("plan-to-cabinet")).unwrap().in_words(),
            "The step “Rolling Plan to Council Cabinet” is done. Next: publish the papers, “Rolling Plan \
             adopted”, by 14 April 2015 (today)."
        );
    }

    #[test]
    fn what_cabinet_put_off_has_to_come_before_it_again() {
        let year = after_cabinet(Outcome::Deferred { why: "more time".to_owned() });
        let told = year.following(&id("plan-to-cabinet")).unwrap().in_words();
        assert!(
            told.ends_with("is not done: list it on the agenda of another meeting of Cabinet.")
        );
        assert_eq!(year.following(&id("consultation")), None);
    }

    #[test]
    fn a_step_is_unlisted_until_a_meeting_lists_it_and_after_it_withdrew_it() {
        let year = maidstone::as_planned("2014-10-14");
        let listed =
            AgendaItem { step: id("plan-adopted"), papers: Vec::new(), life: ItemLife::Listed };
        let when: When = "2015-04-22".parse().unwrap();
        let mut council = Meeting {
            id: MeetingId("council-april".parse().unwrap()),
            body: BodyId("council".parse().unwrap()),
            when: when.try_into().unwrap(),
            agenda: vec![listed],
        };
        let of_council = |meetings: &[Meeting]| year.unlisted_of(&council.body, meetings).len();
        assert_eq!(of_council(&[]), 1);
        assert_eq!(of_council(std::slice::from_ref(&council)), 0);
        let body = council.body.clone();
        council.agenda[0].life = ItemLife::Withdrawn { why: "it was not ready".to_owned() };
        assert_eq!(year.unlisted_of(&body, &[council]).len(), 1);
        let all: Vec<String> =
            year.unlisted(&[]).iter().map(|one| one.step.id.to_string()).collect();
        assert_eq!(all[0], "assessment-drafted");
        assert_eq!(all.len(), 5);
    }
}

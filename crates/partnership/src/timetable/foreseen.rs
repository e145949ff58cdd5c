//! What a meeting's date, or a step on its agenda, would bring: to be seen before it is saved.
//!
//! In come the year so far, the meetings there are and one as it would be; out go the steps that would move, the
//! deadlines, and the concerns that would be new, or why it cannot be. Nothing is changed.

use crate::timetable::agenda::AgendaItem;
use crate::timetable::concern::Concern;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::agreeing::MeetingFault;
use crate::timetable::meeting::agreeing::agreeing;
use crate::timetable::meeting::moving::Mover;
use crate::timetable::so_far::RefusedEvent;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::step::StepId;
use crate::timetable::when::When;
use crate::timetable::worked_back::Deadlines;

/// What a meeting as it would be brings with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// What the meeting asks before it, where its date would be set.
    pub deadlines: Option<Deadlines>,
    /// The steps that would move with it.
    pub moves: Vec<WouldMove>,
    /// The papers, by title, that are published and would have to be published again.
    pub papers_again: Vec<String>,
    /// The concerns that there are only then.
    pub raised: Vec<Concern>,
    /// The concerns that there would be no longer.
    pub settled: Vec<Concern>,
}

/// A step that would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WouldMove {
    /// The step.
    pub step: StepId,
    /// Its title.
    pub title: String,
    /// When it is planned for now.
    pub from: When,
    /// When it would be.
    pub to: When,
}

/// Why a meeting cannot be so.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum CannotBe {
    /// It does not agree with the timetable or the other meetings.
    #[error(transparent)]
    Meeting(#[from] MeetingFault),
    /// A step cannot move with it.
    #[error(transparent)]
    Event(#[from] RefusedEvent),
}

impl YearSoFar {
    /// What `meeting` would bring, beside the `meetings` that there are; it takes the place of the one of its
    /// short name.
    ///
    /// # Errors
    /// When it cannot be: why, and what to do.
    pub fn foreseeing(
        &self,
        meetings: &[Meeting],
        meeting: Meeting,
        mover: &Mover,
    ) -> Result<Foreseen, CannotBe> {
        let others = meetings.iter().filter(|there| there.id != meeting.id);
        let all: Vec<Meeting> = others.cloned().chain([meeting.clone()]).collect();
        agreeing(&all, self.timetable())?;
        let deadlines = self.deadlines_of(&meeting);
        let published = titles_published(&meeting.agenda);
        let (brought, events) = meeting.bringing_its_steps(self, mover);
        let moves = events.iter().filter_map(|event| {
            let (step, to) = (event.step.clone(), brought.when.into());
            let course = self.course(&step)?;
            Some(WouldMove { step, title: course.step.title.clone(), from: course.when, to })
        });
        let moves = moves.collect();
        let after = events.iter().try_fold(self.clone(), YearSoFar::after)?;
        let (before, then) = (self.concerns(), after.concerns());
        let without = |these: &[Concern], those: &[Concern]| {
            these.iter().filter(|one| !those.contains(one)).cloned().collect()
        };
        let still = titles_published(&brought.agenda);
        Ok(Foreseen {
            deadlines,
            moves,
            papers_again: published.into_iter().filter(|title| !still.contains(title)).collect(),
            raised: without(&then, &before),
            settled: without(&before, &then),
        })
    }

    /// What a meeting asks before it, once its date is set.
    pub fn deadlines_of(&self, meeting: &Meeting) -> Option<Deadlines> {
        let body = self.timetable().body(&meeting.body)?;
        Some(Deadlines::of(body.kind, meeting.when.day()?))
    }
}

fn titles_published(agenda: &[AgendaItem]) -> Vec<String> {
    let papers = agenda.iter().flat_map(|item| &item.papers);
    papers.filter(|one| one.published.is_some()).map(|one| one.title.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membership::body::BodyId;
    use crate::timetable::agenda::ItemDeed;
    use crate::timetable::agenda::ItemLife;
    use crate::timetable::agenda::Paper;
    use crate::timetable::meeting::MeetingDate;
    use crate::timetable::meeting::MeetingId;
    use crate::timetable::tests::maidstone;
    use crate::timetable::tests::maidstone::day;
    use crate::timetable::tests::maidstone::id;
    use crate::timetable::tests::maidstone::moved;

    fn meeting(name: &str, body: &str, when: &str, step: &str) -> Meeting {
        let when: When = when.parse().unwrap();
        let papers = vec![Paper { title: "Rolling Plan".to_owned(), published: None }];
        Meeting {
            id: MeetingId(name.parse().unwrap()),
            body: BodyId(body.parse().unwrap()),
            when: when.try_into().unwrap(),
            agenda: vec![AgendaItem { step: id(step), papers, life: ItemLife::Listed }],
        }
    }

    fn mover(on: &str) -> Mover {
        Mover { by: "the manager".to_owned(), on: day(on), why: "the date was set".to_owned() }
    }

    fn with_cabinet_set() -> YearSoFar {
        let events = [moved("plan-to-cabinet", "2015-03-06", "2015-04-14")];
        YearSoFar::of(maidstone::timetable(), &events, day("2015-03-06")).unwrap()
    }

    #[test]
    fn that_council_would_have_no_slack_is_seen_before_its_date_is_saved() {
        let council = meeting("council-april", "council", "2015-04-22", "plan-adopted");
        let foreseen = with_cabinet_set().foreseeing(&[], council, &mover("2015-03-06")).unwrap();
        let raised: Vec<String> = foreseen.raised.iter().map(Concern::in_words).collect();
        let no_slack = "no slack: Council's papers are due the day Cabinet meets, 14 April 2015";
        assert!(raised.contains(&no_slack.to_owned()), "{raised:?}");
        assert_eq!(foreseen.deadlines.unwrap().papers_due, day("2015-04-14"));
        assert_eq!(foreseen.moves[0].title, "Rolling Plan adopted");
        assert_eq!(foreseen.moves[0].from, "April 2015".parse().unwrap());
    }

    #[test]
    fn papers_that_would_have_to_be_published_again_are_named() {
        let mut cabinet = meeting("cabinet-april", "cabinet", "2015-04-14", "plan-to-cabinet");
        let deed = ItemDeed::Publish { paper: "Rolling Plan".to_owned(), on: day("2015-03-05") };
        cabinet.agenda[0] = cabinet.agenda[0].clone().after(deed, cabinet.when).unwrap();
        let year = with_cabinet_set();
        let same = year.foreseeing(&[], cabinet.clone(), &mover("2015-03-06")).unwrap();
        assert_eq!((same.moves, same.papers_again), (Vec::new(), Vec::new()));
        cabinet.when = MeetingDate::Set(day("2015-04-21"));
        let later = year.foreseeing(&[], cabinet, &mover("2015-03-06")).unwrap();
        assert_eq!(later.papers_again, ["Rolling Plan"]);
    }

    #[test]
    fn what_another_body_decides_cannot_be_foreseen_at_this_one() {
        let wrong = meeting("cabinet-april", "cabinet", "2015-04-14", "plan-adopted");
        let refused = with_cabinet_set().foreseeing(&[], wrong, &mover("2015-03-06")).unwrap_err();
        assert!(refused.to_string().contains("which is for Council to decide"), "{refused}");
    }
}

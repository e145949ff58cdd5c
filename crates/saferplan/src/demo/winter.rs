//! What happened in the example's year from December 2014 to April 2015: illustrative, but for the days of meetings.

use anyhow::Context;
use anyhow::Result;
use partnership::membership::body::BodyId;
use partnership::terms::day::Day;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use records::Book;
use records::Signed;

use crate::books;
use crate::books::Books;

/// A meeting: short name, body, when it was called, its day, what it is to decide.
type Called = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

/// The meetings that decide. Cabinet met on 14 April and Council on 22 April 2015, as the council's own papers have it.
const MEETINGS: [Called; 4] = [
    ("partnership-december", "partnership", "2014-11-20", DECIDED, &["assessment-drafted"]),
    (
        "partnership-march",
        "partnership",
        "2015-02-16",
        "2015-03-05",
        &["assessment-approved", "plan-agreed"],
    ),
    ("cabinet-april", "cabinet", "2015-03-25", "2015-04-14", &["plan-to-cabinet"]),
    ("council-april", "council", "2015-04-07", "2015-04-22", &["plan-adopted"]),
];

/// What its owner began or brought to its end, and when.
const EVENTS: [(&str, &str, Happening); 3] = [
    ("consultation", "2015-01-01", Happening::Started),
    ("plan-written", "2015-01-30", Happening::Finished),
    ("consultation", "2015-02-28", Happening::Finished),
];

/// The day of the meeting that considered a draft. What the others decided belongs to documents on their way to adoption.
const DECIDED: &str = "2014-12-04";

/// The paper of December's meeting, and when it was published.
const PAPER: (&str, &str) = ("Strategic Assessment, first draft", "2014-11-26");

/// The example's records, and who writes in them.
struct Winter<'a> {
    books: &'a Books,
    book: &'a Book,
    cycle: Cycle,
    signed: Signed,
}

/// Enters what had happened by the end of the day `at`, unless it is entered already.
pub(super) fn until(books: &Books, book: &Book, at: Day) -> Result<()> {
    let held = books.year(book, None)?;
    let cycle = held.year.timetable.cycle();
    let winter = Winter { books, book, cycle, signed: books::signed(None) };
    for (id, body, called, day, steps) in MEETINGS {
        let there = held.year.meetings.iter().find(|meeting| meeting.id.0.as_str() == id);
        if there.is_none() && happened(called, at)? {
            winter.enter((id, body), called, day, steps)?;
        }
        let is_open = |item: &AgendaItem| item.life == ItemLife::Listed;
        let is_to_decide = there.is_none_or(|meeting| meeting.agenda.iter().any(is_open));
        if is_to_decide && day == DECIDED && happened(day, at)? {
            winter.decide(id, day, steps)?;
        }
    }
    for (step, on, what) in EVENTS {
        let is_there = |event: &Event| event.step.0.as_str() == step && event.what == what;
        if happened(on, at)? && !held.year.events.iter().any(is_there) {
            let (step, on) = (StepId(step.parse().context("the example's step")?), parsed(on)?);
            let event = Event { step, on, by: winter.signed.who.clone(), what };
            books.wait(book.record_event(&winter.signed, cycle, &event, on))?;
        }
    }
    Ok(())
}

fn parsed(day: &str) -> Result<Day> {
    day.parse().context("the example's day")
}

fn happened(day: &str, at: Day) -> Result<bool> {
    Ok(parsed(day)? <= at)
}

impl Winter<'_> {
    fn enter(
        &self,
        (id, body): (&str, &str),
        called: &str,
        day: &str,
        steps: &[&str],
    ) -> Result<()> {
        let item = |step: &&str| -> Result<AgendaItem> {
            let step = StepId(step.parse().context("the example's step")?);
            Ok(AgendaItem { step, papers: Vec::new(), life: ItemLife::Listed })
        };
        let meeting = Meeting {
            id: MeetingId(id.parse().context("the example's meeting")?),
            body: BodyId(body.parse().context("the example's body")?),
            when: MeetingDate::Set(parsed(day)?),
            agenda: steps.iter().map(item).collect::<Result<_>>()?,
        };
        let entered = self.book.enter_meeting(&self.signed, self.cycle, meeting, parsed(called)?);
        Ok(self.books.wait(entered)?)
    }

    /// The meeting agrees to everything on its agenda, on a paper that was out in time.
    fn decide(&self, id: &str, day: &str, steps: &[&str]) -> Result<()> {
        let (paper, on) = (PAPER.0.to_owned(), parsed(PAPER.1)?);
        for step in steps {
            self.does(id, step, ItemDeed::AddPaper { title: paper.clone() }, on)?;
            self.does(id, step, ItemDeed::Publish { paper: paper.clone(), on }, on)?;
            let decision = Decision {
                outcome: Outcome::Agreed,
                mover: "the Chairman".to_owned(),
                seconder: None,
                minute: "minute 4 (illustrative)".to_owned(),
            };
            self.does(id, step, ItemDeed::Decide(decision), parsed(day)?)?;
        }
        Ok(())
    }

    fn does(&self, meeting: &str, step: &str, deed: ItemDeed, today: Day) -> Result<()> {
        let held = self.books.year(self.book, Some(self.cycle))?;
        let meeting = MeetingId(meeting.parse().context("the example's meeting")?);
        let step = StepId(step.parse().context("the example's step")?);
        let seen =
            held.items.get(&(meeting.clone(), step.clone())).context("the example's item")?;
        let named = (&meeting, &step);
        let changed =
            self.book.change_agenda_item(&self.signed, self.cycle, *seen, named, deed, today);
        self.books.wait(changed)?;
        Ok(())
    }
}

//! `meeting`: dates, agendas, papers and decisions from the command line.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::agenda::Paper;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Amendment;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use partnership::timetable::when::When;
use records::Book;
use records::HeldYear;
use records::Signed;
use records::Version;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::year::DecideArguments;
use crate::cli::year::ItemNamed;
use crate::cli::year::MeetingArguments;
use crate::cli::year::MeetingCommand;
use crate::cli::year::OutcomeNamed;
use crate::home::Home;
use crate::print;
use crate::timetable;

/// What is done here and now, by whom.
struct Doing {
    books: Books,
    book: Book,
    held: HeldYear,
    cycle: Cycle,
    signed: Signed,
    today: Day,
}

/// Does what the arguments ask for, then shows what it means for the year.
pub(crate) fn keep(home: &Home, arguments: &MeetingArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let held = books.year(&book, arguments.whose.cycle)?;
    let doing = Doing {
        cycle: held.year.timetable.cycle(),
        signed: books::signed(arguments.by.as_deref()),
        today: arguments.on.map_or_else(books::today, Ok)?,
        books,
        book,
        held,
    };
    if let MeetingCommand::List { format } = &arguments.what {
        return list(&doing.held, *format);
    }
    doing.does(&arguments.what)?;
    let now = doing.books.year(&doing.book, Some(doing.cycle))?;
    list(&now, Format::Table)?;
    timetable::concerns(&timetable::so_far(now, doing.today)?)
}

impl Doing {
    fn does(&self, what: &MeetingCommand) -> Result<()> {
        match what {
            MeetingCommand::List { .. } => Ok(()),
            MeetingCommand::Add { meeting, body, when, steps } => {
                let agenda = steps.iter().cloned().map(item).collect();
                let (id, body) = (meeting.clone(), body.clone());
                let meeting = Meeting { id, body, when: date(*when)?, agenda };
                let entered =
                    self.book.enter_meeting(&self.signed, self.cycle, meeting, self.today);
                Ok(self.books.wait(entered)?)
            }
            MeetingCommand::Move { meeting, to, why } => self.moves(meeting, date(*to)?, why),
            MeetingCommand::ListItem(ItemNamed { meeting, step }) => {
                let item = item(step.clone());
                let listed =
                    self.book.list_item(&self.signed, self.cycle, meeting, item, self.today);
                self.books.wait(listed)?;
                Ok(())
            }
            MeetingCommand::AddPaper { item, paper } => {
                let paper = Paper { title: paper.clone(), published: None };
                self.does_to(item, ItemDeed::AddPaper { title: paper.title })
            }
            MeetingCommand::Publish { item, paper } => {
                let (paper, on) = (paper.clone(), self.today);
                self.does_to(item, ItemDeed::Publish { paper, on })
            }
            MeetingCommand::Decide(decide) => {
                self.does_to(&decide.item, ItemDeed::Decide(decision(decide)?))
            }
            MeetingCommand::Withdraw { item, why } => {
                self.does_to(item, ItemDeed::Withdraw { why: why.clone() })
            }
        }
    }

    fn moves(&self, meeting: &MeetingId, to: MeetingDate, why: &str) -> Result<()> {
        let seen = self.held.meetings.get(meeting);
        let seen = *seen.with_context(|| format!("there is no meeting `{meeting}`"))?;
        let (to, why) = ((meeting, to), (why, self.today));
        self.books.wait(self.book.move_meeting(&self.signed, self.cycle, seen, to, why))?;
        Ok(())
    }

    fn does_to(&self, item: &ItemNamed, deed: ItemDeed) -> Result<()> {
        let seen = self.seen(item)?;
        let named = (&item.meeting, &item.step);
        let changed =
            self.book.change_agenda_item(&self.signed, self.cycle, seen, named, deed, self.today);
        self.books.wait(changed)?;
        Ok(())
    }

    fn seen(&self, ItemNamed { meeting, step }: &ItemNamed) -> Result<Version> {
        let seen = self.held.items.get(&(meeting.clone(), step.clone()));
        seen.copied().with_context(|| {
            format!("`{step}` is not on the agenda of `{meeting}`; list it with: meeting list-item")
        })
    }
}

fn item(step: StepId) -> AgendaItem {
    AgendaItem { step, papers: Vec::new(), life: ItemLife::Listed }
}

fn date(when: When) -> Result<MeetingDate> {
    Ok(MeetingDate::try_from(when)?)
}

fn decision(typed: &DecideArguments) -> Result<Decision> {
    let why = || typed.why.clone().unwrap_or_default();
    let outcome = match typed.outcome {
        OutcomeNamed::Agreed => Outcome::Agreed,
        OutcomeNamed::AgreedAsAmended => {
            let amendments = typed.amendments.iter().map(|text| amendment(text));
            Outcome::AgreedAsAmended(amendments.collect::<Result<_>>()?)
        }
        OutcomeNamed::Deferred => Outcome::Deferred { why: why() },
        OutcomeNamed::ReferredBack => Outcome::ReferredBack { why: why() },
        OutcomeNamed::Rejected => Outcome::Rejected { why: why() },
    };
    let (mover, seconder) = (typed.mover.clone(), typed.seconder.clone());
    Ok(Decision { outcome, mover, seconder, minute: typed.minute.clone() })
}

fn amendment(typed: &str) -> Result<Amendment> {
    let Some((mover, text)) = typed.split_once(": ") else {
        bail!(
            "`{typed}` does not say who moved it; write it as \"Councillor Brown: what was changed\""
        );
    };
    Ok(Amendment { text: text.to_owned(), mover: mover.to_owned() })
}

const MEETING: [&str; 6] = ["meeting", "body", "when", "papers due", "item", "stands"];

fn list(held: &HeldYear, format: Format) -> Result<()> {
    let meetings = &held.year.meetings;
    if meetings.is_empty() && format == Format::Table {
        return print::line(
            "No meeting is entered yet. Enter one with: saferplan meeting add cabinet-april-2015 --body \
             cabinet --when \"April 2015\"",
        );
    }
    let lines: Vec<Vec<String>> = meetings.iter().flat_map(lines).collect();
    print::list(format, &MEETING, &lines)
}

/// A line for each item of a meeting; one where there is none.
fn lines(meeting: &Meeting) -> Vec<Vec<String>> {
    let papers_due = meeting.papers_due().map_or_else(String::new, Day::in_full);
    let line = |item: &str, stands: String| {
        vec![
            meeting.id.to_string(),
            meeting.body.to_string(),
            capitalised(&When::from(meeting.when).in_words()),
            papers_due.clone(),
            item.to_owned(),
            stands,
        ]
    };
    if meeting.agenda.is_empty() {
        return vec![line("", "no item yet".to_owned())];
    }
    meeting.agenda.iter().map(|item| line(&item.step.to_string(), stands(item))).collect()
}

fn stands(item: &AgendaItem) -> String {
    let awaited = item.papers.iter().filter(|paper| paper.published.is_none()).count();
    match &item.life {
        ItemLife::Listed if item.papers.is_empty() => "listed, no papers".to_owned(),
        ItemLife::Listed if awaited == 0 => "listed, papers published".to_owned(),
        ItemLife::Listed => format!("listed, {awaited} of {} papers awaited", item.papers.len()),
        ItemLife::Decided { on, decision } => {
            format!("{} on {} ({})", decision.outcome.in_words(), on.in_words(), decision.minute)
        }
        ItemLife::Withdrawn { why } => format!("withdrawn: {why}"),
    }
}

//! How the example's assessment and plan were adopted: put forward, amended, agreed by one body after the other.
//!
//! The days of Cabinet and Council are those of the council's own papers. What was moved, by whom, and where the minutes have
//! it is illustrative. Everything goes through the same calls as from the pages, so that what is not lawful is refused.

use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::approval::amendment::Change;
use partnership::approval::amendment::Fate;
use partnership::approval::amendment::Moved;
use partnership::approval::amendment::Vote;
use partnership::approval::call_in::Window;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::from_draft;
use partnership::approval::from_plan;
use partnership::approval::history::Minutes;
use partnership::approval::marked::agreed_with;
use partnership::approval::sitting::Taken;
use partnership::approval::stage::Stage;
use partnership::approval::text::Text;
use partnership::terms::day::Day;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Decision;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use records::Book;
use records::HeldDocument;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::demo::cover_reports::CoverReports;
use crate::home::Home;
use crate::print;

/// Something that was done to a document, once so many things had been.
struct Done {
    on: &'static str,
    kind: DocumentKind,
    after: usize,
    what: What,
}

/// What was done.
enum What {
    /// It was put forward.
    PutForward,
    /// A body decided on it.
    Decided(Decided),
}

/// A decision of a body: on which paper, with which amendment, why it was urgent.
struct Decided {
    meeting: &'static str,
    step: &'static str,
    /// The paper's title, and when it was published.
    paper: (&'static str, &'static str),
    minute: &'static str,
    mover: &'static str,
    /// Of which passage, by the words that it begins with, which words were put in the place of which.
    amendment: Option<(&'static str, &'static str, &'static str)>,
    urgent: Option<&'static str>,
}

/// All of it, in order.
const ALL: [Done; 6] = [
    Done { on: "2015-02-24", kind: DocumentKind::Plan, after: 0, what: What::PutForward },
    Done { on: "2015-03-04", kind: DocumentKind::Assessment, after: 0, what: What::PutForward },
    Done {
        on: "2015-03-05",
        kind: DocumentKind::Assessment,
        after: 1,
        what: What::Decided(Decided {
            meeting: "partnership-march",
            step: "assessment-approved",
            paper: ("Strategic Assessment, final text", "2015-03-04"),
            minute: "minute 5 (illustrative)",
            mover: "the Chairman",
            amendment: None,
            urgent: Some(
                "The consultation closed on Saturday 28 February, three working days before the meeting.",
            ),
        }),
    },
    Done {
        on: "2015-03-05",
        kind: DocumentKind::Plan,
        after: 1,
        what: What::Decided(Decided {
            meeting: "partnership-march",
            step: "plan-agreed",
            paper: ("Rolling Plan, draft", "2015-02-25"),
            minute: "minute 6 (illustrative)",
            mover: "the Chairman",
            amendment: Some(("Action 7:", "31 August 2015", "30 June 2015")),
            urgent: None,
        }),
    },
    Done {
        on: "2015-04-14",
        kind: DocumentKind::Plan,
        after: 2,
        what: What::Decided(Decided {
            meeting: "cabinet-april",
            step: "plan-to-cabinet",
            paper: ("Rolling Plan, as the partnership agreed it", "2015-04-02"),
            minute: "minute 201 (illustrative)",
            mover: "the Leader",
            amendment: None,
            urgent: None,
        }),
    },
    Done {
        on: "2015-04-22",
        kind: DocumentKind::Plan,
        after: 3,
        what: What::Decided(Decided {
            meeting: "council-april",
            step: "plan-adopted",
            paper: ("Rolling Plan, as Cabinet recommends it", "2015-04-14"),
            minute: "minute 135 (illustrative)",
            mover: "the Leader",
            amendment: Some(("Action 9:", "watch speed", "watch speed, mobility scooters too,")),
            urgent: None,
        }),
    },
];

/// The example's records.
struct Way<'a> {
    books: &'a Books,
    book: &'a Book,
    cycle: Cycle,
    signed: Signed,
    reports: CoverReports,
}

/// Records what had been done by the day `at`, unless it is recorded or somebody recorded something else.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(None)?;
    let cycle = books.year(&book, None)?.year.timetable.cycle();
    let reports = CoverReports::read(example)?;
    let way = Way { books: &books, book: &book, cycle, signed: books::signed(None), reports };
    for done in &ALL {
        let on = parsed(done.on)?;
        if on > at {
            break;
        }
        let document = DocumentId { kind: done.kind, cycle };
        let held = books.wait(book.document(document))?;
        if held.seen() == done.after {
            match &done.what {
                What::PutForward => way.put_forward(document, on)?,
                What::Decided(decided) => way.decide(&held, decided, on)?,
            }
        }
    }
    for kind in DocumentKind::ALL {
        let document = DocumentId { kind, cycle };
        let held = books.wait(book.document(document))?;
        if held.seen() > 0 {
            let told = way.stage(&held, at)?.in_words();
            print::line(format!("\n{}, illustrative: {told}", document.in_words()))?;
        }
    }
    Ok(())
}

fn parsed(day: &str) -> Result<Day> {
    day.parse().context("the example's day")
}

impl Way<'_> {
    fn put_forward(&self, document: DocumentId, on: Day) -> Result<()> {
        let (text, drawn_from) = match document.kind {
            DocumentKind::Plan => {
                let plan = self.books.wait(self.book.plan_in_full(self.cycle))?;
                let plan = plan.context("the example’s plan")?;
                (from_plan::text_of(plan.full(), None)?, from_plan::drawn_from(on))
            }
            DocumentKind::Assessment => {
                let drafts = self.books.wait(self.book.circulated_drafts(self.cycle))?;
                let (number, _) = drafts.last().context("the example’s circulated draft")?;
                let draft = self.books.wait(self.book.circulated_draft(self.cycle, *number))?;
                let draft = draft.context("the example’s circulated draft")?;
                (from_draft::text_of(&draft)?, from_draft::drawn_from(&draft))
            }
        };
        let version = Version { document, number: 1, on, drawn_from, text };
        Ok(self.books.wait(self.book.put_forward(&self.signed, 0, version, on))?)
    }

    fn decide(&self, held: &HeldDocument, decided: &Decided, on: Day) -> Result<()> {
        let meeting = MeetingId(decided.meeting.parse().context("the example's meeting")?);
        let step = StepId(decided.step.parse().context("the example's step")?);
        let (title, published) = (decided.paper.0.to_owned(), parsed(decided.paper.1)?);
        let named = (&meeting, &step);
        self.report(held.document, &meeting)?;
        self.does(named, ItemDeed::AddPaper { title: title.clone() }, published)?;
        self.does(named, ItemDeed::Publish { paper: title, on: published }, published)?;
        let stage = self.stage(held, on)?;
        let text = stage.shown().context("the example’s text")?.now().clone();
        let moved: Vec<Moved> =
            decided.amendment.map(|one| amendment(&text, one)).transpose()?.into_iter().collect();
        let decision = Decision {
            outcome: agreed_with(&text, &moved),
            mover: decided.mover.to_owned(),
            seconder: None,
            minute: decided.minute.to_owned(),
        };
        let taken = Taken {
            moved,
            window: decided.step.contains("cabinet").then(|| Window::usual(on)),
            urgent: decided.urgent.map(str::to_owned),
            ..Taken::bare(meeting.clone(), step.clone())
        };
        let (which, seen) = ((held.document, held.seen()), self.seen(named)?);
        let said = (decision, taken);
        let decided = self.book.decide_on_document(&self.signed, which, seen, said, on);
        Ok(self.books.wait(decided)?)
    }

    /// Keeps what an officer writes for a meeting about a document, unless something is kept.
    fn report(&self, document: DocumentId, meeting: &MeetingId) -> Result<()> {
        if self.books.wait(self.book.cover_report(document, meeting))?.is_some() {
            return Ok(());
        }
        let report = self.reports.written(document.kind, &meeting.to_string())?;
        let which = (document, meeting, None);
        self.books.wait(self.book.write_cover_report(&self.signed, which, &report))?;
        Ok(())
    }

    /// Where a document stands on a day.
    fn stage(&self, held: &HeldDocument, on: Day) -> Result<Stage> {
        let year = self.books.year(self.book, Some(self.cycle))?;
        let meetings = year.year.meetings.clone();
        let year = &crate::timetable::so_far(year, on)?;
        let history = held.history(Minutes { year, meetings: &meetings });
        Ok(history.context("the example’s document")?.stage().clone())
    }

    fn seen(&self, (meeting, step): (&MeetingId, &StepId)) -> Result<records::Version> {
        let held = self.books.year(self.book, Some(self.cycle))?;
        let seen = held.items.get(&(meeting.clone(), step.clone()));
        seen.copied().context("the example's item")
    }

    fn does(&self, named: (&MeetingId, &StepId), deed: ItemDeed, today: Day) -> Result<()> {
        let seen = self.seen(named)?;
        let (signed, cycle) = (&self.signed, self.cycle);
        let changed = self.book.change_agenda_item(signed, cycle, seen, named, deed, today);
        self.books.wait(changed)?;
        Ok(())
    }
}

/// An amendment that was carried: of the passage that begins so, one set of words for another.
fn amendment(text: &Text, (begins, from, to): (&str, &str, &str)) -> Result<Moved> {
    let passage = text.passages().iter().find(|passage| passage.words.starts_with(begins));
    let passage = passage.with_context(|| format!("the passage that begins “{begins}”"))?;
    let words = passage.words.replace(from, to);
    Ok(Moved {
        change: Change::Reword { passage: passage.id, words },
        mover: "Councillor Example".to_owned(),
        seconder: Some("Councillor Other-Example".to_owned()),
        vote: Vote::NotCounted,
        fate: Fate::Carried,
    })
}

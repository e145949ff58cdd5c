//! The example's assessment and plan, put forward and adopted by the same calls as from the pages.

use partnership::approval::amendment::Change;
use partnership::approval::amendment::Fate;
use partnership::approval::amendment::Moved;
use partnership::approval::amendment::Vote;
use partnership::approval::call_in::Window;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::from_draft;
use partnership::approval::marked::agreed_with;
use partnership::approval::sitting::Taken;
use partnership::approval::text::Text;
use partnership::approval::typed;
use partnership::membership::body::BodyId;
use partnership::terms::day::Day;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Decision;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use partnership::timetable::working_days::papers_due;
use records::Book;
use records::Place;
use records::Records;
use records::Signed;

use crate::partnership::Partnership;

/// The plan as it is put forward.
const PLAN: &str = "# Violence\n\nMore patrols at night.\n\n# Knives\n\nFewer knives.\n";
/// What passage 2 of it says once Council has adopted it.
pub(crate) const AMENDED: &str = "Fewer knives, and mobility scooters on the pavement.";

/// The meeting that approves the assessment and agrees the plan, and its day.
const MARCH: (&str, &str) = ("partnership-march", "2015-03-05");

/// Whose book, and which year.
struct Desk {
    book: Book,
    cycle: Cycle,
    signed: Signed,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A day on which all of this has happened.
fn last() -> Day {
    day("2015-05-20")
}

/// The demo's home in March 2015, in which nothing is adopted yet.
pub(crate) fn in_march() -> Partnership {
    let maidstone = Partnership::new();
    maidstone.succeeds(&["demo", "--no-serve", "--on", "2015-03-05"]);
    maidstone
}

/// The partnership approves the assessment that was circulated last on 5 March 2015, and Council adopts the plan on 22 April,
/// amended.
pub(crate) fn adopt(of: &Partnership) {
    approve(of);
    at_the_desk(of, async |desk| {
        desk.put_forward(DocumentKind::Plan, typed::text_of(PLAN).unwrap(), "the final plan").await;
        desk.decides(DocumentKind::Plan, MARCH, "plan-agreed", Vec::new()).await;
        let cabinet = ("cabinet-april", "2015-04-14");
        desk.meets("cabinet", cabinet, "plan-to-cabinet").await;
        desk.decides(DocumentKind::Plan, cabinet, "plan-to-cabinet", Vec::new()).await;
        let council = ("council-april", "2015-04-22");
        desk.meets("council", council, "plan-adopted").await;
        desk.decides(DocumentKind::Plan, council, "plan-adopted", vec![amendment()]).await;
    });
}

/// The partnership approves the assessment that was circulated last, and nothing else is adopted.
pub(crate) fn approve(of: &Partnership) {
    at_the_desk(of, async |desk| {
        let drafts = desk.book.circulated_drafts(desk.cycle).await.unwrap();
        let draft = desk.book.circulated_draft(desk.cycle, drafts.last().unwrap().0).await;
        let draft = draft.unwrap().unwrap();
        let text = from_draft::text_of(&draft).unwrap();
        desk.put_forward(DocumentKind::Assessment, text, &from_draft::drawn_from(&draft)).await;
        desk.decides(DocumentKind::Assessment, MARCH, "assessment-approved", Vec::new()).await;
    });
}

/// Does something with the records of a home.
fn at_the_desk(of: &Partnership, deeds: impl AsyncFnOnce(&Desk)) {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let records = Records::open(&Place::in_home(&of.home())).await.unwrap();
        let id = records.partnerships().await.unwrap().remove(0);
        let book = records.book(&id).await.unwrap().unwrap();
        let cycle = book.cycles().await.unwrap().pop().unwrap();
        let at = "2015-05-20T09:00:00Z".parse().unwrap();
        let desk = Desk { book, cycle, signed: Signed { who: "the manager".to_owned(), at } };
        deeds(&desk).await;
        records.close().await;
    });
}

/// What Council carries: passage 2 reworded.
fn amendment() -> Moved {
    let change = Change::Reword { passage: "2".parse().unwrap(), words: AMENDED.to_owned() };
    let (mover, seconder) = ("Cllr Smith".to_owned(), Some("Cllr Jones".to_owned()));
    let vote = Vote::Counted { in_favour: 30, against: 12, abstaining: 3 };
    Moved { change, mover, seconder, vote, fate: Fate::Carried }
}

impl Desk {
    /// Puts a document forward on the day on which March's papers were due.
    async fn put_forward(&self, kind: DocumentKind, text: Text, drawn_from: &str) {
        let document = DocumentId { kind, cycle: self.cycle };
        let (on, drawn_from) = (papers_due(day("2015-03-05")), drawn_from.to_owned());
        let version = Version { document, number: 1, on, drawn_from, text };
        self.book.put_forward(&self.signed, 0, version, last()).await.unwrap();
    }

    /// A body is called to a meeting that lists a step.
    async fn meets(&self, body: &str, (id, on): (&str, &str), step: &str) {
        let step = StepId(step.parse().unwrap());
        let meeting = Meeting {
            id: MeetingId(id.parse().unwrap()),
            body: BodyId(body.parse().unwrap()),
            when: MeetingDate::Set(day(on)),
            agenda: vec![AgendaItem { step, papers: Vec::new(), life: ItemLife::Listed }],
        };
        let entered = day("2015-03-06");
        self.book.enter_meeting(&self.signed, self.cycle, meeting, entered).await.unwrap();
    }

    /// A meeting agrees, with what it carries, on a paper that was out on the last lawful day.
    async fn decides(
        &self,
        kind: DocumentKind,
        (meeting, on): (&str, &str),
        step: &str,
        moved: Vec<Moved>,
    ) {
        let (meeting, step) = (MeetingId(meeting.parse().unwrap()), StepId(step.parse().unwrap()));
        let title = "The text for decision".to_owned();
        self.does(&meeting, &step, ItemDeed::AddPaper { title: title.clone() }).await;
        let out = ItemDeed::Publish { paper: title, on: papers_due(day(on)) };
        self.does(&meeting, &step, out).await;
        let document = DocumentId { kind, cycle: self.cycle };
        let held = self.book.document(document).await.unwrap();
        let outcome = agreed_with(&held.versions[0].text, &moved);
        let (mover, minute) = ("the Leader".to_owned(), "minute 201 (illustrative)".to_owned());
        let decision = Decision { outcome, mover, seconder: None, minute };
        let window = step.0.as_str().ends_with("to-cabinet");
        let window = window.then(|| Window::Until(day("2015-04-21")));
        let taken = Taken { moved, window, ..Taken::bare(meeting.clone(), step.clone()) };
        let (which, seen) = ((document, held.seen()), self.seen(&meeting, &step).await);
        let decided = (decision, taken);
        let done = self.book.decide_on_document(&self.signed, which, seen, decided, last());
        done.await.unwrap();
    }

    async fn does(&self, meeting: &MeetingId, step: &StepId, deed: ItemDeed) {
        let (seen, which) = (self.seen(meeting, step).await, (meeting, step));
        let done =
            self.book.change_agenda_item(&self.signed, self.cycle, seen, which, deed, last());
        done.await.unwrap();
    }

    async fn seen(&self, meeting: &MeetingId, step: &StepId) -> records::Version {
        let held = self.book.year(self.cycle).await.unwrap().unwrap();
        held.items[&(meeting.clone(), step.clone())]
    }
}

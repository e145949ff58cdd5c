//! Texts, versions and sittings made for tests.

use crate::approval::amendment::Change;
use crate::approval::amendment::Delegated;
use crate::approval::amendment::Delegation;
use crate::approval::amendment::Fate;
use crate::approval::amendment::Moved;
use crate::approval::amendment::Vote;
use crate::approval::call_in::CallIn;
use crate::approval::call_in::Outcome as CallInOutcome;
use crate::approval::call_in::Settled;
use crate::approval::call_in::Window;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::document::Version;
use crate::approval::sitting::Papers;
use crate::approval::sitting::Sitting;
use crate::approval::sitting::Taken;
use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::terms::day::Day;
use crate::timetable::decision::Amendment;
use crate::timetable::decision::Decision;
use crate::timetable::decision::Outcome;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::StepId;
use crate::timetable::working_days::papers_due;

/// The name of a passage as written.
pub(crate) fn id(text: &str) -> PassageId {
    text.parse().unwrap()
}

/// A day as written.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A text of these passages, from 1.
pub(crate) fn text(words: &[&str]) -> Text {
    let each = (1..).zip(words).map(|(number, words)| Passage {
        id: PassageId::numbered(number).unwrap(),
        under: "What will be done".to_owned(),
        exempt: None,
        words: (*words).to_owned(),
    });
    Text::of(each.collect()).unwrap()
}

/// A version of 2015–16 that is put forward on a day.
pub(crate) fn version(kind: DocumentKind, number: u32, on: &str) -> Version {
    let document = DocumentId { kind, cycle: "2015-16".parse().unwrap() };
    let text = text(&["More patrols.", "Fewer knives.", "A safer town centre."]);
    Version { document, number, on: day(on), drawn_from: "the draft".to_owned(), text }
}

/// That it is put forward.
pub(crate) fn put_forward(kind: DocumentKind, number: u32, on: &str) -> Deed {
    Deed::PutForward(version(kind, number, on))
}

/// A meeting's short name as written.
pub(crate) fn meeting(name: &str) -> MeetingId {
    MeetingId(name.parse().unwrap())
}

/// A decision with this outcome.
pub(crate) fn decision(outcome: Outcome) -> Decision {
    let (mover, minute) = ("Cllr Daley".to_owned(), "minute 135".to_owned());
    Decision { outcome, mover, seconder: None, minute }
}

/// What the body whose turn it is decides, on papers that were out on the last lawful day. Cabinet's assent can be
/// called in for a week.
pub(crate) fn sitting(turn: Turn, on: &str, outcome: Outcome) -> Sitting {
    let on = day(on);
    let name = format!("{}-{on}", turn.in_words().replace("the ", "").to_lowercase());
    let mut taken = Taken::bare(meeting(&name), StepId("a-step".parse().unwrap()));
    let agrees = matches!(outcome, Outcome::Agreed | Outcome::AgreedAsAmended(_));
    taken.window = (turn == Turn::Cabinet && agrees).then(|| Window::Until(on.plus_days(7)));
    let due = papers_due(on);
    let papers = Papers { published: Some(due), due };
    let (body, decision) = (turn.in_words().to_owned(), decision(outcome));
    Sitting { turn, body, on, papers, decision, taken }
}

/// That a body agrees it as it stands.
pub(crate) fn agrees(turn: Turn, on: &str) -> Deed {
    Deed::Decide(Box::new(sitting(turn, on, Outcome::Agreed)))
}

/// That a body does something else with it.
pub(crate) fn decides(turn: Turn, on: &str, outcome: Outcome) -> Deed {
    Deed::Decide(Box::new(sitting(turn, on, outcome)))
}

/// Why, for outcomes that say so.
pub(crate) fn why() -> String {
    "the figures are to be looked at again".to_owned()
}

/// A passage reworded.
pub(crate) fn reword(passage: &str, words: &str) -> Change {
    Change::Reword { passage: id(passage), words: words.to_owned() }
}

/// An amendment that was moved.
pub(crate) fn moved(change: Change, fate: Fate) -> Moved {
    let vote = match fate {
        Fate::Carried => Vote::Counted { in_favour: 30, against: 12, abstaining: 3 },
        Fate::Lost => Vote::Counted { in_favour: 12, against: 30, abstaining: 3 },
    };
    let (mover, seconder) = ("Cllr Smith".to_owned(), Some("Cllr Jones".to_owned()));
    Moved { change, mover, seconder, vote, fate }
}

/// That a body agrees it as amended by what was carried of these.
pub(crate) fn amends(turn: Turn, on: &str, all: Vec<Moved>) -> Deed {
    let carried = all.iter().filter(|one| one.fate == Fate::Carried);
    let told =
        carried.map(|one| Amendment { text: one.change.in_words(), mover: one.mover.clone() });
    let mut sitting = sitting(turn, on, Outcome::AgreedAsAmended(told.collect()));
    sitting.taken.moved = all;
    Deed::Decide(Box::new(sitting))
}

/// That a body agrees it and delegates amendments until a day.
pub(crate) fn delegates(turn: Turn, on: &str, until: &str) -> Deed {
    let mut sitting = sitting(turn, on, Outcome::Agreed);
    let holder = "Head of Housing, with the Chair".to_owned();
    let limits = "figures that are revised, and spelling".to_owned();
    sitting.taken.delegation = Some(Delegation { holder, limits, until: day(until) });
    Deed::Decide(Box::new(sitting))
}

/// An amendment under a delegation.
pub(crate) fn amended(change: Change, on: &str) -> Deed {
    let why = "the police revised the figure".to_owned();
    Deed::Amend(Delegated { change, on: day(on), why })
}

/// That three councillors call Cabinet's decision in.
pub(crate) fn call_in(on: &str) -> Deed {
    let by = "Councillors Daley, Newton and Vizzard".to_owned();
    Deed::CallIn(CallIn { on: day(on), by, why: why() })
}

/// What came of that.
pub(crate) fn settle(on: &str, outcome: CallInOutcome) -> Deed {
    Deed::Settle(Settled { on: day(on), minute: "minute 20".to_owned(), outcome })
}

/// That it is taken back.
pub(crate) fn take_back(on: &str) -> Deed {
    Deed::TakeBack { on: day(on), why: why() }
}

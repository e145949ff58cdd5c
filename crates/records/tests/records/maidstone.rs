//! The worked example's partnership and year, and short ways to write what is done with them.

use partnership::membership::TypedPartnership;
use partnership::membership::person::Person;
use partnership::terms::day::Day;
use partnership::timetable::TypedTimetable;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::agenda::Paper;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use partnership::timetable::when::When;
use records::Book;
use records::HeldYear;
use records::PartnershipId;
use records::Records;
use records::Signed;

/// The partnership of October 2014.
pub(crate) fn typed() -> TypedPartnership {
    let file = include_str!("../../../../examples/maidstone-2014/partnership.toml");
    toml::from_str(file).unwrap()
}

/// The year 2015–16 as it was planned then.
pub(crate) fn timetable() -> TypedTimetable {
    let file = include_str!("../../../../examples/maidstone-2014/timetable.toml");
    toml::from_str(file).unwrap()
}

/// The year's cycle.
pub(crate) fn cycle() -> Cycle {
    timetable().cycle
}

/// The manager's signature, at a minute of 14 October 2014.
pub(crate) fn signed(minute: i64) -> Signed {
    by("the manager", minute)
}

/// Somebody's signature, at a minute of 14 October 2014.
pub(crate) fn by(who: &str, minute: i64) -> Signed {
    let midnight = 1_413_244_800;
    let at = jiff::Timestamp::from_second(midnight + 60 * minute).unwrap();
    Signed { who: who.to_owned(), at }
}

pub(crate) fn id(text: &str) -> PartnershipId {
    PartnershipId(text.parse().unwrap())
}

pub(crate) fn step(text: &str) -> StepId {
    StepId(text.parse().unwrap())
}

pub(crate) fn meeting_id(text: &str) -> MeetingId {
    MeetingId(text.parse().unwrap())
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn when(text: &str) -> When {
    text.parse().unwrap()
}

/// A day on which all that the tests record has happened.
pub(crate) fn today() -> Day {
    day("2015-06-01")
}

pub(crate) fn event(of: &str, on: &str, what: Happening) -> Event {
    Event { step: step(of), on: day(on), by: "the manager".to_owned(), what }
}

pub(crate) fn moved(of: &str, on: &str, to: &str, why: &str) -> Event {
    event(of, on, Happening::Moved { to: when(to), why: why.to_owned() })
}

/// The partnership's meeting of 5 March 2015, which approves the assessment, with one paper.
pub(crate) fn march_meeting() -> Meeting {
    Meeting {
        id: meeting_id("partnership-march"),
        body: partnership::membership::body::BodyId("partnership".parse().unwrap()),
        when: when("2015-03-05").try_into().unwrap(),
        agenda: vec![item("assessment-approved", "Strategic Assessment")],
    }
}

/// An item to which nothing has happened.
pub(crate) fn item(of: &str, paper: &str) -> AgendaItem {
    let papers = vec![Paper { title: paper.to_owned(), published: None }];
    AgendaItem { step: step(of), papers, life: ItemLife::Listed }
}

pub(crate) fn agreed() -> Decision {
    let (mover, minute) = ("the Chairman".to_owned(), "12".to_owned());
    Decision { outcome: Outcome::Agreed, mover, seconder: None, minute }
}

pub(crate) fn person(id: &str, email: &str) -> Person {
    let json = serde_json::json!({
        "id": id, "name": "Jane Smith", "email": email, "role": "analyst", "acts_for": ["Kent Police"],
    });
    serde_json::from_value(json).unwrap()
}

/// The book of a partnership that was entered with its year.
pub(crate) async fn with_its_year(records: &Records, name: &str) -> Book {
    let book = records.enter_partnership(&signed(0), &id(name), typed()).await.unwrap();
    book.enter_timetable(&signed(1), timetable()).await.unwrap();
    book
}

/// The year as it is held now.
pub(crate) async fn year(book: &Book) -> HeldYear {
    book.year(cycle()).await.unwrap().unwrap()
}

//! A change of something chosen by number, and what the numbers stand for.

use partnership::membership::body::BodyId;
use partnership::membership::person::Person;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::event::Event;
use partnership::timetable::event::Happening;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::step::Step;
use proptest::prelude::*;

use crate::maidstone::*;

/// A change.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Rename(String),
    DropBody(usize),
    Step(usize, OfStep),
    Happen(Event),
    Meeting(usize, OfMeeting),
    Person(usize, OfPerson),
    /// Of a step, by somebody who saw an old version.
    Late(usize),
}

/// A change of a step.
#[derive(Debug, Clone)]
pub(crate) enum OfStep {
    Enter,
    Change { owner: String, when: &'static str },
    Remove,
}

/// A change of a meeting, or of its item for a step.
#[derive(Debug, Clone)]
pub(crate) enum OfMeeting {
    Enter(usize),
    Move(&'static str),
    Remove,
    List(usize),
    AddPaper(usize),
    Do(usize, ItemDeed),
}

/// A change of a person, to an address by number.
#[derive(Debug, Clone)]
pub(crate) enum OfPerson {
    Enter(usize),
    Change(usize),
    Remove,
}

const TIMES: [&str; 5] = [
    "2015-03-05",
    "March 2015",
    "from May 2015",
    "2015-01-01 to 2015-02-28",
    "December 2014 to January 2015",
];

/// Why meetings are moved.
pub(crate) const FLOODED: &str = "the room was flooded";

const STEPS: std::ops::Range<usize> = 0..12;

/// Any change, likely and unlikely.
pub(crate) fn any_change() -> impl Strategy<Value = Change> {
    let words = "[ A-Za-z'é;\"%_-]{0,12}";
    let change = (words, prop::sample::select(&TIMES[..]))
        .prop_map(|(owner, when)| OfStep::Change { owner, when });
    let of_step = prop_oneof![Just(OfStep::Enter), change, Just(OfStep::Remove)];
    let of_person = prop_oneof![
        (0_usize..4).prop_map(OfPerson::Enter),
        (0_usize..4).prop_map(OfPerson::Change),
        Just(OfPerson::Remove),
    ];
    prop_oneof![
        1 => words.prop_map(Change::Rename),
        1 => (0_usize..4).prop_map(Change::DropBody),
        4 => (STEPS, of_step).prop_map(|(number, of)| Change::Step(number, of)),
        4 => (STEPS, 0_usize..4, 0_i32..300).prop_map(|(n, what, on)| Change::Happen(happening(n, what, on))),
        12 => (0_usize..2, of_meeting()).prop_map(|(number, of)| Change::Meeting(number, of)),
        3 => (0_usize..4, of_person).prop_map(|(number, of)| Change::Person(number, of)),
        1 => STEPS.prop_map(Change::Late),
    ]
}

fn of_meeting() -> impl Strategy<Value = OfMeeting> {
    // Few steps, so that what is done often meets an item that is there.
    let step = || 4_usize..6;
    let withdraw = ItemDeed::Withdraw { why: "not ready".to_owned() };
    let publish = (0_i32..40).prop_map(|later| {
        let on = day("2015-02-01").plus_days(later);
        ItemDeed::Publish { paper: "Report".to_owned(), on }
    });
    let deed =
        prop_oneof![3 => publish, 3 => Just(ItemDeed::Decide(agreed())), 1 => Just(withdraw)];
    prop_oneof![
        4 => step().prop_map(OfMeeting::Enter),
        1 => prop::sample::select(&TIMES[..2]).prop_map(OfMeeting::Move),
        1 => Just(OfMeeting::Remove),
        2 => step().prop_map(OfMeeting::List),
        1 => step().prop_map(OfMeeting::AddPaper),
        6 => (step(), deed).prop_map(|(step, deed)| OfMeeting::Do(step, deed)),
    ]
}

/// The step of that number: the first nine are the example's, the rest the same under other names.
pub(crate) fn numbered(number: usize) -> Step {
    let steps = timetable().steps;
    let mut step = steps[number % steps.len()].clone();
    if number >= steps.len() {
        step.id = crate::maidstone::step(&format!("extra-{number}"));
    }
    step
}

/// The meeting of that number, with an item for one step.
pub(crate) fn a_meeting(number: usize, step: usize) -> Meeting {
    Meeting {
        id: meeting_id(&format!("meeting-{number}")),
        body: BodyId("partnership".parse().unwrap()),
        when: when("2015-03-05").try_into().unwrap(),
        agenda: vec![item(&numbered(step).id.to_string(), "Report")],
    }
}

/// The person of one number, with the address of another.
pub(crate) fn someone(number: usize, address: usize) -> Person {
    person(&format!("p{number}"), &format!("e{address}@example.org"))
}

fn happening(step: usize, what: usize, on: i32) -> Event {
    let on = day("2014-10-01").plus_days(on);
    let what = match what {
        0 => Happening::Started,
        1 => Happening::Finished,
        2 => Happening::PapersPublished,
        _ => Happening::Moved { to: when("2015-06-09"), why: "it's late; really".to_owned() },
    };
    Event { step: numbered(step).id, on, by: "somebody".to_owned(), what }
}

//! A long list of three issues, scored by two people in the grid, and the partnership's meeting of 4 December 2014.

use std::collections::BTreeSet;

use partnership::membership::body::BodyId;
use partnership::membership::person::PersonId;
use partnership::priorities::candidate::Proposed;
use partnership::priorities::factor::Factor;
use partnership::priorities::factor::Level;
use partnership::priorities::method::Method;
use partnership::priorities::score::Given;
use partnership::terms::day::Day;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use records::Book;

use crate::house::signed;

pub(crate) fn cycle() -> Cycle {
    "2015-16".parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An issue on the list; its number.
pub(crate) async fn propose(book: &Book, title: &str, illustrative: bool) -> i64 {
    let proposed = Proposed {
        title: title.to_owned(),
        about: format!("{title}, and what it does to people"),
        why: "Officers asked for it".to_owned(),
        evidence: BTreeSet::new(),
        on: day("2014-10-10"),
        illustrative,
    };
    book.propose_issue(&signed(), cycle(), proposed, day("2014-10-14")).await.unwrap()
}

/// What somebody gives in the grid.
pub(crate) async fn give(book: &Book, issue: i64, who: &str, (impact, likelihood): (u8, u8)) {
    let level = |number: u8| Level::try_from(number).unwrap();
    let levels = [(Factor::Impact, level(impact)), (Factor::Likelihood, level(likelihood))];
    let note = "By what officers see".to_owned();
    let given =
        Given { levels: levels.into(), cites: BTreeSet::new(), note, on: day("2014-10-14") };
    let who = PersonId(who.parse().unwrap());
    book.give_score(&signed(), (cycle(), issue, None), &who, given).await.unwrap();
}

/// Three issues, of which two were scored by two; their numbers.
pub(crate) async fn enter(book: &Book) -> [i64; 3] {
    let home = propose(book, "Violence at home", true).await;
    let speeding = propose(book, "Speeding", true).await;
    let scams = propose(book, "Doorstep scams", true).await;
    let grid = (cycle(), None);
    book.choose_method(&signed(), grid, Method::Grid, ("", day("2014-10-12"))).await.unwrap();
    for (issue, ann, bob) in [(home, (4, 4), (4, 3)), (speeding, (1, 3), (3, 3))] {
        give(book, issue, "ann", ann).await;
        give(book, issue, "bob", bob).await;
    }
    [home, speeding, scams]
}

/// Closes scoring.
pub(crate) async fn close(book: &Book) {
    let held = book.scoring_rounds(cycle()).await.unwrap().pop().unwrap();
    let seen = (cycle(), held.value.number, held.version);
    book.close_scoring(&signed(), seen, day("2014-10-14")).await.unwrap();
}

/// The meeting that considered the draft, and agreed it: as a form names its item.
pub(crate) async fn meet(book: &Book) -> &'static str {
    let today = day("2014-12-05");
    let (id, step) = (
        MeetingId("partnership-december-2014".parse().unwrap()),
        StepId("assessment-drafted".parse().unwrap()),
    );
    let year = book.year(cycle()).await.unwrap().unwrap();
    if !year.meetings.contains_key(&id) {
        let item = serde_json::json!({ "step": step, "papers": [], "life": "listed" });
        let meeting = Meeting {
            id: id.clone(),
            body: BodyId("partnership".parse().unwrap()),
            when: partnership::timetable::meeting::MeetingDate::Set(day("2014-12-04")),
            agenda: vec![serde_json::from_value(item).unwrap()],
        };
        book.enter_meeting(&signed(), cycle(), meeting, today).await.unwrap();
    }
    let year = book.year(cycle()).await.unwrap().unwrap();
    let seen = year.items[&(id.clone(), step.clone())];
    let (mover, minute) = ("the Chairman".to_owned(), "minute 31".to_owned());
    let decision = Decision { outcome: Outcome::Agreed, mover, seconder: None, minute };
    let deed = ItemDeed::Decide(decision);
    book.change_agenda_item(&signed(), cycle(), seen, (&id, &step), deed, today).await.unwrap();
    "partnership-december-2014/assessment-drafted"
}

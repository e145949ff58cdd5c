//! A plan of 2015–16 with two priorities that a meeting decided, an objective, and two actions.

use std::collections::BTreeSet;

use partnership::plan::action::described::Described;
use partnership::plan::rolling::Wording;
use partnership::priorities::decided::deciding::Choices;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::PlanChange;

use crate::house::signed;
use crate::priorities_made;
use crate::priorities_made::cycle;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The day on which all of it is entered.
fn today() -> Day {
    day("2014-12-05")
}

/// Two priorities, as the partnership decided them on 4 December 2014.
pub(crate) async fn decide(book: &Book) {
    let [home, speeding, _] = priorities_made::enter(book).await;
    priorities_made::close(book).await;
    let (meeting, step) = priorities_made::meet(book).await.split_once('/').unwrap();
    let (meeting, step) = (
        partnership::timetable::meeting::MeetingId(meeting.parse().unwrap()),
        partnership::timetable::step::StepId(step.parse().unwrap()),
    );
    let chosen = vec![(home, "Domestic abuse".to_owned()), (speeding, "Safer roads".to_owned())];
    let choices = Choices { chosen, ..Choices::default() };
    book.decide_priorities(&signed(), (cycle(), None), (&meeting, &step), &choices).await.unwrap();
}

/// Begins the plan, with nothing in it.
pub(crate) async fn begin(book: &Book) {
    let wording = Wording {
        until: cycle(),
        strategy: String::new(),
        views: String::new(),
        illustrative: false,
    };
    book.begin_plan(&signed(), cycle(), wording).await.unwrap();
}

/// Enters the timetable of the cycle after, so that its plan can be begun; the cycle.
pub(crate) async fn enter_next_cycle(book: &Book) -> Cycle {
    let held = book.year(cycle()).await.unwrap().unwrap();
    let mut timetable = held.year.timetable.typed().clone();
    timetable.cycle = cycle().next().unwrap();
    let next = timetable.cycle;
    book.enter_timetable(&signed(), timetable).await.unwrap();
    next
}

/// Begins the plan of the cycle after anew, with nothing in it.
pub(crate) async fn begin_next(book: &Book, next: Cycle) {
    let wording =
        Wording { until: next, strategy: String::new(), views: String::new(), illustrative: false };
    book.begin_plan(&signed(), next, wording).await.unwrap();
}

/// How an action is described that the borough council leads, or another member.
pub(crate) fn described(title: &str, lead: &str) -> Described {
    Described {
        title: title.to_owned(),
        about: String::new(),
        objective: None,
        lead: lead.to_owned(),
        person: "Community Safety Manager".to_owned(),
        partners: BTreeSet::new(),
        resources: String::new(),
        funding: String::new(),
        measure: None,
        due: day("2015-12-31"),
        said: BTreeSet::new(),
    }
}

/// Enters the plan with an objective under the first priority, and two actions; their numbers. The council leads the first,
/// the police the second.
pub(crate) async fn enter(book: &Book) -> [i64; 2] {
    decide(book).await;
    begin(book).await;
    let priority = book.priorities(cycle()).await.unwrap()[0].id().clone();
    let seen = book.plan(cycle()).await.unwrap().unwrap().version;
    let what = PlanChange::AddObjective { priority, words: "Fewer repeat victims".to_owned() };
    book.change_plan(&signed(), (cycle(), seen), what, today()).await.unwrap();
    let council = described("Courses for perpetrators", "Maidstone Borough Council");
    let council = Described { objective: Some(1), ..council };
    let police = described("Speed checks by schools", "Kent Police");
    let mut numbers = Vec::new();
    for described in [council, police] {
        let number = book.enter_action(&signed(), cycle(), described, today()).await;
        numbers.push(number.unwrap());
    }
    [numbers[0], numbers[1]]
}

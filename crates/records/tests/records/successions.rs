//! A partnership says whom it follows and takes up what was not finished; one that ended is changed no more but where it must.

use std::collections::BTreeSet;

use partnership::membership::succession::Other;
use partnership::membership::succession::Predecessors;
use partnership::membership::succession::Successors;
use partnership::plan::action::Action;
use partnership::plan::action::Origin;
use partnership::plan::carrying::followed;
use partnership::timetable::event::Happening;
use records::Beginning;
use records::BeginningRefused;
use records::Book;
use records::ChangeError;
use records::Fingerprint;
use records::Kind;
use records::PartnershipId;
use records::PlanRefused;
use records::RecordsError;
use records::TimetableRefused;

use crate::county_analysts::with_a_county_analyst;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::findings::finding;
use crate::maidstone::*;
use crate::plans::described;
use crate::plans::wording;

fn other(id: &str, name: &str) -> Other {
    Other { id: id.parse().unwrap(), name: name.to_owned() }
}

fn ashford() -> Other {
    other("ashford-before", "Safer Ashford")
}

/// That it follows two others, from the day of the tests, with an action that one of them left.
pub(crate) fn beginning() -> Beginning {
    let from = [ashford(), other("swale-before", "Safer Swale")];
    let because = "The order of 2014".to_owned();
    Beginning {
        predecessors: Predecessors { on: today(), from: from.into(), because },
        timetable: None,
        plan: (cycle(), wording()),
        actions: vec![action()],
    }
}

/// That it ends on a day, and one follows it.
pub(crate) fn ending(on: &str) -> Successors {
    let into = BTreeSet::from([other("mid-kent", "Safer Mid Kent")]);
    Successors { on: day(on), into, because: "The order of 2014".to_owned() }
}

/// An action that another partnership left.
fn action() -> Action {
    let members = BTreeSet::from(["Kent Police".to_owned()]);
    let among = partnership::plan::action::described::Among {
        members: &members,
        objectives: &BTreeSet::new(),
    };
    let left = Action::of(described("Lights"), among, today()).unwrap();
    let origin = Origin {
        partnership: Some(ashford()),
        cycle: cycle(),
        number: 4,
        because: "The order of 2014".to_owned(),
    };
    followed(origin, &left, today()).unwrap()
}

pub(crate) async fn with_a_beginning_and_an_ending(book: &Book) {
    book.begin_from(&signed(130), &beginning()).await.unwrap();
    with_a_county_analyst(book).await;
    book.end(&signed(131), &ending("2028-04-01")).await.unwrap();
}

/// Changes of the tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 2] = [
    ("predecessors", "update predecessors set day = '2014-01-01'"),
    ("successors", "update successors set day = '2030-01-01'"),
];

on_both_engines! {
    what_others_left_goes_on_in_the_plan_of_the_one_that_follows;
    a_partnership_that_follows_is_entered_with_all_that_it_begins_with_or_not_at_all;
    an_ended_partnership_is_read_and_not_changed_from_its_day_on;
    who_signs_in_and_what_must_not_be_kept_is_changed_of_an_ended_one_too;
}

async fn what_others_left_goes_on_in_the_plan_of_the_one_that_follows(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    assert_eq!(book.predecessors().await.unwrap(), None);
    book.begin_from(&signed(130), &beginning()).await.unwrap();
    assert_eq!(book.predecessors().await.unwrap(), Some(beginning().predecessors));
    let kept = book.plan_actions(cycle()).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].action, action());
    assert_eq!(book.plan(cycle()).await.unwrap().unwrap().value.wording(), &wording());
    let twice = book.begin_from(&signed(131), &beginning()).await;
    assert!(matches!(twice, Err(BeginningRefused::Plan(PlanRefused::Conflict(_)))), "{twice:?}");
    assert_eq!(book.plan_actions(cycle()).await.unwrap().len(), 1);
    let entries = book.entries(0, 1_000).await.unwrap();
    assert!(entries.iter().any(|entry| entry.kind == Kind::Predecessors));
    book.verify().await.unwrap();
}

async fn a_partnership_that_follows_is_entered_with_all_that_it_begins_with_or_not_at_all(
    database: &Database,
) {
    let records = database.records().await;
    let id = PartnershipId("mid-kent".parse().unwrap());
    let described = typed();
    let (who, half) = (signed(130), beginning());
    let without = records.enter_following(&who, (&id, described.clone()), &half);
    let refused = without.await.unwrap_err();
    assert!(matches!(refused, BeginningRefused::Plan(PlanRefused::NoCycle(_))), "{refused:?}");
    assert!(records.book(&id).await.unwrap().is_none(), "it was entered by half");
    let whole = Beginning { timetable: Some(timetable()), ..beginning() };
    records.enter_following(&signed(131), (&id, described), &whole).await.unwrap();
    let book = records.book(&id).await.unwrap().unwrap();
    assert_eq!(book.cycles().await.unwrap(), [cycle()]);
    assert_eq!(book.plan_actions(cycle()).await.unwrap().len(), 1);
    book.verify().await.unwrap();
}

async fn an_ended_partnership_is_read_and_not_changed_from_its_day_on(database: &Database) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    let other = with_its_year(&records, "ashford").await;
    let before = format!("{:?}", book.year(cycle()).await.unwrap());
    book.end(&signed(10), &ending("2014-10-15")).await.unwrap();
    // Until its day it goes on; the signatures of the tests are of 14 October 2014.
    book.keep_finding(&signed(11), &finding("burglary")).await.unwrap();
    let late = signed(24 * 60);
    let begun = event("consultation", "2014-10-15", Happening::Started);
    let refused = book.record_event(&late, cycle(), &begun, day("2014-10-15")).await.unwrap_err();
    let is_ended = |error: &TimetableRefused| {
        matches!(error, TimetableRefused::Change(ChangeError::Records(RecordsError::Ended(_))))
    };
    assert!(is_ended(&refused), "{refused:?}");
    assert!(refused.to_string().contains("ended on 15 October 2014"), "{refused}");
    let again = book.end(&late, &ending("2014-10-20")).await.unwrap_err();
    assert!(matches!(again, ChangeError::Records(RecordsError::Ended(_))), "{again:?}");
    assert_eq!(format!("{:?}", book.year(cycle()).await.unwrap()), before);
    assert_eq!(book.successors().await.unwrap(), Some(ending("2014-10-15")));
    other.record_event(&late, cycle(), &begun, day("2014-10-15")).await.unwrap();
    // In October midnight is at eleven by the world's time.
    let [before, after] = [23 * 60 - 1, 23 * 60].map(signed);
    book.keep_finding(&before, &finding("robbery")).await.unwrap();
    let refused = book.keep_finding(&after, &finding("drugs")).await.unwrap_err();
    assert!(refused.to_string().contains("ended on 15 October 2014"), "{refused}");
    book.verify().await.unwrap();
}

async fn who_signs_in_and_what_must_not_be_kept_is_changed_of_an_ended_one_too(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_person(&signed(9), person("jane", "jane@example.org")).await.unwrap();
    book.end(&signed(10), &ending("2014-10-15")).await.unwrap();
    let late = signed(24 * 60 + 5);
    book.enter_person(&late, person("john", "john@example.org")).await.unwrap();
    let link = records::NewAccessLink {
        purpose: records::Purpose::SetPassword,
        for_whom: records::ForWhom::Person(person("john", "john@example.org").id),
        token: Fingerprint::of("a token"),
        expires: late.at + jiff::SignedDuration::from_hours(1),
    };
    book.make_access_link(&late, link).await.unwrap();
    let jane = person("jane", "jane@example.org");
    let seen = book.person(&jane.id).await.unwrap().unwrap().version;
    book.remove_person(&late, seen, &jane.id).await.unwrap();
    let much_later = signed(24 * 60 + 60);
    assert_eq!(book.forget_people(&much_later, much_later.at).await.unwrap().people.len(), 1);
    book.delete_due(&much_later, day("2030-01-01")).await.unwrap();
    book.verify().await.unwrap();
}

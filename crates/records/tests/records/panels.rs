//! Panels, their meetings and issues are kept as the core allows, and what people said can be deleted with the chain whole.

use partnership::panels::issue::DatedDeed;
use partnership::panels::issue::IssueDeed;
use partnership::panels::issue::RaisedIssue;
use partnership::panels::meeting::PanelMeeting;
use partnership::panels::panel::Panel;
use partnership::panels::panel::PanelId;
use partnership::panels::register::TypedRegister;
use partnership::panels::words_kept::WordsKept;
use records::Book;
use records::KeptIssue;
use records::PanelsRefused;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

const EXAMPLE: &str = include_str!("../../../../examples/maidstone-2014/panels.toml");

pub(crate) fn shepway() -> PanelId {
    PanelId("shepway".parse().unwrap())
}

pub(crate) fn panel() -> Panel {
    let json = serde_json::json!({
        "id": "shepway", "name": "Shepway panel", "lead": "Community warden", "from": "2012-04-01",
        "areas": [{ "code": "E05005003", "name": "Shepway North" }],
    });
    serde_json::from_value(json).unwrap()
}

pub(crate) fn meeting(on: &str) -> PanelMeeting {
    PanelMeeting { on: day(on), place: "Hall".to_owned(), came: Some(12), from: Vec::new() }
}

pub(crate) fn raised(place: &str, on: &str) -> (PanelId, RaisedIssue) {
    let (place, words) = (place.to_owned(), "Mrs Jones says they race".to_owned());
    let area = Some("E05005003".parse().unwrap());
    let kind = "speeding".parse().unwrap();
    (shepway(), RaisedIssue { place, area, kind, words, on: day(on) })
}

pub(crate) fn deed(on: &str, deed: IssueDeed) -> DatedDeed {
    DatedDeed { on: day(on), deed }
}

pub(crate) fn done() -> IssueDeed {
    IssueDeed::Do { what: "Checks".to_owned() }
}

pub(crate) async fn issue(book: &Book, number: usize) -> KeptIssue {
    book.panel_issues().await.unwrap().remove(number)
}

/// A panel that met twice, with two issues.
pub(crate) async fn with_panels(book: &Book) {
    book.enter_panel(&signed(50), panel()).await.unwrap();
    for on in ["2014-06-11", "2014-10-08"] {
        let met = meeting(on);
        book.enter_panel_meeting(&signed(51), &shepway(), met, today()).await.unwrap();
    }
    let both = vec![raised("Loose Road", "2014-06-11"), raised("the Loose Rd", "2014-10-08")];
    book.enter_panel_issues(&signed(52), both, today()).await.unwrap();
    let kept = Some(WordsKept::USUAL);
    book.set_panel_words_kept(&signed(52), None, kept).await.unwrap();
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 4] = [
    ("panel", "update panel set panel = replace(panel, 'warden', 'queen')"),
    ("panel_meeting", "update panel_meeting set meeting = replace(meeting, 'Hall', 'Inn')"),
    ("panel_issue", "update panel_issue set issue = replace(issue, 'race', 'stroll')"),
    ("panel_retention", "update panel_retention set days = 3000"),
];

on_both_engines! {
    an_issue_lives_as_the_core_says_and_its_last_deed_can_be_taken_back;
    what_does_not_fit_the_register_is_refused_whole;
    issues_are_counted_from_one_and_no_number_is_given_twice;
    two_that_are_one_are_joined_by_a_person;
    what_people_said_is_deleted_and_the_chain_holds;
    words_go_by_themselves_once_somebody_said_after_how_long;
    what_was_raised_is_corrected_within_the_register;
    the_worked_example_is_kept_as_it_is;
}

async fn an_issue_lives_as_the_core_says_and_its_last_deed_can_be_taken_back(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let kept = issue(&book, 0).await;
    let panel = shepway();
    let seen = (&panel, kept.number, kept.version);
    let record = async |seen, deed| book.record_issue_deed(&signed(53), seen, deed, today()).await;
    let version = record(seen, deed("2014-07-01", done())).await.unwrap();
    let again = deed("2014-09-01", IssueDeed::RaiseAgain { words: String::new() });
    let now = (&panel, kept.number, version);
    assert!(matches!(record(now, again).await, Err(PanelsRefused::NoMeeting(_))));
    let late = record(seen, deed("2014-07-02", IssueDeed::FeedBack { how: String::new() })).await;
    assert!(matches!(late, Err(PanelsRefused::Conflict(_))), "{late:?}");
    let twice = record(now, deed("2014-07-02", done())).await;
    assert!(matches!(twice, Err(PanelsRefused::Issue(_))), "{twice:?}");
    book.take_back_issue_deed(&signed(54), now).await.unwrap();
    assert_eq!(issue(&book, 0).await.issue, kept.issue);
    book.verify().await.unwrap();
}

async fn what_does_not_fit_the_register_is_refused_whole(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let both = vec![raised("Loose Road", "2014-06-11"), raised("Loose Road", "2014-06-12")];
    let refused = book.enter_panel_issues(&signed(53), both, today()).await;
    assert!(matches!(refused, Err(PanelsRefused::NoMeeting(_))), "{refused:?}");
    assert_eq!(book.panel_issues().await.unwrap().len(), 2);
    let version = book.panels().await.unwrap()[0].version;
    let mut other = panel();
    other.areas[0].code = "E05005004".parse().unwrap();
    let refused = book.change_panel(&signed(54), version, other).await;
    assert!(matches!(refused, Err(PanelsRefused::NotCovered(_))), "{refused:?}");
    let ended = Panel { until: Some(day("2014-09-01")), ..panel() };
    let refused = book.change_panel(&signed(54), version, ended).await;
    assert!(matches!(refused, Err(PanelsRefused::MetThen(_))), "{refused:?}");
    let refused = book.remove_panel(&signed(55), version, &shepway()).await;
    assert!(matches!(refused, Err(PanelsRefused::HasMet)), "{refused:?}");
    let seen = book.panel_meetings(&shepway()).await.unwrap()[0].version;
    let which = (day("2014-06-11"), seen);
    let refused = book.remove_panel_meeting(&signed(55), &shepway(), which).await;
    assert!(matches!(refused, Err(PanelsRefused::RaisedThen(_))), "{refused:?}");
    book.verify().await.unwrap();
}

async fn issues_are_counted_from_one_and_no_number_is_given_twice(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let (one, other) = (issue(&book, 0).await, issue(&book, 1).await);
    assert_eq!((one.number, other.number), (1, 2));
    let last = (&shepway(), other.number, other.version);
    book.remove_panel_issue(&signed(53), last).await.unwrap();
    let more = vec![raised("Sutton Road", "2014-06-11"), raised("Park Way", "2014-10-08")];
    let numbers = book.enter_panel_issues(&signed(54), more, today()).await.unwrap();
    assert_eq!(numbers, [3, 4]);
    book.verify().await.unwrap();
}

async fn two_that_are_one_are_joined_by_a_person(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let (one, other) = (issue(&book, 0).await, issue(&book, 1).await);
    let pair = ((one.number, one.version), (other.number, other.version));
    book.join_panel_issues(&signed(53), &shepway(), pair, today()).await.unwrap();
    let issues = book.panel_issues().await.unwrap();
    assert_eq!((issues.len(), issues[0].issue.days_raised().count()), (1, 2));
    book.verify().await.unwrap();
}

async fn what_people_said_is_deleted_and_the_chain_holds(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let (kept, panel) = (issue(&book, 0).await, shepway());
    let seen = (&panel, kept.number, kept.version);
    book.record_issue_deed(&signed(53), seen, deed("2014-07-01", done()), today()).await.unwrap();
    let delete = async |on| book.delete_panel_words(&signed(54), day(on)).await.unwrap();
    assert_eq!(delete("2014-07-01").await, 0);
    assert_eq!(delete("2014-07-02").await, 1);
    assert_eq!(delete("2014-07-02").await, 0, "nothing is left to delete");
    let (closed, open) = (issue(&book, 0).await.issue, issue(&book, 1).await.issue);
    assert_eq!((closed.raised().words.as_str(), closed.deeds().len()), ("[deleted]", 1));
    assert!(open.raised().words.contains("Mrs Jones"));
    let entries = format!("{:?}", book.entries(0, 1000).await.unwrap());
    assert!(!entries.contains("Mrs Jones"), "the audit record has what people said");
    book.verify().await.unwrap();
}

async fn words_go_by_themselves_once_somebody_said_after_how_long(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let (kept, panel) = (issue(&book, 0).await, shepway());
    let seen = (&panel, kept.number, kept.version);
    book.record_issue_deed(&signed(53), seen, deed("2014-07-01", done()), today()).await.unwrap();
    let set = book.panel_words_kept().await.unwrap().unwrap();
    let due = set.value.due(&issue(&book, 0).await.issue).unwrap();
    let delete = async |on| book.delete_due_panel_words(&signed(54), on).await.unwrap();
    assert_eq!(delete(due.plus_days(-1)).await, 0);
    let set_to = async |seen, kept| book.set_panel_words_kept(&signed(55), seen, kept).await;
    assert!(set_to(None, None).await.is_err(), "it was set meanwhile");
    set_to(Some(set.version), None).await.unwrap();
    assert_eq!(delete(due).await, 0, "nothing is set");
    set_to(None, Some(WordsKept::USUAL)).await.unwrap();
    assert_eq!(delete(due).await, 1);
    assert_eq!(delete(due).await, 0);
    book.verify().await.unwrap();
}

async fn what_was_raised_is_corrected_within_the_register(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_panels(&book).await;
    let (kept, panel) = (issue(&book, 0).await, shepway());
    let seen = (&panel, kept.number, kept.version);
    book.record_issue_deed(&signed(53), seen, deed("2014-07-01", done()), today()).await.unwrap();
    let now = issue(&book, 0).await;
    let seen = (&panel, now.number, now.version);
    let correct = async |raised| book.correct_panel_issue(&signed(54), seen, raised, today()).await;
    let late = raised("Loose Road", "2014-10-08").1;
    assert!(matches!(correct(late).await, Err(PanelsRefused::Issue(_))));
    let strange = raised("Loose Road", "2014-06-12").1;
    assert!(matches!(correct(strange).await, Err(PanelsRefused::NoMeeting(_))));
    let area = Some("E05005004".parse().unwrap());
    let outside = RaisedIssue { area, ..raised("Loose Road", "2014-06-11").1 };
    assert!(matches!(correct(outside).await, Err(PanelsRefused::NotCovered(_))));
    correct(raised("Sutton Road", "2014-06-11").1).await.unwrap();
    let mended = issue(&book, 0).await.issue;
    assert_eq!((mended.raised().place.as_str(), mended.deeds().len()), ("Sutton Road", 1));
    book.verify().await.unwrap();
}

async fn the_worked_example_is_kept_as_it_is(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let typed: TypedRegister = toml::from_str(EXAMPLE).unwrap();
    let mut issues = Vec::new();
    for panel in typed.checked(day("2014-10-14")).unwrap() {
        let id = panel.is.id.clone();
        book.enter_panel(&signed(50), panel.is).await.unwrap();
        for met in panel.meeting {
            book.enter_panel_meeting(&signed(51), &id, met, today()).await.unwrap();
        }
        for issue in panel.issue {
            let raised = vec![(id.clone(), issue.raised().clone())];
            let number = book.enter_panel_issues(&signed(52), raised, today()).await.unwrap()[0];
            for deed in issue.deeds().to_vec() {
                let all = book.panel_issues().await.unwrap();
                let version = all.into_iter().find(|kept| kept.number == number).unwrap().version;
                let seen = (&id, number, version);
                book.record_issue_deed(&signed(53), seen, deed, today()).await.unwrap();
            }
            issues.push(issue);
        }
    }
    let kept: Vec<_> =
        book.panel_issues().await.unwrap().into_iter().map(|one| one.issue).collect();
    assert_eq!(kept, issues);
    book.verify().await.unwrap();
}

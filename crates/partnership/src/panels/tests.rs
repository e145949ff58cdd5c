//! The life of issues under any deeds, what came back, what it comes to, and the worked example.

use proptest::prelude::*;

use crate::consultation::report::Label;
use crate::panels::import::Met;
use crate::panels::import::Row;
use crate::panels::import::RowFault;
use crate::panels::import::import;
use crate::panels::issue::DatedDeed;
use crate::panels::issue::Issue;
use crate::panels::issue::IssueDeed;
use crate::panels::issue::RaisedIssue;
use crate::panels::issue::life::State;
use crate::panels::issue::life::Way;
use crate::panels::issue::refused::IssueFault;
use crate::panels::issue::refused::IssueRefused;
use crate::panels::panel::PanelFault;
use crate::panels::place::Likeness;
use crate::panels::recurrence::Kept;
use crate::panels::recurrence::MayBeOne;
use crate::panels::recurrence::RETURNS_WITHIN;
use crate::panels::recurrence::may_be_one;
use crate::panels::recurrence::returned;
use crate::panels::register::TypedPanel;
use crate::panels::register::TypedRegister;
use crate::panels::roll_up::Asked;
use crate::panels::roll_up::roll_up;
use crate::panels::told::sentences;
use crate::terms::day::Day;

const EXAMPLE: &str = include_str!("../../../../examples/maidstone-2014/panels.toml");

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn example() -> Vec<TypedPanel> {
    toml::from_str::<TypedRegister>(EXAMPLE).unwrap().checked(day("2014-10-14")).unwrap()
}

fn kept(panels: &[TypedPanel]) -> Vec<Kept<'_>> {
    let issues =
        panels.iter().flat_map(|panel| panel.issue.iter().map(|issue| (&panel.is.id, issue)));
    (1..).zip(issues).map(|(number, (panel, issue))| Kept { number, panel, issue }).collect()
}

fn raised(place: &str, words: &str) -> RaisedIssue {
    let (place, words) = (place.to_owned(), words.to_owned());
    RaisedIssue {
        place,
        area: None,
        kind: "speeding".parse().unwrap(),
        words,
        on: day("2014-05-14"),
    }
}

fn any_deed() -> impl Strategy<Value = IssueDeed> {
    let words = || "[a-z ]{0,4}";
    prop_oneof![
        words().prop_map(|owner| IssueDeed::Accept { owner }),
        words().prop_map(|to| IssueDeed::Refer { to }),
        words().prop_map(|what| IssueDeed::Do { what }),
        words().prop_map(|because| IssueDeed::CannotBeDone { because }),
        Just(IssueDeed::FeedBack),
        words().prop_map(|words| IssueDeed::RaiseAgain { words }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_an_issue_stands_where_its_deeds_led_it(
        deeds in prop::collection::vec((any_deed(), 0..40), 0..12)
    ) {
        let (today, mut issue) = (day("2015-03-01"), Issue::of(raised("A road", "Fast"), day("2015-03-01")).unwrap());
        for (deed, later) in deeds {
            let (before, on) = (issue.clone(), issue.last_day().plus_days(later));
            let way = Way::of(&deed);
            let Ok(after) = issue.clone().with(DatedDeed { on, deed }, today) else { continue };
            prop_assert_eq!(Some(after.state()), before.state().after(way));
            prop_assert_eq!(after.closed().is_none(), after.state().is_open());
            prop_assert_eq!(after.fed_back().is_some(), after.state() == State::FedBack);
            prop_assert!(after.last_day() >= before.last_day() && after.last_day() <= today);
            prop_assert_eq!(after.clone().without_last().unwrap(), before);
            let text = serde_json::to_string(&after).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Issue>(&text).unwrap(), &after);
            issue = after;
        }
    }

    #[test]
    fn places_read_alike_either_way_round(one in "[a-c ]{0,6}( rd| road)?", other in "[a-c ]{0,6}( rd| road)?") {
        let likeness = crate::panels::place::likeness;
        prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
    }
}

#[test]
fn every_state_can_be_left_and_only_what_is_closed_is_fed_back() {
    for state in State::ALL {
        assert!(state.next().any(|way| way == Way::RaiseAgain), "{state:?}");
        let told = state.after(Way::FeedBack).is_some();
        assert_eq!(told, !state.is_open() && state != State::FedBack, "{state:?}");
    }
    assert_eq!(State::FedBack.after(Way::RaiseAgain), Some(State::Raised));
    assert_eq!(State::Referred.after(Way::RaiseAgain), Some(State::Referred));
    let issue = Issue::of(raised("A road", "Fast"), day("2014-06-01")).unwrap();
    let deed = |on, deed| issue.clone().with(DatedDeed { on: day(on), deed }, day("2014-06-01"));
    let refused = deed("2014-05-20", IssueDeed::FeedBack).unwrap_err().to_string();
    let told = "the issue is raised, so it cannot be fed back to the panel now; it can be accepted, referred, done, \
                found impossible and raised again";
    assert_eq!(refused, told);
    let why = deed("2014-05-20", IssueDeed::CannotBeDone { because: " ".to_owned() });
    assert!(matches!(why, Err(IssueRefused::Missing(_))));
    let again = || IssueDeed::RaiseAgain { words: String::new() };
    assert_eq!(deed("2014-05-14", again()), Err(IssueRefused::TwiceAtOnce(day("2014-05-14"))));
    assert!(matches!(deed("2014-05-13", again()), Err(IssueRefused::Early { .. })));
    assert_eq!(deed("2014-06-02", again()), Err(IssueRefused::ToCome(day("2014-06-02"))));
}

#[test]
fn what_may_name_somebody_is_noticed_and_what_is_missing_is_told() {
    let named =
        Issue::of(raised("Outside Mr Smith’s", "Ring 01622 555 555"), day("2014-06-01")).unwrap();
    let words: Vec<String> = named.warnings().into_iter().map(|one| one.words).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    let faults = Issue::of(raised(" ", ""), day("2014-05-13")).unwrap_err();
    assert_eq!(
        faults,
        [IssueFault::Place, IssueFault::Words, IssueFault::ToCome(day("2014-05-14"))]
    );
    let mut panel = example().remove(0).is;
    panel.until = Some(day("2012-03-31"));
    panel.areas.push(crate::panels::panel::PanelArea {
        code: "E07000110".parse().unwrap(),
        name: "Maidstone".to_owned(),
    });
    assert_eq!(panel.faults(), [PanelFault::Area("E07000110".parse().unwrap()), PanelFault::Days]);
}

#[test]
fn what_came_back_is_found_and_what_may_be_one_is_only_proposed() {
    let panels = example();
    let kept = kept(&panels);
    let back: Vec<i64> =
        kept.iter().flat_map(|one| returned(*one, RETURNS_WITHIN)).map(|one| one.number).collect();
    assert_eq!(back, [1]);
    assert_eq!(returned(kept[0], 30), [], "it came back after 84 days");
    let one = MayBeOne { earlier: 3, later: 4, likeness: Likeness::Within };
    assert_eq!(may_be_one(&kept, RETURNS_WITHIN), [one]);
    let joined = kept[2].issue.clone().joined_with(kept[3].issue, day("2014-10-14")).unwrap();
    assert_eq!(joined.days_raised().count(), 2);
    assert_eq!(joined.owner(), Some("Kent County Council, highways"));
    let other_way = kept[3].issue.clone().joined_with(kept[2].issue, day("2014-10-14"));
    assert_eq!(other_way, Err(IssueRefused::OtherHasDeeds));
}

#[test]
fn the_worked_example_comes_to_what_can_be_counted_by_hand() {
    let panels = example();
    let raised = "2014-04-01 to 2014-10-14".parse().unwrap();
    let (fed_back_within, returns_within, today) = (28, RETURNS_WITHIN, day("2014-10-14"));
    let asked = Asked { raised, fed_back_within, returns_within, today };
    let all = roll_up(&kept(&panels), asked);
    let counts = &all.all;
    assert_eq!((counts.issues, counts.times_raised, counts.open, counts.closed), (5, 6, 3, 2));
    assert_eq!((counts.due, counts.fed_back_in_time, counts.returned), (2, 1, 1));
    assert_eq!(counts.share_fed_back(), Some(50.0));
    assert_eq!(counts.oldest_open, Some(day("2014-05-14")));
    assert_eq!(all.by_kind[0].0.in_words(), "speeding");
    assert_eq!(all.by_area_and_kind.iter().map(|(_, counts)| counts.issues).sum::<usize>(), 5);
    let quarters: Vec<usize> = all.by_quarter.iter().map(|(_, raised)| *raised).collect();
    assert_eq!(quarters, [3, 2, 1]);
    assert!(panels.iter().all(|panel| panel.is.illustrative));
    insta::assert_snapshot!(sentences(&all, asked, Label::Illustrative).join("\n"));
}

#[test]
fn a_table_is_taken_whole_or_every_refused_row_is_told() {
    let panels = example();
    let met: Vec<Met<'_>> = panels
        .iter()
        .map(|panel| Met { panel: &panel.is, on: panel.meeting.iter().map(|met| met.on).collect() })
        .collect();
    let row = |line, cells: [&str; 5]| Row { line, cells: cells.map(str::to_owned).to_vec() };
    let good = row(2, ["shepway", "2014-06-11", "Loose Road", "Dog fouling", "On the path"]);
    let read = |rows: &[Row]| import(rows, &met, day("2014-10-14"));
    let (panel, issue) = read(std::slice::from_ref(&good)).unwrap().remove(0);
    assert_eq!(
        (panel.to_string().as_str(), issue.raised().kind.to_string().as_str()),
        ("shepway", "dog-fouling")
    );
    let bad = row(3, ["Shepway panel (Example)", "2014-06-12", "", "litter", "x"]);
    let strange = row(4, ["nowhere", "11/6/14", "Loose Road", "", "On the path"]);
    let again = Row { line: 5, ..good.clone() };
    let refused = read(&[good, bad, strange, again]).unwrap_err();
    let lines: Vec<u64> = refused.iter().map(|one| one.line).collect();
    assert_eq!(lines, [3, 3, 4, 4, 4, 5]);
    assert_eq!(refused[0].why, RowFault::NoMeeting(day("2014-06-12")));
    assert_eq!(refused[1].why, RowFault::Raised(IssueFault::Place));
    assert_eq!(refused[5].to_string(), "line 5: it is the same as line 2; leave one out");
}

#[test]
fn a_register_tells_what_does_not_fit_together() {
    let refused = |text: &str| {
        let typed = toml::from_str::<TypedRegister>(text).unwrap();
        typed.checked(day("2014-10-14")).unwrap_err().to_string()
    };
    let moved = EXAMPLE.replace("on = \"2014-10-08\"\nplace", "on = \"2014-10-07\"\nplace");
    assert!(refused(&moved).contains("an issue was raised on 8 October 2014, when no meeting was"));
    let twice = EXAMPLE.replace("id = \"shepway\"", "id = \"high-street\"");
    assert!(refused(&twice).contains("panel `high-street`: there are two of that short name"));
}

//! The life of issues under any deeds, what came back, what it comes to, and the worked example.

use proptest::prelude::*;

use crate::consultation::report::Label;
use crate::panels::export::as_imported;
use crate::panels::export::with_history;
use crate::panels::import::Met;
use crate::panels::import::Row;
use crate::panels::import::RowFault;
use crate::panels::import::file;
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
use crate::panels::recurrence::raised_before;
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
        words().prop_map(|how| IssueDeed::FeedBack { how }),
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
    let refused =
        deed("2014-05-20", IssueDeed::FeedBack { how: String::new() }).unwrap_err().to_string();
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
    assert_eq!((counts.not_fed_back, all.by_area.len()), (0, 3));
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
    let row = |line, cells: [&str; 6]| Row { line, cells: cells.map(str::to_owned).to_vec() };
    let good = row(
        2,
        ["shepway", "2014-06-11", "Loose Road", "Dog fouling", "On the path", "shepway NORTH"],
    );
    let read = |rows: &[Row]| import(rows, &met, &kept(&panels), day("2014-10-14"));
    let (panel, issue) = read(std::slice::from_ref(&good)).unwrap().remove(0);
    assert_eq!(
        (panel.to_string().as_str(), issue.raised().kind.to_string().as_str()),
        ("shepway", "dog-fouling")
    );
    assert_eq!(issue.raised().area, Some("E05005003".parse().unwrap()));
    let cells = ["high-street", "10/9/2014", "Town Hall", "noise", "Bells", ""];
    let (_, only) = read(&[row(2, cells)]).unwrap().remove(0);
    assert_eq!(only.raised().area, Some("E05004996".parse().unwrap()), "it covers one alone");
    let elsewhere = row(2, ["shepway", "2014-06-11", "Loose Road", "noise", "x", "High Street"]);
    let refused = read(&[elsewhere]).unwrap_err();
    assert_eq!(refused[0].why, RowFault::Area("High Street".to_owned()));
    let bad = row(3, ["Shepway panel (Example)", "2014-06-12", "", "litter", "x", "E05005003"]);
    let strange = row(4, ["nowhere", "Juneish", "Loose Road", "", "On the path", ""]);
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

#[test]
fn what_is_exported_reads_back_and_is_refused_where_it_is_kept() {
    let panels = example();
    let kept = kept(&panels);
    let rows = as_imported(&kept);
    let text: String = rows.iter().map(|cells| format!("\"{}\"\n", cells.join("\",\""))).collect();
    let read = file::read(&text).unwrap();
    let met: Vec<Met<'_>> = panels
        .iter()
        .map(|panel| Met { panel: &panel.is, on: panel.meeting.iter().map(|met| met.on).collect() })
        .collect();
    let again = import(&read, &met, &[], day("2014-10-14")).unwrap();
    let raised: Vec<_> = again.iter().map(|(_, issue)| issue.raised()).collect();
    assert_eq!(raised, kept.iter().map(|one| one.issue.raised()).collect::<Vec<_>>());
    let refused = import(&read, &met, &kept, day("2014-10-14")).unwrap_err();
    assert_eq!(refused.len(), kept.len());
    assert_eq!(
        refused[0].to_string(),
        "line 2: it is in the register already, as issue 1; leave the row out"
    );
    let all: Vec<_> = panels.iter().map(|panel| &panel.is).collect();
    let history = with_history(&all, &kept);
    assert!(history.iter().all(|row| row.len() == history[0].len()));
    assert_eq!(history[2][14], "The lights were mended.");
    assert_eq!(history[2][16], "On the notice board of the Town Hall.");
    assert_eq!(history[1][14], "", "it is open again");
}

#[test]
fn an_issue_is_corrected_and_keeps_what_was_done() {
    let issue = example().remove(0).issue.remove(1);
    let mut raised = issue.raised().clone();
    raised.place = "King Street".to_owned();
    let corrected = issue.clone().corrected(raised.clone(), day("2014-10-14")).unwrap();
    assert_eq!(corrected.deeds(), issue.deeds());
    assert_eq!(corrected.raised().place, "King Street");
    raised.on = day("2014-09-13");
    let late = issue.corrected(raised, day("2014-10-14"));
    assert!(matches!(late, Err(IssueRefused::Early { .. })), "{late:?}");
}

#[test]
fn before_an_issue_is_kept_it_is_proposed_what_it_may_be() {
    let panels = example();
    let kept = kept(&panels);
    let at = |place: &str, on: &str| {
        let raised = RaisedIssue { on: day(on), ..raised(place, "Fast") };
        let new = Issue::of(raised, day("2014-10-14")).unwrap();
        raised_before(&panels[1].is.id, &new, &kept, RETURNS_WITHIN)
    };
    assert_eq!(
        at("Willington St.", "2014-10-08"),
        [3, 4],
        "the same first, and one of that very day"
    );
    assert_eq!(
        at("Willington Street", "2014-06-10"),
        Vec::<i64>::new(),
        "it was raised before them"
    );
    assert_eq!(at("Loose Road", "2014-10-08"), Vec::<i64>::new());
}

#[test]
fn a_register_is_cut_to_a_day() {
    let typed: TypedRegister = toml::from_str(EXAMPLE).unwrap();
    let panels = typed.until(day("2014-06-18")).checked(day("2014-06-18")).unwrap();
    let issues: Vec<usize> = panels.iter().map(|panel| panel.issue.len()).collect();
    let deeds = panels[0].issue[0].deeds().len();
    assert_eq!((panels[0].meeting.len(), issues, deeds), (1, vec![1, 2], 2));
}

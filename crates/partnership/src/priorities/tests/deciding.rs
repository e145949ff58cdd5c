//! Only a decision at a meeting makes priorities, and a choice against the rank says why.

use super::*;
use crate::priorities::decided::Against;
use crate::priorities::decided::DecidedPriorities;
use crate::priorities::decided::deciding::ChoiceFault;
use crate::priorities::decided::deciding::Choices;
use crate::priorities::decided::deciding::LongList;
use crate::priorities::decided::deciding::decide;
use crate::priorities::decided::minuted::Minuted;
use crate::priorities::decided::minuted::NoDecision;
use crate::priorities::export;
use crate::priorities::ranking::Ranking;
use crate::priorities::ranking::Sheets;
use crate::priorities::ranking::ranking;
use crate::timetable::cycle::Cycle;
use crate::timetable::meeting::Meeting;
use crate::timetable::step::StepId;

fn cycle() -> Cycle {
    "2015-16".parse().unwrap()
}

fn meeting(life: serde_json::Value) -> Meeting {
    let item = serde_json::json!({ "step": "assessment-considered", "papers": [], "life": life });
    let json = serde_json::json!({
        "id": "smp-december", "body": "smp", "when": "2014-12-04", "agenda": [item],
    });
    serde_json::from_value(json).unwrap()
}

fn decided(outcome: serde_json::Value) -> serde_json::Value {
    let decision = serde_json::json!({ "outcome": outcome, "mover": "the Chair", "minute": "12" });
    serde_json::json!({ "decided": { "on": "2014-12-04", "decision": decision } })
}

fn step() -> StepId {
    StepId("assessment-considered".parse().unwrap())
}

fn minuted() -> Minuted {
    Minuted::of(cycle(), &meeting(decided("agreed".into())), &step()).unwrap()
}

/// Four issues, of which the last was not scored; the third was set aside.
struct Made {
    issues: BTreeMap<i64, CandidateIssue>,
    ranking: Ranking,
}

fn made() -> Made {
    let names = ["Violence at home", "Speeding", "Court delays", "Scams"];
    let mut issues: BTreeMap<i64, CandidateIssue> =
        (1..).zip(names).map(|(number, name)| (number, issue(name))).collect();
    let gone = after(issues[&3].clone(), aside("Courts decide it")).unwrap();
    issues.insert(3, gone);
    let (first, second, third) = (grid(4, 4), grid(3, 2), grid(4, 3));
    let sheets = Sheets::from([(1, vec![&first]), (2, vec![&second]), (3, vec![&third])]);
    let ranking = ranking(&Method::Grid, &sheets, 2);
    Made { issues, ranking }
}

impl Made {
    fn list<'l>(&'l self, earlier: &'l [DecidedPriorities]) -> LongList<'l> {
        LongList { issues: &self.issues, ranking: Some((1, &self.ranking)), earlier }
    }
}

fn chosen(all: &[(i64, &str)]) -> Choices {
    let chosen = all.iter().map(|(issue, wording)| (*issue, (*wording).to_owned())).collect();
    Choices { chosen, because: BTreeMap::new() }
}

#[test]
fn no_priority_is_made_without_a_decision_that_a_meeting_agreed() {
    let made = |life| Minuted::of(cycle(), &meeting(life), &step());
    assert_eq!(made("listed".into()), Err(NoDecision::Undecided(step())));
    let deferred = decided(serde_json::json!({ "deferred": { "why": "no time" } }));
    let outcome = "deferred";
    assert_eq!(made(deferred), Err(NoDecision::NotAgreed { step: step(), outcome }));
    let other = StepId("plan-adopted".parse().unwrap());
    let elsewhere = Minuted::of(cycle(), &meeting("listed".into()), &other);
    assert_eq!(elsewhere, Err(NoDecision::NotOnTheAgenda(other)));
}

#[test]
fn a_priority_keeps_its_issue_wording_cycle_and_the_minute() {
    let made = made();
    let choices = chosen(&[(1, "Domestic abuse")]);
    let decided = decide(minuted(), made.list(&[]), &choices).unwrap();
    let one = &decided.priorities()[0];
    assert_eq!((one.issue(), one.wording(), one.cycle()), (1, "Domestic abuse", cycle()));
    assert_eq!(one.id().to_string(), "domestic-abuse");
    assert_eq!((decided.minuted().minute(), decided.minuted().on()), ("12", day("2014-12-04")));
    assert_eq!((decided.round(), decided.rank(1), decided.rank(4)), (Some(1), Some(1), None));
}

#[test]
fn passing_over_a_higher_rank_needs_a_reason_unless_it_was_set_aside() {
    let made = made();
    let mut choices = chosen(&[(2, "Safer roads")]);
    let faults = decide(minuted(), made.list(&[]), &choices).unwrap_err();
    // Issue 3 ranks above too, and is not on the list any more.
    let how = Against::PassedOver { rank: 1 };
    assert_eq!(faults, [ChoiceFault::NoReason { issue: 1, how }]);
    choices.because.insert(1, "The county leads on it this year".to_owned());
    let decided = decide(minuted(), made.list(&[]), &choices).unwrap();
    assert_eq!(decided.against()[&1].because, "The county leads on it this year");
    assert_eq!(decided.against()[&1].how, how);
}

#[test]
fn choosing_what_nobody_scored_needs_a_reason_and_what_was_set_aside_cannot_be() {
    let made = made();
    let faults = decide(minuted(), made.list(&[]), &chosen(&[(4, "Scams"), (3, "Courts")]));
    let state = State::SetAside(Ground::NotOurs);
    let wanted = vec![
        ChoiceFault::NotOnTheList { issue: 3, state },
        ChoiceFault::NoReason { issue: 4, how: Against::Unscored },
        ChoiceFault::NoReason { issue: 1, how: Against::PassedOver { rank: 1 } },
    ];
    assert_eq!(faults, Err(wanted));
    let nothing = decide(minuted(), made.list(&[]), &chosen(&[]));
    assert_eq!(nothing, Err(vec![ChoiceFault::Nothing]));
    let twice = decide(minuted(), made.list(&[]), &chosen(&[(1, "Abuse"), (1, " ")]));
    assert_eq!(twice, Err(vec![ChoiceFault::Twice(1), ChoiceFault::NoWording(1)]));
}

#[test]
fn a_later_decision_keeps_the_short_name_of_an_issue_and_gives_others_new_ones() {
    let mut made = made();
    made.issues.insert(5, issue("More of it"));
    let first = decide(minuted(), made.list(&[]), &chosen(&[(1, "Abuse")])).unwrap();
    let earlier = [first];
    let mut choices = chosen(&[(1, "Abuse at home"), (5, "Abuse")]);
    choices.because.insert(5, "It came up in the summer".to_owned());
    let later = decide(minuted(), made.list(&earlier), &choices).unwrap();
    let ids: Vec<String> = later.priorities().iter().map(|one| one.id().to_string()).collect();
    assert_eq!(ids, ["abuse", "abuse-2"]);
}

#[test]
fn kept_priorities_read_the_same_and_none_is_kept_without_its_minute() {
    let made = made();
    let decided = decide(minuted(), made.list(&[]), &chosen(&[(1, "Abuse")])).unwrap();
    let json = serde_json::to_value(&decided).unwrap();
    assert_eq!(serde_json::from_value::<DecidedPriorities>(json.clone()).unwrap(), decided);
    for (at, wrong) in [
        ("/minuted/minute", serde_json::json!(" ")),
        ("/priorities", serde_json::json!([])),
        ("/priorities/0/wording", serde_json::json!("")),
        ("/priorities/0/cycle", serde_json::json!("2016-17")),
    ] {
        let mut json = json.clone();
        *json.pointer_mut(at).unwrap() = wrong;
        assert!(serde_json::from_value::<DecidedPriorities>(json).is_err(), "{at}");
    }
}

#[test]
fn the_file_of_the_long_list_has_what_was_set_aside_and_why() {
    let made = made();
    let decided = decide(minuted(), made.list(&[]), &chosen(&[(1, "Abuse")])).unwrap();
    let lines = export::lines(&made.issues, Some(&made.ranking), Some(&decided));
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    assert_eq!(lines.len(), 5);
    let aside = &lines[3];
    assert_eq!(aside[7..9], ["set aside (not ours to affect)", "Courts decide it"]);
    assert_eq!(lines[1][10..14], ["16.00", "16.00", "16.00", "1"]);
    assert_eq!(lines[1][17], "Abuse");
}

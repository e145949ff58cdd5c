//! The plan as it is written, the life of its actions, what is missing of it, and how it goes on in the next year.

mod acting;
mod carrying;
pub(crate) mod missing;
pub(crate) mod printed;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::plan::action::Action;
use crate::plan::action::ActionDeed;
use crate::plan::action::DatedDeed;
use crate::plan::action::described::Among;
use crate::plan::action::described::Described;
use crate::plan::action::progress::Progress;
use crate::plan::action::refused::ActionRefused;
use crate::plan::refused::PlanFault;
use crate::plan::rolling::LONGEST_OBJECTIVE;
use crate::plan::rolling::LONGEST_TEXT;
use crate::plan::rolling::Plan;
use crate::plan::rolling::Undertaking;
use crate::plan::rolling::Wording;
use crate::priorities::decided::DecidedPriorities;
use crate::task_groups::judgement::Rag;
use crate::task_groups::measure::Measure;
use crate::task_groups::measure::tests::repeat_victims;
use crate::terms::day::Day;
use crate::timetable::cycle::Cycle;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn cycle(text: &str) -> Cycle {
    text.parse().unwrap()
}

fn wording(until: &str) -> Wording {
    let (strategy, views) = ("Fewer victims at home and at night".to_owned(), String::new());
    Wording { until: cycle(until), strategy, views, illustrative: false }
}

/// Priorities as a meeting decided them for a cycle, by their short names.
fn decided(of: &str, names: &[&str]) -> DecidedPriorities {
    let priorities: Vec<_> = (1..)
        .zip(names)
        .map(|(issue, name)| {
            serde_json::json!({ "id": name, "cycle": of, "issue": issue, "wording": format!("Less {name}") })
        })
        .collect();
    let minuted = serde_json::json!({
        "cycle": of, "meeting": "smp-december", "body": "partnership", "step": "assessment-considered",
        "on": "2014-12-04", "minute": "12",
    });
    let kept = serde_json::json!({
        "minuted": minuted, "round": null, "ranks": {}, "priorities": priorities, "against": {},
    });
    serde_json::from_value(kept).unwrap()
}

/// A plan of 2015–16 with objective 1 under violence and objective 2 under scams.
fn plan() -> Plan {
    let decided = decided("2015-16", &["violence", "scams"]);
    let plan = Plan::begun(cycle("2015-16"), wording("2017-18")).unwrap();
    let plan = plan.with_objective(&decided.priorities()[0], "Fewer assaults at night").unwrap();
    plan.with_objective(&decided.priorities()[1], "Fewer people who lose money").unwrap()
}

fn members() -> BTreeSet<String> {
    ["Kent Police", "Maidstone Borough Council"].map(str::to_owned).into()
}

fn described(title: &str) -> Described {
    Described {
        title: title.to_owned(),
        about: String::new(),
        objective: Some(1),
        lead: "Kent Police".to_owned(),
        person: "Chief Inspector, Maidstone".to_owned(),
        partners: BTreeSet::from(["Street pastors".to_owned()]),
        resources: String::new(),
        funding: "£4,000 from the commissioner".to_owned(),
        measure: Some(Measure::of(repeat_victims()).unwrap()),
        due: day("2015-12-31"),
        said: BTreeSet::new(),
    }
}

fn objectives() -> BTreeSet<u32> {
    BTreeSet::from([1, 2])
}

fn action(title: &str) -> Action {
    let (members, objectives) = (members(), objectives());
    let among = Among { members: &members, objectives: &objectives };
    Action::of(described(title), among, day("2015-04-22")).unwrap()
}

fn after(action: Action, on: &str, deed: ActionDeed) -> Result<Action, ActionRefused> {
    let (members, objectives) = (members(), objectives());
    let among = Among { members: &members, objectives: &objectives };
    action.with(DatedDeed { on: day(on), deed }, among, day("2016-06-30"))
}

fn noted(quarter: &str, judgement: Rag) -> ActionDeed {
    let (quarter, words) = (quarter.parse().unwrap(), "Two nights a week".to_owned());
    ActionDeed::Note(Progress { quarter, judgement, words, figure: None })
}

fn finish() -> ActionDeed {
    ActionDeed::Finish { outcome: "Every Friday since May".to_owned() }
}

fn defer(until: &str) -> ActionDeed {
    ActionDeed::Defer { until: day(until), because: "The grant came late".to_owned() }
}

#[test]
fn a_plan_does_not_end_before_it_begins_nor_cover_eleven_years() {
    let begun = |until: &str| Plan::begun(cycle("2015-16"), wording(until));
    let early = PlanFault::EndsBefore { cycle: cycle("2015-16"), until: cycle("2014-15") };
    assert_eq!(begun("2014-15"), Err(vec![early]));
    assert_eq!(begun("2025-26"), Err(vec![PlanFault::ManyYears(11)]));
    assert_eq!(begun("2024-25").unwrap().years(), "2015–16 to 2024–25");
    assert_eq!(begun("2015-16").unwrap().years(), "2015–16");
}

#[test]
fn all_texts_that_are_too_long_are_told_together() {
    let long = "x".repeat(LONGEST_TEXT + 1);
    let wording = Wording {
        until: cycle("2015-16"),
        strategy: long.clone(),
        views: long,
        illustrative: false,
    };
    let (found, plan) = (LONGEST_TEXT + 1, plan());
    let faults = vec![PlanFault::LongStrategy(found), PlanFault::LongViews(found)];
    assert_eq!(plan.worded(wording), Err(faults));
}

#[test]
fn an_objective_is_under_a_priority_of_the_plans_own_cycle() {
    let other = decided("2016-17", &["violence"]);
    let refused = plan().with_objective(&other.priorities()[0], "Fewer");
    assert_eq!(refused, Err(PlanFault::OtherCycle(cycle("2016-17"))));
    let own = decided("2015-16", &["violence"]);
    assert_eq!(plan().with_objective(&own.priorities()[0], "  "), Err(PlanFault::NoWords));
    let long = plan().with_objective(&own.priorities()[0], &"x".repeat(LONGEST_OBJECTIVE + 1));
    assert_eq!(long, Err(PlanFault::LongObjective(LONGEST_OBJECTIVE + 1)));
}

#[test]
fn an_objective_with_actions_stays() {
    let refused = plan().without_objective(1, &[4, 9]).unwrap_err();
    let told = "objective 1 has actions (4 and 9); put them under another objective first";
    assert_eq!(refused.to_string(), told);
    let numbers: Vec<u32> = plan()
        .without_objective(1, &[])
        .unwrap()
        .objectives()
        .iter()
        .map(|one| one.number())
        .collect();
    assert_eq!(numbers, [2]);
    assert_eq!(plan().without_objective(3, &[]), Err(PlanFault::NoObjective(3)));
    let reworded = plan().with_objective_reworded(2, " Nobody loses money ").unwrap();
    assert_eq!(reworded.objective(2).unwrap().words(), "Nobody loses money");
}

#[test]
fn only_members_undertake_something_and_what_is_blank_is_taken_out() {
    let steps = |text: &str| Undertaking { steps: text.to_owned(), ..Undertaking::default() };
    let stranger = plan().with_undertaking("Kent Polis", steps("Patrols"), &members());
    assert_eq!(stranger, Err(vec![PlanFault::NoMember("Kent Polis".to_owned())]));
    let plan = plan().with_undertaking("Kent Police", steps("Patrols"), &members()).unwrap();
    assert_eq!(plan.undertakings()["Kent Police"].steps, "Patrols");
    // Whoever left the partnership can still be taken out.
    let plan = plan.with_undertaking("Kent Police", steps(" "), &BTreeSet::new()).unwrap();
    assert!(plan.undertakings().is_empty());
}

#[test]
fn a_kept_plan_with_a_fault_is_not_read() {
    let mut kept = serde_json::to_value(plan()).unwrap();
    assert_eq!(serde_json::from_value::<Plan>(kept.clone()).unwrap(), plan());
    kept["objectives"][1]["number"] = 1.into();
    let refused = serde_json::from_value::<Plan>(kept).unwrap_err().to_string();
    assert!(refused.contains("two objectives have one number"), "{refused}");
}

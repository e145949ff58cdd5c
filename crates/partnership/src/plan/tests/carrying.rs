//! The plan is refreshed for the next year, and what is not finished goes on with its reason.

use super::*;
use crate::plan::action::standing::Standing;
use crate::plan::carrying::CarryRefused;
use crate::plan::carrying::Carrying;
use crate::plan::carrying::against;
use crate::plan::carrying::carried_over;
use crate::plan::carrying::refreshed;

fn next() -> Plan {
    refreshed(&plan(), &decided("2016-17", &["violence", "drugs"])).unwrap()
}

fn carrying(because: &str) -> (Carrying, Day) {
    let because = because.to_owned();
    (Carrying { because, due: day("2016-12-31") }, day("2016-04-01"))
}

#[test]
fn a_refreshed_plan_keeps_its_words_and_the_objectives_whose_priorities_were_decided_again() {
    let next = next();
    assert_eq!((next.cycle(), next.refreshes()), (cycle("2016-17"), Some(cycle("2015-16"))));
    assert_eq!(next.wording(), plan().wording());
    let objectives: Vec<&str> = next.objectives().iter().map(|one| one.words()).collect();
    assert_eq!(objectives, ["Fewer assaults at night"]);
    let last = refreshed(&plan(), &decided("2018-19", &["violence"])).unwrap();
    assert_eq!(last.wording().until, cycle("2018-19"), "a plan covers its own cycle");
}

#[test]
fn a_plan_is_not_refreshed_into_its_own_cycle_or_an_earlier_one() {
    let into = cycle("2015-16");
    let refused = refreshed(&plan(), &decided("2015-16", &["violence"]));
    assert_eq!(refused, Err(CarryRefused::NotLater { from: cycle("2015-16"), into }));
}

#[test]
fn what_is_not_finished_ends_in_one_plan_and_goes_on_in_the_other() {
    let (plan, number) = (plan(), 4);
    let of = (&plan, number);
    let noted = after(action("Pastors"), "2015-07-01", noted("2015-Q1", Rag::AtRisk)).unwrap();
    let (ended, goes_on) = carried_over(of, noted, &next(), carrying("No grant yet")).unwrap();
    assert_eq!(ended.standing(), Standing::CarriedOver { into: cycle("2016-17") });
    assert_eq!(ended.because(), Some("No grant yet"));
    let origin = goes_on.origin().unwrap();
    let from = (origin.cycle, origin.number, origin.because.as_str());
    assert_eq!(from, (plan.cycle(), number, "No grant yet"));
    assert_eq!((goes_on.due(), goes_on.described().objective), (day("2016-12-31"), Some(1)));
    assert!(goes_on.deeds().is_empty() && goes_on.standing() == Standing::UnderWay);
    let stays = ended.without_last(&objectives());
    assert_eq!(stays, Err(ActionRefused::CarriedOver(cycle("2016-17"))));
}

#[test]
fn nothing_is_carried_over_without_a_reason_or_once_it_is_over() {
    let (plan, number) = (plan(), 4);
    let of = (&plan, number);
    let refused = carried_over(of, action("Pastors"), &next(), carrying(" "));
    assert_eq!(refused, Err(CarryRefused::Action(ActionRefused::NoReason)));
    let done = after(action("Pastors"), "2015-09-01", finish()).unwrap();
    let refused = carried_over(of, done, &next(), carrying("No grant yet"));
    assert_eq!(refused, Err(CarryRefused::Action(ActionRefused::Over(Standing::Finished))));
    let early = (Carrying { because: "Why".to_owned(), due: day("2016-03-31") }, day("2016-04-01"));
    let refused = carried_over(of, action("Pastors"), &next(), early);
    let (due, from) = (day("2016-03-31"), day("2016-04-01"));
    assert_eq!(refused, Err(CarryRefused::DueBefore { due, from }));
}

#[test]
fn all_that_is_against_carrying_an_action_over_is_told_together() {
    let (plan, today) = (plan(), day("2017-01-31"));
    let (blank, _) = carrying(" ");
    let found = against(plan.cycle(), &action("Pastors"), &next(), (&blank, today));
    let reason = CarryRefused::Action(ActionRefused::NoReason);
    assert_eq!(found, [reason, CarryRefused::DueBefore { due: blank.due, from: today }]);
}

#[test]
fn an_action_leaves_an_objective_that_the_other_plan_does_not_have() {
    let (plan, number) = (plan(), 4);
    let of = (&plan, number);
    let under_scams = Described { objective: Some(2), ..described("Banks") };
    let under_scams =
        after(action("Banks"), "2015-05-01", ActionDeed::Describe(Box::new(under_scams))).unwrap();
    let (_, goes_on) = carried_over(of, under_scams, &next(), carrying("Slow")).unwrap();
    assert_eq!(goes_on.described().objective, None);
    // A plan that was begun anew may have an objective of that number, and another one.
    let anew = Plan::begun(cycle("2016-17"), wording("2016-17")).unwrap();
    let priorities = decided("2016-17", &["drugs"]);
    let anew = anew.with_objective(&priorities.priorities()[0], "Less dealing").unwrap();
    let (_, goes_on) = carried_over(of, action("Pastors"), &anew, carrying("Slow")).unwrap();
    assert_eq!(goes_on.described().objective, None);
}

#[test]
fn no_number_of_an_objective_is_given_twice() {
    let last = |plan: &Plan| plan.objectives().last().unwrap().number();
    let priorities = decided("2015-16", &["violence", "scams"]);
    let scams = &priorities.priorities()[1];
    let again = plan().without_objective(2, &[]).unwrap();
    let again = again.with_objective(scams, "Fewer calls").unwrap();
    assert_eq!(last(&again), 3);
    let again = again.without_objective(3, &[]).unwrap().without_objective(1, &[]).unwrap();
    let read: Plan = serde_json::from_value(serde_json::to_value(&again).unwrap()).unwrap();
    assert_eq!(last(&read.with_objective(scams, "Fewer calls").unwrap()), 4);
    // Nor by the plan of the year after, which has objective 1 alone.
    let drugs = decided("2016-17", &["violence", "drugs"]);
    let refreshed = next().with_objective(&drugs.priorities()[1], "Less dealing").unwrap();
    assert_eq!(last(&refreshed), 3);
}

#[test]
fn a_plan_that_was_kept_before_numbers_were_remembered_is_read() {
    let kept = serde_json::to_value(plan()).unwrap();
    assert_eq!(kept.get("last_gone"), None);
    let plan = serde_json::from_value::<Plan>(kept).unwrap();
    assert_eq!(plan, super::plan());
}

#[test]
fn an_action_does_not_go_on_under_an_objective_of_another_priority() {
    // As it was kept before numbers were remembered: objective 2 is another one, under another priority.
    let mut kept = serde_json::to_value(next()).unwrap();
    let other = serde_json::json!({ "number": 2, "priority": "drugs", "words": "Less dealing" });
    kept["objectives"].as_array_mut().unwrap().push(other);
    let next: Plan = serde_json::from_value(kept).unwrap();
    let under_scams = Described { objective: Some(2), ..described("Banks") };
    let under_scams = ActionDeed::Describe(Box::new(under_scams));
    let under_scams = after(action("Banks"), "2015-05-01", under_scams).unwrap();
    let plan = plan();
    let (_, goes_on) = carried_over((&plan, 4), under_scams, &next, carrying("Slow")).unwrap();
    assert_eq!(goes_on.described().objective, None);
}

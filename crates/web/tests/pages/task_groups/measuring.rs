//! The list, a group, its measures and their values, on pages.

use partnership::membership::person::Role;

use crate::commented::version_in;
use crate::house::House;
use crate::house::SMP;
use crate::task_groups::at;
use crate::task_groups::lead_of;
use crate::task_groups::send;
use crate::task_groups::with_groups;

const FORUM: &str = "/domestic-violence-forum";

const MEASURE: [(&str, &str); 9] = [
    ("name", "Courses held"),
    ("unit", "courses in the quarter"),
    ("better", "higher"),
    ("baseline", "2"),
    ("baseline_quarter", "2013-Q4"),
    ("target", "6"),
    ("target_quarter", "2014-Q4"),
    ("source", "List of courses"),
    ("supplied_by", "the forum"),
];

#[tokio::test]
async fn without_a_measure_each_page_tells_the_next_step_to_whoever_can_take_it() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let list = manager.get(&at("")).await;
    list.shows(&[
        "Domestic Violence Forum",
        "no measure yet",
        "not asked yet",
        "Ask for commentaries",
    ]);
    list.holds(&["No group has a measure yet", "bring measures in from a table"]);
    let group = manager.get(&at(FORUM)).await;
    group.shows(&["No measure yet", "Add a measure", "Nobody leads it yet", "was not asked"]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let list = councillor.get(&at("")).await;
    list.shows(&["Domestic Violence Forum", "Performance report"]);
    assert!(!list.text.contains("Ask for commentaries"), "{}", list.text);
    let group = councillor.get(&at(FORUM)).await;
    group.shows(&["Whoever leads it, or the partnership manager, adds the first"]);
    assert!(!group.text.contains("Add a measure"), "{}", group.text);
}

#[tokio::test]
async fn a_group_shows_each_measure_with_target_judgement_chart_and_quarters() {
    let house = with_groups().await;
    lead_of(&house, "Domestic Violence Forum").await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let list = councillor.get(&at("")).await;
    list.shows(&[
        "Quarter 2 of 2014/15",
        "1 on track (G), 1 at risk (A)",
        "2 no judgement (–)",
        "accepted",
        "Illustrative",
    ]);
    let page = councillor.get(&at(FORUM)).await;
    page.shows(&[
        "Led by Alex task-group lead",
        "Repeat victims of domestic abuse",
        "victims in the quarter; lower is better",
        "40 in Quarter 4 of 2013/14",
        "32 by Quarter 4 of 2014/15",
        "On track (G)",
        "<p>Illustrative: Repeat victims of domestic abuse: On track (G)</p>",
        "Example list of cases, supplied by the example police force",
        "Quarter 2 of 2014/15 (July to September 2014)",
        "Accepted",
    ]);
    assert!(!page.text.contains("Change the measure"), "{}", page.text);
    let noise = councillor.get(&at("/anti-social-behaviour-group-example")).await;
    noise.shows(&["At risk (A)", "Six of the addresses are one building"]);
    assert_eq!(councillor.get(&at("/no-such-group")).await.status, 404);
}

#[tokio::test]
async fn a_measure_is_added_changed_and_taken_away_and_nothing_typed_is_lost() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let new = at(&format!("{FORUM}/new"));
    let wrong = [("name", "Courses"), ("baseline", "many"), ("baseline_quarter", "2013-Q4")];
    let page = manager.post(&new, &wrong).await;
    page.shows(&["href=\"#unit\"", "href=\"#better\"", "href=\"#baseline\"", "href=\"#source\""]);
    page.holds(&["value=\"many\"", "value=\"2013-Q4\" selected", "value=\"Courses\""]);
    assert_eq!(manager.post(&new, &MEASURE).await.leads_to(), at(FORUM));
    let measure = at(&format!("{FORUM}/courses-held"));
    manager.get(&measure).await.shows(&["value=\"2014-Q4\" selected", "Take the measure away"]);
    let mut soon = MEASURE;
    soon[6].1 = "2013-Q4";
    let page = send(&mut manager, &measure, &measure, &soon).await;
    page.shows(&["href=\"#target_quarter\"", "no later than the baseline"]);
    let stale = version_in(&manager.get(&measure).await);
    let mut other = MEASURE;
    other[1].1 = "courses";
    let changed = send(&mut manager, &measure, &measure, &other).await;
    assert_eq!(changed.leads_to(), at(FORUM));
    let mut mine = MEASURE.to_vec();
    mine[0].1 = "Courses that were held";
    mine.push(("version", &stale));
    let page = manager.post(&measure, &mine).await;
    page.shows(&["id=\"conflict\"", "value=\"Courses that were held\""]);
    let now = version_in(&page);
    mine.last_mut().unwrap().1 = &now;
    assert_eq!(manager.post(&measure, &mine).await.leads_to(), at(FORUM));
    let gone = send(&mut manager, &measure, &format!("{measure}/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), at(FORUM));
    assert!(house.book.measures().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_value_is_entered_changed_judged_by_hand_and_taken_away() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.post(&at(&format!("{FORUM}/new")), &MEASURE).await.leads_to();
    let value = at(&format!("{FORUM}/courses-held/2014-Q2"));
    manager.get(&value).await.shows(&["On track (G) at 4 or more", "In courses in the quarter"]);
    let page = manager.post(&value, &[("value", "four"), ("status", "audited")]).await;
    page.shows(&["href=\"#value\"", "value=\"four\"", "is not a number"]);
    let kept = manager.post(&value, &[("value", "3.50"), ("status", "provisional")]).await;
    assert_eq!(kept.leads_to(), at(FORUM));
    manager.get(&at(FORUM)).await.shows(&["3.50", "At risk (A)", "provisional"]);
    // The other form of the page keeps what is there.
    let judged = format!("{value}/judgement");
    let page = manager.post(&judged, &[("judgement", "on-track")]).await;
    page.shows(&["href=\"#reason\"", "No reason is given", "value=\"3.50\""]);
    let set = [("judgement", "on-track"), ("reason", "A course ended in October")];
    assert_eq!(manager.post(&judged, &set).await.leads_to(), at(FORUM));
    let group = manager.get(&at(FORUM)).await;
    group.shows(&["On track (G)", "A course ended in October"]);
    let held = house.book.judgements_by_hand().await.unwrap().pop().unwrap().version.0.to_string();
    let undo = format!("{judged}/take-away");
    assert_eq!(manager.post(&undo, &[("version", &held)]).await.leads_to(), at(FORUM));
    manager.get(&at(FORUM)).await.shows(&["At risk (A)"]);
    let gone = send(&mut manager, &value, &format!("{value}/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), at(FORUM));
    manager.get(&at(FORUM)).await.shows(&["No value was supplied", "not supplied"]);
}

#[tokio::test]
async fn a_lead_changes_the_measures_of_their_own_group_alone() {
    let house = with_groups().await;
    let lead = lead_of(&house, "Domestic Violence Forum").await;
    let mut lead = house.signed_in_as(&lead).await;
    lead.get(&at(FORUM)).await.shows(&["Add a measure", "Change the measure"]);
    lead.get(&at(&format!("{FORUM}/repeat-victims/2014-Q2"))).await.shows(&["value=\"35\""]);
    let other = "/anti-social-behaviour-group-example";
    let page = lead.get(&at(other)).await;
    page.shows(&["Addresses with three or more calls about noise"]);
    assert!(!page.text.contains("Add a measure"), "{}", page.text);
    assert_eq!(lead.get(&at(&format!("{other}/new"))).await.status, 403);
    let path = at(&format!("{other}/noise-repeat-calls/2014-Q2"));
    assert_eq!(lead.post(&path, &[("value", "1"), ("status", "audited")]).await.status, 403);
    assert_eq!(lead.get(&at("/quarters/2014-Q2/ask")).await.status, 403);
    assert_eq!(lead.get(&at("/import")).await.status, 403);
}

#[tokio::test]
async fn the_report_tells_how_each_group_does_and_what_is_missing() {
    let house = with_groups().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("/quarters/2014-Q2/report")).await;
    page.shows(&[
        "Illustrative: Performance of the task groups",
        "Measures by judgement",
        "What is missing:",
        "was sent back on 20 November 2014",
        "The group’s own judgement: On track (G).",
        "a housing officer joined the weekly meeting",
        "What the rule does not see",
    ]);
    assert!(
        !page.text.contains("letters went out again"),
        "nothing that is not accepted is printed"
    );
    assert_eq!(
        councillor.get(&format!("{SMP}/task-groups/quarters/soon/report")).await.status,
        404
    );
}

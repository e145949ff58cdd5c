//! Steps: what their pages tell, what is recorded of them, and how they are entered, changed and taken away.

use axum::http::StatusCode;
use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::timetable::CYCLE;
use crate::timetable::step;
use crate::timetable::timetable;
use crate::timetable::version;

/// The fields of the plan's adoption as they stand, with a version and some of them changed.
fn adoption<'a>(version: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let planned = [
        ("version", version),
        ("title", "Rolling Plan adopted"),
        ("kind", "adopt"),
        ("subject", "plan"),
        ("when", "April 2015"),
        ("owner", "Maidstone Borough Council"),
        ("body", "council"),
        ("needs", "plan-to-cabinet"),
    ];
    planned
        .into_iter()
        .map(|(name, value)| {
            let now = changed.iter().find(|(changed, _)| *changed == name);
            (name, now.map_or(value, |(_, now)| *now))
        })
        .collect()
}

async fn record(browser: &mut Browser<'_>, id: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post(&format!("{}/happened", step(id)), fields).await
}

#[tokio::test]
async fn a_step_tells_what_it_needs_what_its_meeting_asks_and_who_decides_it() {
    let house = House::in_october().await;
    let page = house.signed_in(Role::Manager).await.get(&step("plan-to-cabinet")).await;
    page.shows(&[
        "What it needs first",
        "Rolling Plan agreed",
        "What needs it first",
        "Rolling Plan adopted",
        "28 clear days of the calendar lie between the notice and the meeting",
        "Five clear working days lie between publication and the meeting",
        "No meeting’s agenda lists it yet",
        "It is done by a decision of Cabinet",
        "Planned in March 2015, date to be set.",
        "Notice of the key decision was published",
    ]);
    for not_offered in ["value=\"finished\"", "Nothing more can happen"] {
        assert!(!page.text.contains(not_offered), "`{not_offered}` is on the page");
    }
    assert_eq!(page.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn what_happened_is_recorded_and_told_once_and_stays_in_the_history() {
    let house = House::on("2015-01-20").await;
    let mut browser = house.signed_in(Role::Manager).await;
    let started = [("what", "started"), ("happened_on", "1 January 2015")];
    let answer = record(&mut browser, "consultation", &started).await;
    assert_eq!(answer.leads_to(), step("consultation"));
    let page = browser.get(&step("consultation")).await;
    page.shows(&[
        "Recorded as started: Strategic Assessment consultation",
        "Under way since 1 January 2015",
        "Recorded by Alex partnership manager",
    ]);
    assert!(!page.text.contains("value=\"started\""), "what has begun is not begun again");
    let again = browser.get(&step("consultation")).await;
    assert!(!again.text.contains("Recorded as started"), "it is told once");
    let moved = [
        ("what", "moved"),
        ("happened_on", "20 January 2015"),
        ("to", "14 April 2015"),
        ("why", "Cabinet meets in April"),
    ];
    record(&mut browser, "plan-to-cabinet", &moved).await.leads_to();
    browser.get(&step("plan-to-cabinet")).await.shows(&[
        "Moved: in March 2015, date to be set became on 14 April 2015. Why: Cabinet meets in April.",
        "On 14 April 2015",
    ]);
    // Seen as it stood before, it had not been moved, and nothing can be recorded.
    let before = browser.get(&format!("{}?on=19+January+2015", step("plan-to-cabinet"))).await;
    before.shows(&["In March 2015, date to be set"]);
    assert!(!before.text.contains("Moved:") && !before.text.contains("Record what happened"));
}

const ON: (&str, &str) = ("happened_on", "14 October 2014");

/// A step, what is said of it, the field beside which it is refused, and why.
type Refusal = (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

const CANNOT_HAVE_HAPPENED: &[Refusal] = &[
    ("consultation", &[ON], "what", "Choose what happened."),
    ("consultation", &[("what", "started")], "happened_on", "Write the day on which it"),
    (
        "consultation",
        &[("what", "started"), ("happened_on", "15 October 2014")],
        "happened_on",
        "15 October 2014 is still to come; record what happens once it has happened.",
    ),
    ("consultation", &[("what", "papers"), ON], "what", "No body decides this step;"),
    ("plan-adopted", &[("what", "finished"), ON], "what", "only by a decision of Council"),
    ("plan-adopted", &[("what", "notice"), ON], "what", "Council is not the executive"),
    ("plan-adopted", &[("what", "moved"), ON], "to", "Write the time to which it was moved."),
    (
        "plan-adopted",
        &[("what", "moved"), ON, ("to", "23 April 2015")],
        "why",
        "Write why it was moved",
    ),
    (
        "plan-adopted",
        &[("what", "moved"), ON, ("to", "April 2015"), ("why", "so")],
        "to",
        "already planned in April 2015, date to be set; give another time.",
    ),
    (
        "plan-adopted",
        &[("what", "moved"), ON, ("to", "from May 2015"), ("why", "so")],
        "to",
        "A meeting cannot be from May 2015 onwards;",
    ),
];

#[tokio::test]
async fn what_cannot_have_happened_is_refused_beside_its_field() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for (id, fields, field, why) in CANNOT_HAVE_HAPPENED {
        let refused = record(&mut browser, id, fields).await;
        let link = format!("href=\"#{field}\"");
        refused.shows(&["<title>Error: ", &link, why]);
        assert!(refused.text.contains(&format!("id=\"{field}\"")), "{field} is on the page");
    }
    let finished = [("what", "finished"), ON];
    record(&mut browser, "quarter-1-briefing", &finished).await.leads_to();
    let page = browser.get(&step("quarter-1-briefing")).await;
    page.shows(&["It is done. Nothing more can happen to it."]);
    let refused = record(&mut browser, "quarter-1-briefing", &finished).await;
    refused.shows(&["The step was done on 14 October 2014; nothing more can happen to it."]);
}

#[tokio::test]
async fn others_record_only_for_whom_they_act_and_change_nothing() {
    let house = House::in_october().await;
    let started = [("what", "started"), ("happened_on", "14 October 2014")];
    let mut lead = house.signed_in(Role::TaskGroupLead).await;
    lead.get(&step("plan-written")).await.shows(&["Record what happened"]);
    record(&mut lead, "plan-written", &started).await.leads_to();
    let not_theirs = lead.get(&step("consultation")).await;
    assert!(!not_theirs.text.contains("Record what happened"));
    let refused = record(&mut lead, "consultation", &started).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for role in [Role::Administrator, Role::Analyst, Role::Partner, Role::Councillor] {
        let mut browser = house.signed_in(role).await;
        for path in [
            format!("{}/change", step("plan-adopted")),
            format!("{}/take-away", step("plan-adopted")),
            format!("{SMP}/timetable/{CYCLE}/new-step"),
            format!("{SMP}/timetable/{CYCLE}/days"),
            format!("{SMP}/timetable/new"),
        ] {
            assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
            let posted = browser.post(&path, &[("version", "1")]).await;
            assert_eq!(posted.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}

#[tokio::test]
async fn a_new_step_is_entered_with_a_short_name_made_from_its_title() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/timetable/{CYCLE}/new-step");
    browser.get(&path).await.shows(&[
        "Add a step",
        "A body adopts it at a meeting",
        "<datalist id=\"owners\">",
        "Kent Police",
        "What it needs first",
    ]);
    let new = [
        ("title", "Plan sent to the parishes"),
        ("kind", "distribute"),
        ("subject", "plan"),
        ("when", "from May 2015"),
        ("owner", "Maidstone Borough Council"),
        ("needs", "plan-adopted"),
    ];
    let entered = browser.post(&path, &new).await;
    assert_eq!(entered.leads_to(), step("plan-sent-to-the-parishes"));
    let page = browser.get(&step("plan-sent-to-the-parishes")).await;
    page.shows(&["Added to the timetable: Plan sent to the parishes.", "Rolling Plan adopted"]);
    let twice = browser.post(&path, &new).await;
    twice.shows(&["href=\"#id\"", "choose another short name", "Plan sent to the parishes"]);
}

#[tokio::test]
async fn every_fault_of_a_step_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/timetable/{CYCLE}/new-step");
    let nothing = browser.post(&path, &[("owner", "Somebody")]).await;
    nothing.shows(&["href=\"#title\"", "href=\"#kind\"", "href=\"#subject\"", "href=\"#when\""]);
    nothing.holds(&["href=\"#body\"", "value=\"Somebody\"", "<title>Error: Add a step"]);
    let page = browser.get(&format!("{}/change", step("plan-adopted"))).await;
    page.shows(&["value=\"April 2015\""]);
    let version = version(&page);
    for (changed, field, why) in [
        (("when", "next spring"), "when", "`next spring` does not say when; write a day"),
        (("when", "1 to 5 April 2015"), "when", "is for a body to decide: a meeting cannot be"),
        (("body", "none"), "body", "is for a body to decide; name the body"),
        (("body", "parish"), "body", "names the body `parish`, which the partnership has not"),
        (("kind", "write"), "body", "not of a kind that a body decides; take the body out"),
        (("needs", "plan-burnt"), "needs", "`plan-burnt`, which is not in the timetable"),
        (("needs", "plan-launched"), "needs", "hese steps wait for one another"),
        (("owner", " "), "owner", "Write who sees to it."),
    ] {
        let path = format!("{}/change", step("plan-adopted"));
        let refused = browser.post(&path, &adoption(&version, &[changed])).await;
        let link = format!("href=\"#{field}\"");
        refused.shows(&["<title>Error: ", &link, why]);
        assert!(refused.text.contains(&format!("id=\"{field}\"")), "{field} is on the page");
    }
    browser.get(&step("plan-adopted")).await.shows(&["In April 2015, date to be set"]);
}

#[tokio::test]
async fn two_managers_who_change_one_step_learn_of_each_other() {
    let house = House::in_october().await;
    let mut first = house.signed_in(Role::Manager).await;
    let mut second = house.browser();
    second.cookie = first.cookie.clone();
    let path = format!("{}/change", step("plan-adopted"));
    let seen = version(&first.get(&path).await);
    first.post(&path, &adoption(&seen, &[("when", "23 April 2015")])).await.leads_to();
    first.get(&step("plan-adopted")).await.shows(&["Changed: Rolling Plan adopted."]);
    let typed = adoption(&seen, &[("title", "Rolling Plan adopted at last")]);
    let conflict = second.post(&path, &typed).await;
    conflict.shows(&[
        "<title>Error: ",
        "Alex partnership manager changed it on",
        "after you opened this page",
        "As it is now",
        "On 23 April 2015",
        "value=\"Rolling Plan adopted at last\"",
        "value=\"April 2015\"",
    ]);
    // Sent again, with the version that was set beside it, it takes its place.
    let now = version(&conflict);
    assert_ne!(now, seen);
    let typed = adoption(&now, &[("title", "Rolling Plan adopted at last")]);
    second.post(&path, &typed).await.leads_to();
    second
        .get(&step("plan-adopted"))
        .await
        .shows(&["Rolling Plan adopted at last", "In April 2015"]);
}

#[tokio::test]
async fn a_step_is_asked_about_before_it_is_taken_away_and_what_is_needed_stays() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = |id: &str| format!("{}/take-away", step(id));
    let needed = browser.get(&path("plan-to-cabinet")).await;
    needed.shows(&["Steps that need it first", "Rolling Plan adopted", "cannot be taken away now"]);
    assert!(!needed.text.contains("Take the step away"));
    let seen = version(&needed);
    let refused = browser.post(&path("plan-to-cabinet"), &[("version", &seen)]).await;
    refused.shows(&["which is not in the timetable", "href=\"#take-away\""]);
    let last = browser.get(&path("plan-launched")).await;
    last.shows(&["Take the step away", "The audit record keeps how it was."]);
    let seen = version(&last);
    let gone = browser.post(&path("plan-launched"), &[("version", &seen)]).await;
    assert_eq!(gone.leads_to(), format!("{}?cycle={CYCLE}", timetable()));
    browser.get(&timetable()).await.shows(&["Taken away from the timetable: "]);
    assert_eq!(browser.get(&step("plan-launched")).await.status, StatusCode::NOT_FOUND);
    let briefing = "quarter-1-briefing";
    let finished = [("what", "finished"), ("happened_on", "14 October 2014")];
    record(&mut browser, briefing, &finished).await.leads_to();
    let stays = browser.get(&path(briefing)).await;
    stays.shows(&["what is recorded stays"]);
    let seen = version(&stays);
    let refused = browser.post(&path(briefing), &[("version", &seen)]).await;
    refused.shows(&["hat is recorded could not have happened"]);
}

//! The spring of 2015 in Maidstone: both dates are set, the papers go out, Cabinet and Council decide.

use partnership::membership::person::Role;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::StepId;

use crate::house::Answer;
use crate::house::House;
use crate::house::SMP;
use crate::meetings::forms::ADOPTED;
use crate::meetings::forms::AGREED;
use crate::meetings::forms::CABINET;
use crate::meetings::forms::COUNCIL;
use crate::meetings::forms::Clerk;
use crate::meetings::forms::TO_CABINET;

const NO_SLACK: &str =
    "No slack: Council&#39;s papers are due the day Cabinet meets, 14 April 2015.";

async fn minute_of(house: &House, step: &str, today: &str) -> Option<String> {
    let year = house.book.year("2015-16".parse().unwrap()).await.unwrap().unwrap().year;
    let so_far = YearSoFar::of(year.timetable, &year.events, today.parse().unwrap()).unwrap();
    let course = so_far.course(&StepId(step.parse().unwrap())).unwrap();
    course.done_on()?;
    course.decisions.last().map(|decided| decided.decision.minute.clone())
}

fn never_shows(answer: &Answer, text: &str) {
    assert!(!answer.text.contains(text), "`{text}` is on the page:\n{}", answer.text);
}

#[tokio::test]
async fn cabinet_and_council_are_set_decide_and_the_steps_are_done_by_pages_alone() {
    let house = House::on("2015-03-06").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    let empty = clerk.browser.get(&format!("{SMP}/meetings")).await;
    empty.shows(&["No meetings yet", "Enter a meeting", "Rolling Plan to Council Cabinet"]);
    both_are_set(&mut clerk).await;
    let house = house.later("2015-04-02");
    let mut clerk = Clerk::of(&house, &manager).await;
    cabinets_paper_goes_out(&mut clerk).await;
    let house = house.later("2015-04-14");
    let mut clerk = Clerk::of(&house, &manager).await;
    cabinet_agrees_as_amended(&mut clerk).await;
    assert_eq!(minute_of(&house, "plan-to-cabinet", "2015-04-14").await.unwrap(), "minute 201");
    let house = house.later("2015-04-22");
    let mut clerk = Clerk::of(&house, &manager).await;
    council_adopts(&mut clerk).await;
    assert_eq!(minute_of(&house, "plan-adopted", "2015-04-22").await.unwrap(), "minute 135");
    house.book.verify().await.unwrap();
}

async fn both_are_set(clerk: &mut Clerk<'_>) {
    let cabinet = [
        ("body", "cabinet"),
        ("when", "14 April 2015"),
        ("step", "plan-to-cabinet"),
        ("press", "look"),
    ];
    let looked = clerk.send("new", &cabinet).await;
    looked.shows(&["What this meeting brings", "Nothing is saved yet", "Thursday 2 April 2015"]);
    looked.shows(&[
        "Notice of key decision due",
        "Monday 16 March 2015",
        "in March 2015, date to be set",
    ]);
    clerk.browser.get(&format!("{SMP}/meetings")).await.shows(&["No meetings yet"]);
    both_are_entered_and_no_slack_is_warned_of(clerk).await;
}

async fn both_are_entered_and_no_slack_is_warned_of(clerk: &mut Clerk<'_>) {
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await.shows(&[
        "Cabinet on 14 April 2015",
        "The meeting was entered.",
        "“Rolling Plan to Council Cabinet” was planned in March 2015, date to be set, and now is on 14 April",
    ]);
    let council = [
        ("body", "council"),
        ("when", "22 April 2015"),
        ("step", "plan-adopted"),
        ("press", "look"),
    ];
    clerk.send("new", &council).await.shows(&["To bear in mind before you save", NO_SLACK]);
    clerk.enter("council", "22 April 2015", "plan-adopted").await.shows(&[
        "Council on 22 April 2015",
        "Bear in mind: no slack",
        "Tuesday 14 April 2015",
        NO_SLACK,
    ]);
    let list = clerk.browser.get(&format!("{SMP}/meetings")).await;
    list.shows(&[
        "Tuesday 14 April 2015",
        "Wednesday 22 April 2015",
        "(in 27 days)",
        "(in 39 days)",
    ]);
}

async fn cabinets_paper_goes_out(clerk: &mut Clerk<'_>) {
    let added = clerk.send(&format!("{TO_CABINET}/paper"), &[("title", "Rolling Plan")]).await;
    clerk.follow(added).await.shows(&["The paper “Rolling Plan” was added.", "Paper awaited"]);
    let form = clerk.open(&format!("{TO_CABINET}/publish?paper=1")).await;
    form.shows(&["value=\"2 April 2015\"", "checked", "Thursday 2 April 2015"]);
    let fields = [("paper", "Rolling Plan"), ("on", "2 April 2015")];
    let published = clerk.send(&format!("{TO_CABINET}/publish"), &fields).await;
    let page = clerk.follow(published).await;
    page.shows(&[
        "“Rolling Plan” was published on 2 April 2015.",
        "Paper published on 2 April 2015",
    ]);
    page.shows(&["None awaited", "under way since 2 April 2015"]);
}

async fn cabinet_agrees_as_amended(clerk: &mut Clerk<'_>) {
    let page = format!("{TO_CABINET}/decision");
    there_is_room_for_another_amendment(clerk, &page).await;
    let both = [
        ("press", "record"),
        ("amendments", "3"),
        ("outcome", "agreed-as-amended"),
        ("amendment-1", "Add mobility scooters"),
        ("amendment-1-mover", "Councillor Ash"),
        ("amendment-2", "Name the task groups"),
        ("amendment-2-mover", "Councillor Birch"),
        ("amendment-3", ""),
        ("mover", "the Leader"),
        ("seconder", "Councillor Beech"),
        ("minute", "minute 201"),
    ];
    let decided = clerk.send(&page, &both).await;
    let page = clerk.follow(decided).await;
    page.shows(&[
        "The step “Rolling Plan to Council Cabinet” is done. Next: publish the papers, “Rolling Plan adopted”, by \
         14 April 2015 (today).",
        "Agreed as amended on 14 April 2015, minute 201",
        "Add mobility scooters (moved by Councillor Ash)",
        "Name the task groups (moved by Councillor Birch)",
        "Councillor Beech",
        "The step: done on 14 April 2015",
    ]);
    never_shows(&page, "Record the decision");
}

async fn there_is_room_for_another_amendment(clerk: &mut Clerk<'_>, page: &str) {
    let first = [
        ("press", "another"),
        ("amendments", "1"),
        ("outcome", "agreed-as-amended"),
        ("amendment-1", "Add mobility scooters"),
        ("amendment-1-mover", "Councillor Ash"),
    ];
    let more = clerk.send(page, &first).await;
    more.shows(&[
        "Amendment 2",
        "Add mobility scooters",
        "name=\"amendments\" value=\"2\"",
        "checked",
    ]);
    never_shows(&more, "There is a problem");
}

async fn council_adopts(clerk: &mut Clerk<'_>) {
    let added = clerk.send(&format!("{ADOPTED}/paper"), &[("title", "Rolling Plan")]).await;
    clerk.follow(added).await;
    let fields = [("paper", "Rolling Plan"), ("on", "14/4/2015")];
    let published = clerk.send(&format!("{ADOPTED}/publish"), &fields).await;
    clerk.follow(published).await.shows(&["Tuesday 14 April 2015"]);
    let fields = [("outcome", "agreed"), ("mover", "the Mayor"), ("minute", "minute 135")];
    let decided = clerk.send(&format!("{ADOPTED}/decision"), &fields).await;
    clerk.follow(decided).await.shows(&["Next: begin, “Launch and distribution”", "minute 135"]);
    let year = clerk.browser.get(SMP).await;
    year.shows(&["Done on 14 April 2015", "Done on 22 April 2015"]);
    let file = clerk.browser.get(&format!("{SMP}/meetings.csv?cycle=2015-16")).await;
    file.shows(&[
        "Body,When,Papers due,Item,Stands,Papers\r\n",
        "Council,2015-04-22,2015-04-14,Rolling Plan adopted,\"agreed on 22 April 2015, minute 135\",Rolling Plan \
         (published 2015-04-14)\r\n",
    ]);
}

#[tokio::test]
async fn a_step_is_listed_by_one_press_and_moves_to_the_meeting() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    let fields = [("body", "council"), ("when", "April 2015"), ("press", "save")];
    let entered = clerk.send("new", &fields).await;
    clerk.follow(entered).await.shows(&["Nothing is listed yet", "once the date is set"]);
    let list = clerk.browser.get(&format!("{SMP}/meetings")).await;
    list.shows(&["List it on April 2015, date to be set", "Enter a meeting of Cabinet"]);
    let listed = clerk.send(&format!("{COUNCIL}/list"), &[("step", "plan-adopted")]).await;
    clerk
        .follow(listed)
        .await
        .shows(&["“Rolling Plan adopted” was listed.", "No papers listed yet"]);
    let list = clerk.browser.get(&format!("{SMP}/meetings")).await;
    never_shows(&list, "List it on April 2015");
}

#[tokio::test]
async fn what_one_meeting_is_to_decide_is_entered_with_it_by_one_link() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    let list = clerk.browser.get(&format!("{SMP}/meetings")).await;
    let link = "/meetings/new?cycle=2015-16&amp;body=partnership&amp;when=2015-03-05&amp;step=assessment-approved\
                &amp;step=plan-agreed";
    list.shows(&[link]);
    let form = clerk.browser.get(&format!("{SMP}{}", link.replace("&amp;", "&"))).await;
    form.shows(&["value=\"2015-03-05\""]);
    assert_eq!(form.text.matches(" checked").count(), 3, "the body and both steps: {}", form.text);
}

#[tokio::test]
async fn a_date_is_changed_with_its_steps_after_what_it_brings_was_shown() {
    let house = House::on("2015-03-06").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let page = format!("{CABINET}/date");
    clerk.open(&page).await.shows(&["These steps are on its agenda and move with it"]);
    let fields = [("when", "15 April 2015"), ("why", "the hall is taken"), ("press", "look")];
    let looked = clerk.send(&page, &fields).await;
    looked.shows(&[
        "What the new date brings",
        "now planned on 14 April 2015; it would be on 15 April 2015",
    ]);
    looked.shows(&["value=\"the hall is taken\""]);
    let fields = [("when", "15 April 2015"), ("why", "the hall is taken"), ("press", "change")];
    clerk.send(&page, &fields).await.shows(&[
        "<h1",
        "Change the date",
        "value=\"the hall is taken\"",
    ]);
    let fields = [("when", "15 April 2015"), ("why", "the hall is taken"), ("press", "save")];
    let moved = clerk.send(&page, &fields).await;
    clerk
        .follow(moved)
        .await
        .shows(&["Cabinet on 15 April 2015", "The date of the meeting was changed."]);
}

#[tokio::test]
async fn a_meeting_that_did_nothing_is_taken_away_after_a_question() {
    let house = House::on("2015-03-06").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let page = format!("{CABINET}/take-away");
    clerk.open(&page).await.shows(&[
        "Take this meeting away?",
        "Rolling Plan to Council Cabinet",
        "Keep it",
    ]);
    let gone = clerk.send(&page, &[]).await;
    let list = clerk.follow(gone).await;
    list.shows(&["The meeting, Cabinet on 14 April 2015, was taken away.", "No meetings yet"]);
    assert_eq!(clerk.open(CABINET).await.status, 404);
}

#[tokio::test]
async fn what_was_withdrawn_is_open_and_can_be_listed_again() {
    let house = House::on("2015-03-06").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let page = format!("{TO_CABINET}/withdraw");
    let withdrawn = clerk.send(&page, &[("why", "it is not ready")]).await;
    clerk.follow(withdrawn).await.shows(&["Withdrawn: it is not ready", "List another step"]);
    let fields = [("step", "plan-to-cabinet"), ("papers", "Rolling Plan\r\n\r\n Covering report ")];
    let listed = clerk.send(&format!("{CABINET}/list"), &fields).await;
    clerk.follow(listed).await.shows(&["0 of 2 papers published", "Covering report"]);
}

#[tokio::test]
async fn what_was_not_agreed_has_to_be_listed_again_and_that_is_said() {
    let house = House::on("2015-04-14").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let mut fields = AGREED.to_vec();
    fields[0].1 = "referred-back";
    fields.push(("why", "the figures are old"));
    let decided = clerk.send(&format!("{TO_CABINET}/decision"), &fields).await;
    let page = clerk.follow(decided).await;
    page.shows(&["Referred back on 14 April 2015", "the figures are old"]);
    page.shows(&["is not done: list it on the agenda of another meeting of Cabinet."]);
}

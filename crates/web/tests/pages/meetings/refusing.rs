//! Every refusal, told beside its field in the core's words; two clerks at once; who may do what.

use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::House;
use crate::house::SMP;
use crate::meetings::forms::AGREED;
use crate::meetings::forms::CABINET;
use crate::meetings::forms::Clerk;
use crate::meetings::forms::TO_CABINET;
use crate::meetings::forms::seen;

/// Fails unless the form is shown again, its title says so, and the fault stands beside the field and above all.
fn refused(answer: &Answer, field: &str, texts: &[&str]) {
    answer.shows(&["<title>Error: ", "There is a problem", &format!("href=\"#{field}\"")]);
    answer.shows(&[&format!("id=\"{field}\"")]);
    answer.shows(texts);
}

#[tokio::test]
async fn a_meeting_is_refused_with_every_fault_at_once_and_what_was_typed_kept() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    let fields =
        [("when", "sometime"), ("id", "No Good"), ("step", "plan-adopted"), ("press", "save")];
    let answer = clerk.send("new", &fields).await;
    refused(&answer, "body", &["Choose the body that meets"]);
    refused(&answer, "when", &["`sometime` does not say when", "value=\"sometime\""]);
    refused(&answer, "id", &["`No Good` is not a short name"]);
    let fields = [("body", "council"), ("when", "from May 2015"), ("press", "look")];
    let answer = clerk.send("new", &fields).await;
    refused(&answer, "when", &["A meeting cannot be from May 2015 onwards; give a day"]);
    let fields = [("body", "cabinet"), ("when", "22 April 2015"), ("step", "plan-adopted")];
    let answer = clerk.send("new", &fields).await;
    refused(&answer, "step", &["which is for Council to decide; list it at a meeting of Council"]);
    let fields = [("body", "parish"), ("when", "22 April 2015")];
    let answer = clerk.send("new", &fields).await;
    refused(&answer, "body", &["is of the body `parish`, which the partnership has not"]);
}

#[tokio::test]
async fn a_short_name_that_is_taken_is_refused_and_a_made_one_never_is() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    for _ in 0..2 {
        let fields = [("body", "cabinet"), ("when", "14 April 2015"), ("press", "save")];
        let entered = clerk.send("new", &fields).await;
        clerk.follow(entered).await.shows(&["Cabinet on 14 April 2015"]);
    }
    clerk.open("2015-16/cabinet-april-2015-2").await.shows(&["Cabinet on 14 April 2015"]);
    let fields = [
        ("body", "cabinet"),
        ("when", "14 April 2015"),
        ("id", "cabinet-april-2015"),
        ("press", "look"),
    ];
    let answer = clerk.send("new", &fields).await;
    refused(&answer, "id", &["`cabinet-april-2015` is there already"]);
    let fields = [("body", "cabinet"), ("when", "14 April 2015"), ("press", "look")];
    let answer = clerk.send("new", &fields).await;
    answer.shows(&["Cabinet has a meeting on 14 April 2015 already."]);
}

#[tokio::test]
async fn a_step_moves_only_with_a_reason_and_a_meeting_that_decided_not_at_all() {
    let house = House::on("2015-04-14").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let page = format!("{CABINET}/date");
    let answer = clerk.send(&page, &[("when", "21 April 2015")]).await;
    refused(&answer, "why", &["no reason is given for the move", "value=\"21 April 2015\""]);
    let answer = clerk.send(&page, &[("when", "1 to 5 May 2015"), ("why", "x")]).await;
    refused(&answer, "when", &["A meeting cannot be between 1 May and 5 May 2015"]);
    let decided = clerk.send(&format!("{TO_CABINET}/decision"), &AGREED).await;
    clerk.follow(decided).await;
    let answer =
        clerk.send(&page, &[("when", "21 April 2015"), ("why", "the hall is taken")]).await;
    refused(&answer, "when", &["so it cannot be moved; enter another meeting"]);
    let answer = clerk.send(&format!("{CABINET}/take-away"), &[]).await;
    refused(
        &answer,
        "take-away",
        &["has decided on or withdrawn `plan-to-cabinet`, so it stays on record"],
    );
}

#[tokio::test]
async fn a_decision_needs_a_date_papers_that_are_out_and_all_that_the_minutes_say() {
    let house = House::on("2015-04-14").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "April 2015", "plan-to-cabinet").await;
    let page = format!("{TO_CABINET}/decision");
    let answer = clerk.send(&page, &AGREED).await;
    refused(
        &answer,
        "outcome",
        &["date is still to be set; set it before the decision is recorded"],
    );
    answer.shows(&["value=\"the Leader\"", "value=\"minute 201\""]);
    let fields = [("when", "14 April 2015"), ("why", "it was set"), ("press", "save")];
    let moved = clerk.send(&format!("{CABINET}/date"), &fields).await;
    clerk.follow(moved).await;
    let added = clerk.send(&format!("{TO_CABINET}/paper"), &[("title", "Rolling Plan")]).await;
    clerk.follow(added).await;
    let answer = clerk.send(&page, &AGREED).await;
    refused(
        &answer,
        "outcome",
        &["on papers not published by the meeting: Rolling Plan is awaited"],
    );
    let answer = clerk.send(&page, &[]).await;
    refused(&answer, "outcome", &["Choose what was decided", "has no mover", "has no minute"]);
    let fields = [("outcome", "agreed-as-amended"), ("amendment-2", "x"), ("amendments", "2")];
    let answer = clerk.send(&page, &fields).await;
    refused(&answer, "amendment-2-mover", &["The decision has no mover of an amendment"]);
    let answer = clerk.send(&page, &[("outcome", "agreed-as-amended")]).await;
    refused(&answer, "amendment-1", &["The decision has no amendment"]);
    for outcome in ["deferred", "referred-back", "rejected"] {
        let answer = clerk.send(&page, &[("outcome", outcome)]).await;
        refused(&answer, "why", &["The decision has no reason"]);
    }
}

#[tokio::test]
async fn nothing_that_was_typed_is_left_out_because_another_outcome_was_chosen() {
    let house = House::on("2015-04-14").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let page = format!("{TO_CABINET}/decision");
    let with = |more: &[(&'static str, &'static str)]| [&AGREED, more].concat();
    let answer = clerk.send(&page, &with(&[("amendment-1", "mobility scooters")])).await;
    refused(&answer, "outcome", &["Amendments are written below", "mobility scooters"]);
    let answer = clerk.send(&page, &with(&[("why", "more time")])).await;
    refused(&answer, "outcome", &["A reason is written below", "more time"]);
    let decided = clerk.send(&page, &AGREED).await;
    clerk.follow(decided).await.shows(&["Agreed on 14 April 2015"]);
}

#[tokio::test]
async fn no_decision_is_recorded_of_a_meeting_still_to_come() {
    let house = House::on("2015-04-13").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let answer = clerk.send(&format!("{TO_CABINET}/decision"), &AGREED).await;
    refused(&answer, "outcome", &["14 April 2015 is still to come"]);
}

#[tokio::test]
async fn papers_are_refused_without_a_title_twice_or_on_a_day_to_come() {
    let house = House::on("2015-04-01").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let (paper, publish) = (format!("{TO_CABINET}/paper"), format!("{TO_CABINET}/publish"));
    refused(&clerk.send(&paper, &[("title", " ")]).await, "title", &["A paper has no title"]);
    for title in ["Rolling Plan", "Map"] {
        let added = clerk.send(&paper, &[("title", title)]).await;
        clerk.follow(added).await;
    }
    let answer = clerk.send(&paper, &[("title", "Map")]).await;
    refused(&answer, "title", &["Two papers of the item would be called `Map`"]);
    let answer = clerk.send(&publish, &[("on", "tomorrow")]).await;
    refused(&answer, "paper", &["Choose the paper that was published"]);
    refused(&answer, "on", &["`tomorrow` is not a day"]);
    let answer = clerk.send(&publish, &[("paper", "Map"), ("on", "2 April 2015")]).await;
    refused(&answer, "on", &["2 April 2015 is still to come", "value=\"2 April 2015\""]);
    let answer = clerk.send(&publish, &[("paper", "Letter"), ("on", "1 April 2015")]).await;
    refused(&answer, "on", &["`Letter` is not a paper of this item"]);
    for paper in ["Map", "Rolling Plan"] {
        let published = clerk.send(&publish, &[("paper", paper), ("on", "1 April 2015")]).await;
        clerk.follow(published).await;
    }
    let version = seen(&clerk.open(&paper).await);
    let fields = [("paper", "Map"), ("on", "1 April 2015")];
    let answer = clerk.send_from(&publish, &version, &fields).await;
    refused(&answer, "on", &["`Map` was published on 1 April 2015; nothing is left to do"]);
}

#[tokio::test]
async fn an_item_is_withdrawn_with_a_reason_and_only_once() {
    let house = House::on("2015-04-01").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let page = format!("{TO_CABINET}/withdraw");
    refused(
        &clerk.send(&page, &[("why", "")]).await,
        "why",
        &["No reason is given for the withdrawal"],
    );
    let withdrawn = clerk.send(&page, &[("why", "it is not ready")]).await;
    clerk.follow(withdrawn).await;
    let answer = clerk.send(&page, &[("why", "again")]).await;
    refused(&answer, "why", &["The item was withdrawn; list the step on another meeting's agenda"]);
}

#[tokio::test]
async fn a_step_is_listed_once_and_by_the_body_that_decides_it() {
    let house = House::on("2015-04-01").await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    clerk.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let fields =
        [("body", "cabinet"), ("when", "21 April 2015"), ("id", "late-cabinet"), ("press", "save")];
    let entered = clerk.send("new", &fields).await;
    clerk.follow(entered).await;
    let page = format!("{CABINET}/list");
    refused(
        &clerk.send(&page, &[("step", "plan-to-cabinet")]).await,
        "step",
        &["is on this agenda already"],
    );
    let answer = clerk.send("2015-16/late-cabinet/list", &[("step", "plan-to-cabinet")]).await;
    refused(&answer, "step", &["is on the agendas of `cabinet-april-2015` and `late-cabinet`"]);
    let answer = clerk.send("2015-16/late-cabinet/list", &[("step", "plan-adopted")]).await;
    refused(&answer, "step", &["which is for Council to decide"]);
    let answer = clerk.send("2015-16/late-cabinet/list", &[("step", "plan-written")]).await;
    refused(&answer, "step", &["which no body decides"]);
}

#[tokio::test]
async fn of_two_clerks_at_once_the_second_is_told_and_keeps_what_was_typed() {
    let house = House::on("2015-04-14").await;
    let manager = house.person(Role::Manager).await;
    let (mut first, mut second) =
        (Clerk::of(&house, &manager).await, Clerk::of(&house, &manager).await);
    first.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let (paper, decision) = (format!("{TO_CABINET}/paper"), format!("{TO_CABINET}/decision"));
    let opened = seen(&second.open(&decision).await);
    let added = first.send(&paper, &[("title", "Rolling Plan")]).await;
    first.follow(added).await;
    let told = second.send_from(&decision, &opened, &AGREED).await;
    refused(
        &told,
        "conflict",
        &["was changed by partnership-manager on", "look at it as it is now"],
    );
    told.shows(&["value=\"minute 201\"", "Paper awaited.", "send it again if it is still right"]);
    // The form now carries the version that there is, so that sending it again is a judgement of the item as it is.
    let now = seen(&told);
    assert_ne!(now, opened);
    let again = second.send_from(&decision, &now, &AGREED).await;
    refused(&again, "outcome", &["Rolling Plan is awaited"]);
    let date = format!("{CABINET}/date");
    let opened = seen(&second.open(&date).await);
    let fields = [("when", "15 April 2015"), ("why", "the hall is taken"), ("press", "save")];
    let moved = first.send(&date, &fields).await;
    first.follow(moved).await;
    let fields = [("when", "16 April 2015"), ("why", "the Leader is ill"), ("press", "save")];
    let told = second.send_from(&date, &opened, &fields).await;
    refused(&told, "conflict", &["was changed by partnership-manager"]);
    told.shows(&[
        "value=\"16 April 2015\"",
        "value=\"the Leader is ill\"",
        "Cabinet on 15 April 2015",
    ]);
}

#[tokio::test]
async fn only_the_manager_changes_meetings_and_everybody_sees_them() {
    let house = House::on("2015-04-01").await;
    let manager = house.person(Role::Manager).await;
    Clerk::of(&house, &manager).await.enter("cabinet", "14 April 2015", "plan-to-cabinet").await;
    let changing = [
        "new".to_owned(),
        format!("{CABINET}/date"),
        format!("{CABINET}/take-away"),
        format!("{CABINET}/list"),
        format!("{TO_CABINET}/paper"),
        format!("{TO_CABINET}/publish"),
        format!("{TO_CABINET}/withdraw"),
        format!("{TO_CABINET}/decision"),
    ];
    for role in Role::of_people().filter(|role| *role != Role::Manager) {
        let person = house.person(role).await;
        let mut clerk = Clerk::of(&house, &person).await;
        clerk.browser.get(&format!("{SMP}/meetings")).await.shows(&["Tuesday 14 April 2015"]);
        assert_eq!(clerk.browser.get(&format!("{SMP}/meetings.csv")).await.status, 200);
        let page = clerk.open(CABINET).await;
        page.shows(&["Rolling Plan to Council Cabinet"]);
        for word in ["Record the decision", "Add a paper", "Take this meeting away", "/date"] {
            assert!(!page.text.contains(word), "{} is offered `{word}`", role.in_words());
        }
        for page in &changing {
            assert_eq!(clerk.open(page).await.status, 403, "{} opens {page}", role.in_words());
            let sent = clerk.send_from(page, "1", &AGREED).await;
            assert_eq!(sent.status, 403, "{} sends {page}", role.in_words());
        }
    }
    let mut clerk = Clerk::of(&house, &manager).await;
    for page in &changing {
        assert_eq!(clerk.open(page).await.status, 200, "the manager opens {page}");
    }
    assert_eq!(house.browser().get(&format!("{SMP}/meetings")).await.status, 303);
}

#[tokio::test]
async fn an_address_of_nothing_is_told_like_any_page_that_is_not() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    let mut clerk = Clerk::of(&house, &manager).await;
    for page in
        ["2015-16/none", "2015/none", "2015-16/none/date", "2015-16/none/x/paper", "2031-32/x"]
    {
        assert_eq!(clerk.open(page).await.status, 404, "{page}");
    }
    assert_eq!(clerk.browser.get(&format!("{SMP}/meetings?cycle=2031-32")).await.status, 404);
}

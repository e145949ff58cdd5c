//! A plan's way to adoption by pages alone: put forward, amended on the floor, recommended, adopted; and what is refused.

use partnership::membership::person::Role;
use sha2::Digest;
use sha2::Sha256;

use crate::adoption_made::*;
use crate::house::House;
use crate::house::SMP;

#[tokio::test]
async fn a_plan_goes_from_body_to_body_and_its_adopted_text_says_who_moved_what() {
    let house = House::on("2015-04-22").await;
    let mut browser = house.signed_in(Role::Manager).await;
    put_forward(&mut browser).await;
    let fields = [&AGREES[..], &CARRIED[..]].concat();
    let compare = [&fields[..], &[("press", "compare")]].concat();
    let compared = send(&mut browser, AGREED, &compare).await;
    compared.shows(&["Compared with the text as it stands:", "put in: </span>knives and mobility"]);
    send(&mut browser, AGREED, &fields).await.leads_to();
    browser
        .get(&format!("{SMP}/meetings/2015-16/partnership-march-2015"))
        .await
        .shows(&["to reword passage 2: “Fewer knives and mobility scooters.”", "Cllr Smith"]);
    meets(&mut browser, ("cabinet", "14 April 2015"), "plan-to-cabinet", "2 April 2015").await;
    let opened = browser.get(&format!("{SMP}{RECOMMENDED}")).await;
    opened.shows(&["name=\"window_until\" type=\"text\" value=\"21 April 2015\""]);
    let until = [("window", "until"), ("window_until", "21 April 2015")];
    send(&mut browser, RECOMMENDED, &[&AGREES[..], &until[..]].concat()).await.leads_to();
    adopt(&mut browser).await;
    let page = browser.get(&format!("{SMP}{PLAN}")).await;
    page.shows(&[
        "Adopted on 22 April 2015.",
        "Exactly the text of version 1, put forward on 24 February 2015, with the one amendment",
        "Cllr Smith, seconded by Cllr Jones, moved to reword passage 2: carried (9 for, 2 against, 1",
    ]);
    let text = browser.get(&format!("{SMP}{PLAN}/text")).await;
    text.shows(&[
        "<h1 class=\"govuk-heading-l\">The adopted text</h1>",
        "Amended: the Safer Maidstone Partnership on the motion of Cllr Smith",
    ]);
    let file = browser.get(&format!("{SMP}{PLAN}/text.txt")).await.text;
    assert!(file.contains("2. Fewer knives and mobility scooters."), "{file}");
    let hash: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
    text.shows(&[&hash]);
    page.shows(&[&hash]);
}

#[tokio::test]
async fn what_may_not_be_done_now_is_told_with_the_reason() {
    let house = House::on("2015-03-05").await;
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(&format!("{SMP}/adoption")).await.shows(&[
        "Strategic Assessment 2015–16",
        "No version was put forward.",
        "Rolling Plan to Council Cabinet",
    ]);
    let page = browser.get(&format!("{SMP}{PLAN}")).await;
    page.shows(&["Put a version forward</a>", "What may not, and why"]);
    // Five deeds wait for the same, which is told once.
    assert_eq!(page.text.matches("No version was put forward; put one forward first.").count(), 1);
    put_forward(&mut browser).await;
    let page = browser.get(&format!("{SMP}{PLAN}")).await;
    page.shows(&[
        "Record the decision of the Safer Maidstone Partnership, on 5 March 2015</a>",
        "Version 1 waits for the partnership; a new one is put forward once",
        "No decision of Cabinet waits to be acted on",
    ]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    let seen = councillor.get(&format!("{SMP}{PLAN}")).await;
    assert!(!seen.text.contains("What may be done now"), "{}", seen.text);
    councillor.get(&format!("{SMP}{PLAN}/text")).await.shows(&["Nothing of it was amended."]);
}

#[tokio::test]
async fn a_meeting_that_is_still_to_come_is_told_with_its_day_and_not_offered() {
    let house = House::on("2015-04-13").await;
    let mut browser = house.signed_in(Role::Manager).await;
    agree(&mut browser).await;
    let unlisted = browser.get(&format!("{SMP}{PLAN}")).await;
    unlisted.shows(&["No agenda lists it for Cabinet to decide; list its step"]);
    meets(&mut browser, ("cabinet", "14 April 2015"), "plan-to-cabinet", "2 April 2015").await;
    let page = browser.get(&format!("{SMP}{PLAN}")).await;
    page.shows(&["decides on 14 April 2015; record it once the meeting was held."]);
    assert!(!page.text.contains(RECOMMENDED), "{}", page.text);
}

#[tokio::test]
async fn a_decision_with_faults_is_shown_again_with_all_of_them_and_nothing_is_recorded() {
    let house = House::on("2015-03-05").await;
    let mut browser = house.signed_in(Role::Manager).await;
    put_forward(&mut browser).await;
    let fields =
        [("amendment-1", "seven"), ("amendment-1-what", "reword"), ("amendment-1-for", "many")];
    let answer = send(&mut browser, AGREED, &fields).await;
    answer.shows(&[
        "<title>Error: ",
        "Choose what was decided",
        "`seven` is not the number of a passage",
        "Write who moved the amendment",
        "Write all three votes as whole numbers",
        "href=\"#amendment-1-mover\"",
        "value=\"seven\"",
    ]);
    let missing = [&AGREES[..], &CARRIED[..]].concat();
    let missing = missing.into_iter().map(|field| match field {
        ("amendment-1", _) => ("amendment-1", "7"),
        field => field,
    });
    let missing: Vec<_> = missing.collect();
    let answer = send(&mut browser, AGREED, &missing).await;
    answer.shows(&["The text has no passage 7; name one that it has"]);
    let meeting = browser.get(&format!("{SMP}/meetings/2015-16/partnership-march-2015")).await;
    assert!(!meeting.text.contains("minute 201"), "{}", meeting.text);
}

#[tokio::test]
async fn a_decision_on_late_papers_is_refused_with_both_days() {
    let house = House::on("2015-03-05").await;
    let mut browser = house.signed_in(Role::Manager).await;
    let fields = [("text", TEXT), ("drawn_from", "final draft"), ("on", "24 February 2015")];
    send(&mut browser, &format!("{PLAN}/put-forward"), &fields).await.leads_to();
    let march = ("partnership", "5 March 2015");
    meets(&mut browser, march, "plan-agreed", "26 February 2015").await;
    let answer = send(&mut browser, AGREED, &AGREES).await;
    answer
        .shows(&["The papers were published on 26 February 2015, and the last lawful day was 25"]);
    answer.shows(&["href=\"#urgent\"", "or say why whoever chaired took it as urgent"]);
    let urgent = [("urgent", "The consultation ended on the Saturday before")];
    send(&mut browser, AGREED, &[&AGREES[..], &urgent[..]].concat()).await.leads_to();
    let told = "(taken as urgent: The consultation ended on the Saturday before)";
    browser.get(&format!("{SMP}{PLAN}")).await.shows(&[told]);
}

#[tokio::test]
async fn a_report_to_cabinet_is_written_read_and_not_overwritten_by_a_form_that_came_late() {
    let house = House::on("2015-04-02").await;
    let mut browser = house.signed_in(Role::Manager).await;
    agree(&mut browser).await;
    meets(&mut browser, ("cabinet", "14 April 2015"), "plan-to-cabinet", "2 April 2015").await;
    browser.get(&format!("{SMP}{PLAN}")).await.shows(&["Reports to meetings", "Cabinet, 14 April"]);
    let report = format!("{PLAN}/report/cabinet-april-2015/plan-to-cabinet");
    let form = browser.get(&format!("{SMP}{report}")).await;
    form.shows(&["17 things are still to be written", "Notice of the key decision"]);
    let fields =
        [("summary", "What is asked of Cabinet"), ("recommendations", "That it be launched")];
    let document = send(&mut browser, &report, &fields).await.leads_to().to_owned();
    browser.get(&document).await.shows(&[
        "The report was saved.",
        "Report to Cabinet, 14 April 2015",
        "That Council be recommended to adopt the Rolling Plan 2015–16",
        "That it be launched",
        "What is asked of Cabinet",
        "minute 201",
        "[To be written]",
        "/file?format=docx",
    ]);
    let late =
        browser.post(&format!("{SMP}{report}"), &[("summary", "Mine"), ("version", "")]).await;
    late.shows(&["somebody else", "Mine", "As it is saved now: What is asked of Cabinet"]);
    let notice = browser.get(&format!("{SMP}{report}/notice.txt")).await;
    notice.shows(&["To be published by 16 March 2015.", "Decision-maker: Cabinet"]);
    let mut councillor = house.signed_in(Role::Councillor).await;
    councillor.get(&document).await.shows(&["What is asked of Cabinet"]);
    assert_eq!(councillor.get(&format!("{SMP}{report}")).await.status, 403);
}

#[tokio::test]
async fn a_delegation_is_used_within_its_days_and_a_call_in_sends_cabinet_back() {
    let house = House::on("2015-04-22").await;
    let mut browser = house.signed_in(Role::Manager).await;
    put_forward(&mut browser).await;
    let delegates = [
        ("holder", "Head of Housing, with the Chair"),
        ("limits", "figures that are revised"),
        ("delegation_until", "31 March 2015"),
    ];
    send(&mut browser, AGREED, &[&AGREES[..], &delegates[..]].concat()).await.leads_to();
    let amend = |on| {
        [
            ("passage", "1"),
            ("what", "reword"),
            ("words", "Many more patrols at night."),
            ("why", "the police revised the figure"),
            ("on", on),
        ]
    };
    let page = format!("{PLAN}/amend");
    let late = send(&mut browser, &page, &amend("1 April 2015")).await;
    late.shows(&["The delegation ended on 31 March 2015; further amendments go to the next body"]);
    send(&mut browser, &page, &amend("20 March 2015")).await.leads_to();
    recommend(&mut browser).await;
    let call = |on| [("on", on), ("by", "three councillors"), ("why", "the cost")];
    let page = format!("{PLAN}/call-in");
    let late = send(&mut browser, &page, &call("22 April 2015")).await;
    late.shows(&["Cabinet’s decision could be called in until 21 April 2015; that is past"]);
    send(&mut browser, &page, &call("20 April 2015")).await.leads_to();
    let back = [
        ("outcome", "back-to-cabinet"),
        ("why", "the cost is unknown"),
        ("on", "21 April 2015"),
        ("minute", "minute 20"),
    ];
    let settled = send(&mut browser, &format!("{PLAN}/settle"), &back).await;
    let to = settled.leads_to().to_owned();
    browser.get(&to).await.shows(&["Version 1 waits until Cabinet recommends it."]);
}

//! Publication by pages: nothing before adoption, with a reason in a pre-election period, for everybody, until withdrawn.

use std::sync::Arc;

use partnership::membership::person::Role;

use crate::adoption_made::*;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::sites_made::Slow;
use crate::sites_made::Unreadable;

const PUBLISH: &str = "/publish";
const REASON: (&str, &str) = ("despite", "the law asks for it by 30 April");

/// A house in which Council has just adopted the plan, within the weeks before a poll.
async fn adopted() -> House {
    let house = House::on("2015-04-22").await.publishing();
    let mut browser = house.signed_in(Role::Manager).await;
    agree(&mut browser).await;
    recommend(&mut browser).await;
    adopt(&mut browser).await;
    drop(browser);
    house
}

/// Publishes what is looked at, and says where that leads.
async fn published(browser: &mut Browser<'_>) -> String {
    let fields = [("cycle", "2015-16"), REASON];
    send(browser, PUBLISH, &fields).await.leads_to().to_owned()
}

#[tokio::test]
async fn what_is_no_more_as_it_was_looked_at_is_shown_again_and_not_published() {
    let house = adopted().await;
    let mut browser = house.signed_in_as(&house.found(Role::Manager).await).await;
    let path = format!("{SMP}{PUBLISH}");
    let earlier = "a".repeat(64);
    let fields = [("cycle", "2015-16"), REASON, ("seen", earlier.as_str())];
    let shown = browser.post(&path, &fields).await;
    shown.holds(&["is no more what you looked at", "the law asks for it", "name=\"seen\""]);
    assert!(house.book.publications().await.unwrap().is_empty());
    published(&mut browser).await;
    assert_eq!(house.book.publications().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_ticked_is_left_out_once_that_was_looked_at() {
    let house = adopted().await;
    let mut browser = house.signed_in_as(&house.found(Role::Manager).await).await;
    let path = format!("{SMP}{PUBLISH}");
    browser
        .get(&path)
        .await
        .shows(&["name=\"document\" type=\"checkbox\" value=\"timetable\" checked"]);
    let offered = ["summary", "plan", "timetable"].map(|name| ("offered", name));
    let ticked = ["summary", "plan"].map(|name| ("document", name));
    let choice = [&[("cycle", "2015-16"), REASON], &offered[..], &ticked[..]].concat();
    // Whoever presses at once is shown first what they chose.
    let other = send(&mut browser, PUBLISH, &choice).await;
    other.holds(&["or you chose other documents", "left out of this publication"]);
    assert!(house.book.publications().await.unwrap().is_empty());
    let shown = browser.post(&path, &[&choice[..], &[("press", "choose")]].concat()).await;
    shown.shows(&["“Timetable”: it was left out of this publication.", "the law asks for it"]);
    let seen = shown.text.split("name=\"seen\" value=\"").nth(1).unwrap()[..64].to_owned();
    let published = [&choice[..], &[("seen", seen.as_str())]].concat();
    browser.post(&path, &published).await.leads_to();
    let kept = house.book.publications().await.unwrap().remove(0);
    assert_eq!(kept.publication.documents().len(), 2, "{:?}", kept.publication.documents());
    let none = [&[("cycle", "2015-16"), REASON], &offered[..]].concat();
    browser.post(&path, &none).await.holds(&["Every adopted text is left out"]);
}

#[tokio::test]
async fn while_it_cannot_be_told_what_would_be_published_what_was_can_be_withdrawn() {
    let house = adopted().await;
    let mut browser = house.signed_in_as(&house.found(Role::Manager).await).await;
    published(&mut browser).await;
    drop(browser);
    let house = house.publishing_from(Arc::new(Unreadable));
    let mut browser = house.signed_in_as(&house.found(Role::Manager).await).await;
    browser.get(&format!("{SMP}{PUBLISH}")).await.shows(&[
        "What would be published cannot be told now.",
        "The archive cannot be read.",
        "/publish/1/withdraw",
    ]);
    let why = [("why", "a figure was wrong")];
    send(&mut browser, &format!("{PUBLISH}/1/withdraw"), &why).await.leads_to();
}

#[tokio::test]
async fn a_site_that_is_long_in_the_making_tells_how_far_it_has_come_and_then_is_there() {
    let (end, ended) = tokio::sync::watch::channel(false);
    let house = adopted().await.publishing_from(Arc::new(Slow(ended)));
    let mut browser = house.signed_in_as(&house.found(Role::Manager).await).await;
    let path = format!("{SMP}{PUBLISH}");
    let looked_at = browser.get(&path).await.text;
    let seen = looked_at.split("name=\"seen\" value=\"").nth(1).unwrap();
    let fields = [("cycle", "2015-16"), REASON, ("seen", &seen[..64])];
    let to = browser.post(&path, &fields).await.leads_to().to_owned();
    browser.get(&to).await.shows(&[
        "It is being published. Load this page again",
        "“Summary” is being set, document 1 of 3.",
    ]);
    browser.post(&path, &fields).await.holds(&["It is being published already"]);
    end.send(true).unwrap();
    house.app.errands_done().await;
    let page = browser.get(&to).await;
    page.shows(&["published on 22 April 2015"]);
    assert!(!page.text.contains("is being set"), "{}", page.text);
}

#[tokio::test]
async fn while_nothing_is_adopted_the_page_says_who_decides_when_and_publishes_nothing() {
    let house = House::on("2015-04-15").await.publishing();
    let mut browser = house.signed_in(Role::Manager).await;
    agree(&mut browser).await;
    let page = browser.get(&format!("{SMP}{PUBLISH}")).await;
    page.shows(&["Nothing is adopted yet", "The Rolling Plan 2015–16: it is not adopted yet"]);
    assert!(!page.text.contains(">\n  Publish"), "{}", page.text);
    let refused = browser.post(&format!("{SMP}{PUBLISH}"), &[("cycle", "2015-16"), REASON]).await;
    assert!(refused.status.is_client_error());
    refused.holds(&["Nothing is adopted yet that could be published"]);
    assert!(house.book.publications().await.unwrap().is_empty());
}

#[tokio::test]
async fn in_a_pre_election_period_it_is_published_only_with_a_reason_and_then_everybody_reads_it() {
    let house = adopted().await;
    let manager = house.found(Role::Manager).await;
    let mut browser = house.signed_in_as(&manager).await;
    let path = format!("{SMP}{PUBLISH}");
    browser.get(&path).await.shows(&[
        "Rolling Plan: 2015–16, adopted on 22 April 2015",
        "It is the pre-election period from 30 March 2015 to the poll on 7 May 2015.",
    ]);
    let refused = send(&mut browser, PUBLISH, &[("cycle", "2015-16"), ("despite", " ")]).await;
    refused.holds(&["ask the monitoring officer whether it can wait"]);
    let to = published(&mut browser).await;
    browser.get(&to).await.shows(&[
        "It was published",
        "The law asks for it by 30 April.",
        "published on 22 April 2015",
        "Record that “Launch and distribution” began",
    ]);
    let kept = house.book.publications().await.unwrap().remove(0);
    assert_eq!(kept.publication.despite(), Some(REASON.1));
    let mut anybody = house.browser();
    let list = anybody.get(&format!("{SMP}/published")).await;
    list.shows(&["2015–16, published on 22 April 2015", "/published/1/index.html"]);
    let first = anybody.get(&format!("{SMP}/published/1")).await.leads_to().to_owned();
    let page = anybody.get(&first).await;
    page.shows(&["<title>Summary, Rolling Plan, Timetable</title>"]);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'"), "{policy}");
    let feed = anybody.get(&format!("{SMP}/published/1/feed.atom")).await;
    assert_eq!(feed.headers["content-type"], "application/atom+xml");
    for other in ["2/index.html", "1/../../secret-key", "1/plan", "x/index.html"] {
        let none = anybody.get(&format!("{SMP}/published/{other}")).await;
        assert!(none.status.is_client_error(), "{other}: {}", none.status);
    }
}

#[tokio::test]
async fn what_is_published_again_stands_beside_the_one_before_and_what_is_withdrawn_nobody_reads() {
    let house = adopted().await;
    let manager = house.found(Role::Manager).await;
    let mut browser = house.signed_in_as(&manager).await;
    for _ in 0..2 {
        published(&mut browser).await;
    }
    let withdraw = format!("{PUBLISH}/1/withdraw");
    send(&mut browser, &withdraw, &[("why", "")]).await.holds(&["Nobody says why it is withdrawn"]);
    let fields = [("why", "a figure was wrong")];
    let to = send(&mut browser, &withdraw, &fields).await.leads_to().to_owned();
    browser
        .get(&to)
        .await
        .shows(&["It was withdrawn", "Withdrawn on 22 April 2015: a figure was wrong."]);
    let again = send(&mut browser, &withdraw, &fields).await;
    again.holds(&["Withdrawn on 22 April 2015: a figure was wrong.", "/publish?cycle=2015-16"]);
    assert!(!again.text.contains("Why it is withdrawn"), "{}", again.text);
    let mut anybody = house.browser();
    for withdrawn in ["1/index.html", "1"] {
        let gone = anybody.get(&format!("{SMP}/published/{withdrawn}")).await;
        assert_eq!(gone.status.as_u16(), 410, "{withdrawn}");
        gone.holds(&["This was withdrawn on 22 April 2015: a figure was wrong."]);
    }
    assert!(anybody.get(&format!("{SMP}/published/2/index.html")).await.status.is_success());
    anybody.get(&format!("{SMP}/published")).await.shows(&["a figure was wrong", "/published/2/"]);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn the_plan_in_easy_read_is_published_once_it_retells_the_plan_plainly_and_somebody_cleared_it()
 {
    let house = adopted().await;
    let manager = house.found(Role::Manager).await;
    let mut browser = house.signed_in_as(&manager).await;
    let path = "/publish/easy-read";
    browser
        .get(&format!("{SMP}{path}"))
        .await
        .shows(&["The plan as it was adopted", "Fewer knives"]);
    let with = |source: &str, press: &str| {
        [("cycle", "2015-16"), ("source", source), ("press", press)]
            .map(|(name, text)| (name, text.to_owned()))
    };
    let sent = async |browser: &mut crate::house::Browser<'_>, fields: [(&str, String); 3]| {
        let fields = fields.each_ref().map(|(name, text)| (*name, text.as_str()));
        send(browser, path, &fields).await
    };
    let long = "# Our plan\n\n## What we do\n\n![Police](police)\nWe will do many things of many kinds in \
        very many places all over the whole town this year.\n";
    sent(&mut browser, with(long, "save")).await.leads_to();
    let page = browser.get(&format!("{SMP}{path}")).await;
    page.shows(&["Nothing retells “What will be done”", "a sentence of easy-read has 15 at most"]);
    let clear = [("cycle", "2015-16"), ("press", "clear"), ("tried_with", "a group")];
    send(&mut browser, path, &clear).await.holds(&["Nothing retells “What will be done”"]);
    let plain =
        "# Our plan\n\n## What we do\n\n![Police](police)\nPolice will walk at night. {1}\n";
    sent(&mut browser, with(plain, "save")).await.leads_to();
    send(&mut browser, path, &clear[..2]).await.holds(&["Nobody says who read it"]);
    send(&mut browser, path, &clear).await.leads_to();
    browser
        .get(&format!("{SMP}{path}"))
        .await
        .shows(&["It was cleared on 22 April 2015", "a group"]);
    house.book.verify().await.unwrap();
}

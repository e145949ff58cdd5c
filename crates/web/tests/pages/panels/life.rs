//! An issue from the minutes to its end: recorded, asked about, done, told, undone, corrected, joined, deleted.

use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::panels::at;
use crate::panels::issue;
use crate::panels::send;
use crate::panels::with_panels;

async fn record(browser: &mut Browser<'_>, more: &[(&str, &str)]) -> Answer {
    let usual = [("meeting", "2014-10-08"), ("area", "E05005003"), ("press", "next")];
    let given = |field: &str| more.iter().any(|(name, _)| *name == field);
    let fields: Vec<_> =
        usual.into_iter().filter(|(field, _)| !given(field)).chain(more.iter().copied()).collect();
    browser.post(&at("/shepway/issues/new"), &fields).await
}

#[tokio::test]
async fn issues_are_typed_one_after_the_other_and_the_meeting_stays_chosen() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&at("/shepway/issues/new")).await;
    page.shows(&["value=\"2014-10-08\" selected", "Recorded of the meeting on 8 October 2014"]);
    let page = record(&mut manager, &[("place", "Kept <here>"), ("area", "")]).await;
    page.shows(&["href=\"#area\"", "href=\"#kind\"", "href=\"#words\"", "Kept &lt;here&gt;"]);
    for place in ["Loose Road", "Sutton Road", "Park Way"] {
        let fields = [("place", place), ("kind", "litter"), ("words", "Bins are full")];
        let next = record(&mut manager, &fields).await;
        let number = issue(&house, place).await.number;
        let wanted = format!("/shepway/issues/new?meeting=2014-10-08&area=E05005003&kept={number}");
        assert_eq!(next.leads_to(), at(&wanted));
        let page = manager.get(next.leads_to()).await;
        let told = format!("is recorded: Litter: {place}");
        page.shows(&[&told, "value=\"2014-10-08\" selected", "autofocus"]);
    }
    let other = [("place", "Sky"), ("kind", "another"), ("other", "Drones"), ("words", "Loud")];
    record(&mut manager, &other).await.leads_to();
    let page = manager.get(&at("/shepway/issues/new")).await;
    page.shows(&["<option value=\"Drones\">Drones</option>"]);
    let strange = record(
        &mut manager,
        &[("place", "x"), ("kind", "noise"), ("words", "x"), ("area", "E05004996")],
    )
    .await;
    strange.shows(&[
        "href=\"#area\"",
        "the panel does not cover E05004996".replacen('t', "T", 1).as_str(),
    ]);
}

#[tokio::test]
async fn before_it_is_kept_it_is_asked_whether_it_was_raised_before_and_names_somebody() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let before = issue(&house, "Willington Street").await;
    let fields = [("place", "Willington Street"), ("kind", "speeding"), ("words", "Ask Mr Smith")];
    let page = record(&mut manager, &fields).await;
    page.shows(&[
        "Was it raised before?",
        "Raised on 11 June 2014",
        "No, it is another one",
        "“Mr Smith”: perhaps it names a person",
    ]);
    let number = before.number.to_string();
    let answered = [&fields[..], &[("same", number.as_str()), ("looked", "Mr Jones")]].concat();
    let page = record(&mut manager, &answered).await;
    page.shows(&["href=\"#looked\"", "I looked: these words may stay"]);
    assert!(!page.text.contains("href=\"#same\""), "that is answered");
    assert_eq!(house.book.panel_issues().await.unwrap().len(), 5, "nothing is kept yet");
    let answered = [&fields[..], &[("same", number.as_str()), ("looked", "Mr Smith")]].concat();
    let next = record(&mut manager, &answered).await;
    assert!(next.leads_to().ends_with(&format!("kept={number}")), "{}", next.leads_to());
    let now = issue(&house, "Willington Street").await.issue;
    assert_eq!((now.days_raised().count(), now.owner()), (2, before.issue.owner()));
    let none = format!("none of {}", before.number);
    let other =
        [("place", "Willington Street"), ("kind", "speeding"), ("words", "Other"), ("same", &none)];
    let page = record(&mut manager, &other).await;
    page.shows(&["href=\"#same\""]);
    let twin = issue(&house, "Willington St by the shops").await.number;
    let none = format!("none of {} {twin}", before.number);
    let other =
        [("place", "Willington Street"), ("kind", "speeding"), ("words", "Other"), ("same", &none)];
    record(&mut manager, &other).await.leads_to();
    assert_eq!(house.book.panel_issues().await.unwrap().len(), 6);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn an_issue_is_taken_on_done_told_and_each_can_be_undone() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let number = issue(&house, "Willington St by the shops").await.number;
    let path = at(&format!("/shepway/issues/{number}"));
    let page = manager.get(&path).await;
    page.shows(&["Nobody yet", "It was done", &format!("{{panel:issue-{number}}}")]);
    assert!(!page.text.contains("The panel was told"), "it is open");
    let page = send(&mut manager, &path, &[("words", "Kept"), ("on", "soon")]).await;
    page.shows(&["Choose what happened", "href=\"#on\"", ">Kept</textarea>", "value=\"soon\""]);
    let page = send(&mut manager, &path, &[("way", "accept"), ("on", "1 October 2014")]).await;
    page.shows(&["is before 8 October 2014", "value=\"accept\" checked"]);
    let page = send(&mut manager, &path, &[("way", "accept"), ("on", "9 October 2014")]).await;
    page.shows(&["href=\"#words\"", "name an owner"]);
    for (way, on, words) in [
        ("accept", "9 October 2014", "Kent Police"),
        ("do", "10 October 2014", "Speed checks"),
        ("feed-back", "11 October 2014", "By letter"),
    ] {
        let fields = [("way", way), ("on", on), ("words", words)];
        assert_eq!(send(&mut manager, &path, &fields).await.leads_to(), path);
    }
    let page = manager.get(&path).await;
    page.shows(&["Kent Police", "11 October 2014: By letter", "Undo the last entry (panel told)"]);
    let fields = [("way", "again"), ("on", "12 October 2014")];
    send(&mut manager, &path, &fields).await.shows(&["no meeting on 12 October 2014"]);
    let version = crate::commented::version_in(&manager.get(&path).await);
    let undo = format!("{path}/undo");
    manager.post(&undo, &[("version", &version)]).await.leads_to();
    manager.get(&path).await.shows(&["was taken back", "Undo the last entry (done)", "Not yet"]);
    let late = manager.post(&undo, &[("version", &version)]).await;
    late.shows(&["href=\"#conflict\"", "was changed by"]);
    let list = manager.get(&at("/shepway")).await;
    list.shows(&["Closed, and the panel not told yet"]);
}

#[tokio::test]
async fn what_was_written_is_corrected_and_what_was_entered_twice_is_joined() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let (earlier, later) = (
        issue(&house, "Willington Street").await,
        issue(&house, "Willington St by the shops").await,
    );
    let path = at(&format!("/shepway/issues/{}", later.number));
    manager.get(&path).await.shows(&["It may have been entered twice"]);
    let version = later.version.0.to_string();
    let (one, seen) = (earlier.number.to_string(), earlier.version.0.to_string());
    let fields = [("version", version.as_str()), ("earlier", &one), ("earlier_version", &seen)];
    let joined = manager.post(&format!("{path}/join"), &fields).await;
    let path = at(&format!("/shepway/issues/{}", earlier.number));
    assert_eq!(joined.leads_to(), path);
    manager.get(&path).await.shows(&["Both are one", "Cars race at night."]);
    let change = format!("{path}/change");
    manager
        .get(&change)
        .await
        .shows(&["value=\"Willington Street\"", "value=\"2014-06-11\" selected"]);
    let fields = [
        ("meeting", "2014-10-08"),
        ("place", "Mended Street"),
        ("area", "none"),
        ("kind", "parking"),
        ("words", "Mended"),
    ];
    let page = send(&mut manager, &change, &fields).await;
    page.shows(&["href=\"#meeting\"", "value=\"Mended Street\""]);
    let fields = [("meeting", "2014-06-11"), fields[1], fields[2], fields[3], fields[4]];
    assert_eq!(send(&mut manager, &change, &fields).await.leads_to(), path);
    let mended = issue(&house, "Mended Street").await.issue;
    assert_eq!((mended.raised().area, mended.deeds().len()), (None, 2));
    let gone = send(&mut manager, &format!("{path}/take-away"), &[]).await;
    assert_eq!(gone.leads_to(), at("/shepway"));
    assert_eq!(manager.get(&path).await.status, 404);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn what_people_said_goes_on_its_day_and_the_counts_stay() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let path = at("/retention");
    manager.get(&path).await.shows(&["Nothing is set", "value=\"365\"", "5 of 5 issues"]);
    let page = manager.post(&path, &[("days", "7")]).await;
    page.shows(&["is not a number of days from 28 to 3650", "value=\"7\""]);
    assert_eq!(manager.post(&path, &[("days", "28")]).await.leads_to(), path);
    manager.get(&path).await.shows(&["The next goes on 6 November 2014"]);
    let late = manager.post(&path, &[("days", "29")]).await;
    late.shows(&["href=\"#conflict\"", "value=\"29\""]);
    let lights = issue(&house, "King Street car park").await;
    let one = at(&format!("/high-street/issues/{}", lights.number));
    manager.get(&one).await.shows(&["deleted on 7 November 2014", "Three lights"]);
    let house = house.later("2014-11-07");
    web::tidy(&house.app, "2014-11-07T12:00:00Z".parse().unwrap()).await;
    let mut manager = house.signed_in(Role::Analyst).await;
    let page = manager.get(&one).await;
    page.shows(&["Deleted on its day", "The lights were mended."]);
    assert!(!page.text.contains("Three lights"), "{}", page.text);
    manager.get(&at("/retention")).await.shows(&["3 of 5 issues"]);
    manager.get(&at("/roll-up")).await.shows(&["Lighting"]);
    house.book.verify().await.unwrap();
}

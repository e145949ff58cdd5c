//! The people: added, changed, given links, taken away.

use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use records::Purpose;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;

pub(crate) const JANE: [(&str, &str); 4] = [
    ("name", "Jane Smith"),
    ("email", "Jane@example.org"),
    ("role", "task-group-lead"),
    ("acts_for", "Domestic Violence Forum"),
];

fn people(below: &str) -> String {
    format!("{SMP}/people{below}")
}

async fn jane(house: &House) -> Option<Person> {
    let id = PersonId("jane-smith".parse().unwrap());
    house.book.person(&id).await.unwrap().map(|held| held.value)
}

/// The link that a page shows, without the server's own address.
pub(crate) fn link_on(page: &Answer) -> String {
    let text = page.text.split("<p class=\"shown-once\"><code>").nth(1).unwrap();
    let address = text.split('<').next().unwrap();
    address.strip_prefix(crate::house::ORIGIN).unwrap().to_owned()
}

/// What a hidden field of the page holds.
pub(crate) fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    text.split('"').next().unwrap().to_owned()
}

async fn change(browser: &mut Browser<'_>, id: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(&people(&format!("/{id}"))).await;
    let version = hidden(&page, "version");
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(&people(&format!("/{id}")), &fields).await
}

async fn take_away(browser: &mut Browser<'_>, id: &str) -> Answer {
    let path = people(&format!("/{id}/take-away"));
    let page = browser.get(&path).await;
    let version = hidden(&page, "version");
    browser.post(&path, &[("version", &version)]).await
}

#[tokio::test]
async fn somebody_new_is_added_and_their_link_is_shown_once_and_works() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    let page = browser.get(&people("/new")).await;
    page.shows(&["Add a person", "Kent Police", "Domestic Violence Forum", "Safer Maidstone"]);
    // A manager cannot make an administrator, and is not offered it.
    assert!(!page.text.contains("value=\"administrator\""));
    let made = browser.post(&people("/new"), &JANE).await;
    made.shows(&["Jane Smith was added.", "A link for Jane Smith", "shown only now"]);
    let added = jane(&house).await.unwrap();
    assert_eq!((added.email.as_str(), added.role), ("jane@example.org", Role::TaskGroupLead));
    assert!(added.acts_for.contains("Domestic Violence Forum"));
    house.browser().get(&link_on(&made)).await.shows(&["Choose a password", "Jane Smith"]);
    let list = browser.get(&people("")).await;
    list.shows(&["Jane Smith", "Task-group lead", "No password yet", "Domestic Violence Forum"]);
    // Neither list nor person shows the link again.
    let token = link_on(&made).rsplit('/').next().unwrap().to_owned();
    let person = browser.get(&people("/jane-smith")).await;
    person.shows(&["Can be followed until", "To set a password"]);
    assert!(!list.text.contains(&token) && !person.text.contains(&token));
}

#[tokio::test]
async fn everything_wrong_with_a_person_is_told_beside_its_field() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Administrator).await;
    let wrong = [("name", " "), ("email", "jane"), ("acts_for", "the Moon")];
    browser.post(&people("/new"), &wrong).await.shows(&[
        "<title>Error: Add a person",
        "href=\"#name\"",
        "Enter the person’s name",
        "href=\"#email\"",
        "is not an e-mail address; expected one such as",
        "href=\"#role\"",
        "Choose what the person is there for",
        "sees to nothing here",
    ]);
    let taken = [("name", "Al"), ("email", "administrator@example.org"), ("role", "partner")];
    let page = browser.post(&people("/new"), &taken).await;
    page.shows(&["is the address of", "value=\"Al\""]);
    assert_eq!(house.book.people().await.unwrap().len(), 1);
}

#[tokio::test]
async fn two_people_of_one_name_are_two() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Manager).await;
    for email in ["one@example.org", "two@example.org"] {
        let fields = [("name", "Jane Smith"), ("email", email), ("role", "partner")];
        browser.post(&people("/new"), &fields).await.shows(&["A link for Jane Smith"]);
    }
    browser.get(&people("/jane-smith-2")).await.shows(&["two@example.org"]);
}

#[tokio::test]
async fn a_person_is_changed_and_the_change_holds_at_once() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    assert_eq!(analyst.get(&people("")).await.status, 403);
    let fields = [("name", "Alex Ross"), ("email", "alex@example.org"), ("role", "manager")];
    let changed = change(&mut manager, "analyst", &fields).await;
    assert_eq!(changed.leads_to(), people(""));
    analyst.get(&people("")).await.shows(&["Alex Ross", "alex@example.org"]);
}

#[tokio::test]
async fn whoever_comes_second_sees_who_was_first_and_loses_nothing_typed() {
    let house = House::in_october().await;
    house.person(Role::Partner).await;
    let mut browser = house.signed_in(Role::Manager).await;
    let seen = hidden(&browser.get(&people("/partner")).await, "version");
    let first = [("name", "First"), ("email", "f@example.org"), ("role", "partner")];
    assert_eq!(change(&mut browser, "partner", &first).await.status, 303);
    let second = [("name", "Second"), ("email", "s@example.org"), ("role", "analyst")];
    let fields: Vec<_> = second.into_iter().chain([("version", seen.as_str())]).collect();
    let refused = browser.post(&people("/partner"), &fields).await;
    refused.shows(&["was changed by partnership-manager on", "value=\"Second\""]);
    let people = house.book.people().await.unwrap();
    assert!(people.iter().any(|held| held.value.name == "First"));
}

#[tokio::test]
async fn only_an_administrator_changes_administrators() {
    let house = House::in_october().await;
    house.person(Role::Administrator).await;
    house.person(Role::Partner).await;
    let mut manager = house.signed_in(Role::Manager).await;
    for path in ["/administrator", "/administrator/take-away"] {
        let answer = manager.get(&people(path)).await;
        assert_eq!(answer.status, 403);
        answer.holds(&["As partnership manager you may not change administrators"]);
    }
    for path in ["/administrator", "/administrator/take-away", "/administrator/link"] {
        assert_eq!(manager.post(&people(path), &[("version", "1")]).await.status, 403, "{path}");
    }
    let fields = [("name", "P"), ("email", "p@example.org"), ("role", "administrator")];
    assert_eq!(change(&mut manager, "partner", &fields).await.status, 403);
    assert_eq!(manager.post(&people("/new"), &fields).await.status, 403);
    assert_eq!(house.book.people().await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_last_who_can_change_people_is_neither_demoted_nor_taken_away() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Administrator).await;
    let fields = [("name", "A"), ("email", "a@example.org"), ("role", "partner")];
    let refused = change(&mut browser, "administrator", &fields).await;
    refused.shows(&["is the last who may change people", "href=\"#role\""]);
    let refused = take_away(&mut browser, "administrator").await;
    refused.shows(&["is the last who may change people", "href=\"#take-away\""]);
    house.person(Role::Manager).await;
    // With a manager there is somebody for people, and still nobody else for administrators.
    let refused = take_away(&mut browser, "administrator").await;
    refused.shows(&["is the last who may change administrators"]);
    assert_eq!(take_away(&mut browser, "partnership-manager").await.status, 303);
}

#[tokio::test]
async fn whoever_is_taken_away_is_out_with_their_links() {
    let house = House::in_october().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let person = house.book.people().await.unwrap().remove(0).value;
    let token = house.link(&person, Purpose::SetPassword).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&people("/partner/take-away")).await;
    page.shows(&["With them go", "their links", "the audit record of what they did"]);
    assert_eq!(take_away(&mut manager, "partner").await.leads_to(), people(""));
    assert_eq!(partner.get(SMP).await.status, 303);
    let followed = house.browser().get(&format!("{SMP}/set-password/{}", token.as_str())).await;
    assert_eq!(followed.status, 409);
    assert_eq!(manager.get(&people("/partner")).await.status, 404);
}

#[tokio::test]
async fn before_somebody_is_taken_away_for_a_lost_factor_the_page_says_how_to_make_sure_who_asks() {
    let house = House::in_october().await;
    house.person(Role::Partner).await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&people("/partner/take-away")).await.shows(&[
        "If they lost their telephone and their recovery codes",
        "Make sure before that it is Alex partner who asks",
        "call them at the number that their organisation’s own directory has",
        "a call that comes to you is not enough",
        "vouch for them",
        "send it to the address above",
    ]);
}

#[tokio::test]
async fn a_manager_signs_somebody_out_of_every_browser_they_left() {
    let house = House::in_october().await;
    let partner = house.person(Role::Partner).await;
    let mut left = house.signed_in_as(&partner).await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&people("/partner")).await.shows(&["Signed in with 1 browser, last used on"]);
    let out = manager.post(&people("/partner/sign-out"), &[]).await;
    assert_eq!(out.leads_to(), people("/partner"));
    let page = manager.get(&people("/partner")).await;
    page.shows(&["is signed out everywhere"]);
    assert!(!page.text.contains("Signed in with"), "somebody is in still");
    assert_eq!(left.get(SMP).await.status, 303);
    // Nobody signs others out who may not change them.
    let mut analyst = house.signed_in(Role::Analyst).await;
    assert_eq!(analyst.post(&people("/partnership-manager/sign-out"), &[]).await.status, 403);
    manager.get(SMP).await.shows(&["The year"]);
}

#[tokio::test]
async fn an_address_to_which_links_go_is_changed_with_ones_own_password() {
    let house = House::in_october().await;
    house.person(Role::Partner).await;
    let manager = house.person(Role::Manager).await;
    house.with_password(&manager, "three blind mice").await;
    let mut browser = house.signed_in_as(&manager).await;
    let page = browser.get(&people("/partner")).await;
    page.shows(&["Your own password"]);
    let version = hidden(&page, "version");
    let with = |email: &'static str, password: &'static str, code: &'static str| {
        vec![
            ("name".to_owned(), "Alex Partner".to_owned()),
            ("email".to_owned(), email.to_owned()),
            ("role".to_owned(), "partner".to_owned()),
            ("acts_for".to_owned(), "Maidstone Borough Council".to_owned()),
            ("version".to_owned(), version.clone()),
            ("password".to_owned(), password.to_owned()),
            ("present_code".to_owned(), code.to_owned()),
        ]
    };
    let mut sent = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        browser.post(&people("/partner"), &fields).await
    };
    let (new, code) = ("thief@example.org", "ABCD-EFGH-IJKL-MNOP");
    sent(with(new, "", "")).await.shows(&["That is not your present password"]);
    sent(with(new, "three blind mice", "")).await.shows(&["Enter the code that your app shows"]);
    assert_eq!(house.found(Role::Partner).await.email.as_str(), "partner@example.org");
    assert_eq!(sent(with(new, "three blind mice", code)).await.leads_to(), people(""));
    assert_eq!(house.found(Role::Partner).await.email.as_str(), new);
}

#[tokio::test]
async fn a_link_is_revoked_and_cannot_be_followed() {
    let house = House::in_october().await;
    house.person(Role::Partner).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let made = manager.post(&people("/partner/link"), &[]).await;
    made.shows(&["A link for Alex partner"]);
    let number = house.book.access_links().await.unwrap()[0].number;
    // Below somebody else it is not found.
    let elsewhere = people(&format!("/partnership-manager/links/{number}/revoke"));
    assert_eq!(manager.post(&elsewhere, &[]).await.status, 404);
    let path = people(&format!("/partner/links/{number}/revoke"));
    assert_eq!(manager.post(&path, &[]).await.leads_to(), people("/partner"));
    manager.get(&people("/partner")).await.shows(&["Revoked on"]);
    assert_eq!(house.browser().get(&link_on(&made)).await.status, 409);
}

#[tokio::test]
async fn another_partnerships_people_are_not_there() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let other = house.another_partnership().await;
    let stranger = Person {
        id: PersonId("stranger".parse().unwrap()),
        name: "A Stranger".to_owned(),
        email: "stranger@example.org".parse().unwrap(),
        role: Role::Partner,
        acts_for: [].into(),
    };
    other.enter_person(&signed(), stranger).await.unwrap();
    assert_eq!(manager.get(&people("/stranger")).await.status, 404);
    assert!(!manager.get(&people("")).await.text.contains("Stranger"));
    let there = manager.get(&format!("/{}/people", other.id())).await;
    assert_eq!(there.status, 303);
}

//! One's own list, account and calendar.

use partnership::membership::person::Role;
use records::Purpose;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;

const PASSWORD: &str = "three blind mice";
const NEW: &str = "see how they run";

fn me(below: &str) -> String {
    format!("{SMP}/me{below}")
}

/// A house in whose browser a partner with a password has signed in.
async fn with_password(house: &House) -> Browser<'_> {
    let browser = house.signed_in(Role::Partner).await;
    house.with_password(&house.found(Role::Partner).await, PASSWORD).await;
    browser
}

async fn change(browser: &mut Browser<'_>, present: &str, new: &str, again: &str) -> Answer {
    let fields = [("password", present), ("new_password", new), ("again", again)];
    browser.post(&me("/password"), &fields).await
}

async fn sign_in(house: &House, password: &str) -> Answer {
    let fields = [("email", "partner@example.org"), ("password", password)];
    house.browser().post(&format!("{SMP}/sign-in"), &fields).await
}

#[tokio::test]
async fn the_list_has_what_those_for_whom_one_acts_must_see_to() {
    let house = House::in_october().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let page = partner.get(&me("")).await;
    page.shows(&[
        "You act for Maidstone Borough Council",
        "To see to for 2015–16",
        "Rolling Plan written",
    ]);
    assert!(!page.text.contains("First draft of the Strategic Assessment"), "another's step");
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&me("")).await.shows(&["First draft of the Strategic Assessment"]);
}

#[tokio::test]
async fn whoever_acts_for_nobody_is_told_so() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Councillor).await;
    let held = house.book.people().await.unwrap().remove(0);
    let mut person = held.value;
    person.acts_for.clear();
    let signed = crate::house::signed();
    house.book.change_person(&signed, held.version, person).await.unwrap();
    browser.get(&me("")).await.shows(&["Nothing is due", "You act for nobody"]);
}

#[tokio::test]
async fn a_password_is_changed_with_the_present_one_and_other_browsers_are_signed_out() {
    let house = House::in_october().await;
    let mut browser = with_password(&house).await;
    let mut elsewhere = house.browser();
    let token = house.link(&house.found(Role::Partner).await, Purpose::SignInOnce).await;
    elsewhere.post(&format!("{SMP}/sign-in-once/{}", token.as_str()), &[]).await;
    elsewhere.get(SMP).await.shows(&["The year"]);
    browser.get(&me("/account")).await.shows(&["Your account", "1 not used yet", "Set up again"]);
    let changed = change(&mut browser, PASSWORD, NEW, NEW).await;
    assert_eq!(changed.leads_to(), me("/account"));
    assert_eq!(elsewhere.get(SMP).await.status, 303);
    browser.get(SMP).await.shows(&["The year"]);
    sign_in(&house, PASSWORD).await.shows(&["the password is wrong"]);
    assert_eq!(sign_in(&house, NEW).await.leads_to(), format!("{SMP}/sign-in/code"));
}

#[tokio::test]
async fn everything_wrong_with_a_new_password_is_told_and_nothing_changes() {
    let house = House::in_october().await;
    let mut browser = with_password(&house).await;
    let wrong = change(&mut browser, "wrong", "short", "short").await;
    wrong.shows(&["<title>Error: ", "That is not your present password", "has 5 characters"]);
    assert!(!wrong.text.contains("value=\"short\""));
    change(&mut browser, PASSWORD, NEW, "another").await.shows(&["The two passwords differ"]);
    assert_eq!(sign_in(&house, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn guesses_of_the_present_password_are_counted() {
    let house = House::in_october().await;
    let mut browser = with_password(&house).await;
    for _ in 0..5 {
        assert_eq!(change(&mut browser, "wrong", NEW, NEW).await.status, 200);
    }
    assert_eq!(change(&mut browser, PASSWORD, NEW, NEW).await.status, 429);
}

#[tokio::test]
async fn guesses_of_the_password_before_another_second_factor_are_counted_with_all_others() {
    let house = House::in_october().await;
    let mut browser = with_password(&house).await;
    let guess = [("password", "wrong"), ("code", "000000")];
    for _ in 0..5 {
        let wrong = browser.post(&me("/second-factor"), &guess).await;
        wrong.shows(&["That is not your password"]);
    }
    assert_eq!(browser.post(&me("/second-factor"), &guess).await.status, 429);
    assert_eq!(change(&mut browser, PASSWORD, NEW, NEW).await.status, 429);
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old() {
    let house = House::in_october().await;
    let mut browser = with_password(&house).await;
    let refused = browser.post(&me("/recovery-codes"), &[("password", "wrong")]).await;
    refused.shows(&["That is not your present password"]);
    let codes = browser.post(&me("/recovery-codes"), &[("password", PASSWORD)]).await;
    codes.shows(&["Print your recovery codes"]);
    assert_eq!(codes.text.matches("<li><code>").count(), 8);
    browser.get(&me("/account")).await.shows(&["8 not used yet"]);
    let mut other = house.browser();
    let fields = [("email", "partner@example.org"), ("password", PASSWORD)];
    other.post(&format!("{SMP}/sign-in"), &fields).await;
    let code = |code| [("code", code)];
    let old = other.post(&format!("{SMP}/sign-in/code"), &code("ABCD-EFGH-IJKL-MNOP")).await;
    old.shows(&["That code is wrong"]);
    let new = codes.text.split("<li><code>").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(other.post(&format!("{SMP}/sign-in/code"), &code(new)).await.leads_to(), SMP);
}

#[tokio::test]
async fn whoever_has_no_password_is_told_how_to_get_one() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Councillor).await;
    browser.get(&me("/account")).await.shows(&["Not set", "Ask them for a link to set a password"]);
    for path in ["/password", "/recovery-codes"] {
        let answer = browser.get(&me(path)).await;
        assert_eq!(answer.status, 409);
        answer.holds(&["You have no password yet"]);
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let house = House::in_october().await;
    let mut browser = house.signed_in(Role::Analyst).await;
    let token = house.link(&house.found(Role::Analyst).await, Purpose::SignInOnce).await;
    let mut elsewhere = house.browser();
    elsewhere.post(&format!("{SMP}/sign-in-once/{}", token.as_str()), &[]).await;
    let out = browser.post(&me("/sign-out-everywhere"), &[]).await;
    assert_eq!(out.leads_to(), format!("{SMP}/sign-in"));
    for browser in [&mut browser, &mut elsewhere] {
        assert_eq!(browser.get(SMP).await.status, 303);
    }
}

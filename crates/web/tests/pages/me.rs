//! One's own list, account and calendar.

use partnership::membership::person::Role;
use records::Purpose;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;

const PASSWORD: &str = "three blind mice";
const NEW: &str = "see how they run";
/// The recovery code of whoever has a password.
const CODE: &str = "ABCD-EFGH-IJKL-MNOP";

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
    let code = ("present_code", CODE);
    let fields = [("password", present), ("new_password", new), ("again", again), code];
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
        wrong.shows(&["That is not your present password"]);
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
    let both = [("password", PASSWORD), ("present_code", CODE)];
    let codes = browser.post(&me("/recovery-codes"), &both).await;
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

/// What a page offers to tick, in order: the value, and whether it is said to be this browser.
fn browsers(page: &Answer) -> Vec<(String, bool)> {
    let inputs = page.text.split("name=\"browser\"").skip(1);
    let told = inputs.map(|rest| {
        let value = rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        (value.to_owned(), rest.split("</label>").next().unwrap().contains("This browser"))
    });
    told.collect()
}

#[tokio::test]
async fn somebody_sees_where_they_are_signed_in_and_signs_out_with_one_of_them() {
    let house = House::in_october().await;
    let mut browser = with_password(&house).await;
    let partner = house.found(Role::Partner).await;
    let mut elsewhere = house.signed_in_as(&partner).await;
    let mut third = house.signed_in_as(&partner).await;
    house.signed_in(Role::Analyst).await;
    browser.get(&me("/account")).await.shows(&["see where you are signed in"]);
    let all = browser.get(&me("/sessions")).await;
    let listed = browsers(&all);
    assert_eq!(listed.len(), 3, "another's is listed, or one is missing");
    assert_eq!(listed.iter().filter(|(_, is_this)| *is_this).count(), 1);
    let (other, _) = listed.iter().find(|(_, is_this)| !is_this).unwrap();
    // Neither without a tick nor without the password.
    browser.post(&me("/sessions"), &[("password", PASSWORD)]).await.shows(&["Tick the browsers"]);
    let wrong = [("browser", other.as_str()), ("password", "wrong")];
    browser.post(&me("/sessions"), &wrong).await.shows(&["That is not your present password"]);
    assert_eq!(browsers(&browser.get(&me("/sessions")).await).len(), 3);
    let right = [("browser", other.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.post(&me("/sessions"), &right).await.leads_to(), me("/sessions"));
    assert_eq!(browsers(&browser.get(&me("/sessions")).await).len(), 2);
    let out = [elsewhere.get(SMP).await.status, third.get(SMP).await.status];
    assert_eq!(out.iter().filter(|status| **status == 303).count(), 1, "{out:?}");
    // Another's name ends nothing.
    let analyst = house.found(Role::Analyst).await;
    let mut analysts = house.signed_in_as(&analyst).await;
    let of_analyst = browsers(&analysts.get(&me("/sessions")).await);
    let anothers = [("browser", of_analyst[0].0.as_str()), ("password", PASSWORD)];
    browser.post(&me("/sessions"), &anothers).await;
    assert_eq!(browsers(&analysts.get(&me("/sessions")).await).len(), of_analyst.len());
    // This one at last.
    let (own, _) = listed.iter().find(|(_, is_this)| *is_this).unwrap();
    let own = [("browser", own.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.post(&me("/sessions"), &own).await.leads_to(), format!("{SMP}/sign-in"));
    assert_eq!(browser.get(SMP).await.status, 303);
}

/// Somebody with a password and a second factor, signed in, and the recovery codes.
async fn with_both<'house>(house: &'house House) -> (Browser<'house>, Vec<String>) {
    let mut browser = house.browser();
    let (_, codes, _) = crate::signing_in::set_up(house, &mut browser).await;
    (browser, codes)
}

#[tokio::test]
async fn whatever_proves_who_one_is_is_changed_with_the_second_factor_too() {
    let house = House::in_october().await;
    let (mut browser, codes) = with_both(&house).await;
    let own = crate::signing_in::PASSWORD;
    // Before another second factor takes its place, the present one is asked for, too.
    let asked = browser.get(&me("/second-factor")).await;
    asked.shows(&["name=\"present_code\"", "name=\"password\""]);
    for path in ["/password", "/recovery-codes"] {
        let fields = [("password", own), ("new_password", NEW), ("again", NEW)];
        let page = browser.post(&me(path), &fields).await;
        page.shows(&["Enter the code that your app shows, or a recovery code"]);
        page.shows(&["href=\"#present_code\""]);
    }
    let wrong =
        [("password", own), ("new_password", NEW), ("again", NEW), ("present_code", "000000")];
    browser.post(&me("/password"), &wrong).await.shows(&["That code is wrong"]);
    // Neither is used up by a wrong password.
    let guess = [("password", "wrong"), ("present_code", codes[0].as_str())];
    browser.post(&me("/recovery-codes"), &guess).await.shows(&["not your present password"]);
    let right = [("password", own), ("present_code", codes[0].as_str())];
    browser.post(&me("/recovery-codes"), &right).await.shows(&["Print your recovery codes"]);
}

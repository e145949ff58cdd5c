//! Linking an account at an outside provider on the page of one's own: a real provider, visited as people do.

use axum::http::StatusCode;
use partnership::membership::person::Role;
use records::Account;
use records::Purpose;
use serde_json::json;
use web::settings::Matching;
use web::who::token::recovery_fingerprint;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::outside::Outside;
use crate::outside::linked;
use crate::outside::sign_in;
use crate::signing_in::PASSWORD;

fn page() -> String {
    format!("{SMP}/me/outside")
}

/// A house with a provider by whose addresses nobody is known, and a manager and an analyst with passwords.
async fn house(outside: &Outside) -> House {
    let mut settings = outside.settings();
    settings.provider.as_mut().unwrap().matching = Matching::Never;
    let house = House::with(settings).await;
    for role in [Role::Manager, Role::Analyst] {
        let person = house.person(role).await;
        house.with_password(&person, PASSWORD).await;
        let held = house.book.account(&person.id).await.unwrap().unwrap();
        let recovery_codes = CODES.iter().map(|code| recovery_fingerprint(code)).collect();
        let account = Account { recovery_codes, ..held.value };
        house.book.change_account(&signed(), held.version, account).await.unwrap();
    }
    house
}

/// The recovery codes of each, one for each time that they are asked who they are.
const CODES: [&str; 3] = ["ABCD-EFGH-IJKL-MNOP", "BCDE-FGHI-JKLM-NOPQ", "CDEF-GHIJ-KLMN-OPQR"];

/// A browser in which the person of a role has signed in.
async fn browser_of(house: &House, role: Role) -> Browser<'_> {
    house.signed_in_as(&house.found(role).await).await
}

/// Gives password and code, and the address at the provider to which the page then leads.
async fn way_there(browser: &mut Browser<'_>, code: &str) -> String {
    let both = [("password", PASSWORD), ("present_code", code)];
    let shown = browser.post(&page(), &both).await;
    shown.shows(&["Go to your council account", "within a quarter of an hour"]);
    let href = shown.text.split("<a href=\"http://127.0.0.1").nth(1).unwrap();
    let href = href.split('"').next().unwrap().replace("&amp;", "&");
    format!("http://127.0.0.1{href}")
}

/// Links the account that somebody has at the provider; what comes back.
async fn link(outside: &Outside, browser: &mut Browser<'_>, name: &str) -> Answer {
    let to = way_there(browser, CODES[0]).await;
    let back = outside.visited(&to, name);
    browser.get(&back).await
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    answer.holds(&["Nothing was linked", why, "Back to your account"]);
}

#[tokio::test]
async fn whoever_links_an_account_is_signed_in_by_it_from_then_on() {
    let outside = Outside::start(&json!({}));
    let house = house(&outside).await;
    let manager = house.found(Role::Manager).await;
    // Before, the provider signs nobody in, and says what to do.
    let before = sign_in(&outside, &mut house.browser(), "joan").await;
    before.holds(&["You are not signed in", "link it on the page of your account"]);
    let mut browser = browser_of(&house, Role::Manager).await;
    let account = browser.get(&format!("{SMP}/me/account")).await;
    account.shows(&["Your council account", "Not linked", &format!("href=\"{}\"", page())]);
    browser.get(&page()).await.shows(&["Link your council account", "Your password here"]);
    let back = link(&outside, &mut browser, "joan").await;
    assert_eq!(back.leads_to(), format!("{SMP}/me/account"));
    let account = browser.get(&format!("{SMP}/me/account")).await;
    account.shows(&["Your council account is linked to your account here, and signs you in."]);
    assert!(!account.text.contains("Not linked"));
    let identity = linked(&house, &manager).await.unwrap();
    assert_eq!(identity.subject, "joan");
    let mut new = house.browser();
    assert_eq!(sign_in(&outside, &mut new, "joan").await.leads_to(), SMP);
    new.get(SMP).await.shows(&["Alex partnership manager"]);
    browser.get(&page()).await.shows(&["It is linked, and signs you in"]);
    let entry = house.book.entries(0, 10_000).await.unwrap().pop().unwrap();
    assert_eq!(entry.who, manager.id.to_string());
    assert!(house.book.verify().await.is_ok());
}

#[tokio::test]
async fn without_the_password_nobody_is_led_there() {
    let outside = Outside::start(&json!({}));
    let house = house(&outside).await;
    let mut browser = browser_of(&house, Role::Manager).await;
    let wrong = browser.post(&page(), &[("password", "wrong")]).await;
    wrong.shows(&["<title>Error: ", "That is not your present password"]);
    let half = browser.post(&page(), &[("password", PASSWORD)]).await;
    half.shows(&["<title>Error: ", "Enter the code that your app shows, or a recovery code"]);
    assert!(!wrong.text.contains(outside.settings().provider.unwrap().issuer.as_str()));
    let partner = house.person(Role::Partner).await;
    let mut browser = house.signed_in_as(&partner).await;
    let none = browser.get(&page()).await;
    assert_eq!(none.status, StatusCode::CONFLICT);
    none.holds(&["You have no password yet"]);
}

#[tokio::test]
async fn only_the_browser_and_the_person_that_began_it_can_end_it() {
    let outside = Outside::start(&json!({}));
    let house = house(&outside).await;
    let mut browser = browser_of(&house, Role::Manager).await;
    // Another browser, in which somebody is signed in, too.
    let back = outside.visited(&way_there(&mut browser, CODES[0]).await, "joan");
    let elsewhere = browser_of(&house, Role::Analyst).await.get(&back).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    // Another person in the same browser.
    let token = house.link(&house.found(Role::Analyst).await, Purpose::SignInOnce).await;
    browser.post(&format!("{SMP}/sign-in-once/{}", token.as_str()), &[]).await;
    refused(&browser.get(&back).await, "belongs to no sign-in that was begun in this browser");
    // Nobody any more.
    let mut browser = browser_of(&house, Role::Manager).await;
    let back = outside.visited(&way_there(&mut browser, CODES[1]).await, "joan");
    browser.post(&format!("{SMP}/sign-out"), &[]).await;
    assert_eq!(browser.get(&back).await.status, StatusCode::FORBIDDEN);
    for role in [Role::Manager, Role::Analyst] {
        assert_eq!(linked(&house, &house.found(role).await).await, None);
    }
}

#[tokio::test]
async fn an_account_signs_one_person_in_and_a_person_has_one() {
    let outside = Outside::start(&json!({}));
    let house = house(&outside).await;
    let mut analyst = browser_of(&house, Role::Analyst).await;
    assert_eq!(link(&outside, &mut analyst, "joan").await.status, StatusCode::SEE_OTHER);
    let mut manager = browser_of(&house, Role::Manager).await;
    let taken = link(&outside, &mut manager, "joan").await;
    refused(&taken, "signed you in as somebody else of this partnership");
    // Two tabs: what the first linked, the second does not replace.
    let mut browser = browser_of(&house, Role::Manager).await;
    let first = outside.visited(&way_there(&mut manager, CODES[1]).await, "jane");
    let second = outside.visited(&way_there(&mut browser, CODES[2]).await, "stranger");
    assert_eq!(manager.get(&first).await.status, StatusCode::SEE_OTHER);
    refused(&browser.get(&second).await, "is linked already, to another one");
    let kept = linked(&house, &house.found(Role::Manager).await).await.unwrap();
    assert_eq!(kept.subject, "jane");
}

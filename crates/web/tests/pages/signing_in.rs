//! Signing in: by link, by password and code, and by recovery code.

use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use axum::http::StatusCode;
use jiff::Timestamp;
use partnership::membership::person::Role;
use records::Account;
use records::Purpose;
use records::Secret;
use web::clock::Clock;
use web::settings::BreachedPasswords;
use web::settings::Settings;
use web::who::password::Password;
use web::who::second_factor::SecondFactor;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::settings_on;
use crate::house::signed;

pub(crate) const PASSWORD: &str = "three blind mice";

/// Sets password and second factor up by a link; gives the second factor, the recovery codes and the code that was used.
pub(crate) async fn set_up(
    house: &House,
    browser: &mut Browser<'_>,
) -> (SecondFactor, Vec<String>, String) {
    let person = house.person(Role::Manager).await;
    let token = house.link(&person, Purpose::SetPassword).await;
    let path = format!("{SMP}/set-password/{}", token.as_str());
    browser.get(&path).await.shows(&["Choose a password", "Alex partnership manager"]);
    let set = browser.post(&path, &[("new_password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(set.leads_to(), format!("{SMP}/me/second-factor"));
    factor_set_up(browser).await
}

/// Sets a second factor up; gives it, the recovery codes and the code that was used.
pub(crate) async fn factor_set_up(
    browser: &mut Browser<'_>,
) -> (SecondFactor, Vec<String>, String) {
    let page = browser.get(&format!("{SMP}/me/second-factor")).await;
    page.shows(&["Set up your second factor", "<svg"]);
    let secret = between(&page, "second-factor-secret\">", "<").replace(' ', "");
    let factor = SecondFactor::kept(&secret, "manager").unwrap();
    let used = factor.code_at(Timestamp::now()).unwrap();
    let codes = browser.post(&format!("{SMP}/me/second-factor"), &[("code", &used)]).await;
    codes.shows(&["Print your recovery codes"]);
    let codes = codes.text.split("<li><code>").skip(1);
    let codes = codes.map(|rest| rest.split('<').next().unwrap().to_owned());
    (factor, codes.collect(), used)
}

fn between<'page>(page: &'page Answer, before: &str, after: &str) -> &'page str {
    page.text.split(before).nth(1).unwrap().split(after).next().unwrap()
}

pub(crate) async fn give_password(
    browser: &mut Browser<'_>,
    email: &str,
    password: &str,
) -> Answer {
    let fields = [("email", email), ("password", password), ("next", "")];
    browser.post(&format!("{SMP}/sign-in"), &fields).await
}

#[tokio::test]
async fn somebody_new_sets_a_password_and_a_second_factor_and_is_in() {
    let house = House::in_october().await;
    let mut browser = house.browser();
    let (_, codes, _) = set_up(&house, &mut browser).await;
    assert_eq!(codes.len(), 8);
    browser.get(SMP).await.shows(&["The year 2015–16"]);
}

#[tokio::test]
async fn signing_in_takes_password_and_code_and_a_code_is_taken_once() {
    let house = House::in_october().await;
    let mut first = house.browser();
    let (_, codes, used) = set_up(&house, &mut first).await;
    let mut browser = house.browser();
    let asked = browser.get(&format!("{SMP}?on=2014-12-04")).await;
    assert_eq!(asked.leads_to(), format!("{SMP}/sign-in?next={SMP}%3Fon%3D2014-12-04"));
    let halfway = give_password(&mut browser, "partnership-manager@example.org", PASSWORD).await;
    assert_eq!(halfway.leads_to(), format!("{SMP}/sign-in/code"));
    let before = browser.cookie.clone();
    // Half-way in is not in.
    assert_eq!(browser.get(SMP).await.status, 303);
    let code = browser.post(&format!("{SMP}/sign-in/code"), &[("code", &used)]).await;
    code.shows(&["wrong or was used already", "<title>Error: "]);
    let typed = codes[0].to_lowercase();
    let code = browser.post(&format!("{SMP}/sign-in/code"), &[("code", &typed)]).await;
    assert_eq!(code.leads_to(), SMP);
    assert_ne!(browser.cookie, before, "whoever is in keeps a name that others may have known");
    browser.get(SMP).await.shows(&["The year 2015–16", "Alex partnership manager"]);
    let out = browser.post(&format!("{SMP}/sign-out"), &[]).await;
    assert_eq!(out.leads_to(), format!("{SMP}/sign-in"));
    assert_eq!(browser.get(SMP).await.status, 303);
}

/// A hash of the password as it might have been made years ago, with half the memory and one pass.
fn old_hash() -> String {
    let params = argon2::Params::new(9_728, 1, 1, None).unwrap();
    let argon2 = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    argon2.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
}

#[tokio::test]
async fn a_password_whose_hash_is_weaker_than_those_made_now_is_hashed_anew_at_signing_in() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    house.with_password(&manager, PASSWORD).await;
    let held = || async { house.book.account(&manager.id).await.unwrap().unwrap() };
    let set = held().await;
    let hash = |account: &Account| account.password.as_ref().unwrap().text().to_owned();
    let old_hash = old_hash();
    let old = Account { password: Some(Secret::of(old_hash.as_str())), ..set.value };
    house.book.change_account(&signed(), set.version, old.clone()).await.unwrap();
    // A wrong password changes nothing.
    give_password(&mut house.browser(), manager.email.as_str(), "three blind rats").await;
    assert_eq!(hash(&held().await.value), old_hash);
    for _ in 0..2 {
        let given = give_password(&mut house.browser(), manager.email.as_str(), PASSWORD).await;
        assert_eq!(given.leads_to(), format!("{SMP}/sign-in/code"));
    }
    let anew = held().await;
    assert!(hash(&anew.value).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert!(Password::typed(PASSWORD).fits(Some(&hash(&anew.value))));
    assert_eq!(Account { password: old.password.clone(), ..anew.value }, old, "more was changed");
    // It was done once, and the audit record says that nobody asked for it.
    let entries = house.book.entries(0, 10_000).await.unwrap();
    let by_page = entries.iter().filter(|entry| entry.who == "the page for signing in");
    assert_eq!(by_page.count(), 1);
}

#[tokio::test]
async fn whoever_is_wrong_learns_nothing_of_who_has_an_account() {
    let house = House::in_october().await;
    set_up(&house, &mut house.browser()).await;
    let mut answers = Vec::new();
    for email in ["partnership-manager@example.org", "nobody@example.org"] {
        let answer = give_password(&mut house.browser(), email, "a wrong password").await;
        answer.shows(&["The e-mail address or the password is wrong"]);
        answers.push(answer.text.replace(email, ""));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(!answers[0].contains("a wrong password"));
}

/// Signs in with password and the next recovery code.
async fn sign_in(browser: &mut Browser<'_>, email: &str, code: &str) -> Answer {
    let given = give_password(browser, email, PASSWORD).await;
    assert_eq!(given.leads_to(), format!("{SMP}/sign-in/code"));
    browser.post(&format!("{SMP}/sign-in/code"), &[("code", code)]).await
}

#[tokio::test]
async fn whoever_keeps_trying_an_address_does_not_keep_its_owner_out() {
    let house = House::in_october().await;
    let (_, codes, _) = set_up(&house, &mut house.browser()).await;
    let manager = house.found(Role::Manager).await;
    let partner = house.person(Role::Partner).await;
    house.with_password(&partner, PASSWORD).await;
    let (mut owner, mut other) = (house.browser(), house.browser());
    let first = sign_in(&mut owner, manager.email.as_str(), &codes[0]).await;
    assert_eq!(first.leads_to(), SMP);
    sign_in(&mut other, partner.email.as_str(), "ABCD-EFGH-IJKL-MNOP").await.leads_to();
    owner.post(&format!("{SMP}/sign-out"), &[]).await;
    let mut stranger = house.browser();
    for _ in 0..8 {
        give_password(&mut stranger, manager.email.as_str(), "three blind rats").await;
    }
    // Strangers wait, even with the right password, and so does whoever is known for another account.
    for browser in [&mut stranger, &mut other] {
        let answer = give_password(browser, manager.email.as_str(), PASSWORD).await;
        assert_eq!(answer.status, 429);
    }
    let again = sign_in(&mut owner, manager.email.as_str(), &codes[1]).await;
    assert_eq!(again.leads_to(), SMP);
    owner.get(SMP).await.shows(&["The year 2015–16"]);
}

#[tokio::test]
async fn a_browser_in_which_somebody_signed_in_may_guess_no_more_often_than_any_other() {
    let house = House::in_october().await;
    let (_, codes, _) = set_up(&house, &mut house.browser()).await;
    let manager = house.found(Role::Manager).await;
    let mut browser = house.browser();
    let signed_in = sign_in(&mut browser, manager.email.as_str(), &codes[0]).await;
    let known = signed_in.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap());
    let known: Vec<&str> = known.filter(|one| one.starts_with("saferplan-known=")).collect();
    let [known] = known[..] else { panic!("{known:?}") };
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=7776000"] {
        assert!(known.contains(part), "{known} lacks {part}");
    }
    for told in ["manager", "example.org", "maidstone"] {
        assert!(!known.contains(told), "{known} tells whose it is");
    }
    let mut put_off = 0;
    for _ in 0..8 {
        let answer = give_password(&mut browser, manager.email.as_str(), "three blind rats").await;
        put_off += usize::from(answer.status == 429);
    }
    assert_eq!(put_off, 3);
}

#[tokio::test]
async fn a_link_that_was_used_is_refused_like_one_that_never_was() {
    let house = House::in_october().await;
    let person = house.person(Role::Analyst).await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    let path = format!("{SMP}/sign-in-once/{}", token.as_str());
    // Opening it uses nothing up.
    house.browser().get(&path).await.shows(&["This link signs in Alex analyst, once."]);
    assert_eq!(house.browser().post(&path, &[]).await.leads_to(), SMP);
    let used = house.browser().post(&path, &[]).await;
    let never = house.browser().post(&format!("{SMP}/sign-in-once/never"), &[]).await;
    assert_eq!((used.status, &used.text), (never.status, &never.text));
    used.holds(&["was used already, has expired, or was withdrawn"]);
}

#[tokio::test]
async fn no_server_but_the_examples_follows_a_link_to_sign_in_once() {
    let origin = crate::house::ORIGIN.parse().unwrap();
    let house = House::with(Settings::of(origin, Clock::Running)).await;
    let person = house.person(Role::Manager).await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    let path = format!("{SMP}/sign-in-once/{}", token.as_str());
    let never = format!("{SMP}/sign-in-once/never");
    let mut browser = house.browser();
    for (good, unknown) in [
        (browser.get(&path).await, house.browser().get(&never).await),
        (browser.post(&path, &[]).await, house.browser().post(&never, &[]).await),
    ] {
        // Nothing tells it from a link that there never was.
        assert_eq!((good.status.as_u16(), &good.text), (409, &unknown.text));
    }
    assert_eq!(browser.get(SMP).await.status, 303, "it let somebody in by one factor");
    let link = &house.book.access_links_of(&person.id).await.unwrap()[0];
    assert_eq!(link.ended, None, "it was used up");
}

#[tokio::test]
async fn a_password_that_is_easily_guessed_is_refused_beside_its_field() {
    let house = House::in_october().await;
    let person = house.person(Role::Partner).await;
    let token = house.link(&person, Purpose::SetPassword).await;
    let path = format!("{SMP}/set-password/{}", token.as_str());
    let short = house.browser().post(&path, &[("new_password", "short"), ("again", "short")]).await;
    short.shows(&["The password has 5 characters", "href=\"#new_password\"", "<title>Error: "]);
    for (guessed, why) in [
        ("Password123456", "one of those that many people have"),
        ("Maidstone2014!", "The password holds `maidstone`"),
        ("partner@example", "holds your name or address"),
    ] {
        let sent = [("new_password", guessed), ("again", guessed)];
        house.browser().post(&path, &sent).await.shows(&[why]);
    }
    let differ = [("new_password", PASSWORD), ("again", "three blind rats")];
    house.browser().post(&path, &differ).await.shows(&["The two passwords differ"]);
}

#[tokio::test]
async fn a_password_that_was_found_in_a_breach_is_refused_where_a_list_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("pwned-passwords.txt");
    // Of `correct horse battery staple`, which is none of the commonest.
    std::fs::write(&list, "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42:216\r\n").unwrap();
    let breached_passwords = Some(BreachedPasswords::in_file(list.clone()).unwrap());
    let house = House::with(Settings { breached_passwords, ..settings_on("2014-10-14") }).await;
    let person = house.person(Role::Partner).await;
    let token = house.link(&person, Purpose::SetPassword).await;
    let path = format!("{SMP}/set-password/{}", token.as_str());
    let set =
        async |new| house.browser().post(&path, &[("new_password", new), ("again", new)]).await;
    let refused = set("correct horse battery staple").await;
    refused.shows(&["was found in a breach", "href=\"#new_password\"", "<title>Error: "]);
    std::fs::rename(&list, folder.path().join("elsewhere")).unwrap();
    assert_eq!(set("Correct horse battery staple").await.status, StatusCode::INTERNAL_SERVER_ERROR);
    std::fs::rename(folder.path().join("elsewhere"), &list).unwrap();
    set("Correct horse battery staple").await.leads_to();
}

#[tokio::test]
async fn what_was_sent_after_the_session_had_ended_is_held_and_sent_again() {
    let house = House::in_october().await;
    let manager = house.person(Role::Manager).await;
    let mut browser = house.signed_in_as(&manager).await;
    browser.post(&format!("{SMP}/sign-out"), &[]).await;
    let path = format!("{SMP}/people/new");
    let typed =
        [("name", "Zoë \"van\" <Dale>, of the Housing Trust"), ("email", "zoe@example.org")];
    let more = [("role", "partner"), ("acts_for", "Kent Police"), ("password", "three blind mice")];
    let sent = [&typed[..], &more[..]].concat();
    let held = browser.post(&path, &sent).await;
    assert_eq!(held.status, 403);
    held.holds(&[
        "You have been signed out",
        "Zoë &quot;van&quot; &lt;Dale&gt;, of the Housing Trust",
        &format!("href=\"{SMP}/sign-in\""),
        &format!("action=\"{path}\""),
    ]);
    assert!(!held.text.contains("three blind mice"), "a password is sent back");
    assert!(house.book.people().await.unwrap().iter().all(|held| held.value.name != typed[0].1));
    let mut browser = house.signed_in_as(&manager).await;
    browser.post(&path, &sent[..4]).await.shows(&["was added"]);
    assert!(house.book.people().await.unwrap().iter().any(|held| held.value.name == typed[0].1));
}

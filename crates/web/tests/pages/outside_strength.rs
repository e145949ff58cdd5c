//! How strongly somebody has to sign in with an outside provider: as the settings ask, and as the ID token says.

use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::membership::person::Role;
use serde_json::Value;
use serde_json::json;
use web::settings::Strength;

use crate::house::Answer;
use crate::house::House;
use crate::house::SMP;
use crate::outside::Outside;
use crate::outside::linked;
use crate::outside::refused;
use crate::outside::sign_in;
use crate::signing_in::factor_set_up;

/// The strength that a provider calls so.
const MFA: &str = "https://refeds.org/profile/mfa";

/// A provider that says so of how Jane signs in, and a house that asks it for these strengths and ways.
async fn asking(how: &Value, acr: &[&str], amr: &[&str]) -> (Outside, House) {
    let known = json!({ "acr_values": [MFA, "password"], "signs_in": { "jane": how } });
    let outside = Outside::start(&known);
    let mut settings = outside.settings();
    let words = |all: &[&str]| all.iter().map(|word| word.parse().unwrap()).collect();
    let trusted = acr.is_empty() && amr.is_empty();
    let strength = Strength { acr_values: words(acr), amr_values: words(amr), trusted };
    settings.provider.as_mut().unwrap().strength = strength;
    let house = House::with(settings).await;
    (outside, house)
}

/// Jane signs in there; gives the answer, and whether she is known by it from then on.
async fn tried(how: &Value, acr: &[&str], amr: &[&str]) -> (Answer, bool) {
    let (outside, house) = asking(how, acr, amr).await;
    let jane = house.person(Role::Manager).await;
    let mut browser = house.browser();
    let answer = sign_in(&outside, &mut browser, "jane").await;
    let is_in = browser.get(SMP).await.status == StatusCode::OK;
    assert_eq!(is_in, answer.status == StatusCode::SEE_OTHER);
    (answer, linked(&house, &jane).await.is_some())
}

#[tokio::test]
async fn whoever_signed_in_as_strongly_as_the_settings_ask_is_in() {
    for (how, acr, amr) in [
        (json!({ "acr": MFA }), &[MFA][..], &[][..]),
        (json!({ "amr": ["pwd", "otp"] }), &[], &["mfa", "otp"]),
        (json!({ "acr": MFA, "amr": ["mfa"] }), &[MFA], &["mfa"]),
    ] {
        let (answer, is_known) = tried(&how, acr, amr).await;
        assert_eq!((answer.leads_to(), is_known), (SMP, true), "{how}");
    }
}

#[tokio::test]
async fn whoever_did_not_sign_in_as_strongly_as_the_settings_ask_is_not_let_in() {
    for (how, acr, amr) in [
        (json!({ "acr": "password" }), &[MFA][..], &[][..]),
        (json!({}), &[MFA], &[]),
        (json!({ "amr": ["pwd"] }), &[], &["mfa", "otp"]),
        (json!({}), &[], &["mfa"]),
        (json!({ "acr": MFA, "amr": ["pwd"] }), &[MFA], &["mfa"]),
    ] {
        let (answer, is_known) = tried(&how, acr, amr).await;
        refused(&answer, "does not say that you did so as strongly as is asked for here");
        assert!(!is_known, "{how}");
    }
}

#[tokio::test]
async fn the_provider_is_asked_for_the_strengths_of_the_settings_and_for_none_without() {
    for (acr, asked) in [
        (&[MFA, "gold"][..], Some("acr_values=https%3A%2F%2Frefeds.org%2Fprofile%2Fmfa+gold")),
        (&[], None),
    ] {
        let (_outside, house) = asking(&json!({}), acr, &[]).await;
        let to = house.browser().get(&format!("{SMP}/sign-in/outside")).await;
        match asked {
            Some(asked) => assert!(to.leads_to().contains(asked), "{}", to.leads_to()),
            None => assert!(!to.leads_to().contains("acr_values"), "{}", to.leads_to()),
        }
    }
}

#[tokio::test]
async fn whoever_a_provider_lets_in_that_says_nothing_gives_a_second_factor_here() {
    let outside = Outside::start(&json!({}));
    let mut settings = outside.settings();
    settings.provider.as_mut().unwrap().strength.trusted = false;
    let house = House::with(settings).await;
    house.person(Role::Manager).await;
    // The first time they set one up, and go on to where they wanted.
    let mut browser = house.browser();
    let next = format!("{SMP}/timetable");
    let begun = browser.get(&format!("{SMP}/sign-in/outside?next={next}")).await;
    let back = browser.get(&outside.visited(begun.leads_to(), "jane")).await;
    let set_up = format!("{SMP}/me/second-factor");
    assert_eq!(back.leads_to(), set_up);
    assert_eq!(browser.get(SMP).await.status, StatusCode::SEE_OTHER);
    let (factor, _, used) = factor_set_up(&mut browser).await;
    assert_eq!(browser.get(SMP).await.status, StatusCode::OK);
    // From then on they give it.
    let mut again = house.browser();
    assert_eq!(
        sign_in(&outside, &mut again, "jane").await.leads_to(),
        format!("{SMP}/sign-in/code")
    );
    assert_eq!(again.get(SMP).await.status, StatusCode::SEE_OTHER);
    let code = format!("{SMP}/sign-in/code");
    again.post(&code, &[("code", &used)]).await.shows(&["That code is wrong or was used already"]);
    let later = Timestamp::now() + SignedDuration::from_secs(30);
    let fresh = factor.code_at(later).unwrap();
    assert_eq!(again.post(&code, &[("code", &fresh)]).await.leads_to(), SMP);
}

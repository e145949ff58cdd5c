//! The first partnership, made behind the link that the program shows.

use axum::http::StatusCode;
use partnership::membership::person::Role;

use crate::bare::Bare;

/// The answers of Ashford's manager, as a browser sends them.
const ASHFORD: &str = "name=Safer+Ashford&police_force=Kent+Police&district_name=Ashford&code=E07000105&\
    council=Ashford+Borough+Council&county_council=Kent+County+Council&your_name=Jo+Smith&email=jo%40example.org";

#[tokio::test]
async fn a_partnership_is_made_with_its_manager_who_chooses_a_password() {
    let bare = Bare::new().await;
    let (status, _, first) = bare.get("/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(first.contains("No partnership yet"), "{first}");
    assert!(!first.contains(&bare.link), "the link is for whoever started the program");
    assert!(bare.get(&bare.link).await.2.contains("Set up your partnership"));

    let (status, password, _) = bare.post(ASHFORD).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(password.starts_with("/safer-ashford/set-password/"), "{password}");
    let (status, _, page) = bare.get(&password).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("jo@example.org"), "{page}");
    assert_eq!(bare.get("/").await.1, "/safer-ashford");

    let id = bare.records.partnerships().await.unwrap().remove(0);
    let book = bare.records.book(&id).await.unwrap().unwrap();
    let people = book.people().await.unwrap();
    assert_eq!(people[0].value.role, Role::Manager);
    assert_eq!(people[0].value.acts_for, ["Safer Ashford".to_owned()].into());
    let described = book.partnership().await.unwrap().value;
    assert_eq!(described.typed().organisations.len(), 6);
    assert_eq!(described.typed().districts[0].name, "Ashford");
    let entries = book.entries(0, 100).await.unwrap();
    assert!(entries.iter().all(|entry| entry.who == "jo-smith"), "{entries:?}");
}

#[tokio::test]
async fn the_link_is_good_for_one_partnership_even_when_two_forms_come_at_once() {
    let bare = Bare::new().await;
    let other = ASHFORD.replace("Safer+Ashford", "Safer+Swale");
    let (one, two) = tokio::join!(bare.post(ASHFORD), bare.post(&other));
    let mut statuses = [one.0.as_u16(), two.0.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(bare.records.partnerships().await.unwrap().len(), 1);
    let (status, _, told) = bare.get(&bare.link).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(told.contains("The link was used already"), "{told}");
}

#[tokio::test]
async fn another_link_is_no_good_and_says_the_same_as_one_that_was_used() {
    let bare = Bare::new().await;
    let (status, _, told) = bare.get("/set-up/never").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(told.contains("The link was used already"), "{told}");
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_told_beside_its_field_and_what_was_typed_stays() {
    let bare = Bare::new().await;
    let (status, _, empty) = bare.post("").await;
    assert_eq!(status, StatusCode::OK);
    for missing in [
        "Enter what the partnership is called.",
        "Choose the police force.",
        "Enter what the district is called.",
        "Enter the code of the district.",
        "Enter what the district’s council is called.",
        "Enter your name.",
        "Enter your e-mail address.",
    ] {
        assert_eq!(empty.matches(missing).count(), 2, "`{missing}` in the summary and beside");
    }
    // A force area, a county: codes, but of no district.
    let (status, _, wrong) = bare.post(&ASHFORD.replace("E07000105", "E10000016")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(wrong.contains("E10000016") && wrong.contains("id=\"code-error\""), "{wrong}");
    assert!(wrong.contains("value=\"Safer Ashford\""), "{wrong}");
    let (_, _, forces) = bare.post(&ASHFORD.replace("Kent+Police", "Kent+Constables")).await;
    assert!(forces.contains("id=\"police_force-error\""), "{forces}");
    assert_eq!(bare.records.partnerships().await.unwrap(), []);
}

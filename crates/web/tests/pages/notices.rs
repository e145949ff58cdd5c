//! What everybody may read without signing in.

use web::settings::Settings;

use crate::house::House;
use crate::house::settings_on;

#[tokio::test]
async fn the_accessibility_statement_says_what_does_not_work_and_whom_to_tell() {
    let house = House::in_october().await;
    let page = house.browser().get("/accessibility-statement").await;
    page.shows(&[
        "Accessibility statement",
        "http://saferplan.test",
        "level AA",
        "We know of these gaps",
        "nor audited by anybody independent",
        "Equality and Human Rights Commission",
    ]);
}

#[tokio::test]
async fn the_privacy_notice_says_what_is_kept_why_and_how_long() {
    let house = House::in_october().await;
    let page = house.browser().get("/privacy-notice").await;
    page.shows(&[
        "What is kept",
        "How long",
        "UK GDPR, article 6(1)(e)",
        "At most 12 hours",
        "Until 90 days after the link has expired or was revoked",
        "Your rights",
        "complain to the Information Commissioner",
        "Backups that were made before you were forgotten",
    ]);
}

#[tokio::test]
async fn the_notices_name_whom_the_settings_name() {
    let contact = Some("the partnership office, 01622 602000".to_owned());
    let house = House::with(Settings { contact, ..settings_on("2014-10-14") }).await;
    for path in ["/accessibility-statement", "/privacy-notice"] {
        let page = house.browser().get(path).await;
        page.shows(&["the partnership office, 01622 602000"]);
    }
}

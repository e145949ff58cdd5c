//! The page of signing in, with an outside provider, in a browser. That of who is not let in has a status of which
//! a browser complains, and is looked at in `pages` alone.

use partnership::membership::person::Role;
use records::Purpose;
use web::clock::Clock;
use web::settings::Matching;
use web::settings::Provider;
use web::settings::Settings;
use web::settings::Strength;

use crate::house::House;
use crate::house::ORIGIN;
use crate::house::SMP;
use crate::house::post_to;
use crate::page::Scripts;
use crate::page::browsing;

/// Settings with a provider and a mail server that are not there.
fn settings() -> Settings {
    let provider = Provider {
        name: "your Maidstone account".to_owned(),
        issuer: "http://127.0.0.1:9".parse().unwrap(),
        client_id: "saferplan".to_owned(),
        secret: None,
        matching: Matching::VerifiedEmail,
        strength: Strength { trusted: true, ..Strength::default() },
    };
    let clock = Clock::Standing("2014-10-14".parse().unwrap());
    Settings {
        provider: Some(provider),
        mail: Some(post_to(9)),
        ..Settings::of(ORIGIN.parse().unwrap(), clock)
    }
}

#[tokio::test]
async fn signing_in_with_a_provider_or_a_password_has_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let house = House::with(settings()).await;
        browsing(house.pages(), scripts, |page| async move {
            page.open(&format!("{SMP}/sign-in")).await;
            page.look_at().await;
            page.keyboard().await;
            page.open(&format!("{SMP}/forgotten-password")).await;
            page.look_at().await;
            page.keyboard().await;
        })
        .await;
    }
}

#[tokio::test]
async fn linking_an_account_of_the_provider_has_no_fault() {
    let house = House::with(settings()).await;
    let person = house.person(Role::Partner).await;
    house.with_password(&person, "three blind mice").await;
    let token = house.link(&person, Purpose::SignInOnce).await;
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.open(&format!("{SMP}/sign-in-once/{}", token.as_str())).await;
        let button = fantoccini::Locator::Css("main form button");
        page.browser.find(button).await.unwrap().click().await.unwrap();
        for path in ["/me/account", "/me/outside"] {
            let page = page.called(path);
            page.open(&format!("{SMP}{path}")).await;
            page.look_at().await;
            page.keyboard().await;
        }
    })
    .await;
}

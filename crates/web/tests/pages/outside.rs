//! Signing in with an outside provider: a real one on this machine, visited as people do.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::BufReader;
use std::process::Child;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;

use axum::http::StatusCode;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use records::OutsideIdentity;
use records::PartnershipId;
use serde_json::Value;
use serde_json::json;
use ureq::Agent;
use ureq::http::Request;
use ureq::http::header;
use web::settings::Matching;
use web::settings::Provider;
use web::settings::Settings;
use web::settings::Strength;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::ORIGIN;
use crate::house::SMP;
use crate::house::settings_on;
use crate::house::signed;

const BEGIN: &str = "/safer-maidstone-partnership/sign-in/outside";

/// A provider, gone when dropped.
pub(crate) struct Outside {
    running: Child,
    /// Kept open: a program that may not speak any more ends.
    _said: BufReader<ChildStdout>,
    issuer: String,
}

impl Outside {
    /// One that knows two people of ours, one whose address it has not verified, and a stranger.
    pub(crate) fn start(more: &Value) -> Outside {
        let mut asked = json!({
            "back": format!("{ORIGIN}/sign-in/back"),
            "people": {
                "jane": { "email": "Partnership-Manager@example.org", "email_verified": true },
                "joan": { "email": "analyst@example.org", "email_verified": false },
                "stranger": { "email": "stranger@example.org", "email_verified": true },
            },
        });
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let mut running = Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/provider.mjs"))
            .arg(asked.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (mut said, mut first) = (BufReader::new(running.stdout.take().unwrap()), String::new());
        said.read_line(&mut first).unwrap();
        let first: Value = serde_json::from_str(&first).unwrap();
        Outside { running, _said: said, issuer: first["issuer"].as_str().unwrap().to_owned() }
    }

    pub(crate) fn settings(&self) -> Settings {
        let provider = Provider {
            name: "your council account".to_owned(),
            issuer: self.issuer.parse().unwrap(),
            client_id: "saferplan".to_owned(),
            secret: Some("see how they run".to_owned()),
            matching: Matching::VerifiedEmail,
            strength: Strength { trusted: true, ..Strength::default() },
        };
        Settings { provider: Some(provider), ..settings_on("2014-10-14") }
    }

    async fn house(&self) -> House {
        House::with(self.settings()).await
    }

    /// What its pages send somebody back to us with, who asks at `address` and signs in as `name`.
    pub(crate) fn visited(&self, address: &str, name: &str) -> String {
        let mut visit = Visit { agent: agent(), cookies: BTreeMap::new() };
        let mut at = address.to_owned();
        let mut form = None;
        for _ in 0..12 {
            let (location, text) = visit.go(&at, form.take());
            if let Some(location) = location {
                if let Some(back) = location.strip_prefix(ORIGIN) {
                    return back.to_owned();
                }
                at = if location.starts_with('/') {
                    self.issuer.clone() + &location
                } else {
                    location
                };
                continue;
            }
            at = text.split("action=\"").nth(1).unwrap_or_else(|| panic!("{text}")).to_owned();
            at = at.split('"').next().unwrap().to_owned();
            let asks_name = text.contains("name=\"login\"");
            let login = format!("prompt=login&login={name}&password=any");
            form = Some(if asks_name { login } else { "prompt=consent".to_owned() });
        }
        panic!("the provider leads nowhere from {address}");
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}

/// A browser at the provider's pages.
struct Visit {
    agent: Agent,
    cookies: BTreeMap<String, String>,
}

fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    config.max_idle_connections(0).build().new_agent()
}

impl Visit {
    /// Where an address leads, and what it shows.
    fn go(&mut self, address: &str, form: Option<String>) -> (Option<String>, String) {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder().uri(address).header(header::COOKIE, cookies.join("; "));
        let answer = match form {
            Some(form) => self.agent.run(
                request
                    .method("POST")
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(form)
                    .unwrap(),
            ),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap();
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = set.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap().to_owned();
            self.cookies.insert(name.to_owned(), value);
        }
        let location = answer.headers().get(header::LOCATION);
        let location = location.map(|to| to.to_str().unwrap().to_owned());
        (location, answer.body_mut().read_to_string().unwrap())
    }
}

/// Signs in by the provider in a browser, and gives the answer to the way back.
pub(crate) async fn sign_in(outside: &Outside, browser: &mut Browser<'_>, name: &str) -> Answer {
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&to, name);
    browser.get(&back).await
}

pub(crate) fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    answer.holds(&["You are not signed in", why]);
}

/// What the audit record says of accounts.
pub(crate) async fn linked(house: &House, person: &Person) -> Option<OutsideIdentity> {
    house.book.account(&person.id).await.unwrap().and_then(|held| held.value.outside)
}

#[tokio::test]
async fn whoever_the_provider_knows_by_a_verified_address_is_in_and_stays_known() {
    for in_id_token in [true, false] {
        let outside = Outside::start(&json!({ "in_id_token": in_id_token }));
        let house = outside.house().await;
        let person = house.person(Role::Manager).await;
        let mut browser = house.browser();
        let asked = browser.get(&format!("{SMP}?on=2014-12-04")).await;
        let page = browser.get(asked.leads_to()).await;
        page.shows(&["Sign in with your council account", "Or with a password"]);
        let href = page.text.split(&format!("{BEGIN}?next=")).nth(1).unwrap();
        let next = href.split('"').next().unwrap();
        let to = browser.get(&format!("{BEGIN}?next={next}")).await.leads_to().to_owned();
        assert!(to.contains("code_challenge_method=S256") && to.contains("nonce="), "{to}");
        let back = browser.get(&outside.visited(&to, "jane")).await;
        assert_eq!(back.leads_to(), format!("{SMP}?on=2014-12-04"));
        browser.get(SMP).await.shows(&["The year 2015–16", "Alex partnership manager"]);
        let identity = linked(&house, &person).await.unwrap();
        assert_eq!(
            (identity.issuer.as_str(), identity.subject.as_str()),
            (&*outside.issuer, "jane")
        );
        // From now on it is the provider's own name that counts, whatever happens to the address.
        let held = house.book.person(&person.id).await.unwrap().unwrap();
        let moved = Person { email: "moved@example.org".parse().unwrap(), ..held.value };
        house.book.change_person(&signed(), held.version, moved).await.unwrap();
        let mut again = house.browser();
        assert_eq!(sign_in(&outside, &mut again, "jane").await.leads_to(), SMP);
        // One entry for the account, signed by its owner.
        let entries = house.book.entries(0, 500).await.unwrap();
        let of_account = entries.iter().filter(|entry| entry.who == person.id.to_string());
        assert_eq!(of_account.count(), 1);
    }
}

#[tokio::test]
async fn an_address_that_is_not_verified_lets_nobody_in() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    let person = house.person(Role::Analyst).await;
    let mut browser = house.browser();
    let answer = sign_in(&outside, &mut browser, "joan").await;
    refused(&answer, "does not say that it has verified your e-mail address");
    assert_eq!(linked(&house, &person).await, None);
    assert_eq!(browser.get(SMP).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn somebody_whom_nobody_entered_becomes_no_person_by_signing_in() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    house.person(Role::Manager).await;
    let answer = sign_in(&outside, &mut house.browser(), "stranger").await;
    refused(&answer, "nobody of this partnership is known by that account");
    assert_eq!(house.book.people().await.unwrap().len(), 1);
}

#[tokio::test]
async fn nobody_is_known_by_an_address_where_the_settings_say_so() {
    let outside = Outside::start(&json!({}));
    let mut settings = outside.settings();
    settings.provider.as_mut().unwrap().matching = Matching::Never;
    let house = House::with(settings).await;
    house.person(Role::Manager).await;
    let answer = sign_in(&outside, &mut house.browser(), "jane").await;
    refused(&answer, "nobody of this partnership is known by that account");
}

#[tokio::test]
async fn an_answer_to_another_sign_in_is_not_believed() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    house.person(Role::Manager).await;
    let with = |to: &str, name: &str| {
        let value = to.split(&format!("{name}=")).nth(1).unwrap().split('&').next().unwrap();
        to.replace(value, &value.chars().rev().collect::<String>())
    };
    // Another nonce: the ID token is that of another sign-in.
    let mut browser = house.browser();
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&with(&to, "nonce"), "jane");
    refused(&browser.get(&back).await, "it is the answer to another sign-in");
    // Another state: the answer is not to this browser's question.
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&with(&to, "state"), "jane");
    refused(&browser.get(&back).await, "belongs to no sign-in that was begun in this browser");
    // Another challenge: the provider gives nothing for the code.
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&with(&to, "code_challenge"), "jane");
    refused(&browser.get(&back).await, "Your council account did not sign you in: ");
    // Another provider's name on the way.
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&to, "jane").replace("iss=http", "iss=https");
    refused(&browser.get(&back).await, "it came from another provider");
    // Another browser.
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&to, "jane");
    refused(&house.browser().get(&back).await, "begin again");
    // The right browser, once.
    assert_eq!(browser.get(&back).await.leads_to(), SMP);
    refused(&browser.get(&back).await, "begin again");
}

#[tokio::test]
async fn a_code_that_has_expired_lets_nobody_in() {
    let outside = Outside::start(&json!({ "code_lives": 1 }));
    let house = outside.house().await;
    house.person(Role::Manager).await;
    let mut browser = house.browser();
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let back = outside.visited(&to, "jane");
    // The provider counts in whole seconds.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    refused(&browser.get(&back).await, "(invalid_grant)");
}

#[tokio::test]
async fn what_the_provider_says_no_with_is_shown_as_it_is() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    let mut browser = house.browser();
    let to = browser.get(BEGIN).await.leads_to().to_owned();
    let state = to.split("state=").nth(1).unwrap().split('&').next().unwrap();
    let no = "error=access_denied&error_description=not+%3Cb%3Etoday%3C%2Fb%3E";
    let answer = browser.get(&format!("/sign-in/back?state={state}&{no}")).await;
    refused(&answer, "not &lt;b&gt;today&lt;");
    answer.holds(&["(access_denied)"]);
}

#[tokio::test]
async fn a_provider_that_is_away_is_told_of_and_the_password_still_serves() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    drop(outside);
    refused(&house.browser().get(BEGIN).await, "Your council account cannot be reached");
    let page = house.browser().get(&format!("{SMP}/sign-in")).await;
    page.shows(&["Or with a password"]);
}

#[tokio::test]
async fn a_seat_by_the_provider_is_one_of_its_partnership_alone() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    let person = house.person(Role::Manager).await;
    let other = PartnershipId("safer-ashford".parse().unwrap());
    let typed = house.book.partnership().await.unwrap().value.typed().clone();
    let other = house.records.enter_partnership(&signed(), &other, typed).await.unwrap();
    let mut browser = house.browser();
    assert_eq!(sign_in(&outside, &mut browser, "jane").await.leads_to(), SMP);
    let elsewhere = browser.get("/safer-ashford").await;
    assert_eq!(elsewhere.leads_to(), "/safer-ashford/sign-in?next=/safer-ashford");
    // Nor is the identity known there: the account is one of each partnership.
    let to = browser.get("/safer-ashford/sign-in/outside").await.leads_to().to_owned();
    let answer = browser.get(&outside.visited(&to, "jane")).await;
    refused(&answer, "nobody of this partnership is known by that account");
    // Entered there as well, the same person has a seat there, and no longer here.
    other.enter_person(&signed(), person).await.unwrap();
    let to = browser.get("/safer-ashford/sign-in/outside").await.leads_to().to_owned();
    let answer = browser.get(&outside.visited(&to, "jane")).await;
    assert_eq!(answer.leads_to(), "/safer-ashford");
    assert_eq!(browser.get(SMP).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn another_site_leads_nobody_to_the_provider() {
    let outside = Outside::start(&json!({}));
    let house = outside.house().await;
    for from in ["cross-site", "same-site"] {
        let request = axum::http::Request::get(BEGIN).header("sec-fetch-site", from);
        let request = request.body(axum::body::Body::empty()).unwrap();
        let answer = house.browser().send(request).await;
        assert_eq!(answer.leads_to(), format!("{SMP}/sign-in?next="), "{from}");
    }
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_way_in() {
    let house = House::in_october().await;
    let page = house.browser().get(&format!("{SMP}/sign-in")).await;
    assert!(!page.text.contains("Sign in with"), "{}", page.text);
    assert_eq!(house.browser().get(BEGIN).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.browser().get("/sign-in/back?state=a").await.status, StatusCode::NOT_FOUND);
}

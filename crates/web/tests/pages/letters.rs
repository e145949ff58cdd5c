//! Rounds of letters by a real mail server, and what pages tell where there is none.

use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use partnership::reminders::invitation::Invited;
use records::Once;
use records::Purpose;
use records::Reminder;
use serde_json::Value;
use serde_json::json;
use web::App;
use web::clock::Clock;
use web::design::Design;
use web::design::Look;
use web::letters::Link;
use web::letters::round::NoRound;
use web::letters::round::round;
use web::letters::send_link;
use web::settings::Settings;
use web::who::token::Token;

use crate::house::Browser;
use crate::house::House;
use crate::house::ORIGIN;
use crate::house::SMP;
use crate::house::no_chart;
use crate::house::post_to;
use crate::mail_server::Server;
use crate::signing_in::PASSWORD;
use crate::signing_in::give_password;

/// A server for the house's records whose letters go to that port.
fn app(house: &House, port: u16) -> App {
    let mut settings = Settings::of(ORIGIN.parse().unwrap(), Clock::Running);
    settings.contact = Some("the community safety team".to_owned());
    settings.mail = Some(post_to(port));
    let design = Design::new(&Look::default()).unwrap();
    App::new(house.records.clone(), design, settings, no_chart)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn receivers(letters: &[Value]) -> Vec<&str> {
    let mut to: Vec<&str> = letters.iter().map(|one| one["to"][0].as_str().unwrap()).collect();
    to.sort_unstable();
    to
}

#[tokio::test]
async fn each_is_reminded_in_one_letter_and_never_twice() {
    let house = House::in_october().await;
    let Some(server) = Server::start("a round", &json!({})) else { return };
    for role in [Role::Manager, Role::Partner, Role::Councillor] {
        house.person(role).await;
    }
    let app = app(&house, server.port);
    let first = round(&app, at("2015-01-28T07:30:00Z")).await.unwrap();
    let taken = server.taken();
    assert_eq!(first.sent, taken.len(), "{taken:#?}");
    // All three act for the borough council, which writes the plan.
    assert_eq!(
        receivers(&taken),
        ["councillor@example.org", "partner@example.org", "partnership-manager@example.org"]
    );
    let text = taken[0]["text"].as_str().unwrap();
    for said in [
        "Finish: Rolling Plan written, by Saturday 31 January 2015 (in 2 working days)",
        "http://saferplan.test/safer-maidstone-partnership/me",
        "To get no more of them",
        "Questions: the community safety team",
    ] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
    for later in ["2015-01-28T07:30:01Z", "2015-01-28T07:45:00Z", "2015-01-28T18:00:00Z"] {
        assert_eq!(round(&app, at(later)).await.unwrap().sent, 0, "{later}");
    }
    assert!(server.taken().is_empty());
    assert!(house.book.verify().await.is_ok());
}

#[tokio::test]
async fn whoever_acts_for_a_supplier_is_told_which_return_is_late_once() {
    let house = House::in_october().await;
    let Some(server) = Server::start("chasers", &json!({})) else { return };
    crate::partner_data_made::enter_supplier(&house.book).await;
    house.person(Role::Partner).await;
    let app = app(&house, server.port);
    round(&app, at("2014-10-01T07:30:00Z")).await.unwrap();
    let taken = server.taken();
    let chasing = |one: &&Value| {
        one["headers"]["subject"].as_str().is_some_and(|one| one.starts_with("Council return"))
    };
    let chasers: Vec<&Value> = taken.iter().filter(chasing).collect();
    assert_eq!(chasers.len(), 1, "{taken:#?}");
    let text = chasers[0]["text"].as_str().unwrap();
    for said in [
        "Council return of Maidstone Borough Council, April to June 2014: Late by a day; it was due by 30 September 2014.",
        "Send each file under Partner data",
        "To get no more of them",
    ] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
    for later in ["2014-10-01T08:30:00Z", "2014-10-02T07:30:00Z"] {
        round(&app, at(later)).await.unwrap();
        assert_eq!(server.taken().iter().filter(chasing).count(), 0, "{later}");
    }
}

#[tokio::test]
async fn the_digest_goes_on_the_first_working_day_of_its_week_once() {
    let house = House::in_october().await;
    let Some(server) = Server::start("a digest", &json!({})) else { return };
    house.person(Role::Partner).await;
    let app = app(&house, server.port);
    for moment in ["2015-02-09T08:00:00Z", "2015-02-09T08:30:00Z", "2015-02-10T08:00:00Z"] {
        round(&app, at(moment)).await.unwrap();
    }
    let taken = server.taken();
    let subjects = taken.iter().filter_map(|one| one["headers"]["subject"].as_str());
    let digests: Vec<&str> = subjects.filter(|one| one.starts_with("Your week of")).collect();
    assert_eq!(digests.len(), 1, "{digests:?}");
    assert!(digests[0].starts_with("Your week of 9 February 2015: "), "{digests:?}");
}

#[tokio::test]
async fn nothing_goes_at_a_weekend() {
    let house = House::in_october().await;
    let Some(server) = Server::start("a weekend", &json!({})) else { return };
    house.person(Role::Manager).await;
    let ended = round(&app(&house, server.port), at("2015-01-31T08:00:00Z")).await.unwrap();
    assert_eq!((ended.sent, ended.failed.len()), (0, 0));
}

#[tokio::test]
async fn one_who_is_refused_keeps_nobody_elses_letter_back() {
    let house = House::in_october().await;
    let asked = json!({ "refuse": ["councillor@example.org"] });
    let Some(server) = Server::start("a refusal in a round", &asked) else { return };
    for role in [Role::Councillor, Role::Partner] {
        house.person(role).await;
    }
    let ended = round(&app(&house, server.port), at("2015-01-28T07:30:00Z")).await.unwrap();
    assert_eq!((ended.sent, ended.failed.len()), (1, 1));
    assert!(!ended.is_worth_repeating());
    assert!(ended.to_string().starts_with("1 letter went\nthe mail server localhost:"), "{ended}");
    assert_eq!(receivers(&server.taken()), ["partner@example.org"]);
}

#[tokio::test]
async fn what_could_not_go_goes_when_the_mail_server_is_back() {
    let house = House::in_october().await;
    for role in [Role::Manager, Role::Partner] {
        house.person(role).await;
    }
    // A port on which nobody listens any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let began = at("2015-01-28T07:00:00Z");
    let ended = round(&app(&house, port), began).await.unwrap();
    assert_eq!((ended.sent, ended.failed.len()), (0, 1), "one failure of the server ends it");
    assert!(ended.is_worth_repeating());
    let Some(server) = Server::start("a server that is back", &json!({})) else { return };
    let app = app(&house, server.port);
    round(&app, began + SignedDuration::from_mins(11)).await.unwrap();
    assert_eq!(
        receivers(&server.taken()),
        ["partner@example.org", "partnership-manager@example.org"]
    );
}

#[tokio::test]
async fn what_a_killed_round_had_taken_up_is_sent_by_a_later_one() {
    let house = House::in_october().await;
    let Some(server) = Server::start("a killed round", &json!({})) else { return };
    house.person(Role::Partner).await;
    let began = at("2015-01-28T07:00:00Z");
    // A round that takes the reminders up and is killed before it sends.
    let key = "2015-16/plan-written/finish/2015-01-31/ahead-2/partner".to_owned();
    let (person, day) = (PersonId("partner".parse().unwrap()), "2015-01-28".parse().unwrap());
    let taken_up = Reminder { person, day, key };
    assert_eq!(house.book.take_up_reminder(&taken_up, began).await.unwrap(), Once::Now);
    let app = app(&house, server.port);
    let told = |letters: &[Value]| {
        letters.iter().any(|one| one["text"].as_str().unwrap().contains("Rolling Plan written"))
    };
    round(&app, began + SignedDuration::from_mins(1)).await.unwrap();
    assert!(!told(&server.taken()));
    round(&app, began + SignedDuration::from_mins(11)).await.unwrap();
    assert!(told(&server.taken()));
    round(&app, began + SignedDuration::from_mins(30)).await.unwrap();
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn a_link_that_was_mailed_sets_the_password() {
    let house = House::in_october().await;
    let Some(server) = Server::start("a mailed link", &json!({})) else { return };
    let person = house.person(Role::Partner).await;
    let token = house.link(&person, Purpose::SetPassword).await;
    let expires = at("2026-11-30T10:15:00Z");
    let link = Link { to: Invited::SetPassword, token: &token, expires };
    send_link(&app(&house, server.port), &house.book, &person, &link).await.unwrap();
    let taken = server.taken();
    let text = taken[0]["text"].as_str().unwrap();
    assert!(text.contains("until 30 November 2026 at 10:15"), "{text}");
    let path = text.split(ORIGIN).nth(1).unwrap().split_whitespace().next().unwrap();
    house.browser().get(path).await.shows(&["Choose a password", "Alex partner"]);
}

/// A browser in which a new person of a role has signed in as on any server but the example's.
async fn by_password(house: &House, role: Role) -> Browser<'_> {
    let person = house.person(role).await;
    house.with_password(&person, PASSWORD).await;
    let mut browser = house.browser();
    give_password(&mut browser, person.email.as_str(), PASSWORD).await;
    let code = [("code", "ABCD-EFGH-IJKL-MNOP")];
    assert_eq!(browser.post(&format!("{SMP}/sign-in/code"), &code).await.leads_to(), SMP);
    browser
}

#[tokio::test]
async fn without_mail_nothing_goes_and_administrators_are_told() {
    let house = House::with(Settings::of(ORIGIN.parse().unwrap(), Clock::Running)).await;
    let no_round = round(&house.app, at("2015-01-28T07:30:00Z")).await.unwrap_err();
    assert!(matches!(no_round, NoRound::NoMail), "{no_round}");
    let person = house.person(Role::Analyst).await;
    let token = Token::random().unwrap();
    let link = Link { to: Invited::SignInOnce, token: &token, expires: Timestamp::now() };
    let not_sent = send_link(&house.app, &house.book, &person, &link).await.unwrap_err();
    assert_eq!(not_sent.to_string(), "mail is not set up; hand the link over yourself");
    let told = "Mail is not set up, so nobody is reminded of anything.";
    by_password(&house, Role::Administrator).await.get(SMP).await.shows(&[told]);
    let manager = by_password(&house, Role::Manager).await.get(SMP).await;
    assert!(manager.status.is_success() && !manager.text.contains(told));
}

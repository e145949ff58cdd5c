//! Distribution by pages: lists by hand and by file, letters once to each with receipts, copies, requests by anybody.

use axum::http::StatusCode;
use jiff::Timestamp;
use partnership::distribution::dispatch::Standing;
use partnership::membership::person::Role;
use records::Fingerprint;
use records::Once;
use serde_json::Value;
use serde_json::json;
use web::App;
use web::design::Design;
use web::design::Look;
use web::letters::round::round;
use web::settings::Settings;

use crate::adoption_made::send;
use crate::distribution_made::begin_sending;
use crate::distribution_made::day;
use crate::distribution_made::enter_list;
use crate::distribution_made::recipient;
use crate::house::House;
use crate::house::SMP;
use crate::house::no_chart;
use crate::house::post_to;
use crate::house::settings_on;
use crate::mail_server::Server;
use crate::publications_made;

/// A house on a day where something was published, whose letters go to that port.
pub(crate) async fn house(on: &str, port: Option<u16>) -> House {
    let mut settings = settings_on(on);
    settings.mail = port.map(post_to);
    settings.contact = Some("the community safety team".to_owned());
    let house = House::with(settings).await;
    publications_made::enter(&house.book).await;
    house
}

/// The same house, whose letters go to another port.
fn served_by(house: House, port: u16) -> House {
    let secret_key_file = house.folder.path().join("secret-key");
    let mail = Some(post_to(port));
    let settings = Settings { secret_key_file, mail, ..settings_on("2014-10-14") };
    let design = Design::new(&Look::default()).unwrap();
    let app = App::new(house.records.clone(), design, settings, no_chart);
    house.serving(web::pages(app.clone(), axum::Router::new()), app)
}

/// Three libraries on one list, two of which are on another, too.
pub(crate) async fn enter_lists(house: &House) {
    let [east, west, north] = ["east", "west", "north"]
        .map(|one| recipient(&format!("{one} library"), &format!("{one}@example.org"), "0"));
    enter_list(&house.book, "libraries", vec![east.clone(), west.clone(), north]).await;
    enter_list(&house.book, "others", vec![west, east]).await;
}

pub(crate) const SEND: &str = "/publish/1/send";
const SENDING: &str = "/distribution/sendings/1";
const TO_BOTH: [(&str, &str); 3] =
    [("lists", "libraries"), ("lists", "others"), ("words", "With thanks to all.")];

fn receivers(letters: &[Value]) -> Vec<&str> {
    let mut to: Vec<&str> = letters.iter().map(|one| one["to"][0].as_str().unwrap()).collect();
    to.sort_unstable();
    to
}

/// No letter goes to anybody on a list; a round writes to the partnership's own people, too.
fn none_on_a_list(letters: &[Value]) {
    for to in receivers(letters) {
        assert!(!["east", "north", "west"].iter().any(|name| to.starts_with(name)), "{to}");
    }
}

/// The address behind the link by which somebody says that they have it.
pub(crate) fn receipt(letter: &Value) -> String {
    let text = letter["text"].as_str().unwrap();
    let link = text.split(&format!("{SMP}/received/")).nth(1).unwrap();
    let end = link.find(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign)));
    format!("{SMP}/received/{}", &link[..end.unwrap()])
}

async fn standing(house: &House) -> Vec<Standing> {
    let dispatches = house.book.dispatches(1, Timestamp::now()).await.unwrap();
    dispatches.into_iter().map(|(_, one)| one.standing).collect()
}

/// A list of those who asked to be told, with nobody on it; where it is.
async fn empty_list(browser: &mut crate::house::Browser<'_>) -> String {
    let page = browser.get(&format!("{SMP}/distribution")).await;
    page.shows(&["No list yet", "Nothing was sent yet"]);
    let new = "/distribution/lists/new";
    send(browser, new, &[]).await.holds(&["Choose whom the list is of"]);
    let fields = [("name", "Asked to be told"), ("of", "asked")];
    let list = send(browser, new, &fields).await.leads_to().to_owned();
    assert_eq!(list, format!("{SMP}/distribution/lists/asked-to-be-told"));
    browser.get(&list).await.shows(&["Nobody is on the list yet", "never joined"]);
    list
}

#[tokio::test]
async fn a_list_is_kept_by_hand_and_every_fault_of_the_form_is_told() {
    let house = house("2014-10-14", None).await;
    let mut browser = house.signed_in(Role::Manager).await;
    let list = empty_list(&mut browser).await;
    let add = "/distribution/lists/asked-to-be-told/recipients/new";
    let refused = [("name", "Ann"), ("held_because", "office"), ("keep_until", "yesterday")];
    let page = send(&mut browser, add, &refused).await;
    page.holds(&[
        "Nothing would reach them",
        "is on it by consent alone",
        "`yesterday` is not a day",
    ]);
    let fields = [
        ("name", "Ann"),
        ("email", "ann@example.org"),
        ("held_because", "consent"),
        ("keep_until", "31 May 2015"),
    ];
    send(&mut browser, add, &fields).await.leads_to();
    send(&mut browser, add, &fields).await.holds(&["Ann is on the list already"]);
    browser.get(&list).await.shows(&["ann@example.org", "They asked to be told", "31 May 2015"]);
    let file = browser.get(&format!("{list}/list.csv")).await;
    let line = "Ann,,ann@example.org,,en,standard,0,consent,2015-05-31";
    assert!(file.text.contains(line), "{}", file.text);
    let kept = house.book.recipients().await.unwrap().remove(0);
    let one = format!("/distribution/lists/asked-to-be-told/recipients/{}", kept.number);
    let page = browser.get(&format!("{SMP}{one}")).await;
    page.shows(&["value=\"ann@example.org\"", "Take them off"]);
    let changed = [("name", "Ann"), ("email", "a@example.org"), fields[2], fields[3]];
    send(&mut browser, &one, &changed).await.leads_to();
    send(&mut browser, &format!("{one}/take-away"), &[]).await.leads_to();
    assert!(house.book.recipients().await.unwrap().is_empty());
    send(&mut browser, "/distribution/lists/asked-to-be-told/take-away", &[]).await.leads_to();
    assert!(house.book.distribution_lists().await.unwrap().is_empty());
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn a_file_is_looked_at_first_and_taken_whole_or_not_at_all() {
    let house = house("2014-10-14", None).await;
    enter_lists(&house).await;
    let mut browser = house.signed_in(Role::Manager).await;
    let path = format!("{SMP}/distribution/lists/libraries/import");
    let heads = "name,body,email,held_because,keep_until";
    let bring = async |browser: &mut crate::house::Browser<'_>, rows: &str, press: &str| {
        let text = format!("{heads}\n{rows}");
        browser.post_file(&path, &[("text", text.as_str()), ("press", press)], ("", b"")).await
    };
    let faulty = "Ann,,ann@example.org,office,2015-05-31\nBob,,bob@,office,soon\n,east library,east@example.org,office,2015-05-31";
    let page = bring(&mut browser, faulty, "keep").await;
    page.holds(&[
        "Row 3, email",
        "Row 3, keep_until",
        "Row 4: east library is on the list already",
    ]);
    assert_eq!(house.book.recipients().await.unwrap().len(), 5, "nobody was added");
    let good = "Ann,,ann@example.org,office,2015-05-31";
    bring(&mut browser, good, "").await.shows(&["1 recipient would be added"]);
    assert_eq!(house.book.recipients().await.unwrap().len(), 5, "nobody was added yet");
    bring(&mut browser, good, "keep").await.leads_to();
    assert_eq!(house.book.recipients().await.unwrap().len(), 6);
}

/// The letter has the words of whoever sends it and a link to each document, and nothing that tells whether it was opened.
fn tells_of_what_was_published(letter: &serde_json::Value) {
    let text = letter["text"].as_str().unwrap();
    for said in [
        "With thanks to all.",
        "Strategic Assessment: 2015–16",
        "http://saferplan.test/safer-maidstone-partnership/published/1/index.html",
        "you are on the list",
        "the community safety team",
    ] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
    assert!(!letter["html"].as_str().unwrap().contains("<img"), "{}", letter);
}

#[tokio::test]
async fn a_letter_goes_once_to_each_with_what_the_mail_server_said_and_again_only_where_it_failed()
{
    let asked = json!({ "refuse": ["west@example.org"] });
    let Some(server) = Server::start("a sending", &asked) else { return };
    let house = house("2014-10-14", Some(server.port)).await;
    enter_lists(&house).await;
    let mut browser = house.signed_in(Role::Manager).await;
    browser.get(&format!("{SMP}{SEND}")).await.shows(&["The libraries", "3 recipients"]);
    send(&mut browser, SEND, &[]).await.holds(&["No list is chosen"]);
    let to = send(&mut browser, SEND, &TO_BOTH).await.leads_to().to_owned();
    assert_eq!(to, format!("{SMP}{SENDING}"));
    house.app.errands_done().await;
    let letters = server.taken();
    assert_eq!(receivers(&letters), ["east@example.org", "north@example.org"]);
    tells_of_what_was_published(&letters[0]);
    let page = browser.get(&to).await;
    page.shows(&[
        "Of 3: 2 went and 1 did not go",
        "the mail server said: 250",
        "Letters that did not go: 1",
    ]);
    // A round goes over it and sends nothing twice, and what was refused only when somebody says so.
    round(&house.app, Timestamp::now()).await.unwrap();
    none_on_a_list(&server.taken());
    let Some(kinder) = Server::start("a sending again", &json!({})) else { return };
    drop(browser);
    let house = served_by(house, kinder.port);
    let manager = house.found(Role::Manager).await;
    let mut browser = house.signed_in_as(&manager).await;
    send_to(&mut browser, "/again", &[]).await;
    house.app.errands_done().await;
    assert_eq!(receivers(&kinder.taken()), ["west@example.org"]);
    browser.get(&to).await.shows(&["Of 3: 3 went"]);
    house.book.verify().await.unwrap();
}

/// Sends a form of the sending's page.
async fn send_to(browser: &mut crate::house::Browser<'_>, below: &str, fields: &[(&str, &str)]) {
    browser.post(&format!("{SMP}{SENDING}{below}"), fields).await.leads_to();
}

#[tokio::test]
async fn whoever_has_it_says_so_by_a_button_and_a_program_that_looks_at_links_says_nothing() {
    let Some(server) = Server::start("a receipt", &json!({})) else { return };
    let house = house("2014-10-14", Some(server.port)).await;
    enter_lists(&house).await;
    let mut browser = house.signed_in(Role::Manager).await;
    send(&mut browser, SEND, &TO_BOTH).await.leads_to();
    house.app.errands_done().await;
    let link = receipt(&server.taken()[0]);
    let mut anybody = house.browser();
    anybody.get(&link).await.shows(&["Have you had it?", "Strategic Assessment"]);
    anybody.get(&link).await.shows(&["Have you had it?"]);
    browser.get(&format!("{SMP}{SENDING}")).await.shows(&["Known to have arrived: 0"]);
    assert_eq!(anybody.post(&link, &[]).await.leads_to(), link);
    anybody.get(&link).await.shows(&["Thank you", "You said on 14 October 2014"]);
    browser
        .get(&format!("{SMP}{SENDING}"))
        .await
        .shows(&["Known to have arrived: 1", "Said so on"]);
    let never = anybody.get(&format!("{SMP}/received/never")).await;
    assert_eq!(never.status, StatusCode::CONFLICT);
    send_to(&mut browser, "/settle", &[("which", "2"), ("received_on", "14 October 2014")]).await;
    browser.get(&format!("{SMP}{SENDING}")).await.shows(&["Known to have arrived: 2", "Noted on"]);
    let early = [("which", "3"), ("received_on", "13 October 2014")];
    let page = browser.post(&format!("{SMP}{SENDING}/settle"), &early).await;
    page.holds(&["13 October 2014 is not between"]);
}

#[tokio::test]
async fn after_a_kill_the_rest_goes_and_what_was_under_way_waits_for_somebody() {
    let Some(server) = Server::start("a sending after a kill", &json!({})) else { return };
    let house = house("2014-10-14", Some(server.port)).await;
    enter_lists(&house).await;
    begin_sending(&house.book).await;
    // The program took one up and was killed, a day ago.
    let long_ago = Timestamp::now() - jiff::SignedDuration::from_hours(24);
    let taken = house.book.take_up_dispatch((1, 1), &Fingerprint::of("x"), long_ago).await.unwrap();
    assert_eq!(taken, Once::Now);
    round(&house.app, Timestamp::now()).await.unwrap();
    assert_eq!(server.taken().len(), 2, "the others, once");
    assert_eq!(standing(&house).await[0], Standing::InDoubt);
    let mut browser = house.signed_in(Role::Manager).await;
    let page = browser.get(&format!("{SMP}{SENDING}")).await;
    page.shows(&["Of 3: 2 went and 1 in doubt", "it goes again only if you tick its line"]);
    send_to(&mut browser, "/again", &[]).await;
    house.app.errands_done().await;
    assert!(server.taken().is_empty(), "it may have gone");
    send_to(&mut browser, "/again", &[("which", "1")]).await;
    house.app.errands_done().await;
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn in_a_pre_election_period_it_goes_only_with_a_reason_and_of_what_is_withdrawn_nothing_goes()
{
    let Some(server) = Server::start("a sending before a poll", &json!({})) else { return };
    let house = house("2015-04-22", Some(server.port)).await;
    enter_lists(&house).await;
    // One that was begun before the period waits.
    begin_sending(&house.book).await;
    round(&house.app, "2015-04-22T09:00:00Z".parse().unwrap()).await.unwrap();
    none_on_a_list(&server.taken());
    let mut browser = house.signed_in(Role::Manager).await;
    browser
        .get(&format!("{SMP}{SENDING}"))
        .await
        .shows(&["Nothing more goes now", "pre-election period"]);
    let page = send(&mut browser, SEND, &TO_BOTH).await;
    page.holds(&["ask the monitoring officer whether it can wait"]);
    let fields = [TO_BOTH[0], ("despite", "the law asks for it")];
    send(&mut browser, SEND, &fields).await.leads_to();
    house.app.errands_done().await;
    assert_eq!(server.taken().len(), 3, "the second one alone");
    let despite = format!("{SMP}/distribution/sendings/2");
    browser.get(&despite).await.shows(&["because: The law asks for it."]);
    let kept = house.book.publications().await.unwrap().remove(0);
    let which = (kept.cycle, kept.number, kept.version);
    let signed = crate::house::signed();
    house.book.withdraw_publication(&signed, which, day("2015-04-22"), "a fault").await.unwrap();
    browser
        .get(&despite)
        .await
        .shows(&["Nothing more goes now", "It was withdrawn on 22 April 2015"]);
    assert_eq!(browser.get(&format!("{SMP}{SEND}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn copies_wait_until_somebody_says_that_they_were_posted() {
    let house = house("2014-10-14", None).await;
    let copies = vec![recipient("East Library", "", "2"), recipient("West Library", "", "1")];
    enter_list(&house.book, "libraries", copies).await;
    let mut browser = house.signed_in(Role::Manager).await;
    // It must be said what is enclosed, and the letters say that and no more.
    send(&mut browser, SEND, &TO_BOTH[..1]).await.holds(&["2 on the lists get printed copies"]);
    let one = house.book.publications().await.unwrap()[0].publication.documents()[0].clone();
    send(&mut browser, SEND, &[TO_BOTH[0], ("enclosed", &one)]).await.leads_to();
    let page = browser.get(&format!("{SMP}{SENDING}")).await;
    page.shows(&["Enclosed with printed copies:", &one]);
    page.shows(&["Of 2: 2 still to go", "Labels (PDF)", "Covering letters (PDF)", "To be posted"]);
    send_to(&mut browser, "/posted", &[("which", "2"), ("on", "14 October 2014")]).await;
    browser
        .get(&format!("{SMP}{SENDING}"))
        .await
        .shows(&["Of 2: 1 went and 1 still to go", "Posted on"]);
    send_to(&mut browser, "/posted", &[("on", "14/10/2014")]).await;
    browser.get(&format!("{SMP}{SENDING}")).await.shows(&["Of 2: 2 went"]);
    // Whoever is new on the list gets theirs, and nobody else a second one.
    let new = vec![recipient("North Library", "", "1")];
    let id = crate::distribution_made::list("libraries").id;
    house.book.enter_recipients(&crate::house::signed(), &id, new).await.unwrap();
    browser.get(&format!("{SMP}{SENDING}")).await.shows(&["Of 2: 2 went"]);
    send_to(&mut browser, "/go-on", &[]).await;
    browser.get(&format!("{SMP}{SENDING}")).await.shows(&["Of 3: 2 went and 1 still to go"]);
}

#[tokio::test]
async fn anybody_asks_for_another_format_and_the_officer_answers_it() {
    let house = house("2014-10-14", None).await;
    let (formats, mut anybody) = (format!("{SMP}/published/formats"), house.browser());
    anybody
        .get(&format!("{SMP}/published"))
        .await
        .shows(&["Ask for large print", "/published/formats"]);
    anybody.get(&formats).await.shows(&["You need no account", "In Braille"]);
    let page = anybody.post(&formats, &[("format", "another-language")]).await;
    page.holds(&["Write which language", "Write where to send it"]);
    let fields = [("format", "braille"), ("reach", "Ann, 1 High Street, Maidstone")];
    let to = anybody.post(&formats, &fields).await.leads_to().to_owned();
    anybody.get(&to).await.shows(&["We have your request", "You get it by 4 November 2014"]);
    let mut browser = house.signed_in(Role::Manager).await;
    browser
        .get(&format!("{SMP}/distribution/requests"))
        .await
        .shows(&["1: In Braille", "4 November 2014"]);
    let one = "/distribution/requests/1";
    browser.get(&format!("{SMP}{one}")).await.shows(&["Ann, 1 High Street", "deleted after"]);
    send(&mut browser, one, &[("on", "14 October 2014")]).await.holds(&["Choose what was done"]);
    let fields = [("deed", "sent"), ("on", "14 October 2014"), ("words", "posted in Braille")];
    send(&mut browser, one, &fields).await.leads_to();
    browser
        .get(&format!("{SMP}{one}"))
        .await
        .shows(&["Sent on 14 October 2014: posted in Braille"]);
    let entered =
        [("format", "large-print"), ("reach", "01622 000000"), ("on", "1 September 2014")];
    let to = send(&mut browser, "/distribution/requests/new", &entered).await.leads_to().to_owned();
    browser.get(&to).await.shows(&["It is overdue"]);
    browser.get(&format!("{SMP}/distribution")).await.shows(&["1 overdue"]);
    let due = browser.get(&to).await.text;
    let version = due.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("due", "30 November 2014"), ("version", version)];
    browser.post(&format!("{to}/due"), &fields).await.leads_to();
    browser.get(&format!("{SMP}/distribution/requests")).await.shows(&["30 November 2014"]);
    house.book.verify().await.unwrap();
}

//! What the log says of people: nothing.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;

use axum::body::Body;
use axum::http::Request;
use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use post::Post;
use records::Purpose;
use serde_json::Value;
use web::letters::round::round;
use web::log::Format;

use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::settings_on;
use crate::house::signed;
use crate::signing_in::PASSWORD;
use crate::signing_in::give_password;
use crate::signing_in::set_up;

const EMAIL: &str = "partnership-manager@example.org";

/// What was written so far.
#[derive(Default)]
struct Written(Mutex<Vec<u8>>);

impl io::Write for &Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn lines(written: &Written) -> Vec<Value> {
    let bytes = written.0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A house whose letters go to a port on which nobody listens.
async fn house() -> House {
    let from = "Safer Maidstone <plan@example.org>".parse().unwrap();
    let mut mail = post::Settings::of("localhost", from);
    mail.port =
        Some(std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
    let mut settings = settings_on("2014-10-14");
    settings.mail = Some(Post::open(mail).unwrap());
    House::with(settings).await
}

/// All that is refused: a form from elsewhere, a deed beyond a role, one guess too many.
async fn be_refused(house: &House, browser: &mut Browser<'_>) {
    let foreign = Request::post(format!("{SMP}/sign-out")).header("sec-fetch-site", "cross-site");
    assert_eq!(browser.send(foreign.body(Body::empty()).unwrap()).await.status, 403);
    let mut councillor = house.signed_in(Role::Councillor).await;
    assert_eq!(councillor.post(&format!("{SMP}/people/new"), &[]).await.status, 403);
    for _ in 0..6 {
        give_password(&mut house.browser(), "nobody@example.org", "a wrong password").await;
    }
}

/// Everything that somebody does, with every secret and name that it takes.
async fn a_day_of_work(house: &House) -> Vec<String> {
    let mut browser = house.browser();
    let (factor, codes, _) = set_up(house, &mut browser).await;
    let mut told = vec![EMAIL.to_owned(), "Alex".to_owned(), PASSWORD.to_owned()];
    let mut other = house.browser();
    give_password(&mut other, EMAIL, "a wrong password").await;
    give_password(&mut other, "nobody@example.org", "a wrong password").await;
    give_password(&mut other, EMAIL, PASSWORD).await;
    let code = factor.code_at(Timestamp::now()).unwrap();
    for typed in [&code, &"000000".to_owned(), &codes[0]] {
        other.post(&format!("{SMP}/sign-in/code"), &[("code", typed)]).await;
    }
    be_refused(house, &mut other).await;
    other.get(&format!("{SMP}?on=4+December+2014")).await.shows(&["The year 2015–16"]);
    let person = house.person(Role::Analyst).await;
    for purpose in [Purpose::SignInOnce, Purpose::SetPassword] {
        let token = house.link(&person, purpose).await.as_str().to_owned();
        let page = if purpose == Purpose::SignInOnce { "sign-in-once" } else { "set-password" };
        house.browser().get(&format!("{SMP}/{page}/{token}")).await;
        house.browser().get(&format!("{SMP}/{page}/wrong{token}")).await;
        told.push(token);
    }
    let held = house.book.person(&person.id).await.unwrap().unwrap();
    let changed = Person { name: "Alice Changed".to_owned(), ..held.value };
    house.book.change_person(&signed(), held.version, changed).await.unwrap();
    assert_eq!(round(&house.app, "2015-01-28T08:00:00Z".parse().unwrap()).await.unwrap().sent, 0);
    told.extend(
        ["Alice", "analyst@", "wrong password", "nobody@", "2015-01-31"].map(str::to_owned),
    );
    told.extend(codes);
    for cookies in [browser.cookie, other.cookie].into_iter().flatten() {
        told.extend(cookies.split("; ").map(|one| one.split_once('=').unwrap().1.to_owned()));
    }
    told
}

#[tokio::test]
async fn no_name_address_secret_or_cookie_stands_in_the_log() {
    let written = Arc::new(Written::default());
    // Where there is one log alone, a place in the code that another test's thread comes to first is taken to be of
    // no interest to it for ever; with a second one every log is asked.
    let _second = web::log::to(Format::Plain, io::sink);
    let _kept = tracing::dispatcher::set_default(&web::log::to(Format::Json, written.clone()));
    let house = house().await;
    let told = a_day_of_work(&house).await;
    let lines = lines(&written);
    assert!(lines.iter().filter(|line| line["fields"]["message"] == "answered").count() > 12);
    let failed = |line: &&Value| line["fields"]["message"] == "a letter did not go";
    let failed = lines.iter().find(failed).unwrap();
    assert_eq!(failed["fields"]["why"], "the mail server could not be reached");
    let messages: Vec<&str> =
        lines.iter().filter_map(|line| line["fields"]["message"].as_str()).collect();
    for told in [
        "a password was set",
        "a second factor was set up",
        "an address or a password was wrong",
        "a code of a second factor was wrong",
        "somebody signed in",
        "somebody may not do what they asked for",
        "a change that began on no page of ours was refused",
        "a try was put off",
    ] {
        assert!(messages.contains(&told), "the log does not tell that {told}");
    }
    for line in &lines {
        assert!(line["timestamp"].is_string() && line["level"].is_string(), "{line}");
        for personal in &told {
            assert!(!line.to_string().contains(personal), "`{personal}` stands in {line}");
        }
    }
}

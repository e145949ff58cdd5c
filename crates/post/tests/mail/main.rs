//! Letters by a real mail server on this machine: aiosmtpd, in the Python that `SAFERPLAN_PYTHON` names.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod server;

use std::time::Duration;

use partnership::membership::person::Person;
use partnership::reminders::ending::Ending;
use partnership::reminders::invitation::Invitation;
use partnership::reminders::invitation::Invited;
use partnership::reminders::letter::Letter;
use post::Credentials;
use post::OpenError;
use post::Post;
use post::Security;
use post::SendError;
use post::Settings;
use serde_json::Value;
use serde_json::json;

use crate::server::Server;

const LINK: &str = "https://saferplan.test/smp/set-password/abc?a=1&b=2";

fn letter(email: &str) -> Letter {
    let person = json!({
        "id": "jane-smith", "name": "Jane \u{2018}Jay\u{2019} Smith, <Dr>", "email": email, "role": "partner",
    });
    let person: Person = serde_json::from_value(person).unwrap();
    let invitation = Invitation {
        to: Invited::SetPassword,
        partnership: "Safer Maidstone\r\nBcc: all@example.org & <b>friends</b>",
        address: LINK,
        until: "30 November 2026 at 10:15",
    };
    let ending = Ending {
        partnership: "Safer Maidstone Partnership",
        list: "https://saferplan.test/smp/me",
        contact: Some("safer@example.org"),
    };
    invitation.letter(&person, "link/abc").ended(&ending)
}

/// Settings for a server on this machine.
fn settings(port: u16, security: Security) -> Settings {
    Settings {
        port: Some(port),
        security,
        patience: Duration::from_secs(10),
        ..Settings::of("localhost", "Safer Maidstone <plan@example.org>".parse().unwrap())
    }
}

/// A certificate for this machine that nobody has signed but itself, its key and a folder with both.
fn own_certificate() -> (tempfile::TempDir, String, Value) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let asked = json!({ "certificate": certificate, "key": key });
    (folder, made.cert.pem(), asked)
}

/// What is asked of a server, with more.
fn and(mut asked: Value, more: Value) -> Value {
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    asked
}

#[tokio::test]
async fn a_letter_says_the_same_as_text_and_as_html() {
    let Some(server) = Server::start("a letter", &json!({})) else { return };
    let mut settings = settings(server.port, Security::None);
    settings.reply_to = Some("manager@example.org".parse().unwrap());
    Post::open(settings).unwrap().send(&letter("jane@example.org")).await.unwrap();
    let taken = server.taken();
    let [taken] = taken.as_slice() else { panic!("{taken:?}") };
    assert_eq!(taken["to"], json!(["jane@example.org"]));
    let headers = &taken["headers"];
    assert_eq!(headers["from"], "Safer Maidstone <plan@example.org>");
    assert_eq!(headers["reply-to"], "manager@example.org");
    assert_eq!(headers["auto-submitted"], "auto-generated");
    assert_eq!(headers["content-language"], "en-GB");
    // A line that somebody typed into a name begins no header.
    assert!(headers["bcc"].is_null(), "{headers}");
    let subject = "Set your password: Safer Maidstone Bcc: all@example.org & <b>friends</b>";
    assert_eq!(headers["subject"], subject);
    assert!(headers["message-id"].as_str().unwrap().ends_with("@example.org>"), "{headers}");
    let (text, html) = (taken["text"].as_str().unwrap(), taken["html"].as_str().unwrap());
    for said in ["until 30 November 2026 at 10:15", "take you away", "Questions: safer@example.org"]
    {
        assert!(text.contains(said) && html.contains(said), "`{said}`\n{text}\n{html}");
    }
    assert!(text.contains(&format!("\nSet your password: {LINK}")), "{text}");
    assert!(html.contains(&format!("<a href=\"{}\">", LINK.replace('&', "&amp;"))), "{html}");
    assert!(html.contains("&lt;b&gt;friends") && !html.contains("<b>"), "{html}");
    assert!(html.contains("<html lang=\"en-GB\">") && html.matches("<h1").count() == 1, "{html}");
}

#[tokio::test]
async fn the_same_letter_sent_again_has_the_same_name() {
    let Some(server) = Server::start("the same letter", &json!({})) else { return };
    let post = Post::open(settings(server.port, Security::None)).unwrap();
    for email in ["jane@example.org", "jane@example.org", "joan@example.org"] {
        post.send(&letter(email)).await.unwrap();
    }
    let taken = server.taken();
    let names: Vec<&Value> = taken.iter().map(|one| &one["headers"]["message-id"]).collect();
    assert!(names[0] == names[1] && names[1] != names[2], "{names:?}");
}

#[tokio::test]
async fn a_connection_becomes_secure_before_the_password_is_given() {
    let (_folder, pem, files) = own_certificate();
    let known = json!({ "user": "saferplan", "password": "three blind mice" });
    for (secure, security) in [("starttls", Security::StartTls), ("tls", Security::Tls)] {
        let asked = and(and(files.clone(), known.clone()), json!({ "secure": secure }));
        let Some(server) = Server::start("a secure connection", &asked) else { return };
        let mut settings = settings(server.port, security);
        settings.authority = Some(pem.clone());
        let credentials = |password: &str| {
            Some(Credentials { user: "saferplan".to_owned(), password: password.to_owned() })
        };
        settings.credentials = credentials("three blind mice");
        let post = Post::open(settings.clone()).unwrap();
        post.send(&letter("jane@example.org")).await.unwrap();
        let taken = server.taken();
        assert_eq!((&taken[0]["secure"], &taken[0]["user"]), (&json!(true), &json!("saferplan")));
        settings.credentials = credentials("three blind rats");
        let wrong = Post::open(settings).unwrap().send(&letter("jane@example.org")).await;
        let wrong = wrong.unwrap_err();
        assert!(matches!(wrong, SendError::NotLetIn { .. }) && wrong.is_of_the_server(), "{wrong}");
        assert!(wrong.to_string().contains("check user and password"), "{wrong}");
        assert!(!wrong.to_string().contains("blind"), "{wrong}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_who_it_says_gets_no_letter() {
    let (_folder, _, files) = own_certificate();
    let Some(server) = Server::start("a false server", &and(files, json!({"secure": "starttls"})))
    else {
        return;
    };
    // The certificate is signed by nobody whom we know.
    let post = Post::open(settings(server.port, Security::StartTls)).unwrap();
    let refused = post.send(&letter("jane@example.org")).await.unwrap_err();
    assert!(matches!(refused, SendError::Unreachable { .. }), "{refused}");
    assert!(refused.to_string().contains("certificate"), "{refused}");
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn a_server_that_cannot_be_secure_gets_no_letter() {
    let Some(server) = Server::start("a server in the open", &json!({})) else { return };
    let post = Post::open(settings(server.port, Security::StartTls)).unwrap();
    let refused = post.send(&letter("jane@example.org")).await.unwrap_err();
    assert!(matches!(refused, SendError::Unreachable { .. }), "{refused}");
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn who_is_refused_is_told_without_the_address_and_others_get_theirs() {
    let asked = json!({ "refuse": ["jane@example.org"], "put_off": ["later@example.org"] });
    let Some(server) = Server::start("a refusal", &asked) else { return };
    let post = Post::open(settings(server.port, Security::None)).unwrap();
    let refused = post.send(&letter("jane@example.org")).await.unwrap_err();
    assert!(matches!(refused, SendError::Refused { .. }) && !refused.may_pass(), "{refused}");
    let told = refused.to_string();
    assert!(told.contains("refused the letter to `jane-smith`: "), "{told}");
    assert!(told.contains("nobody of that name") && !told.contains("jane@"), "{told}");
    let put_off = post.send(&letter("later@example.org")).await.unwrap_err();
    assert!(matches!(put_off, SendError::PutOff { .. }) && put_off.may_pass(), "{put_off}");
    post.send(&letter("joan@example.org")).await.unwrap();
    assert_eq!(server.taken()[0]["to"], json!(["joan@example.org"]));
}

#[tokio::test]
async fn a_server_that_goes_away_is_told_of() {
    let asked = json!({ "leave": ["jane@example.org"] });
    let Some(server) = Server::start("a server that goes away", &asked) else { return };
    let post = Post::open(settings(server.port, Security::None)).unwrap();
    let gone = post.send(&letter("jane@example.org")).await.unwrap_err();
    assert!(matches!(gone, SendError::Unreachable { .. }) && gone.is_of_the_server(), "{gone}");
    post.send(&letter("joan@example.org")).await.unwrap();
    drop(server);
    let gone = post.send(&letter("joan@example.org")).await.unwrap_err();
    assert!(gone.to_string().contains("could not be reached"), "{gone}");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for_long() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = settings(silent.local_addr().unwrap().port(), Security::None);
    settings.patience = Duration::from_millis(500);
    let began = std::time::Instant::now();
    let gone = Post::open(settings).unwrap().send(&letter("jane@example.org")).await.unwrap_err();
    assert!(matches!(gone, SendError::Unreachable { .. }), "{gone}");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_password_is_never_sent_where_others_can_read_it() {
    let credentials =
        Some(Credentials { user: "saferplan".to_owned(), password: "three blind mice".to_owned() });
    let mut settings = settings(25, Security::None);
    settings.server = "mail.example.org".to_owned();
    settings.credentials = credentials;
    assert_eq!(Post::open(settings).unwrap_err(), OpenError::PasswordInTheOpen);
}

#[test]
fn an_authority_that_is_no_certificate_is_refused() {
    let mut settings = settings(25, Security::Tls);
    settings.authority = Some("not a certificate".to_owned());
    assert!(matches!(Post::open(settings), Err(OpenError::Authority(_))));
}

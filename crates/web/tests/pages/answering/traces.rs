//! What stays of whoever answered: their answers and the day, and nothing that leads to them.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;

use partnership::membership::person::Role;
use records::Fingerprint;
use web::log::Format;

use crate::answering::invited::invite;
use crate::answering::invited::used;
use crate::answering::jar::Resident;
use crate::answering::jar::house;
use crate::house::House;
use crate::house::SMP;

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

/// All that a backup holds, row by row.
async fn all_rows(house: &House) -> String {
    let mut backup = Vec::new();
    house.records.write_backup(&mut backup).await.unwrap();
    String::from_utf8_lossy(&backup).into_owned()
}

/// Answers by a link, as one of those who were invited.
async fn answer_by(house: &House, link: &str) -> String {
    let mut resident = Resident::at(house);
    resident.get(&format!("/invited/{link}")).await.leads_to();
    resident.begin().await;
    let code = resident.jar()["saferplan-reply"].split('.').next().unwrap().to_owned();
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    resident.send(&[]).await.leads_to();
    code
}

#[tokio::test]
async fn nothing_ties_a_reply_to_the_invitation_that_brought_it() {
    let house = house("2015-01-14").await;
    let mut links = Vec::new();
    for name in ["ann", "bob", "cat", "dan", "eve"] {
        links.push(invite(&house, &format!("{name}@example.org")).await);
    }
    let entries = house.book.entries(0, 10_000).await.unwrap().len();
    let mut codes = Vec::new();
    // In another order than that of the addresses.
    for link in [3, 0, 2] {
        codes.push(answer_by(&house, links[link].as_str()).await);
    }
    assert_eq!(used(&house).await, [true, false, true, true, false]);
    // Each reply has one entry, and an invitation none.
    let new = house.book.entries(i64::try_from(entries).unwrap(), 10_000).await.unwrap();
    assert_eq!(new.len(), 3);
    let rows = all_rows(&house).await;
    let of = |table: &str| rows.lines().filter(|line| line.contains(table)).collect::<Vec<_>>();
    for line in rows.lines().filter(|line| !line.contains("example.org")) {
        for link in &links {
            assert!(!line.contains(&link.fingerprint().to_string()), "{line}");
        }
        for code in &codes {
            assert!(!line.contains(&Fingerprint::of(code).to_string()), "{line}");
        }
    }
    for link in &links {
        assert!(!rows.contains(link.as_str()));
    }
    for entry in &new {
        assert!(!format!("{entry:?}").contains("invit"), "{entry:?}");
        // A day, and no time of it.
        assert_eq!(entry.at.as_second() % (24 * 60 * 60), 0);
        assert_eq!(entry.who, "somebody on-line");
    }
    assert!(!of("somebody on-line").is_empty(), "the backup was not read:\n{rows}");
}

#[tokio::test]
async fn no_browser_address_code_or_time_stands_in_records_or_log() {
    let written = Arc::new(Written::default());
    // See `log.rs` for why there are two.
    let _second = web::log::to(Format::Plain, io::sink);
    let _kept = tracing::dispatcher::set_default(&web::log::to(Format::Json, written.clone()));
    let house = house("2015-01-14").await;
    let link = invite(&house, "ann@example.org").await;
    let code = answer_by(&house, link.as_str()).await;
    house.browser().get("/privacy-notice").await;
    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/privacy-notice"), "nothing was logged: {log}");
    // A line would say to the second when somebody answered.
    assert!(!log.contains("answer/"), "{log}");
    let rows = all_rows(&house).await;
    for personal in [&*code, link.as_str(), "Kitchen-Table-Browser"] {
        assert!(!log.contains(personal) && !rows.contains(personal), "{personal}");
    }
    assert!(!log.contains("ann@example.org"));
}

/// Whether a time of day stands in a text, such as "09:41".
fn tells_a_time(text: &str) -> bool {
    let is = |sign: Option<&u8>| sign.is_some_and(u8::is_ascii_digit);
    let signs = text.as_bytes();
    (2..signs.len()).any(|at| {
        let around = [at.wrapping_sub(2), at - 1, at + 1, at + 2];
        signs[at] == b':' && around.into_iter().all(|at| is(signs.get(at)))
    })
}

#[tokio::test]
async fn no_export_tells_who_was_invited_by_which_code_or_at_what_time() {
    assert!(tells_a_time("at 09:41") && !tells_a_time("ddi:codebook:2_5"));
    let house = house("2015-01-14").await;
    let link = invite(&house, "ann@example.org").await;
    let code = answer_by(&house, link.as_str()).await;
    assert_eq!(used(&house).await, [true]);
    let told = [
        link.as_str().to_owned(),
        link.fingerprint().to_string(),
        Fingerprint::of(&code).to_string(),
        code,
        "ann@example.org".to_owned(),
        "Kitchen-Table-Browser".to_owned(),
    ];
    let mut manager = house.signed_in(Role::Manager).await;
    for file in
        ["replies.csv", "answers.csv", "codebook.csv", "codebook.xml", "replies.csv-metadata.json"]
    {
        let path = format!("{SMP}/consultations/2015-16/say/results/{file}");
        let text = manager.get(&path).await.text;
        assert!(text.contains("after") && text.contains("version"), "{file}: {text}");
        for told in &told {
            assert!(!text.contains(told), "{told} stands in {file}");
        }
        assert!(!tells_a_time(&text), "a time stands in {file}: {text}");
    }
    // Of the backup the rows of the reply: the invitation has a row of its own.
    let rows = all_rows(&house).await;
    let replies: Vec<&str> = rows.lines().filter(|line| line.contains("very-safe")).collect();
    assert!(replies.iter().any(|line| line.contains("after-dark")), "{rows}");
    for line in replies.into_iter().filter(|line| !line.contains("questions")) {
        assert!(!tells_a_time(line), "{line}");
        assert!(told.iter().all(|told| !line.contains(told.as_str())), "{line}");
    }
}

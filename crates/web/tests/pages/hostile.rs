//! Hostile requests: whatever is sent to an address, in whatever form, is answered by a page, and what was recorded stays whole.

use axum::body::Body;
use axum::http::Request;
use axum::http::StatusCode;
use axum::http::header;
use partnership::membership::person::Role;

use crate::full_house::full_house;
use crate::house::Browser;
use crate::house::SMP;
use crate::house::encoded;
use crate::roles::signed_in;
use crate::roles::table::Method;
use crate::roles::table::lines;

/// How many requests are sent; `SAFERPLAN_HOSTILE` says otherwise.
const NUMBER: usize = if cfg!(debug_assertions) { 600 } else { 10_000 };

/// What no form sends, and every form has to bear.
const VALUES: [&str; 28] = [
    "",
    " ",
    "-1",
    "0",
    "99999999999999999999",
    "9223372036854775807",
    "1e308",
    "NaN",
    "2015-02-30",
    "9999-12-31",
    "-9999-01-01",
    "2014-12-04",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "'; drop table person; --",
    "{{ 7 * 7 }}",
    "{% include 'layout.html' %}",
    "=HYPERLINK(\"http://example.org\")",
    "a\r\nBcc: somebody@example.org",
    "\u{0}",
    "\u{202e}txt",
    "\u{1f469}\u{200d}\u{1f692}",
    "jane@example.org",
    "cabinet",
    "on",
    "{count:2014-q1} {#17}",
    "[x](javascript:alert(1))",
    "%00%ff%zz",
];

/// Bodies that are not what they are said to be.
const BODIES: [(&str, &[u8]); 10] = [
    ("application/x-www-form-urlencoded", b"a=%"),
    ("application/x-www-form-urlencoded", b"%ff%fe=%00&&&==&=&"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00\x01"),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\xff\xfe"),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
    ("multipart/form-data", b"--b\r\n\r\n"),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\n\r\n=1+1,\"\r\n--b--\r\n"),
    ("application/json", b"{\"a\":[[[[[[[["),
    ("text/plain", b"hello"),
    ("", b""),
];

/// Chance that is the same every time (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// The names of a page's fields.
fn fields(page: &str) -> Vec<String> {
    let named = page.split(" name=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    named.map(|(name, _)| name.to_owned()).collect()
}

/// A form with what no form sends in the fields that it has, in some twice, and with some that it has not.
fn form(chance: &mut Chance, fields: &[String]) -> Vec<u8> {
    let long = "A".repeat(70_000);
    let mut sent: Vec<(&str, &str)> = Vec::new();
    for name in fields {
        let value = VALUES[chance.below(VALUES.len())];
        match chance.below(12) {
            0 => {}
            1 => sent.extend([(name.as_str(), value), (name.as_str(), "again")]),
            2 => sent.push((name.as_str(), &long)),
            _ => sent.push((name.as_str(), value)),
        }
    }
    sent.push((VALUES[chance.below(VALUES.len())], "x"));
    encoded(&sent).into_bytes()
}

fn request(
    chance: &mut Chance,
    (method, path): (Method, &str),
    fields: &[String],
) -> Request<Body> {
    let asked = match chance.below(4) {
        0 => format!(
            "{path}?{}",
            encoded(&[("page", VALUES[chance.below(VALUES.len())]), ("q", "[")])
        ),
        _ => path.to_owned(),
    };
    let begun = match method {
        Method::Get => return Request::get(asked).body(Body::empty()).unwrap(),
        Method::Post => Request::post(asked).header("sec-fetch-site", "same-origin"),
    };
    let (kind, body) = match chance.below(4) {
        0 => {
            let (kind, body) = BODIES[chance.below(BODIES.len())];
            (kind, body.to_vec())
        }
        _ => ("application/x-www-form-urlencoded", form(chance, fields)),
    };
    begun.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
}

/// Whether a page that broke off was sent, or none.
fn broke_off(status: StatusCode) -> bool {
    status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE
}

async fn fields_of(browser: &mut Browser<'_>, path: &str) -> Vec<String> {
    let page = browser.get(path).await;
    let mut found = fields(&page.text);
    found.push("what".to_owned());
    found
}

#[tokio::test]
async fn whatever_is_sent_to_an_address_is_answered_and_what_was_recorded_stays_whole() {
    let number =
        std::env::var("SAFERPLAN_HOSTILE").map_or(NUMBER, |number| number.parse().unwrap());
    let house = full_house().await;
    let mut chance = Chance(20_150_512);
    let all: Vec<_> = lines().filter(|line| !line.signs_out).collect();
    assert!(all.len() > 100, "{} addresses", all.len());
    let (mut broken, mut sent) = (Vec::new(), 0);
    'rounds: loop {
        let mut browser = signed_in(&house, Role::Manager).await;
        for line in &all {
            let path = line.path.replace("{p}", SMP);
            let fields = fields_of(&mut browser, &path).await;
            for _ in 0..4 {
                let request = request(&mut chance, (line.method, &path), &fields);
                let told = format!("{:?} {}", line.method, request.uri());
                let answer = browser.send(request).await;
                if broke_off(answer.status) {
                    broken.push(format!("{told}: {}", answer.status));
                }
                sent += 1;
            }
            if sent >= number {
                break 'rounds;
            }
        }
    }
    assert!(broken.is_empty(), "{} of {sent} broke off: {broken:#?}", broken.len());
    house.book.verify().await.unwrap();
}

//! A resident's browser, which keeps every cookie that it is given, and forgets those that it is to forget.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::body::to_bytes;
use axum::http::Request;
use axum::http::header;
use partnership::consultation::answer::QuestionId;
use records::KeptReply;
use tower::ServiceExt;
use web::clock::Clock;

use crate::house::Answer;
use crate::house::House;
use crate::house::ORIGIN;
use crate::house::encoded;

/// Where the short consultation is answered.
pub(super) const SAY: &str = "/safer-maidstone-partnership/answer/say";

/// A resident in front of a browser.
pub(super) struct Resident<'house> {
    house: &'house House,
    jar: BTreeMap<String, String>,
}

/// The short consultation, open, on a day.
pub(super) async fn house(day: &str) -> House {
    let house = House::on(day).await;
    house.open_short_consultation().await;
    house
}

/// A question's short name.
pub(super) fn id(text: &str) -> QuestionId {
    QuestionId(text.parse().unwrap())
}

impl House {
    /// The same house at a moment, to the second.
    pub(super) fn at(self, moment: &str) -> House {
        self.by(Clock::StandingAt(moment.parse().unwrap()))
    }

    /// The replies to the short consultation.
    pub(super) async fn replies(&self) -> Vec<KeptReply> {
        let (cycle, say) = ("2015-16".parse().unwrap(), "say".parse().unwrap());
        self.book.replies(cycle, &say).await.unwrap()
    }
}

impl<'house> Resident<'house> {
    pub(super) fn at(house: &'house House) -> Resident<'house> {
        Resident::with(house, BTreeMap::new())
    }

    pub(super) fn with(house: &'house House, jar: BTreeMap<String, String>) -> Resident<'house> {
        Resident { house, jar }
    }

    pub(super) fn into_jar(self) -> BTreeMap<String, String> {
        self.jar
    }

    pub(super) fn jar(&self) -> &BTreeMap<String, String> {
        &self.jar
    }

    /// Opens a page of the short consultation.
    pub(super) async fn get(&mut self, below: &str) -> Answer {
        self.open(&format!("{SAY}{below}")).await
    }

    /// Opens any page.
    pub(super) async fn open(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form of the short consultation.
    pub(super) async fn post(&mut self, below: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(format!("{SAY}{below}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .header(header::USER_AGENT, "Kitchen-Table-Browser/7")
            .body(Body::from(encoded(fields)));
        self.ask(request.unwrap()).await
    }

    pub(super) async fn begin(&mut self) {
        self.begin_in("").await;
    }

    pub(super) async fn begin_in(&mut self, query: &str) {
        let begun = self.post(query, &[]).await;
        assert_eq!(begun.leads_to(), format!("{SAY}/question/after-dark"));
    }

    pub(super) async fn answer(&mut self, name: &str, fields: &[(&str, &str)]) -> Answer {
        self.post(&format!("/question/{name}"), fields).await
    }

    pub(super) async fn send(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.post("/check", fields).await
    }

    async fn ask(&mut self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<_> =
            self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.house.pages().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            assert!(line.contains("; HttpOnly; SameSite=Lax"), "{line}");
            assert!(line.contains(&format!("; Path={SAY};")), "{line}");
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            match line.contains("Max-Age=0") {
                true => self.jar.remove(name),
                false => self.jar.insert(name.to_owned(), value.to_owned()),
            };
        }
        let text = to_bytes(body, 10_000_000).await.unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

//! The cookies of whoever answers: for these pages alone, and no script reads them.
//!
//! In come a request's headers; out goes what the browser kept, and what it is to keep or to forget.

use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header;

use crate::answer::KEPT_FOR;

/// What a browser keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cookie {
    /// The code of the reply under way, and when it was begun, which the browser alone knows.
    Reply,
    /// The link by which somebody was invited.
    Invited,
    /// The code of the reply that was sent just now, to show it once more.
    Sent,
    /// That a reply was sent from this browser.
    SentBefore,
}

impl Cookie {
    /// What it is called. With this beginning a browser takes it over a secure connection alone.
    fn name(self, is_secure: bool) -> String {
        let plain = match self {
            Cookie::Reply => "saferplan-reply",
            Cookie::Invited => "saferplan-invited",
            Cookie::Sent => "saferplan-sent",
            Cookie::SentBefore => "saferplan-sent-before",
        };
        let begins = if is_secure { "__Secure-" } else { "" };
        format!("{begins}{plain}")
    }

    /// For how many seconds it is kept.
    fn age(self) -> i64 {
        const DAY: i64 = 24 * 60 * 60;
        match self {
            Cookie::Reply | Cookie::Invited => i64::from(KEPT_FOR) * DAY,
            Cookie::Sent => crate::answer::lately::KEPT_FOR.as_secs(),
            Cookie::SentBefore => 90 * DAY,
        }
    }

    /// What the browser kept.
    pub(super) fn of(self, headers: &HeaderMap, is_secure: bool) -> Option<String> {
        let own_name = self.name(is_secure);
        let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs =
            sent.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut own = pairs.filter(|(name, _)| *name == own_name).map(|(_, value)| value);
        own.next().filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// What has the browser keep it for the pages below `path`.
    pub(super) fn kept(self, value: &str, path: &str, is_secure: bool) -> HeaderValue {
        self.line(value, self.age(), path, is_secure)
    }

    /// What has the browser forget it.
    pub(super) fn forgotten(self, path: &str, is_secure: bool) -> HeaderValue {
        self.line("", 0, path, is_secure)
    }

    fn line(self, value: &str, age: i64, path: &str, is_secure: bool) -> HeaderValue {
        let secure = if is_secure { "; Secure" } else { "" };
        let name = self.name(is_secure);
        let line =
            format!("{name}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
        // Short names, codes and figures: a header takes them all.
        HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_a_browser_takes_a_cookie_over_https_alone_and_gives_it_back() {
        let line = Cookie::Reply.kept("a-code", "/smp/answer/winter", true);
        let line = line.to_str().unwrap();
        assert!(line.starts_with("__Secure-saferplan-reply=a-code; "), "{line}");
        assert!(line.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{line}");
        let mut headers = HeaderMap::new();
        let sent = "saferplan-reply=another; __Secure-saferplan-reply=a-code";
        headers.insert(header::COOKIE, sent.parse().unwrap());
        assert_eq!(Cookie::Reply.of(&headers, true).as_deref(), Some("a-code"));
        assert_eq!(Cookie::Reply.of(&headers, false).as_deref(), Some("another"));
        assert_eq!(Cookie::Sent.of(&headers, true), None);
    }
}

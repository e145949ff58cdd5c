//! What a browser was answered, and what it must hold.

use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// Where a redirection leads; it must be one.
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// Fails unless the page was shown and holds every one of the texts.
    pub(crate) fn shows(&self, texts: &[&str]) {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.holds(texts);
    }

    /// Fails unless what came back holds every one of the texts, whatever its status.
    pub(crate) fn holds(&self, texts: &[&str]) {
        let read = self.text.replace("&#96;", "`").replace("&#39;", "'");
        for text in texts {
            let found = self.text.contains(text) || read.contains(text);
            assert!(found, "`{text}` is not on the page:\n{}", self.text);
        }
    }
}

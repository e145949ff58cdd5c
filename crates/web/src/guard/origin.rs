//! Refuses what another site makes a browser send here.
//!
//! In comes a request; a change is let through only where the browser says that it began on our own pages.
//! Every browser in use says so, by `Sec-Fetch-Site` or by `Origin`; a request that says neither is refused.

use axum::extract::Request;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::Method;
use axum::http::header;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;

use crate::app::App;
use crate::page::fault::PageError;

/// Lets a request through, or refuses it.
pub(crate) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    if changes_nothing(request.method()) || is_ours(request.headers(), app.settings.origin.as_str())
    {
        next.run(request).await
    } else {
        tracing::warn!("a change that began on no page of ours was refused");
        PageError::FromElsewhere.into_response()
    }
}

/// Whether a browser says that another site made it ask, be it by a link.
pub(crate) fn is_led_here(headers: &HeaderMap) -> bool {
    let said = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    said.is_some_and(|said| ["cross-site", "same-site"].contains(&said))
}

fn changes_nothing(method: &Method) -> bool {
    method.is_safe()
}

fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said(header::ORIGIN.as_str())) {
        (Some("same-origin"), _) => true,
        (Some(_), _) => false,
        (None, Some(from)) => from == origin,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://saferplan.example.gov.uk";

    fn ours(said: &[(&'static str, &'static str)]) -> bool {
        let named = said.iter().map(|(name, value)| {
            (header::HeaderName::from_static(name), header::HeaderValue::from_static(value))
        });
        is_ours(&named.collect(), OURS)
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", OURS)]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("sec-fetch-site", "none")]));
        assert!(!ours(&[("origin", "https://evil.example")]));
        assert!(!ours(&[("origin", "null")]));
        assert!(!ours(&[]));
        // A browser that says both is believed where it says no.
        assert!(!ours(&[("sec-fetch-site", "cross-site"), ("origin", OURS)]));
    }

    #[test]
    fn looking_is_always_allowed() {
        assert!(changes_nothing(&Method::GET) && changes_nothing(&Method::HEAD));
        assert!(!changes_nothing(&Method::POST) && !changes_nothing(&Method::DELETE));
    }
}

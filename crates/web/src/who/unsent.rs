//! What somebody sent after their session had ended: nothing of it is saved, and nothing of it is lost.
//!
//! In comes a form that leads to signing in; out goes a page that holds what was written, to be sent again afterwards.

use axum::body::Body;
use axum::body::HttpBody as _;
use axum::body::to_bytes;
use axum::extract::OriginalUri;
use axum::extract::Request;
use axum::extract::State;
use axum::http::Method;
use axum::http::StatusCode;
use axum::http::header;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use url::form_urlencoded;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::fault::SignInFirst;
use crate::page::taken::Unreadable;

/// The most bytes of a form that are held for this; no form of ours that somebody types is longer.
const LARGEST: usize = 2 * 1024 * 1024;
/// From how many letters on a text is shown, so that it can be copied.
const WORTH_SHOWING: usize = 20;

/// The page.
#[derive(Debug, serde::Serialize)]
struct UnsentPage {
    sign_in: String,
    path: String,
    fields: Vec<Field>,
    texts: Vec<String>,
}

/// A field as it was sent.
#[derive(Debug, serde::Serialize)]
struct Field {
    name: String,
    text: String,
}

/// Lets requests through, and holds what a form brought until its answer is known.
pub(crate) async fn hold(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, PageError> {
    if request.method() != Method::POST || !is_short_form(&request) {
        return Ok(next.run(request).await);
    }
    let uri = request.extensions().get::<OriginalUri>();
    let uri = uri.map_or_else(|| request.uri().clone(), |OriginalUri(uri)| uri.clone());
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| Unreadable::Form)?;
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let Some(SignInFirst(sign_in)) = response.extensions().get().cloned() else {
        return Ok(response);
    };
    let fields = fields(&bytes);
    if fields.is_empty() {
        return Ok(response);
    }
    let texts = fields.iter().map(|field| field.text.clone());
    let texts = texts.filter(|text| text.chars().count() >= WORTH_SHOWING).collect();
    let path = uri.path_and_query().map_or("", |path| path.as_str()).to_owned();
    let it = UnsentPage { sign_in, path, fields, texts };
    let around = Page::outside(&app, "You have been signed out");
    let html = page::draw(&app, "who/unsent.html", around, &it)?;
    Ok((StatusCode::FORBIDDEN, html).into_response())
}

fn is_short_form(request: &Request) -> bool {
    let said = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let is_form = said(header::CONTENT_TYPE)
        .is_some_and(|of| of.starts_with("application/x-www-form-urlencoded"));
    is_form && request.body().size_hint().upper().is_some_and(|most| most <= LARGEST as u64)
}

/// What was sent, without passwords and codes, which are typed again.
fn fields(bytes: &[u8]) -> Vec<Field> {
    let pairs = form_urlencoded::parse(bytes);
    let fields = pairs.map(|(name, text)| Field { name: name.into(), text: text.into() });
    fields
        .filter(|field| !field.name.contains("password") && field.name != "present_code")
        .collect()
}

//! Browsers in which somebody has signed in before. Their tries are counted by themselves, so that nobody keeps the owner
//! of an account from signing in by trying it without end (OWASP calls what they keep a device cookie).
//!
//! Out goes a cookie, encrypted with the server's key as one account's and kept nowhere here; in it comes, and out goes
//! by what the tries of its browser are counted.

use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header;
use partnership::membership::person::EmailAddress;
use records::Book;
use tower_sessions::cookie::Cookie;
use tower_sessions::cookie::SameSite;

use crate::app::App;
use crate::page::fault::PageError;
use crate::who::encryption::EncryptionError;
use crate::who::encryption::Key;
use crate::who::encryption::Opened;
use crate::who::kept_factor::keys;
use crate::who::token::Token;

/// For so many days a browser stays known after somebody has signed in with it.
const KNOWN_FOR: i64 = 90;

/// A browser that was given a cookie of ours: what stands in that tells it from all others, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownBrowser(String);

impl KnownBrowser {
    /// The browser of a request, if its owner has signed in with it before to the account of an address.
    pub(crate) fn of(
        app: &App,
        book: &Book,
        email: &EmailAddress,
        headers: &HeaderMap,
    ) -> Option<KnownBrowser> {
        let name = name(app);
        let sent = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut cookies = sent.flat_map(Cookie::split_parse).filter_map(Result::ok);
        let kept = cookies.find(|cookie| cookie.name() == name)?;
        // Of a cookie that nobody can open there is no more to say than of none.
        match keys(app).ok()?.open(kept.value(), &whose(book, email)).ok()? {
            Opened::Secret(text) | Opened::Former(text) => Some(KnownBrowser(text)),
            Opened::Plain(_) | Opened::OtherKey => None,
        }
    }

    /// One that is called so.
    #[cfg(test)]
    pub(crate) fn called(text: &str) -> KnownBrowser {
        KnownBrowser(text.to_owned())
    }

    /// By what its tries are counted.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What has a browser be known from now on as one in which somebody signed in to the account of an address.
///
/// # Errors
/// When the key cannot be read or made, or the computer gives no randomness.
pub(crate) fn cookie(
    app: &App,
    book: &Book,
    email: &EmailAddress,
) -> Result<HeaderValue, PageError> {
    let key = Key::read_or_make(&app.settings.secret_key_file)?;
    let token = Token::random().map_err(EncryptionError::from)?;
    let kept = key.encrypt(token.as_str(), &whose(book, email))?;
    let cookie = Cookie::build((name(app), kept))
        .path("/")
        .http_only(true)
        .secure(app.settings.origin.is_secure())
        .same_site(SameSite::Strict)
        .max_age(time::Duration::days(KNOWN_FOR));
    let line = HeaderValue::from_str(&cookie.build().to_string());
    line.map_err(|error| PageError::Broken(error.to_string()))
}

/// What the cookie is called. With the first name a browser takes it from the very host alone, over a secure connection.
fn name(app: &App) -> &'static str {
    if app.settings.origin.is_secure() { "__Host-saferplan-known" } else { "saferplan-known" }
}

/// As whose it is encrypted, so that the cookie of one account opens nothing for another.
fn whose(book: &Book, email: &EmailAddress) -> String {
    format!("browser of {}/{email}", book.id())
}

//! Who else signs people in, as the settings have it.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;

/// A provider of sign-in such as the council's own; it speaks `OpenID` Connect.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// What it is called on the button, after "Sign in with".
    pub name: String,
    /// Its address, as it names itself.
    pub issuer: Issuer,
    /// What it calls us.
    pub client_id: String,
    /// By what it knows us; none where it asks for none.
    pub secret: Option<String>,
    /// How somebody is known who signs in with it for the first time.
    pub matching: Matching,
}

/// How somebody is known who signs in with a provider for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// By their e-mail address, where the provider says that it has verified it.
    VerifiedEmail,
    /// Not at all: only those are let in whose identity is in the records already.
    Never,
}

/// The address by which a provider names itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer(String);

/// Why a text is no address of a provider.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not an address of a provider; expected one that begins https://, such as \
     https://login.example.gov.uk"
)]
pub struct IssuerError(String);

impl Issuer {
    /// The address as text, exactly as it was written: providers tell addresses apart by every sign.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Issuer {
    type Err = IssuerError;

    /// One without a secure connection is let pass on this machine alone, for tests.
    fn from_str(text: &str) -> Result<Issuer, IssuerError> {
        let wrong = || IssuerError(text.chars().take(200).collect());
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let host = uri.host().ok_or_else(wrong)?;
        let here = ["localhost", "127.0.0.1"].contains(&host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if here => {}
            Some(_) | None => return Err(wrong()),
        }
        if uri.query().is_some() || uri.authority().is_some_and(|all| all.as_str().contains('@')) {
            return Err(wrong());
        }
        Ok(Issuer(text.to_owned()))
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Provider { name, issuer, client_id, matching, .. } = self;
        f.debug_struct("Provider")
            .field("name", name)
            .field("issuer", issuer)
            .field("client_id", client_id)
            .field("matching", matching)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_spoken_to_securely_or_on_this_machine() {
        for right in [
            "https://login.example.gov.uk/tenant/v2.0",
            "http://127.0.0.1:3000",
            "http://localhost:1",
        ] {
            assert_eq!(right.parse::<Issuer>().unwrap().as_str(), right);
        }
        for wrong in [
            "",
            "login.example.gov.uk",
            "http://login.example.gov.uk",
            "https://a@b.example",
            "https://b?c",
        ] {
            assert!(wrong.parse::<Issuer>().is_err(), "{wrong}");
        }
    }
}

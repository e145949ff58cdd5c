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
    /// How strongly somebody must have signed in there.
    pub strength: Strength,
}

/// How strongly somebody must have signed in with a provider, in its own words. Where there are none, nothing is asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strength {
    /// Strengths (`acr`), one of which the provider is asked for and must say that it has given.
    pub acr_values: Vec<ClaimWord>,
    /// Ways of signing in (`amr`), one of which it must say was among those that were used.
    pub amr_values: Vec<ClaimWord>,
    /// Whether it is trusted to have asked for a second factor, though it does not say so.
    pub trusted: bool,
}

impl Strength {
    /// Whether nothing is asked.
    pub fn is_any(&self) -> bool {
        self.acr_values.is_empty() && self.amr_values.is_empty()
    }

    /// Whether whoever it lets in has given a second factor there, as it says or is trusted to have asked for.
    pub fn answers_for_factor(&self) -> bool {
        self.trusted || !self.is_any()
    }

    /// Whether a provider that says this strength and these ways has said what is asked.
    pub(crate) fn is_said_by(&self, acr: Option<&str>, amr: &[&str]) -> bool {
        let is_one_of =
            |asked: &[ClaimWord], said: &str| asked.iter().any(|word| word.as_str() == said);
        let acr =
            self.acr_values.is_empty() || acr.is_some_and(|said| is_one_of(&self.acr_values, said));
        let amr =
            self.amr_values.is_empty() || amr.iter().any(|said| is_one_of(&self.amr_values, said));
        acr && amr
    }
}

/// A word of a provider for how somebody signed in, such as `https://refeds.org/profile/mfa`, or `mfa`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimWord(String);

/// Why a text is no such word.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no word for how somebody signs in; expected one without spaces, exactly as the provider writes it, such \
     as https://refeds.org/profile/mfa or mfa"
)]
pub struct ClaimWordError(String);

impl ClaimWord {
    /// The word as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClaimWord {
    type Err = ClaimWordError;

    /// Such words are asked for with spaces between them.
    fn from_str(text: &str) -> Result<ClaimWord, ClaimWordError> {
        if text.is_empty() || !text.chars().all(|sign| sign.is_ascii_graphic()) {
            return Err(ClaimWordError(text.chars().take(200).collect()));
        }
        Ok(ClaimWord(text.to_owned()))
    }
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
        let Provider { name, issuer, client_id, matching, strength, .. } = self;
        f.debug_struct("Provider")
            .field("name", name)
            .field("issuer", issuer)
            .field("client_id", client_id)
            .field("matching", matching)
            .field("strength", strength)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_strength_that_is_asked_for_must_be_said() {
        let words = |all: &[&str]| all.iter().map(|word| word.parse().unwrap()).collect();
        let asked = |acr: &[&str], amr: &[&str]| Strength {
            acr_values: words(acr),
            amr_values: words(amr),
            trusted: false,
        };
        assert!(Strength::default().is_any() && Strength::default().is_said_by(None, &[]));
        for (strength, acr, amr, is_said) in [
            (asked(&["gold", "silver"], &[]), Some("silver"), &["pwd"][..], true),
            (asked(&["gold", "silver"], &[]), Some("bronze"), &["gold"], false),
            (asked(&["gold"], &[]), None, &[], false),
            (asked(&[], &["mfa", "otp"]), None, &["pwd", "otp"], true),
            (asked(&[], &["mfa", "otp"]), Some("mfa"), &["pwd"], false),
            (asked(&[], &["mfa"]), None, &[], false),
            (asked(&["gold"], &["mfa"]), Some("gold"), &["pwd"], false),
            (asked(&["gold"], &["mfa"]), Some("gold"), &["mfa"], true),
        ] {
            assert!(!strength.is_any());
            assert_eq!(strength.is_said_by(acr, amr), is_said, "{strength:?} {acr:?} {amr:?}");
        }
        for wrong in ["", "two words", "mfa\n", "zwei-faktor-für-alle"] {
            assert!(wrong.parse::<ClaimWord>().is_err(), "{wrong}");
        }
    }

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

//! A text that the tables keep, and that no log, message or audit entry ever shows.
//!
//! In comes a secret text; out it goes only to whoever asks for it by name.

use std::fmt;

use crate::fingerprint::Fingerprint;

/// A text that the tables keep and nothing shows, such as the hash of a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret of that text.
    pub fn of(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// By what the audit record knows it.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }
}

/// Without the text.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

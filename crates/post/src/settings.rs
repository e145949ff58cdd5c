//! How letters go: by which server, how it is spoken to, and from whom they are.
//!
//! In comes what whoever runs the program has written; out go settings of which none shows a password.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use partnership::membership::person::EmailAddress;

/// How long a letter may take, unless the settings say otherwise.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How letters go.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The mail server's name.
    pub server: String,
    /// Its port; the usual one of its security where none is given.
    pub port: Option<u16>,
    /// How the connection is kept from others' eyes.
    pub security: Security,
    /// By what we are known to it; none where it takes letters from this machine without.
    pub credentials: Option<Credentials>,
    /// From whom letters are.
    pub from: Mailbox,
    /// Where answers go, if not there.
    pub reply_to: Option<Mailbox>,
    /// A council's own authority for certificates, as PEM, beside those that every browser knows.
    pub authority: Option<String>,
    /// How long a letter may take.
    pub patience: Duration,
}

/// How a connection to a mail server is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// It begins in the open and becomes secure before anything is said, or ends. The usual way.
    StartTls,
    /// It is secure from its first byte.
    Tls,
    /// Not at all: for a server on this machine, or in a network of its own.
    None,
}

/// By what we are known to a mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

/// From whom a letter is, such as `Safer Maidstone <saferplan@example.gov.uk>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    pub(crate) name: Option<String>,
    pub(crate) address: EmailAddress,
}

/// Why a text is no kind of security.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no way to keep a connection secure; expected `starttls`, `tls` or `none`")]
pub struct SecurityError(String);

/// Why a text is no mailbox.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not an address with or without a name; expected one such as \
     Safer Maidstone <saferplan@example.gov.uk>"
)]
pub struct MailboxError(String);

impl Settings {
    /// Letters by a server, from somebody, with everything else as is usual.
    pub fn of(server: &str, from: Mailbox) -> Settings {
        Settings {
            server: server.to_owned(),
            port: None,
            security: Security::StartTls,
            credentials: None,
            from,
            reply_to: None,
            authority: None,
            patience: PATIENCE,
        }
    }

    /// The server's port.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::StartTls => 587,
            Security::Tls => 465,
            Security::None => 25,
        })
    }

    /// The server as messages name it.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.server, self.port())
    }
}

impl Mailbox {
    /// The name before the address, if there is one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The address.
    pub fn address(&self) -> &EmailAddress {
        &self.address
    }

    pub(crate) fn domain(&self) -> &str {
        self.address.as_str().rsplit('@').next().unwrap_or_default()
    }
}

impl FromStr for Mailbox {
    type Err = MailboxError;

    fn from_str(text: &str) -> Result<Mailbox, MailboxError> {
        let wrong = || MailboxError(text.chars().take(80).collect());
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').map(|text| text.rsplit_once('<')) {
            Some(Some((name, address))) => (name.trim().trim_matches('"'), address),
            Some(None) => return Err(wrong()),
            None => ("", text),
        };
        if name.chars().any(char::is_control) {
            return Err(wrong());
        }
        let address = address.parse().map_err(|_| wrong())?;
        Ok(Mailbox { name: (!name.is_empty()).then(|| name.to_owned()), address })
    }
}

impl FromStr for Security {
    type Err = SecurityError;

    fn from_str(text: &str) -> Result<Security, SecurityError> {
        match text {
            "starttls" => Ok(Security::StartTls),
            "tls" => Ok(Security::Tls),
            "none" => Ok(Security::None),
            other => Err(SecurityError(other.chars().take(80).collect())),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_an_address_with_or_without_a_name() {
        let named: Mailbox = "Safer Maidstone <Plan@Example.org>".parse().unwrap();
        assert_eq!(named.name(), Some("Safer Maidstone"));
        assert_eq!((named.address().as_str(), named.domain()), ("plan@example.org", "example.org"));
        assert_eq!("plan@example.org".parse::<Mailbox>().unwrap().name(), None);
        for wrong in ["", "Safer Maidstone", "plan@example.org>", "a\nb <plan@example.org>", "<>"] {
            assert!(wrong.parse::<Mailbox>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let (user, password) = ("saferplan".to_owned(), "three blind mice".to_owned());
        assert!(!format!("{:?}", Credentials { user, password }).contains("mice"));
    }

    #[test]
    fn each_kind_of_security_has_its_usual_port() {
        let from: Mailbox = "plan@example.org".parse().unwrap();
        let port = |security| Settings { security, ..Settings::of("mail", from.clone()) }.port();
        let ports = [Security::StartTls, Security::Tls, Security::None].map(port);
        assert_eq!(ports, [587, 465, 25]);
    }
}

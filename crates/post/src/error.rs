//! What goes wrong with letters, told without the address of whoever one is for.

use lettre::transport::smtp;
use partnership::membership::person::PersonId;
use partnership::reminders::letter::Letter;

use crate::settings::Settings;

/// Why there is no post by these settings.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum OpenError {
    /// Whoever listens would learn the password.
    #[error(
        "a user and password are given and no security, so whoever listens would learn them; set the security \
         to `starttls` or `tls`"
    )]
    PasswordInTheOpen,
    /// The authority's certificate is none.
    #[error("the authority's certificate could not be read ({0}); expected a file in PEM form")]
    Authority(String),
}

/// Why a letter did not go.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SendError {
    /// The server is not there, or broke off, or is not who it says.
    #[error("the mail server {server} could not be reached: {why}")]
    Unreachable {
        /// The server and its port.
        server: String,
        /// What went wrong.
        why: String,
    },
    /// The server does not know us.
    #[error(
        "the mail server {server} did not let Saferplan sign in: {why}; check user and password"
    )]
    NotLetIn {
        /// The server and its port.
        server: String,
        /// What it said.
        why: String,
    },
    /// The server does not take this letter now, and may later.
    #[error("the mail server {server} put off the letter to `{to}`: {why}")]
    PutOff {
        /// The server and its port.
        server: String,
        /// Whom it was for.
        to: PersonId,
        /// What the server said.
        why: String,
    },
    /// The server does not take this letter at all.
    #[error("the mail server {server} refused the letter to `{to}`: {why}")]
    Refused {
        /// The server and its port.
        server: String,
        /// Whom it was for.
        to: PersonId,
        /// What the server said.
        why: String,
    },
    /// It could not be written.
    #[error("the letter to `{to}` could not be written: {why}")]
    NotWritten {
        /// Whom it was for.
        to: PersonId,
        /// Why not.
        why: String,
    },
}

/// Answers that are about us and not about a letter: authentication needed, too weak, wrong.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

impl SendError {
    pub(crate) fn of(settings: &Settings, letter: &Letter, error: &smtp::Error) -> SendError {
        let (server, to) = (settings.place(), letter.to.id.clone());
        let why = without_address(&error.to_string(), letter.to.email.as_str());
        match error.status().map(u16::from) {
            Some(code) if ABOUT_US.contains(&code) => SendError::NotLetIn { server, why },
            Some(_) if error.is_permanent() => SendError::Refused { server, to, why },
            Some(_) => SendError::PutOff { server, to, why },
            None => SendError::Unreachable { server, why },
        }
    }

    pub(crate) fn of_greeting(settings: &Settings, error: &smtp::Error) -> SendError {
        let (server, why) = (settings.place(), error.to_string());
        match error.status() {
            Some(_) => SendError::NotLetIn { server, why },
            None => SendError::Unreachable { server, why },
        }
    }

    pub(crate) fn did_not_answer(settings: &Settings) -> SendError {
        let why = "it was greeted and did not answer as a mail server does".to_owned();
        SendError::Unreachable { server: settings.place(), why }
    }

    pub(crate) fn too_slow(settings: &Settings) -> SendError {
        let why = format!("it took longer than {} seconds", settings.patience.as_secs());
        SendError::Unreachable { server: settings.place(), why }
    }

    /// Whether nothing else can be sent now either.
    pub fn is_of_the_server(&self) -> bool {
        match self {
            SendError::Unreachable { .. } | SendError::NotLetIn { .. } => true,
            SendError::PutOff { .. } | SendError::Refused { .. } | SendError::NotWritten { .. } => {
                false
            }
        }
    }

    /// Whether it makes sense to send the letter again later.
    pub fn may_pass(&self) -> bool {
        match self {
            SendError::Unreachable { .. }
            | SendError::NotLetIn { .. }
            | SendError::PutOff { .. } => true,
            SendError::Refused { .. } | SendError::NotWritten { .. } => false,
        }
    }

    /// What the server said, or what went wrong, without whom it was about.
    pub fn said(&self) -> &str {
        match self {
            SendError::Unreachable { why, .. }
            | SendError::NotLetIn { why, .. }
            | SendError::PutOff { why, .. }
            | SendError::Refused { why, .. }
            | SendError::NotWritten { why, .. } => why,
        }
    }

    /// What went wrong, for a log: without whom it was about, and without what the server said of them.
    pub fn for_log(&self) -> &'static str {
        match self {
            SendError::Unreachable { .. } => "the mail server could not be reached",
            SendError::NotLetIn { .. } => "the mail server did not let Saferplan sign in",
            SendError::PutOff { .. } => "the mail server put off a letter",
            SendError::Refused { .. } => "the mail server refused a letter",
            SendError::NotWritten { .. } => "a letter could not be written",
        }
    }
}

/// What the server said, without the address that it said it of, however it wrote it.
pub(crate) fn without_address(said: &str, address: &str) -> String {
    let small = said.to_ascii_lowercase();
    let mut told = String::new();
    let mut from = 0;
    for (at, _) in small.match_indices(address) {
        told.push_str(&said[from..at]);
        told.push_str("(the address)");
        from = at + address.len();
    }
    told + &said[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_told_without_the_address() {
        let said = "5.1.1 <Jane@Example.org>: jane@example.org is unknown here";
        let told = without_address(said, "jane@example.org");
        assert_eq!(told, "5.1.1 <(the address)>: (the address) is unknown here");
        assert_eq!(without_address("no", "jane@example.org"), "no");
    }
}

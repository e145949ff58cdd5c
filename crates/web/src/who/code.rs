//! The code by which somebody proves the second factor: of an app, or a recovery code in its place.
//!
//! In comes what was typed; out goes which of the two it was, if it is right and is so for the first time. It is used up
//! with that. A wrong one is told in the log, without whose it would have been.

use partnership::membership::person::Person;
use records::Account;
use records::AccountRefused;
use records::Book;
use records::Once;
use records::Signed;

use crate::app::App;
use crate::page::fault::PageError;
use crate::who::kept_factor;
use crate::who::token::recovery_fingerprint;

/// What is told to whoever typed a wrong one.
pub(crate) const WRONG: &str =
    "That code is wrong or was used already. Wait for the next one, or use a recovery code";

/// Which code was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// One that an app shows.
    OfApp,
    /// One that was printed.
    Recovery,
}

impl Code {
    /// By what somebody came in, for the log.
    pub(crate) fn for_log(self) -> &'static str {
        match self {
            Code::OfApp => "password and code",
            Code::Recovery => "password and recovery code",
        }
    }
}

/// Which code it is, if it is right and is so for the first time.
///
/// # Errors
/// When the records or the key cannot be read or written.
pub(crate) async fn right(
    app: &App,
    book: &Book,
    person: &Person,
    account: &Account,
    typed: &str,
) -> Result<Option<Code>, PageError> {
    let code = found(app, book, person, account, typed).await?;
    if code.is_none() {
        tracing::warn!("a code of a second factor was wrong");
    }
    Ok(code)
}

async fn found(
    app: &App,
    book: &Book,
    person: &Person,
    account: &Account,
    typed: &str,
) -> Result<Option<Code>, PageError> {
    let Some(factor) = kept_factor::of(app, book, person, account)? else { return Ok(None) };
    let now = app.settings.clock.now();
    if typed.chars().any(|sign| sign.is_ascii_alphabetic()) {
        let signed = Signed { who: person.id.to_string(), at: now };
        let used = book.use_recovery_code(&signed, &person.id, &recovery_fingerprint(typed)).await;
        return match used {
            Ok(()) => Ok(Some(Code::Recovery)),
            Err(AccountRefused::NoSuchCode(_)) => Ok(None),
            Err(error) => Err(error.into()),
        };
    }
    let step = factor.step_of(typed, now);
    match step.map_err(|error| PageError::Broken(error.to_string()))? {
        Some(step) => {
            let once = book.accept_code(&person.id, step).await?;
            Ok((once == Once::Now).then_some(Code::OfApp))
        }
        None => Ok(None),
    }
}

//! Links that let whoever has one do one thing without signing in, in the records.
//!
//! In come the fingerprint of what is written in a link, its one purpose, for whom and until when; out goes
//! whether it may be followed still. What is written in it is known to its receiver alone.

pub(crate) mod following;
mod rows;

use std::fmt;

use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;

use crate::account::AccountRefused;
use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::entry::Signed;
use crate::store::thing::Found;
use crate::store::thing::Key;

/// The one thing that a link is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To set one's password, the first or a new one. Once.
    SetPassword,
    /// To sign in without a password. Once.
    SignInOnce,
    /// To read the year, as often as wanted.
    ReadYear,
    /// To subscribe to one's calendar.
    Calendar,
}

/// How often a link may be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uses {
    /// Once.
    One,
    /// Until it expires or is revoked.
    Many,
}

/// For whom a link was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForWhom {
    /// For somebody who signs in, or will.
    Person(PersonId),
    /// For somebody without an account, by the name that was typed.
    Named(String),
}

/// A link to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccessLink {
    /// What it is for.
    pub purpose: Purpose,
    /// For whom.
    pub for_whom: ForWhom,
    /// The fingerprint of what is written in it.
    pub token: Fingerprint,
    /// From when on it may not be followed.
    pub expires: Timestamp,
}

/// A link that lets whoever has it do one thing without signing in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AccessLink {
    /// Its number: that of the audit entry that made it.
    pub number: i64,
    /// What it is for.
    pub purpose: Purpose,
    /// For whom.
    pub for_whom: ForWhom,
    /// The fingerprint of what is written in it.
    pub token: Fingerprint,
    /// Who made it, as the audit entry of that number says.
    #[serde(skip)]
    pub made_by: String,
    /// When.
    pub made: Timestamp,
    /// From when on it may not be followed.
    pub expires: Timestamp,
    /// How it ended before that, if it did.
    pub ended: Option<Ended>,
}

/// How a link ended before it expired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// It was used, and was good for once.
    Used(Timestamp),
    /// It was revoked.
    Revoked(Timestamp),
}

/// Why a link may not be followed any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It was used, and was good for once.
    Used(Timestamp),
    /// It was revoked.
    Revoked(Timestamp),
    /// It expired.
    Expired(Timestamp),
}

/// Why a link is not made, followed or revoked. Nothing was saved.
///
/// To whoever follows a link a page should say the same in each case, so that nobody learns which links there were.
#[derive(Debug, thiserror::Error)]
pub enum AccessLinkRefused {
    /// There is no such link for that purpose.
    #[error("there is no such link; ask for a new one")]
    Unknown,
    /// It cannot be followed any more.
    #[error("the link {0}; ask for a new one")]
    Over(Over),
    /// There is no such person.
    #[error("there is no person `{0}`; enter the person first")]
    NoSuchPerson(PersonId),
    /// Only a link for reading may be for somebody without an account.
    #[error("a link {} is for a person; name one", .0.in_words())]
    NeedsPerson(Purpose),
    /// Nobody knows for whom it is.
    #[error("the link is for nobody; write a name")]
    NoName,
    /// It would expire before it is made.
    #[error("the link would have expired at {0}, before it is made; give a later time")]
    ExpiredBefore(Timestamp),
    /// A link with that token was made already.
    #[error("there is a link with that token already; make another token")]
    TokenTaken,
    /// The account could not be changed.
    #[error(transparent)]
    Account(#[from] AccountRefused),
    /// It could not be saved.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<RecordsError> for AccessLinkRefused {
    fn from(error: RecordsError) -> AccessLinkRefused {
        AccessLinkRefused::Change(error.into())
    }
}

impl Purpose {
    /// How often a link of this purpose may be followed.
    pub fn uses(self) -> Uses {
        match self {
            Purpose::SetPassword | Purpose::SignInOnce => Uses::One,
            Purpose::ReadYear | Purpose::Calendar => Uses::Many,
        }
    }

    /// The purpose in words, to follow "a link".
    pub fn in_words(self) -> &'static str {
        match self {
            Purpose::SetPassword => "to set a password",
            Purpose::SignInOnce => "to sign in once",
            Purpose::ReadYear => "to read the year",
            Purpose::Calendar => "to a calendar",
        }
    }
}

impl AccessLink {
    /// Why it may not be followed at a moment; none where it may.
    pub fn over(&self, now: Timestamp) -> Option<Over> {
        match self.ended {
            Some(Ended::Used(at)) => Some(Over::Used(at)),
            Some(Ended::Revoked(at)) => Some(Over::Revoked(at)),
            None if self.expires <= now => Some(Over::Expired(self.expires)),
            None => None,
        }
    }
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (how, at) = match self {
            Over::Used(at) => ("was used", at),
            Over::Revoked(at) => ("was revoked", at),
            Over::Expired(at) => ("expired", at),
        };
        write!(f, "{how} on {}", at.strftime("%-d %B %Y at %H:%M UTC"))
    }
}

impl fmt::Display for ForWhom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ForWhom::Person(person) => person.fmt(f),
            ForWhom::Named(name) => f.write_str(name),
        }
    }
}

impl Book {
    /// The links that were ever made, the latest first.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn access_links(&self) -> Result<Vec<AccessLink>, RecordsError> {
        let mut found = self.read().await?.within::<AccessLink>(&Key::all()).await?;
        found.reverse();
        Ok(found.into_iter().map(|found: Found<AccessLink>| found.held.value).collect())
    }

    /// The links that were made for a person, the latest first.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn access_links_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<AccessLink>, RecordsError> {
        let mut links = self.access_links().await?;
        links.retain(|link| link.for_whom == ForWhom::Person(person.clone()));
        Ok(links)
    }

    /// Makes a link; whoever signs is who made it, and the time of the signature is when.
    ///
    /// # Errors
    /// When there is no such person, the purpose needs one, or the link would have expired.
    #[compiled_once]
    pub async fn make_access_link(
        &self,
        signed: &Signed,
        new: NewAccessLink,
    ) -> Result<AccessLink, AccessLinkRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        match (&new.for_whom, new.purpose) {
            (ForWhom::Person(person), _) => {
                let there = change.reading().one::<Person>(&Key::all().and(person)).await?;
                there.ok_or_else(|| AccessLinkRefused::NoSuchPerson(person.clone()))?;
            }
            (ForWhom::Named(name), _) if name.trim().is_empty() => {
                return Err(AccessLinkRefused::NoName);
            }
            (ForWhom::Named(_), Purpose::ReadYear) => {}
            (ForWhom::Named(_), purpose) => return Err(AccessLinkRefused::NeedsPerson(purpose)),
        }
        if new.expires <= signed.at {
            return Err(AccessLinkRefused::ExpiredBefore(new.expires));
        }
        if rows::number_of(change.reading(), &new.token).await?.is_some() {
            return Err(AccessLinkRefused::TokenTaken);
        }
        let NewAccessLink { purpose, for_whom, token, expires } = new;
        let (number, made_by) = (change.next_number(), signed.who.clone());
        let (made, ended) = (signed.at, None);
        let link = AccessLink { number, purpose, for_whom, token, made_by, made, expires, ended };
        change.enter(&Key::all().and(number), &link).await?;
        change.commit().await?;
        Ok(link)
    }
}

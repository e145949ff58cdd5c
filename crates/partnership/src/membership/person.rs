//! Those who sign in for a partnership: in what role, and for whom they act.
//!
//! In comes what an administrator types; out goes a person whose e-mail address can be written to.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::terms::quoted;
use crate::terms::slug::Slug;

/// The short name of a person, such as `jane-smith`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub Slug);

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Somebody who signs in for a partnership.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their short name.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Where mail reaches them; no two people of a partnership share one.
    pub email: EmailAddress,
    /// What they are there for.
    pub role: Role,
    /// Whom they act for, each written as the owner of steps is: an organisation, a task group, or their
    /// own name. Their name alone does not count, since they may change it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub acts_for: BTreeSet<String>,
}

/// What a person is there for; what each may do follows from it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Looks after the installation and its people.
    Administrator,
    /// Keeps the year, its meetings and its documents.
    Manager,
    /// Looks after the data and what is said of them.
    Analyst,
    /// Leads a task group and reports for it.
    TaskGroupLead,
    /// Reports for an organisation.
    Partner,
    /// Reads drafts.
    Councillor,
    /// Works with the evidence, findings and drafts of a partnership that is not their own.
    CountyAnalyst,
}

/// An address that mail can be sent to, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EmailAddress(String);

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not an e-mail address; expected one such as jane.smith@example.org")]
pub struct EmailAddressError {
    found: String,
}

impl Role {
    /// All roles, in the order of the table of who may do what.
    pub const ALL: [Role; 7] = [
        Role::Administrator,
        Role::Manager,
        Role::Analyst,
        Role::TaskGroupLead,
        Role::Partner,
        Role::Councillor,
        Role::CountyAnalyst,
    ];

    /// The roles that people of a partnership have; somebody of another one is let in by whoever looks after the host.
    pub fn of_people() -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(|role| *role != Role::CountyAnalyst)
    }

    /// The role in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Manager => "partnership manager",
            Role::Analyst => "analyst",
            Role::TaskGroupLead => "task-group lead",
            Role::Partner => "partner",
            Role::Councillor => "councillor",
            Role::CountyAnalyst => "county analyst",
        }
    }
}

impl EmailAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    /// Whether an address exists, only a letter to it can tell; so little is asked of its form.
    fn from_str(text: &str) -> Result<EmailAddress, EmailAddressError> {
        let fits = |c: char| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c);
        match text.split_once('@') {
            Some((name, host))
                if !name.is_empty()
                    && !host.contains('@')
                    && !host.starts_with('.')
                    && host.split_once('.').is_some_and(|(_, end)| !end.is_empty())
                    && text.len() <= 254
                    && text.chars().all(fits) =>
            {
                Ok(EmailAddress(text.to_ascii_lowercase()))
            }
            Some(_) | None => Err(EmailAddressError { found: text.chars().take(60).collect() }),
        }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for EmailAddress {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for EmailAddress {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<EmailAddress, D::Error> {
        quoted::read(from, "jane.smith@example.org")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_written_before_anybody_acted_for_others_is_still_read() {
        let json = r#"{"id":"jane","name":"Jane","email":"j@example.org","role":"analyst"}"#;
        let person: Person = serde_json::from_str(json).unwrap();
        assert!(person.acts_for.is_empty());
        assert_eq!(serde_json::to_string(&person).unwrap(), json);
    }

    #[test]
    fn an_address_is_the_same_however_its_letters_are_written() {
        let typed: EmailAddress = "Jane.Smith@Example.org".parse().unwrap();
        assert_eq!(typed.as_str(), "jane.smith@example.org");
    }

    #[test]
    fn what_mail_cannot_be_sent_to_is_refused() {
        for text in ["", "jane", "jane@", "@example.org", "jane@example", "a@b@c.org", "j s@e.org"]
        {
            let refused = text.parse::<EmailAddress>().unwrap_err().to_string();
            assert!(refused.contains("is not an e-mail address"), "{refused}");
        }
        // A line break would let a stranger add headings to our letters.
        assert!("jane@example.org\nBcc: all@example.org".parse::<EmailAddress>().is_err());
    }
}

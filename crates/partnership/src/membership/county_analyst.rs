//! Somebody of another partnership on the same host who works with this one's evidence: a county analyst.
//!
//! In comes who they are, where they sign in and what they were given here; out goes the person that they are on this
//! partnership's pages. They have no account here: their own partnership proves who they are.

use crate::membership::person::EmailAddress;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::terms::slug::Slug;
use crate::terms::slug::free;

/// Somebody of another partnership who was let in to work with this one's evidence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountyAnalyst {
    /// The short name by which they sign what they do here; nobody of this partnership has it.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Their address where they sign in. Whoever has another there by now is let in no longer.
    pub email: EmailAddress,
    /// The partnership where they sign in.
    pub home: Slug,
    /// Who they are there.
    pub person: PersonId,
    /// What they were given here.
    pub given: Given,
}

/// What a county analyst was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// Evidence, findings and drafts, and nothing that respondents, residents or partners said in confidence.
    Evidence,
    /// All that an analyst of this partnership has, replies and partner data among it.
    AsAnalyst,
}

impl Given {
    /// It in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Given::Evidence => "evidence, findings and drafts",
            Given::AsAnalyst => "what an analyst has, with replies and partner data",
        }
    }
}

impl CountyAnalyst {
    /// Somebody as they are called at home, by a short name that is not `taken` here; none where no name is free.
    ///
    /// ```
    /// use partnership::membership::county_analyst::{CountyAnalyst, Given};
    /// use partnership::membership::person::{Person, PersonId, Role};
    /// let ann = Person {
    ///     id: PersonId("ann".parse().unwrap()),
    ///     name: "Ann Example".to_owned(),
    ///     email: "ann@example.org".parse().unwrap(),
    ///     role: Role::Analyst,
    ///     acts_for: Default::default(),
    /// };
    /// let let_in = CountyAnalyst::of("kent".parse().unwrap(), &ann, Given::Evidence, |_| false).unwrap();
    /// assert_eq!(let_in.id.to_string(), "ann-of-kent");
    /// assert_eq!(let_in.as_person().role, Role::CountyAnalyst);
    /// ```
    pub fn of(
        home: Slug,
        person: &Person,
        given: Given,
        taken: impl Fn(&Slug) -> bool,
    ) -> Option<CountyAnalyst> {
        let id = free(&format!("{} of {home}", person.id), "analyst", taken)?;
        let (name, email) = (person.name.clone(), person.email.clone());
        Some(CountyAnalyst {
            id: PersonId(id),
            name,
            email,
            home,
            person: person.id.clone(),
            given,
        })
    }

    /// The person that they are on this partnership's pages.
    pub fn as_person(&self) -> Person {
        Person {
            id: self.id.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            role: match self.given {
                Given::Evidence => Role::CountyAnalyst,
                Given::AsAnalyst => Role::Analyst,
            },
            acts_for: std::collections::BTreeSet::new(),
        }
    }
}

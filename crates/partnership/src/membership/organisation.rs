//! Those who make up a partnership: organisations, task groups, and the districts that it covers.
//!
//! Each has the days for which it was so, since the law has changed the list at least five times and
//! districts merge.

use crate::membership::validity::Validity;
use crate::terms::area::AreaCode;

/// An organisation that belongs to the partnership or is asked for its views.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// What it is called, such as "Kent Police".
    pub name: String,
    /// In what capacity it takes part.
    pub capacity: Capacity,
    /// The days for which it did.
    #[serde(default, skip_serializing_if = "Validity::is_always")]
    pub valid: Validity,
}

/// In what capacity an organisation takes part in a partnership.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// The law makes it answer for the partnership (Crime and Disorder Act 1998, section 5).
    ResponsibleAuthority,
    /// It belongs without being bound to.
    OtherMember,
    /// It is not a member, and is asked.
    KeyPartner,
}

impl Capacity {
    /// Whether an organisation in this capacity is a member.
    pub fn is_membership(self) -> bool {
        match self {
            Capacity::ResponsibleAuthority | Capacity::OtherMember => true,
            Capacity::KeyPartner => false,
        }
    }

    /// The capacity in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Capacity::ResponsibleAuthority => "responsible authority",
            Capacity::OtherMember => "other member",
            Capacity::KeyPartner => "key partner",
        }
    }
}

/// A group of the partnership for one task, such as domestic abuse; also called a subgroup.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskGroup {
    /// What it is called.
    pub name: String,
    /// Who leads it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The days of its work.
    #[serde(default, skip_serializing_if = "Validity::is_always")]
    pub valid: Validity,
}

/// A district that the partnership covers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Its code.
    pub code: AreaCode,
    /// Its name, such as "Maidstone".
    pub name: String,
    /// The days for which the partnership covers it.
    #[serde(default, skip_serializing_if = "Validity::is_always")]
    pub valid: Validity,
}

//! Which partnership's records they are.

use std::fmt;

use partnership::terms::slug::Slug;

/// The short name of a partnership in the records, such as `safer-maidstone`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PartnershipId(pub Slug);

impl fmt::Display for PartnershipId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

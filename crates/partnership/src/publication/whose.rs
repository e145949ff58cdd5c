//! Whose site it is, and of which planning year.

use crate::publication::licence::DataLicence;
use crate::terms::day::Day;
use crate::terms::slug::Slug;
use crate::timetable::cycle::Cycle;

/// Whose site it is, of which planning year, and when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// The short name that the partnership is known by.
    pub known_as: Slug,
    /// The partnership that publishes.
    pub publisher: String,
    /// The planning year.
    pub cycle: Cycle,
    /// The day on which it is published.
    pub today: Day,
    /// Under which licence everybody may use the tables that it made itself.
    pub licence: DataLicence,
}

impl Whose {
    /// What full references of one of its documents begin with.
    pub(crate) fn prefix(&self, document: &str) -> String {
        let Whose { known_as, cycle, .. } = self;
        format!("{known_as}/{cycle}/{document}")
    }
}

//! What is held for one report: everything that the shell loaded, ready to be reasoned about.
//!
//! In come typed rows and counts; the rest of the story reads from here and from nowhere else, so
//! that the same holdings give the same words whatever database they came from.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::evidence::coverage::Coverage;
use crate::evidence::denominator::ResidentsHeld;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Line;
use crate::evidence::geography::Geography;
use crate::evidence::group::ComparisonGroup;
use crate::evidence::recording_break::RecordingBreak;
use crate::evidence::rows::PublishedFigure;
use crate::evidence::rows::RecordedCrime;
use crate::evidence::rows::SeverityWeight;
use crate::terms::area::AreaCode;
use crate::terms::extract::Extract;
use crate::terms::extract::ExtractId;
use crate::terms::month::Month;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;

/// What is held for one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    /// Which area lies in which.
    pub geography: Geography,
    /// Which months of which forces.
    pub coverage: Coverage,
    /// Street-level counts: by district, by LSOA of the district reported on, and by force area.
    pub counts: CountsHeld,
    /// Estimates of residents.
    pub residents: ResidentsHeld,
    /// The comparison group, where there is one.
    pub group: Option<ComparisonGroup>,
    /// Weights of the Crime Severity Score.
    pub weights: Sourced<SeverityWeight>,
    /// Home Office police recorded crime of the force.
    pub recorded: Sourced<RecordedCrime>,
    /// Figures that the partnership itself has published.
    pub published: Sourced<PublishedFigure>,
    /// Recording breaks.
    pub breaks: Vec<RecordingBreak>,
    /// The extracts that any of this came from.
    pub extracts: Vec<Extract>,
}

/// Rows with the extracts that they came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Their extracts.
    pub from: BTreeSet<ExtractId>,
}

impl<T> Default for Sourced<T> {
    fn default() -> Sourced<T> {
        Sourced { rows: Vec::new(), from: BTreeSet::new() }
    }
}

/// Street-level counts by area, force, month and class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountsHeld {
    counts: BTreeMap<(AreaCode, String), BTreeMap<(Month, OffenceClass), u64>>,
}

impl CountsHeld {
    /// Adds `count` rows.
    pub fn note(
        &mut self,
        area: AreaCode,
        reported_by: &str,
        month: Month,
        class: OffenceClass,
        count: u64,
    ) {
        let of_area = self.counts.entry((area, reported_by.to_owned())).or_default();
        *of_area.entry((month, class)).or_default() += count;
    }

    /// How many rows of `line` the force reported in `area` over `period`. Whether the period is
    /// held whole is for [`Coverage`] to say first.
    pub fn sum(&self, area: AreaCode, reported_by: &str, period: Period, line: Line) -> u64 {
        let of_area = self.counts.get(&(area, reported_by.to_owned()));
        let within = |month: Month| period.covers(month);
        of_area.map_or(0, |counts| {
            let wanted =
                counts.iter().filter(|((month, class), _)| within(*month) && line.counts(*class));
            wanted.map(|(_, count)| count).sum()
        })
    }

    /// Whether the force reported anything at all in `area` over `period`, incidents included. A
    /// district of which nothing is held is not a district without crime.
    pub fn any(&self, area: AreaCode, reported_by: &str, period: Period) -> bool {
        let of_area = self.counts.get(&(area, reported_by.to_owned()));
        of_area.is_some_and(|counts| counts.keys().any(|(month, _)| period.covers(*month)))
    }

    /// The areas counted that pass `wanted`.
    pub fn areas(&self, wanted: impl Fn(AreaCode) -> bool) -> BTreeSet<AreaCode> {
        self.counts.keys().map(|(area, _)| *area).filter(|area| wanted(*area)).collect()
    }

    /// The forces that reported rows in `area`.
    pub fn forces_in(&self, area: AreaCode) -> Vec<&str> {
        self.counts.keys().filter(|(of, _)| *of == area).map(|(_, force)| force.as_str()).collect()
    }
}

impl Held {
    /// The count of `line` with what it takes to find its rows again.
    pub fn counted(
        &self,
        purpose: &str,
        area: AreaCode,
        reported_by: &str,
        period: Period,
        line: Line,
    ) -> Counted {
        Counted {
            purpose: purpose.to_owned(),
            area,
            area_name: self.geography.name(area),
            reported_by: reported_by.to_owned(),
            months: (period.first(), period.last()),
            line,
            count: self.counts.sum(area, reported_by, period, line),
        }
    }
}

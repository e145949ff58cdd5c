//! Why an enquiry has no answer, in words that say what to do, each with the part of the enquiry that it is about.

use crate::evidence::coverage::NotHeld;
use crate::evidence::denominator::NoDenominator;
use crate::evidence::enquiry::Part;
use crate::evidence::geography::AreaRefused;
use crate::evidence::home_office::NoRecordedCrime;
use crate::evidence::quarter::beside_group::NoComparison;
use crate::statistics::change::ChangeError;
use crate::statistics::rate::RateError;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::period::NotComparable;

/// Why an enquiry has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The area cannot be reported on.
    #[error(transparent)]
    Area(#[from] AreaRefused),
    /// Nothing is counted by areas of this kind.
    #[error(
        "{code} is a {kind}; ask about a district, a small area (LSOA), a partnership, a county or a police force area",
        kind = .kind.in_words()
    )]
    Kind {
        /// The code.
        code: AreaCode,
        /// Its kind.
        kind: AreaKind,
    },
    /// No lookup tells what lies in the area.
    #[error("no lookup held says which districts lie in {0}: import the lookups that place them")]
    NoDistricts(String),
    /// The area's districts have several forces.
    #[error("the districts of {0} are policed by several forces: ask about each of them")]
    SeveralForces(String),
    /// Nothing is held of the area.
    #[error(
        "nothing that {force} recorded in {period} is held for {area}; import the lookups that place its LSOAs, or the \
         force's street-level files"
    )]
    NothingThere {
        /// The area.
        area: String,
        /// The force.
        force: &'static str,
        /// The period, in words.
        period: String,
    },
    /// The period is not held whole.
    #[error("{0}; import or fetch the missing months, or choose another period")]
    NotHeld(NotHeld),
    /// The period to compare with is not held whole.
    #[error("{0}; import or fetch the missing months, or compare with something else")]
    BeforeNotHeld(NotHeld),
    /// The two periods are not alike.
    #[error(transparent)]
    Periods(#[from] NotComparable),
    /// The published types were others in one of the periods.
    #[error(
        "{line} cannot be compared with {before}: the published crime types changed in May 2013; choose all recorded \
         crime, or a later period"
    )]
    OtherClasses {
        /// What was recorded.
        line: String,
        /// The period compared with, in words.
        before: String,
    },
    /// A share of what has none.
    #[error("{0} is no part of all recorded crime: choose an offence class, or another measure")]
    NoShare(String),
    /// A group is compared by rates alone.
    #[error("a comparison group is compared by rates: choose the rate per 1,000 residents")]
    GroupWantsRate,
    /// Only districts have groups.
    #[error("only a district has a comparison group: choose a district, or compare with a period")]
    GroupWantsDistrict,
    /// Anti-social behaviour is not compared with groups.
    #[error(
        "forces record anti-social behaviour too differently for a group: choose an offence class, or compare with a period"
    )]
    GroupWantsCrime,
    /// There is no comparison with the group.
    #[error("{0}")]
    Group(#[from] NoComparison),
    /// There are no residents to take a rate over.
    #[error(transparent)]
    Residents(#[from] NoDenominator),
    /// Of a small area only long periods are told.
    #[error(
        "of so small an area a count by month may tell of one person: choose a quarter or a year"
    )]
    SmallAreaPeriod,
    /// Of a small area only counts and rates are told.
    #[error(
        "of so small an area only the number recorded is told, since small counts are withheld"
    )]
    SmallAreaMeasure,
    /// There are no weights.
    #[error(
        "no severity weights are held: import the Crime Severity Score's, or choose another measure"
    )]
    NoWeights,
    /// There is no mix of offences to weigh by.
    #[error("{0}, so crime cannot be weighted by severity: choose another measure, or import it")]
    NoMix(NoRecordedCrime),
    /// The line has no weight.
    #[error("{0} has no severity weight: choose an offence class or all recorded crime")]
    NoWeightOf(String),
    /// A count is beyond what can be computed with.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// A count is beyond what can be computed with.
    #[error(transparent)]
    Rate(#[from] RateError),
}

impl Refused {
    /// The part of the enquiry to choose otherwise.
    pub fn part(&self) -> Part {
        match self {
            Refused::Area(_)
            | Refused::Kind { .. }
            | Refused::NoDistricts(_)
            | Refused::SeveralForces(_)
            | Refused::NothingThere { .. } => Part::Area,
            Refused::NoShare(_) | Refused::NoWeightOf(_) => Part::Offence,
            Refused::NotHeld(_)
            | Refused::SmallAreaPeriod
            | Refused::Change(_)
            | Refused::Rate(_) => Part::Period,
            Refused::GroupWantsRate
            | Refused::Residents(_)
            | Refused::SmallAreaMeasure
            | Refused::NoWeights
            | Refused::NoMix(_) => Part::Measure,
            Refused::BeforeNotHeld(_)
            | Refused::Periods(_)
            | Refused::OtherClasses { .. }
            | Refused::GroupWantsDistrict
            | Refused::GroupWantsCrime
            | Refused::Group(_) => Part::Against,
        }
    }
}

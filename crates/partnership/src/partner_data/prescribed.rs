//! The prescribed returns: which authority must supply what, of which quarters, and by when.
//!
//! In comes a quarter; out goes the day by which its return is due. Source: Crime and Disorder (Prescribed Information)
//! Regulations 2007 (SI 2007/1831), made under section 17A of the Crime and Disorder Act 1998.

use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// A return that the Regulations prescribe.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum PrescribedReturn {
    /// Incidents and crimes that the police recorded.
    Police,
    /// Deliberate fires, violence to staff, dwelling fires without a smoke alarm.
    Fire,
    /// Calls for an ambulance to crime or disorder.
    Ambulance,
    /// Admissions to hospital for assault, drugs and alcohol, and domestic abuse.
    Health,
    /// What councils record: anti-social behaviour, environmental crime, racial incidents, exclusions, collisions.
    Council,
}

impl PrescribedReturn {
    /// All of them, in the order in which pages list them.
    pub const ALL: [PrescribedReturn; 5] = [
        PrescribedReturn::Police,
        PrescribedReturn::Fire,
        PrescribedReturn::Ambulance,
        PrescribedReturn::Health,
        PrescribedReturn::Council,
    ];

    /// The short name by which files and forms have it.
    pub fn code(self) -> &'static str {
        match self {
            PrescribedReturn::Police => "police",
            PrescribedReturn::Fire => "fire",
            PrescribedReturn::Ambulance => "ambulance",
            PrescribedReturn::Health => "health",
            PrescribedReturn::Council => "council",
        }
    }

    /// The one of that short name.
    pub fn of_code(code: &str) -> Option<PrescribedReturn> {
        PrescribedReturn::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What it is called.
    pub fn in_words(self) -> &'static str {
        match self {
            PrescribedReturn::Police => "police return",
            PrescribedReturn::Fire => "fire and rescue return",
            PrescribedReturn::Ambulance => "ambulance return",
            PrescribedReturn::Health => "health return",
            PrescribedReturn::Council => "council return",
        }
    }

    /// What it holds, to stand after its name.
    pub fn holds(self) -> &'static str {
        match self {
            PrescribedReturn::Police => {
                "each incident of anti-social behaviour, transport or public safety, and each crime by its kind: on which \
                 day and where"
            }
            PrescribedReturn::Fire => {
                "each deliberate primary and secondary fire, each incident of violence to staff, and each fire in a \
                 dwelling without a smoke alarm: on which day and where"
            }
            PrescribedReturn::Ambulance => {
                "each call for an ambulance to crime or disorder: on which day and where"
            }
            PrescribedReturn::Health => {
                "each admission to hospital for assault, for drugs or alcohol, or for domestic abuse: on which day, and \
                 the first part of the postcode"
            }
            PrescribedReturn::Council => {
                "each incident of anti-social behaviour, environmental crime or racism, each exclusion from school and \
                 each road collision: on which day and where"
            }
        }
    }

    /// Whether its places are told by the first part of the postcode alone ("general postcode address").
    pub fn is_by_postcode_alone(self) -> bool {
        match self {
            PrescribedReturn::Health => true,
            PrescribedReturn::Police
            | PrescribedReturn::Fire
            | PrescribedReturn::Ambulance
            | PrescribedReturn::Council => false,
        }
    }
}

/// The first quarter that the Regulations ask for: July to September 2007.
pub fn first_quarter() -> Quarter {
    use crate::terms::month::Month;
    Quarter::containing(Month::EARLIEST.plus_months(12 * 107 + 6))
}

/// The last day of a quarter.
pub fn last_day(quarter: Quarter) -> Day {
    Day::last_of(Period::Quarter(quarter).last())
}

/// The day by which a quarter's return is due: the last day of the next quarter.
///
/// ```
/// use partnership::partner_data::prescribed::due;
/// assert_eq!(due("2014-Q1".parse()?), "2014-09-30".parse()?);
/// assert_eq!(due("2014-Q3".parse()?), "2015-03-31".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn due(quarter: Quarter) -> Day {
    last_day(quarter.plus_quarters(1))
}

//! What each row of a prescribed return is of, such as a burglary of a home or a deliberate fire in a vehicle.
//!
//! In comes what a sender wrote, by name or, for health, by code of the ICD-10; out goes one of the listed kinds.

use std::fmt;
use std::str::FromStr;

use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::prescribed::PrescribedReturn::Ambulance;
use crate::partner_data::prescribed::PrescribedReturn::Council;
use crate::partner_data::prescribed::PrescribedReturn::Fire;
use crate::partner_data::prescribed::PrescribedReturn::Health;
use crate::partner_data::prescribed::PrescribedReturn::Police;
use crate::terms::quoted;
use crate::terms::wording::nearest;

/// All kinds, by return. Incidents are as the National Standard for Incident Recording divides them, crimes as the Home
/// Office's subgroups of recorded crime do; the others are as the Regulations name them. What is kept stays readable,
/// so none is ever taken out or renamed.
const LISTED: [(PrescribedReturn, &str); 44] = [
    (Police, "anti-social behaviour"),
    (Police, "transport incident"),
    (Police, "public safety incident"),
    (Police, "homicide"),
    (Police, "death or serious injury by unlawful driving"),
    (Police, "violence with injury"),
    (Police, "violence without injury"),
    (Police, "stalking and harassment"),
    (Police, "rape"),
    (Police, "other sexual offences"),
    (Police, "robbery of business property"),
    (Police, "robbery of personal property"),
    (Police, "residential burglary"),
    (Police, "non-residential burglary"),
    (Police, "vehicle offences"),
    (Police, "theft from the person"),
    (Police, "bicycle theft"),
    (Police, "shoplifting"),
    (Police, "other theft"),
    (Police, "criminal damage"),
    (Police, "arson"),
    (Police, "trafficking of drugs"),
    (Police, "possession of drugs"),
    (Police, "possession of weapons"),
    (Police, "public order offences"),
    (Police, "fraud and forgery"),
    (Police, "other crime"),
    (Fire, "deliberate primary fire, vehicle"),
    (Fire, "deliberate primary fire, not vehicle"),
    (Fire, "deliberate secondary fire, vehicle"),
    (Fire, "deliberate secondary fire, not vehicle"),
    (Fire, "violence to staff"),
    (Fire, "dwelling fire without smoke alarm"),
    (Ambulance, "call to crime or disorder"),
    (Health, "assault"),
    (Health, "psychoactive substance use"),
    (Health, "toxic effect of alcohol"),
    (Health, "other evidence of alcohol"),
    (Health, "domestic abuse"),
    (Council, "anti-social behaviour"),
    (Council, "environmental crime"),
    (Council, "racial incident"),
    (Council, "exclusion from school"),
    (Council, "road collision"),
];

/// What a row of a return is of. Its order is that of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReturnKind(usize);

/// Why a text is no kind of a return. What was written is not repeated unless it is spelt nearly like a kind, since a
/// cell in the wrong column may name somebody.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum KindFault {
    /// Nothing is there.
    #[error("nothing says what it is of; write one of the kinds of this return")]
    Empty,
    /// It is nearly one.
    #[error("this is no kind of the {of}; write “{nearest}” if that is meant", of = .of.in_words())]
    Nearly {
        /// The return.
        of: PrescribedReturn,
        /// The kind that it is spelt like.
        nearest: String,
    },
    /// It is none.
    #[error("this is no kind of the {}; write one of its kinds, which the page that takes it lists", .0.in_words())]
    Unknown(PrescribedReturn),
}

impl ReturnKind {
    /// The kinds of a return, in order.
    pub fn all_of(of: PrescribedReturn) -> impl Iterator<Item = ReturnKind> {
        (0..LISTED.len()).map(ReturnKind).filter(move |kind| kind.of() == of)
    }

    /// The return that it belongs to.
    pub fn of(self) -> PrescribedReturn {
        LISTED[self.0].0
    }

    /// What it is called, and written in a file.
    pub fn name(self) -> &'static str {
        LISTED[self.0].1
    }

    /// The kind that a sender wrote: its name with or without capitals and hyphens, or for health its ICD-10 code.
    ///
    /// ```
    /// use partnership::partner_data::kind::ReturnKind;
    /// use partnership::partner_data::prescribed::PrescribedReturn;
    /// let of = |text| ReturnKind::read(text, PrescribedReturn::Health).map(ReturnKind::name);
    /// assert_eq!(of("X95.4"), Ok("assault"));
    /// assert_eq!(of("f10"), Ok("psychoactive substance use"));
    /// assert_eq!(of("Domestic abuse"), Ok("domestic abuse"));
    /// assert!(of("X84").is_err());
    /// ```
    ///
    /// # Errors
    /// When it is no kind of that return.
    pub fn read(text: &str, of: PrescribedReturn) -> Result<ReturnKind, KindFault> {
        let plain = plain(text);
        if plain.is_empty() {
            return Err(KindFault::Empty);
        }
        let coded = if of == Health { icd_10(text) } else { None };
        let is_it =
            |kind: &ReturnKind| self::plain(kind.name()) == plain || coded == Some(kind.name());
        ReturnKind::all_of(of).find(is_it).ok_or_else(|| {
            let names = ReturnKind::all_of(of).map(ReturnKind::name);
            match nearest(&plain, names) {
                Some(nearest) => KindFault::Nearly { of, nearest },
                None => KindFault::Unknown(of),
            }
        })
    }
}

fn plain(text: &str) -> String {
    let spaced = text.to_lowercase().replace(['-', '_', ',', '/'], " ").replace('&', " and ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The kind of an admission by its code in the International Classification of Diseases, tenth revision: X85 to Y09
/// assault, F10 to F19 psychoactive substances, T51 toxic effect of alcohol, Y90 and Y91 evidence of alcohol.
fn icd_10(text: &str) -> Option<&'static str> {
    let text = text.trim().to_ascii_uppercase();
    let (letter, rest) = text.split_at_checked(1)?;
    let (number, further) = rest.split_at_checked(2)?;
    let further = further.strip_prefix('.').unwrap_or(further);
    if further.len() > 2 || !further.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u8 =
        number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    match (letter, number) {
        ("X", 85..) | ("Y", ..=9) => Some("assault"),
        ("F", 10..=19) => Some("psychoactive substance use"),
        ("T", 51) => Some("toxic effect of alcohol"),
        ("Y", 90 | 91) => Some("other evidence of alcohol"),
        _ => None,
    }
}

impl fmt::Display for ReturnKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.of().code(), self.name())
    }
}

/// A text that names no kind as the records have it.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error("this is no kind of a prescribed return")]
pub struct NoKind;

impl FromStr for ReturnKind {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<ReturnKind, NoKind> {
        let (code, name) = text.split_once(": ").ok_or(NoKind)?;
        let of = PrescribedReturn::of_code(code).ok_or(NoKind)?;
        ReturnKind::all_of(of).find(|kind| kind.name() == name).ok_or(NoKind)
    }
}

impl serde::Serialize for ReturnKind {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ReturnKind {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<ReturnKind, D::Error> {
        quoted::read(from, "police: arson")
    }
}

//! A delivery: one file of partner data, with who supplied it, when, the hash of its bytes, and what came of it.
//!
//! In come a file and what was said beside it; out goes a delivery. Of two of the same return or series that were taken,
//! the later one counts; the earlier is kept and says so.

use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::report::Report;
use crate::partner_data::return_file::KindCount;
use crate::partner_data::series::Series;
use crate::partner_data::series::SeriesId;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// What a delivery is of: of two of the same, the later one counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Subject {
    /// A prescribed return of a quarter, from one supplier.
    Return {
        /// Which.
        of: PrescribedReturn,
        /// Of which quarter.
        quarter: Quarter,
        /// Who supplies it: an organisation, written as owners of steps are.
        supplier: String,
    },
    /// A series.
    Series {
        /// Which.
        id: SeriesId,
        /// Who supplies it.
        supplier: String,
    },
}

/// What was taken of a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Contents {
    /// Nothing: it was refused.
    Nothing,
    /// Counts of a return.
    Counts(Vec<KindCount>),
    /// A series.
    Series(Series),
}

/// One file of partner data and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// What it is of.
    pub of: Subject,
    /// When it came.
    pub received: Day,
    /// The SHA-256 of its bytes, by which the same file is known again.
    pub file: String,
    /// What whoever sent it said beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What became of its rows.
    pub report: Report,
    /// What was taken.
    pub contents: Contents,
}

impl Subject {
    /// The quarter of a return; a series has none.
    pub fn quarter(&self) -> Option<Quarter> {
        match self {
            Subject::Return { quarter, .. } => Some(*quarter),
            Subject::Series { .. } => None,
        }
    }

    /// Who supplies it.
    pub fn supplier(&self) -> &str {
        match self {
            Subject::Return { supplier, .. } | Subject::Series { supplier, .. } => supplier,
        }
    }

    /// The return of a quarter in words; none for a series, which has a title.
    pub fn return_in_words(&self) -> Option<String> {
        match self {
            Subject::Return { of, quarter, .. } => {
                Some(format!("{}, {}", of.in_words(), Period::Quarter(*quarter).span()))
            }
            Subject::Series { .. } => None,
        }
    }

    /// Whether the later delivery of `other` takes the place of the one of this.
    fn is_followed_by(&self, other: &Subject) -> bool {
        match (self, other) {
            (Subject::Series { id: one, .. }, Subject::Series { id: other, .. }) => one == other,
            (Subject::Return { .. }, Subject::Return { .. }) => self == other,
            (Subject::Series { .. }, Subject::Return { .. })
            | (Subject::Return { .. }, Subject::Series { .. }) => false,
        }
    }
}

impl Delivery {
    /// Whether anything of it was taken.
    pub fn was_taken(&self) -> bool {
        self.contents != Contents::Nothing
    }

    /// The counts of a return that was taken.
    pub fn counts(&self) -> Option<&[KindCount]> {
        match &self.contents {
            Contents::Counts(counts) => Some(counts),
            Contents::Nothing | Contents::Series(_) => None,
        }
    }

    /// The series that was taken.
    pub fn series(&self) -> Option<&Series> {
        match &self.contents {
            Contents::Series(series) => Some(series),
            Contents::Nothing | Contents::Counts(_) => None,
        }
    }
}

/// The number of the delivery that took the place of the one numbered `number`, if any did.
pub fn replaced_by(number: i64, all: &[(i64, &Delivery)]) -> Option<i64> {
    let (_, one) = all.iter().find(|(other, _)| *other == number)?;
    let follows = |(other, delivery): &&(i64, &Delivery)| {
        number < *other && delivery.was_taken() && one.of.is_followed_by(&delivery.of)
    };
    if one.was_taken() { all.iter().filter(follows).map(|(other, _)| *other).max() } else { None }
}

/// The deliveries that count: taken, and replaced by none.
pub fn in_force<'d>(all: &[(i64, &'d Delivery)]) -> Vec<(i64, &'d Delivery)> {
    let counts = |(number, delivery): &&(i64, &'d Delivery)| {
        delivery.was_taken() && replaced_by(*number, all).is_none()
    };
    all.iter().filter(counts).copied().collect()
}

/// The earlier delivery of the same bytes for the same subject, taken in the same way, that still counts.
pub fn same_before(delivery: &Delivery, all: &[(i64, &Delivery)]) -> Option<i64> {
    // What was said beside a file is in what was taken of it: with another status it is another delivery.
    let is_same = |(_, other): &&(i64, &Delivery)| {
        other.file == delivery.file
            && other.of == delivery.of
            && other.contents == delivery.contents
    };
    in_force(all).iter().find(is_same).map(|(number, _)| *number)
}

/// Why a delivery is not kept.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum DeliveryRefused {
    /// The same bytes are there already and count.
    #[error(
        "the same file was taken on {} and counts as it is; nothing has to be done, or choose another file", .0.in_words()
    )]
    SameFile(Day),
    /// Somebody else supplies the series of that name.
    #[error("a series of that name is supplied by {0}; give this one another name")]
    OtherSupplier(String),
    /// A return was given a series, or a series counts.
    #[error("what was taken is not what the delivery is of; send the file again")]
    Mixed,
}

/// Whether a delivery may be kept beside those that are there.
///
/// # Errors
/// When the same file counts already, the series is another supplier's, or what was taken is of another sort.
pub fn may_be_kept(delivery: &Delivery, all: &[(i64, &Delivery)]) -> Result<(), DeliveryRefused> {
    let fits = match (&delivery.of, &delivery.contents) {
        (_, Contents::Nothing)
        | (Subject::Return { .. }, Contents::Counts(_))
        | (Subject::Series { .. }, Contents::Series(_)) => true,
        (Subject::Return { .. }, Contents::Series(_))
        | (Subject::Series { .. }, Contents::Counts(_)) => false,
    };
    if !fits {
        return Err(DeliveryRefused::Mixed);
    }
    let same = same_before(delivery, all).filter(|_| delivery.was_taken());
    let same = same.and_then(|number| all.iter().find(|(other, _)| *other == number));
    if let Some((_, same)) = same {
        return Err(DeliveryRefused::SameFile(same.received));
    }
    let of_another = |(_, other): &&(i64, &Delivery)| {
        delivery.of.is_followed_by(&other.of) && other.of.supplier() != delivery.of.supplier()
    };
    match in_force(all).iter().find(of_another) {
        Some((_, other)) => Err(DeliveryRefused::OtherSupplier(other.of.supplier().to_owned())),
        None => Ok(()),
    }
}

//! What was recorded in a period, told in the measure that was chosen.
//!
//! In come an enquiry and a period; out go the count and the measure's value, or why there is none.

use std::collections::BTreeMap;

use crate::evidence::enquiry::Measure;
use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::refused::Refused;
use crate::evidence::figure::Line;
use crate::evidence::home_office;
use crate::evidence::quarter;
use crate::evidence::quarter::Subject;
use crate::statistics::severity;
use crate::statistics::severity::SeverityWeight;
use crate::statistics::severity::WeightedOffence;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;

/// What was recorded in a period.
pub(super) struct Measured {
    /// How many.
    pub(super) count: u64,
    /// The measure's own value.
    pub(super) value: Value,
}

/// The value of a measure.
pub(super) enum Value {
    /// The count itself.
    Count,
    /// So many per 1,000 residents.
    Rate {
        /// The rate.
        rate: f64,
        /// Over how many residents.
        residents: u64,
        /// In the middle of which year.
        year: i16,
        /// How many years earlier than wanted that is.
        years_old: i16,
    },
    /// A share of all recorded crime, in per cent; none where nothing was recorded.
    Share {
        /// All recorded crime.
        all: u64,
        /// The share.
        per_cent: Option<f64>,
    },
    /// The count by weight.
    Weighted(f64),
}

/// What a severity score weighs by.
pub(super) type Weights = BTreeMap<OffenceClass, SeverityWeight>;

/// The weights that the period told of is weighed by, and what it is compared with too; none for other measures.
pub(super) fn weights(asked: &Asked<'_>) -> Result<Weights, Refused> {
    if asked.enquiry.measure != Measure::Severity {
        return Ok(Weights::new());
    }
    if asked.held.weights.rows.is_empty() {
        return Err(Refused::NoWeights);
    }
    let (area, force) = (asked.territory.area, asked.territory.force);
    let subject = Subject { area, force, period: asked.now };
    let weights = home_office::class_weights(asked.held, subject).map_err(Refused::NoMix)?;
    match asked.enquiry.line {
        Line::Class(class) if !weights.contains_key(&class) => {
            Err(Refused::NoWeightOf(asked.enquiry.line.name().to_owned()))
        }
        Line::Class(_) | Line::AllCrime => Ok(weights),
    }
}

/// What was recorded in a period.
pub(super) fn measured(
    asked: &Asked<'_>,
    weights: &Weights,
    period: Period,
) -> Result<Measured, Refused> {
    let count = asked.count(period, asked.enquiry.line);
    let value = match asked.enquiry.measure {
        Measure::Count | Measure::RollingYear => Value::Count,
        Measure::Rate => {
            let at = asked.territory.residents(asked.held, period)?;
            let rate = quarter::rate_of(count, at.number)?.estimate.value();
            Value::Rate { rate, residents: at.number, year: at.year, years_old: at.years_old }
        }
        Measure::Share => {
            let all = asked.count(period, Line::AllCrime);
            Value::Share { all, per_cent: share(count, all) }
        }
        Measure::Severity => Value::Weighted(weighted(asked, weights, period)),
    };
    Ok(Measured { count, value })
}

fn share(count: u64, all: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
    let share = || count as f64 / all as f64 * 100.0;
    (all > 0).then(share)
}

fn weighted(asked: &Asked<'_>, weights: &Weights, period: Period) -> f64 {
    let counted = weights.iter().filter(|(class, _)| asked.enquiry.line.counts(**class));
    let offences = counted.map(|(class, weight)| WeightedOffence {
        count: asked.count(period, Line::Class(*class)),
        weight: *weight,
    });
    severity::weighted_count(&offences.collect::<Vec<_>>())
}

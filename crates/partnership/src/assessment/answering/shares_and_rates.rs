//! Months judged by their share of all recorded crime, or by their rate for 30 days: charts of Laney's p′ and u′.
//!
//! In comes `{phrase:usual-share burglary}` or `{phrase:usual-rate burglary}`; out go words, or the chart for whoever draws it.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::judged;
use crate::assessment::answering::judged::Judged;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::evidence::figure::Line;
use crate::evidence::series_phrases;
use crate::statistics::change::ChangeError;
use crate::statistics::change::Exposure;
use crate::statistics::laney_chart::LaneyChart;
use crate::statistics::laney_chart::p_prime;
use crate::statistics::laney_chart::u_prime;
use crate::statistics::monthly_series::MonthlySeries;
use crate::terms::period::Period;

/// The days over which a rate is told.
const DAYS: f64 = 30.0;

/// What of the months is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reckoned {
    /// Its share of all recorded crime.
    Share,
    /// Its rate for 30 days, however long the month.
    Rate,
}

impl Reckoned {
    /// What the figures are of.
    pub(super) fn measure(self) -> &'static str {
        match self {
            Reckoned::Share => "share of all recorded crime, %",
            Reckoned::Rate => "recorded for 30 days",
        }
    }

    /// How they are made.
    pub(super) fn method(self) -> &'static str {
        match self {
            Reckoned::Share => {
                "Count over all recorded crime of the same month; limits from the months before the period, as wide as their \
                 shares scatter (p′ chart; Laney, 2002)."
            }
            Reckoned::Rate => {
                "Count over the days of the month, times 30; limits from the months before the period, as wide as their rates \
                 scatter (u′ chart; Laney, 2002)."
            }
        }
    }

    /// A share in per cent, or a rate as it is.
    pub(super) fn told(self, value: f64) -> f64 {
        match self {
            Reckoned::Share => value * 100.0,
            Reckoned::Rate => value,
        }
    }

    /// What the chart finds, as the end of a sentence.
    pub(super) fn says(
        self,
        found: &LaneyChart,
        reference: &Reference,
    ) -> Result<String, Unanswered> {
        let says = match self {
            Reckoned::Share => series_phrases::usual_share(found),
            Reckoned::Rate => series_phrases::usual_rate(found),
        };
        says.ok_or_else(|| judged::refused(reference, "a chart has a month".to_owned()))
    }
}

/// The months that a reference names, and their chart with limits from those before the period.
pub(super) fn charted(
    reference: &Reference,
    material: &Material<'_>,
    reckoned: Reckoned,
) -> Result<(Judged, LaneyChart), Unanswered> {
    let judged = Judged::of(reference, material)?;
    let taken_from = judged.taken_from(reference)?;
    let refused = |why: String| judged::refused(reference, why);
    let found = match reckoned {
        Reckoned::Share => {
            let all = all_crime(reference, material, &judged)?;
            p_prime(&judged.series, &all, taken_from)
        }
        Reckoned::Rate => {
            let lengths = lengths(&judged.series).map_err(|why| refused(why.to_string()))?;
            u_prime(&judged.series, &lengths, taken_from)
        }
    };
    Ok((judged, found.map_err(|why| refused(why.to_string()))?))
}

/// All recorded crime in the same months, for a line that is a part of it.
fn all_crime(
    reference: &Reference,
    material: &Material<'_>,
    judged: &Judged,
) -> Result<MonthlySeries, Unanswered> {
    let is_part = match judged.line {
        Line::AllCrime => false,
        Line::Class(class) => class.is_crime(),
    };
    if !is_part {
        let wanted = "a class of crime, since a share is one of all recorded crime";
        return Err(Unanswered::named(reference, wanted));
    }
    let (area, force) = (material.area(), material.force().name());
    let months = judged.series.months();
    let counts = months.map(|(month, _)| {
        material.held.counts.sum(area, force, Period::Month(month), Line::AllCrime)
    });
    let all = MonthlySeries::of(judged.series.first(), counts.collect());
    all.map_err(|why| judged::refused(reference, why.to_string()))
}

/// How many times 30 days each month has.
fn lengths(series: &MonthlySeries) -> Result<Vec<Exposure>, ChangeError> {
    series.months().map(|(month, _)| Exposure::of(f64::from(month.days()) / DAYS)).collect()
}

/// `{phrase:usual-share burglary}` or `{phrase:usual-rate burglary}`.
pub(super) fn phrase(
    reference: &Reference,
    material: &Material<'_>,
    reckoned: Reckoned,
) -> Result<Answer, Unanswered> {
    let (judged, found) = charted(reference, material, reckoned)?;
    let says = reckoned.says(&found, reference)?;
    let last = found.months.last().map(|last| {
        [("", last.value), ("low limit, ", last.low), ("high limit, ", last.high)].map(
            |(name, value)| {
                let measure = format!("{name}{}, in the last month", reckoned.measure());
                judged.figure(material, &measure, reckoned.method(), reckoned.told(value))
            },
        )
    });
    let what = match reckoned {
        Reckoned::Share => "the usual range of its share of all recorded crime",
        Reckoned::Rate => "the usual range of its rate for 30 days",
    };
    judged.answer(material, (what, says), last.into_iter().flatten().collect(), found.caution)
}

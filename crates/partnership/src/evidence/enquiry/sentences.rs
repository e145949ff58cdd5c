//! What may be said in answer to an enquiry, by the rules of `phrases`.
//!
//! In come what was recorded now and before; out go sentences, the same for the same figures.

use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::evidence::disclosure::SMALLEST_SHOWN;
use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::measured::Measured;
use crate::evidence::enquiry::measured::Value;
use crate::evidence::figure::Line;
use crate::evidence::phrases;
use crate::evidence::phrases::FEWEST_FOR_PER_CENT;
use crate::evidence::phrases::rate_decimals;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::recording_scenario::RecordingScenario;
use crate::statistics::change::PercentChange;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;
use crate::terms::wording::sentence;

/// The headline: what was recorded.
pub(super) fn headline(asked: &Asked<'_>, now: &Measured) -> String {
    let (area, force) = (&asked.territory.name, asked.territory.force.name());
    let (when, what) = (when(asked.now), crimes(asked, now.count));
    match &now.value {
        Value::Count => format!("{force} recorded {what} in {area} in {when}."),
        Value::Rate { rate, residents, year, .. } => format!(
            "{force} recorded {} {} for every 1,000 residents of {area} in {when}: {} in all, among {} residents in \
             mid-{year}.",
            decimal(*rate, rate_decimals(*rate)),
            many(asked.enquiry.line),
            with_commas(now.count),
            with_commas(*residents),
        ),
        Value::Share { all, per_cent: Some(share) } => format!(
            "{} made {}% of all recorded crime in {area} in {when}: {} of {}.",
            asked.enquiry.line.name(),
            decimal(*share, 1),
            with_commas(now.count),
            with_commas(*all),
        ),
        Value::Share { per_cent: None, .. } => {
            format!("{force} recorded no crime in {area} in {when}, so there is no share of it.")
        }
        Value::Weighted(score) => format!(
            "Weighted by severity, {} in {area} in {when} scored {}: {what}.",
            asked.enquiry.line.in_sentence(),
            decimal(*score, 0),
        ),
    }
}

/// What it was in the period that it is compared with.
pub(super) fn compared(
    asked: &Asked<'_>,
    (now, before): (&Measured, &Measured),
    against: Period,
    changed: &LineEvidence,
) -> String {
    let (line, against) = (asked.enquiry.line.in_sentence(), when(against));
    if asked.is_withheld(now.count) || asked.is_withheld(before.count) {
        return format!(
            "Against {against} no change is told, since a count below {SMALLEST_SHOWN} is withheld."
        );
    }
    let words = phrases::change(changed).unwrap_or_default();
    match &before.value {
        Value::Count => format!("Against {against}, {line} {words}."),
        Value::Rate { rate, .. } => format!(
            "In {against} it was {}; the number recorded {words}.",
            decimal(*rate, rate_decimals(*rate))
        ),
        Value::Share { per_cent: Some(share), .. } => {
            format!("In {against} it was {}%; the number recorded {words}.", decimal(*share, 1))
        }
        Value::Share { per_cent: None, .. } => format!("In {against} nothing was recorded."),
        Value::Weighted(score) => format!(
            "With the same weights it scored {} in {against}; the number recorded {words}.",
            decimal(*score, 0)
        ),
    }
}

/// How much of the change better recording alone would make, where the shares recorded were inspected before and after;
/// none of incidents, of which nobody inspected it, nor of so few that they are not put in per cent.
pub(super) fn recording(
    asked: &Asked<'_>,
    (before, was): (Period, &Measured),
    (now, changed): (&Measured, &LineEvidence),
) -> Option<String> {
    let is_crime = match asked.enquiry.line {
        Line::AllCrime => true,
        Line::Class(class) => class.is_crime(),
    };
    let (force, breaks) = (asked.territory.force.name(), &asked.held.breaks);
    let enough = now.count + was.count >= FEWEST_FOR_PER_CENT && !asked.territory.is_small();
    let percent = match changed.change.as_ref()?.percent {
        PercentChange::By(percent) if is_crime && enough => percent,
        PercentChange::By(_) | PercentChange::FromNone | PercentChange::NoneInEither => {
            return None;
        }
    };
    let scenario = RecordingScenario::between(breaks, force, (before, asked.now))?;
    Some(scenario.in_words(percent))
}

/// What a chart of the months shows.
pub(super) fn month_by_month(words: &str) -> String {
    sentence(&format!("month by month it {words}"))
}

impl Asked<'_> {
    /// Whether a count is withheld.
    pub(super) fn is_withheld(&self, count: u64) -> bool {
        self.territory.is_small() && (1..SMALLEST_SHOWN).contains(&count)
    }
}

/// The period inside a sentence, after "in".
fn when(period: Period) -> String {
    match period {
        Period::TwelveMonthsTo(_) => period.in_words(),
        Period::Month(_)
        | Period::Quarter(_)
        | Period::FinancialYear(_)
        | Period::CalendarYear(_)
        | Period::YearToDate(_) => period.span(),
    }
}

fn crimes(asked: &Asked<'_>, count: u64) -> String {
    let line = asked.enquiry.line;
    match count {
        0 => format!("no {}", many(line)),
        few if asked.is_withheld(few) => format!("fewer than {SMALLEST_SHOWN} {}", many(line)),
        1 => format!("1 {}", of_class("crime", "incident", line)),
        count => format!("{} {}", with_commas(count), many(line)),
    }
}

fn many(line: Line) -> String {
    of_class("crimes", "incidents", line)
}

fn of_class(crime: &str, incident: &str, line: Line) -> String {
    match line {
        Line::AllCrime => crime.to_owned(),
        Line::Class(OffenceClass::AntiSocialBehaviour) => {
            format!("{incident} of anti-social behaviour")
        }
        Line::Class(class) => format!("{crime} of the class {}", class.in_sentence()),
    }
}

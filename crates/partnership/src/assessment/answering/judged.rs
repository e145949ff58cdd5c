//! Months judged: the usual range, what earlier years lead one to expect, a forecast, and what recording alone would make.
//!
//! In comes a reference such as `{phrase:usual-range burglary 2014-Q1}`; out go words, or a chart with its table. Whatever is
//! judged from months that a recording break lies in carries the break's caution.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::phrases::FEWEST_FOR_PER_CENT;
use crate::evidence::recording_scenario::RecordingScenario;
use crate::evidence::series_phrases;
use crate::statistics::anticipated::ANTICIPATED_RULE;
use crate::statistics::anticipated::anticipated;
use crate::statistics::change::PercentChange;
use crate::statistics::control_chart::ControlChart;
use crate::statistics::control_chart::FewCounted;
use crate::statistics::control_chart::xmr;
use crate::statistics::forecast::FORECAST_RULE;
use crate::statistics::forecast::Forecast;
use crate::statistics::forecast::forecast;
use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::probability::Confidence;
use crate::statistics::seasonal::seasonally_adjusted;
use crate::terms::extract::ExtractId;
use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::span::Span;

/// How many months before the last one the months of a usual range begin: two years in all.
const TWO_YEARS: i32 = 23;
/// How many months before the last one the months begin that a month is expected or forecast from: six years in all.
const SIX_YEARS: i32 = 71;
/// How many months ahead are forecast.
pub(super) const AHEAD: u8 = 3;

const LIMITS: &str = "Mean of the months before the period, and the mean plus and minus 2.66 times the mean difference between \
    one month and the next (XmR chart; Wheeler, 2000).";

/// How the season of a month is left out.
pub(super) const SEASON: &str = "Count over its month’s factor: the mean of count over the centred average of a year, in all \
    years (classical multiplicative decomposition).";

/// How many months a reference of that name looks back from the last one; `None` where it looks at its own periods alone.
pub(in crate::assessment) fn looks_back(name: &str) -> Option<i32> {
    match name {
        "usual-range" | "usual-share" | "usual-rate" => Some(TWO_YEARS),
        "expected" | "forecast" | "seasonal" => Some(SIX_YEARS),
        _ => None,
    }
}

/// The months of a line up to the end of a period.
pub(super) struct Judged {
    pub(super) line: Line,
    pub(super) period: Period,
    pub(super) series: MonthlySeries,
}

impl Judged {
    /// The months that a reference looks back on, as far as they are held without a gap.
    pub(super) fn of(reference: &Reference, material: &Material<'_>) -> Result<Judged, Unanswered> {
        let back = looks_back(reference.name()).unwrap_or(TWO_YEARS);
        let (line, rest) = asked::line_and_rest(reference)?;
        let period = asked::period(reference, rest, material)?;
        lines::sources(material, period)?;
        let (force, last) = (material.force().name(), period.last());
        let whole =
            |month: &Month| material.held.coverage.whole(force, Period::Month(*month)).is_ok();
        let mut months: Vec<Month> =
            (0..=back).map(|ago| last.plus_months(-ago)).take_while(whole).collect();
        months.reverse();
        all_counted(reference, material, &months)?;
        let count = |month: Month| {
            material.held.counts.sum(material.area(), force, Period::Month(month), line)
        };
        let counts = months.iter().map(|month| count(*month)).collect();
        let first = months.first().copied().unwrap_or(last);
        let series = MonthlySeries::of(first, counts);
        let series = series.map_err(|why| refused(reference, why.to_string()))?;
        Ok(Judged { line, period, series })
    }

    /// The control chart, with limits from the months before the period.
    pub(super) fn chart(&self, reference: &Reference) -> Result<ControlChart, Unanswered> {
        let taken_from = self.taken_from(reference)?;
        xmr(&self.series, taken_from).map_err(|why| refused(reference, why.to_string()))
    }

    /// The months before the period, from which limits are taken.
    pub(super) fn taken_from(&self, reference: &Reference) -> Result<Span<Month>, Unanswered> {
        let before = self.period.first().plus_months(-1);
        Span::of(self.series.first(), before).map_err(|_| {
            let wanted = "at least 12 months held just before the period, to take limits from";
            Unanswered::told_for(reference, "no months before the period", wanted)
        })
    }

    /// The cautions of the recording breaks that lie in the months.
    pub(super) fn cautions(&self, material: &Material<'_>) -> Vec<String> {
        let (force, span) = (material.force().name(), self.series.span());
        let breaks = material.held.breaks.iter();
        let crossed = breaks.filter(|one| one.crossed_within(force, span));
        crossed.map(|one| one.caution().trim_end().to_owned()).collect()
    }

    /// The months' counts as figures that can be followed.
    pub(super) fn counts(&self, material: &Material<'_>) -> Result<Vec<Figure>, Unanswered> {
        let months = self.series.months();
        months.map(|(month, _)| lines::count(material, self.line, Period::Month(month))).collect()
    }

    /// The count of one month, as a figure that can be followed.
    pub(super) fn count(
        &self,
        material: &Material<'_>,
        month: Month,
    ) -> Result<Figure, Unanswered> {
        lines::count(material, self.line, Period::Month(month))
    }

    /// The extracts that hold any of the months.
    pub(super) fn sources(
        &self,
        material: &Material<'_>,
    ) -> Result<BTreeSet<ExtractId>, Unanswered> {
        let counts = self.counts(material)?;
        Ok(counts.into_iter().flat_map(|count| count.sources).collect())
    }

    /// A figure of one month that was worked out from all of them: its measure and method, the month and the value.
    pub(super) fn of_month(
        &self,
        material: &Material<'_>,
        sources: &BTreeSet<ExtractId>,
        (measure, method): (&str, &str),
        (month, value): (Month, Cell),
    ) -> Figure {
        let measure = format!("{}, {measure}", self.line.name());
        let figure = lines::figure(material, &measure, method, value, Period::Month(month));
        Figure { sources: sources.clone(), breaks: self.cautions(material), ..figure }
    }

    /// A figure worked out from the months.
    pub(super) fn figure(
        &self,
        material: &Material<'_>,
        measure: &str,
        method: &str,
        value: f64,
    ) -> Figure {
        let measure = format!("{}, {measure}", self.line.name());
        let value = Cell::Number { value, decimals: 1 };
        let figure = lines::figure(material, &measure, method, value, self.period);
        let counts = self.counts(material).unwrap_or_default();
        let sources = counts.into_iter().flat_map(|count| count.sources).collect();
        Figure { sources, breaks: self.cautions(material), ..figure }
    }

    /// Words on the months, with every count behind them and what was worked out from these.
    pub(super) fn answer(
        &self,
        material: &Material<'_>,
        (what, says): (&str, String),
        judged: Vec<Figure>,
        few: Option<FewCounted>,
    ) -> Result<Answer, Unanswered> {
        let mut figures = self.counts(material)?;
        figures.extend(judged);
        let few = few.map(|FewCounted| FEW.to_owned());
        Ok(Answer {
            what: format!("{}, {}: {what}", self.line.name(), self.period.span()),
            says,
            says_in_public: None,
            figures,
            rests_on: Vec::new(),
            status: Status::Provisional,
            cautions: self.cautions(material).into_iter().chain(few).collect(),
            shown: None,
        })
    }
}

/// Goes on only where something was counted in every month: one without a row was not read, or lacks the district.
fn all_counted(
    reference: &Reference,
    material: &Material<'_>,
    months: &[Month],
) -> Result<(), Unanswered> {
    let (area, force) = (material.area(), material.force().name());
    let counted = |month: Month| material.held.counts.any(area, force, Period::Month(month));
    match months.iter().find(|month| !counted(**month)) {
        None => Ok(()),
        Some(month) => Err(Unanswered::told_for(
            reference,
            format!("nothing counted in {}", month.in_words()),
            "counts of the district in every month that the reference looks back on",
        )),
    }
}

/// What is said where few are counted.
pub(super) const FEW: &str = "So few are counted in a month that the limits are rough.";

/// Low limit, mean and high limit as figures.
pub(super) fn limits(
    judged: &Judged,
    material: &Material<'_>,
    found: &ControlChart,
) -> [Figure; 3] {
    let limits = [("low limit", found.low), ("mean", found.centre), ("high limit", found.high)];
    limits.map(|(name, value)| {
        judged.figure(material, &format!("{name} of a usual month"), LIMITS, value)
    })
}

pub(super) fn refused(reference: &Reference, why: String) -> Unanswered {
    Unanswered::told_for(reference, "months that cannot be judged", why)
}

/// `{phrase:usual-range burglary}`.
pub(super) fn usual_range(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = judged.chart(reference)?;
    let says = ("the usual range of its months", series_phrases::usual_range(&found));
    let figures = limits(&judged, material, &found).to_vec();
    judged.answer(material, says, figures, found.caution)
}

/// `{phrase:expected burglary}`: the last month of the period beside the same months of earlier years.
pub(super) fn expected(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = anticipated(&judged.series, judged.period.last(), Confidence::NINETY_FIVE);
    let found = found.map_err(|why| refused(reference, why.to_string()))?;
    let month = found.month.in_words();
    let values =
        [("low limit", found.low), ("expected", found.expected), ("high limit", found.high)];
    let figures = values.map(|(name, value)| {
        judged.figure(material, &format!("{name} for {month}"), ANTICIPATED_RULE, value)
    });
    let says = ("beside earlier years", series_phrases::expected(&found));
    judged.answer(material, says, figures.to_vec(), found.caution)
}

/// `{phrase:forecast burglary}`: the month after the period, with its error and that of the better guess.
pub(super) fn ahead(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = forecast(&judged.series, AHEAD, Confidence::NINETY_FIVE);
    let found = found.map_err(|why| refused(reference, why.to_string()))?;
    let says = series_phrases::forecast(&found);
    let says = says.ok_or_else(|| refused(reference, "a forecast has a month".to_owned()))?;
    let figures = forecast_figures(&judged, material, &found);
    judged.answer(material, ("what the next months may bring", says), figures, None)
}

/// `{phrase:seasonal burglary}`: the last month of the period with its usual season left out.
pub(super) fn seasonal(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let judged = Judged::of(reference, material)?;
    let found = seasonally_adjusted(&judged.series);
    let found = found.map_err(|why| refused(reference, why.to_string()))?;
    let says = series_phrases::seasonal(&found);
    let says = says.ok_or_else(|| refused(reference, "a series has a month".to_owned()))?;
    let last = found.months.last().map(|last| {
        let month = last.month.in_words();
        judged.figure(material, &format!("season left out, {month}"), SEASON, last.adjusted)
    });
    judged.answer(material, ("the season left out", says), last.into_iter().collect(), None)
}

fn forecast_figures(judged: &Judged, material: &Material<'_>, found: &Forecast) -> Vec<Figure> {
    let next = found.months.iter().take(1).flat_map(|next| {
        let month = next.month.in_words();
        [("low limit", next.low), ("forecast", next.expected), ("high limit", next.high)]
            .map(|(name, value)| (format!("{name} for {month}"), value))
    });
    let errors = [
        ("mean error of the method used, when tried".to_owned(), found.tested.mean_error),
        ("mean error of the better guess, when tried".to_owned(), found.guess.mean_error),
    ];
    let all = next.chain(errors);
    all.map(|(name, value)| judged.figure(material, &name, FORECAST_RULE, value)).collect()
}

/// `{phrase:recording burglary 2014-Q1 2013-Q1}`: how much of the change better recording alone would make.
pub(super) fn recording(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let (line, rest) = crime_and_rest(reference)?;
    let (period, against) = asked::periods(reference, rest, material)?;
    let compared = lines::compared(material, period, against)?;
    let one = compared.of(line)?;
    let percent = match one.change.as_ref().map(|change| change.percent) {
        Some(PercentChange::By(percent))
            if one.now + one.before.unwrap_or(0) >= FEWEST_FOR_PER_CENT =>
        {
            percent
        }
        Some(_) | None => {
            let wanted = "enough counted in both periods for a change in per cent";
            return Err(Unanswered::named(reference, wanted));
        }
    };
    let (force, breaks) = (material.force().name(), &material.held.breaks);
    let scenario = RecordingScenario::between(breaks, force, (against, period));
    let scenario = scenario.ok_or_else(|| {
        let wanted = "two periods between which lies one change of recording whose shares were inspected before and after";
        Unanswered::named(reference, wanted)
    })?;
    let figure = |measure: &str, value: f64| {
        let value = Cell::Number { value, decimals: 1 };
        compared.figure(material, line, measure, SCENARIO, value)
    };
    Ok(Answer {
        what: format!("{}, {} against {}: recording", line.name(), period.span(), against.span()),
        says: scenario.in_words(percent),
        says_in_public: None,
        figures: vec![
            figure("Change, %", percent),
            figure("Change that recording alone would make, %", scenario.by_recording()),
            figure("Change that would be left, %", scenario.left_of(percent)),
        ],
        rests_on: Vec::new(),
        status: Status::Provisional,
        cautions: compared.cautions.clone(),
        shown: None,
    })
}

/// The line of a reference, which must be crime: of incidents nobody inspected what share was recorded.
fn crime_and_rest(reference: &Reference) -> Result<(Line, &[String]), Unanswered> {
    let (line, rest) = asked::line_and_rest(reference)?;
    match line {
        Line::Class(class) if !class.is_crime() => {
            let wanted = "all-crime or a class of crime, since inspectors told what share of crimes was recorded";
            Err(Unanswered::named(reference, wanted))
        }
        Line::AllCrime | Line::Class(_) => Ok((line, rest)),
    }
}

const SCENARIO: &str = "Arithmetic from the shares of crimes recorded that inspectors published for the force: the ratio of the \
    shares, and the ratio of the counts over it.";

//! Words for what the methods over months find, by rules that are stated and tested.
//!
//! In come a rolling year or a control chart; out go the words, the same for the same figures.

use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::evidence::phrases::Direction;
use crate::evidence::phrases::FEWEST_FOR_PER_CENT;
use crate::statistics::anticipated::Anticipated;
use crate::statistics::anticipated::Lies;
use crate::statistics::change::PercentChange;
use crate::statistics::control_chart::ControlChart;
use crate::statistics::forecast::AgainstGuess;
use crate::statistics::forecast::Forecast;
use crate::statistics::forecast::Method;
use crate::statistics::laney_chart::LaneyChart;
use crate::statistics::rolling_year::RollingYear;
use crate::statistics::run_rules::RunRule;
use crate::statistics::run_rules::Toward;
use crate::statistics::seasonal::Adjusted;
use crate::statistics::seasonal::Seasonal;
use crate::terms::month::Month;
use crate::terms::span::Span;

/// A change is called one when chance would bring its like less often than this.
const CHANCE: f64 = 0.05;

/// A rolling year as the end of a sentence: "rose by 10.0% in the 12 months to March 2015, from 1,200 to 1,320".
///
/// Rules: "rose" and "fell" only where the exact test gives less than 5%; per cent only where the two counts add up to
/// at least [`FEWEST_FOR_PER_CENT`]; `None` where there is no year before. For one series alone: of several tried
/// together, those that stand are told by `phrases::direction`.
pub fn rolling_year(year: &RollingYear) -> Option<String> {
    let change = year.change.as_ref()?;
    let before = year.count.checked_add_signed(change.difference.checked_neg()?)?;
    let (from, to, last) = (with_commas(before), with_commas(year.count), year.to.in_words());
    if change.difference == 0 || change.p_value.value() >= CHANCE {
        let untold = Direction::untold(before, year.count).as_verb();
        return Some(format!("{untold} in the 12 months to {last}, at {to} against {from}"));
    }
    let verb = if change.difference > 0 { "rose" } else { "fell" };
    let by = match change.percent {
        PercentChange::By(percent) if before + year.count >= FEWEST_FOR_PER_CENT => {
            format!(" by {}%", decimal(percent.abs(), 1))
        }
        PercentChange::By(_) | PercentChange::FromNone | PercentChange::NoneInEither => {
            String::new()
        }
    };
    Some(format!("{verb}{by} in the 12 months to {last}, from {from} to {to}"))
}

/// A chart's latest month in which a rule is met, as the end of a sentence: "rose out of its usual range in March 2015",
/// or "shows no signal of change" where no month after those of the limits meets one.
///
/// Rule: of several rules met in that month the first of [`RunRule`]'s order is told.
pub fn chart(chart: &ControlChart) -> String {
    let months = chart.months.iter().map(|month| (month.month, month.rules.first()));
    latest(chart.taken_from, months)
}

/// The same of a chart of shares or rates.
pub fn laney_chart(chart: &LaneyChart) -> String {
    let months = chart.months.iter().map(|month| (month.month, month.rules.first()));
    latest(chart.taken_from, months)
}

fn latest<'r>(
    taken_from: Span<Month>,
    months: impl DoubleEndedIterator<Item = (Month, Option<&'r RunRule>)>,
) -> String {
    let mut after = months.rev().take_while(|(month, _)| *month > taken_from.last());
    let told = after.find_map(|(month, rule)| Some(signal(month, *rule?)));
    told.unwrap_or_else(|| "shows no signal of change".to_owned())
}

/// A chart as the end of a sentence, with the range that usual months keep to: "rose out of its usual range in March
/// 2015; 41 to 59 a month is usual".
///
/// Rule: as [`chart`]; the range is of whole counts, the lowest and the highest that lie within the limits.
pub fn usual_range(found: &ControlChart) -> String {
    let (low, high) = (decimal(found.low.ceil(), 0), decimal(found.high.floor(), 0));
    format!("{}; {low} to {high} a month is usual", chart(found))
}

/// A chart of shares as the end of a sentence, with what is usual of its last month: "rose out of its usual range in March
/// 2015; in its last month it was 8.2%, where 5.1% to 7.0% is usual".
///
/// Rule: as [`chart`]; the limits are those of the last month, since each month has its own.
pub fn usual_share(found: &LaneyChart) -> Option<String> {
    last_of(found, |share| format!("{}%", decimal(share * 100.0, 1)))
}

/// A chart of rates likewise: "shows no signal of change; in its last month it was 51.3, where 41.0 to 59.2 is usual".
pub fn usual_rate(found: &LaneyChart) -> Option<String> {
    last_of(found, |rate| decimal(rate, 1))
}

fn last_of(found: &LaneyChart, written: fn(f64) -> String) -> Option<String> {
    let last = found.months.last()?;
    Some(format!(
        "{}; in its last month it was {}, where {} to {} is usual",
        laney_chart(found),
        written(last.value),
        written(last.low),
        written(last.high)
    ))
}

/// A month beside earlier years as the end of a sentence: "was above what earlier years lead one to expect in June 2014, at
/// 83, where 45 to 71 was to be expected".
///
/// Rule: [`ANTICIPATED_RULE`](crate::statistics::anticipated::ANTICIPATED_RULE).
pub fn expected(found: &Anticipated) -> String {
    let told = match found.lies {
        Lies::Above => "was above what",
        Lies::Within => "was within what",
        Lies::Below => "was below what",
    };
    format!(
        "{told} earlier years lead one to expect in {}, at {}, where {} to {} was to be expected",
        found.month.in_words(),
        with_commas(found.count),
        decimal(found.low.ceil(), 0),
        decimal(found.high.floor(), 0)
    )
}

/// A forecast as sentences: the next month with its limits, and how wrong the method and the better guess were when tried.
///
/// Rule: both errors are told always; where smoothing was no better, the guess is what is used and that is said.
pub fn forecast(found: &Forecast) -> Option<String> {
    let next = found.months.first()?;
    let (tested, guess) = (decimal(found.tested.mean_error, 1), decimal(found.guess.mean_error, 1));
    let tried = match found.standing {
        AgainstGuess::Better => format!(
            "Tried on months already known, such forecasts were off by {tested} a month on average; simply guessing that \
             {} would have been off by {guess}.",
            comes_again(found.guess.method)
        ),
        AgainstGuess::NotBetter => format!(
            "This is only the guess that {}: tried on months already known it was off by {guess} a month on average, and no \
             method tried was less wrong.",
            comes_again(found.guess.method)
        ),
    };
    Some(format!(
        "If things go on as they have, about {} are to be expected in {}, and {} to {} would be no surprise. {tried}",
        decimal(next.expected, 0),
        next.month.in_words(),
        decimal(next.low.ceil(), 0),
        decimal(next.high.floor(), 0)
    ))
}

/// A month with its usual season left out, as the end of a sentence: "was 77 in September 2014, and 84.1 with its usual
/// season left out; January is usually highest, 21% above an average month, and July lowest, 20% below".
///
/// Rule: the last month of the series; the months of the year with the highest and the lowest factor.
pub fn seasonal(found: &Seasonal) -> Option<String> {
    let last = found.months.last()?;
    let named = |at: usize| {
        let is_it = |one: &&Adjusted| usize::try_from(one.month.month()) == Ok(at + 1);
        found.months.iter().find(is_it).map(|one| one.month.name())
    };
    let factors = found.factors.iter().enumerate();
    let (high, most) = factors.clone().max_by(|one, other| one.1.total_cmp(other.1))?;
    let (low, least) = factors.clone().min_by(|one, other| one.1.total_cmp(other.1))?;
    let apart = |factor: f64| decimal((factor - 1.0).abs() * 100.0, 0);
    Some(format!(
        "was {} in {}, and {} with its usual season left out; {} is usually highest, {}% above an average month, and {} \
         lowest, {}% below",
        with_commas(last.count),
        last.month.in_words(),
        decimal(last.adjusted, 1),
        named(high)?,
        apart(*most),
        named(low)?,
        apart(*least)
    ))
}

/// What a guess supposes, after "that".
pub fn comes_again(guess: Method) -> &'static str {
    match guess {
        Method::LastMonth => "the last month comes again",
        Method::LastYear => "the same month of last year comes again",
        Method::Smoothing(_) => "the course of the months goes on",
    }
}

fn signal(month: Month, rule: RunRule) -> String {
    let when = month.in_words();
    match rule {
        RunRule::BeyondLimit(Toward::Up) => format!("rose out of its usual range in {when}"),
        RunRule::BeyondLimit(Toward::Down) => format!("fell out of its usual range in {when}"),
        RunRule::EightOnOneSide(Toward::Up) => {
            format!("was above its usual level for eight months in a row to {when}")
        }
        RunRule::EightOnOneSide(Toward::Down) => {
            format!("was below its usual level for eight months in a row to {when}")
        }
        RunRule::SixInTurn(Toward::Up) => format!("rose month by month over the six to {when}"),
        RunRule::SixInTurn(Toward::Down) => format!("fell month by month over the six to {when}"),
        RunRule::TwoOfThree(Toward::Up) => {
            format!("was near the top of its usual range twice in the three months to {when}")
        }
        RunRule::TwoOfThree(Toward::Down) => {
            format!("was near the bottom of its usual range twice in the three months to {when}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::control_chart::xmr;
    use crate::statistics::laney_chart::p_prime;
    use crate::statistics::monthly_series::MonthlySeries;
    use crate::statistics::probability::Confidence;
    use crate::statistics::rolling_year;

    const USUAL: [u64; 12] = [52, 48, 50, 51, 47, 53, 50, 49, 51, 50, 48, 52];

    fn charted(later: &[u64]) -> String {
        let counts = [&USUAL[..], later].concat();
        let series = MonthlySeries::of("2014-01".parse().unwrap(), counts).unwrap();
        chart(&xmr(&series, "2014-01 to 2014-12".parse().unwrap()).unwrap())
    }

    fn year_to_march(before: u64, now: u64) -> String {
        let counts = [[before; 12], [now; 12]].concat();
        let series = MonthlySeries::of("2013-04".parse().unwrap(), counts).unwrap();
        let to = "2015-03".parse().unwrap();
        let year = rolling_year::rolling_year(&series, to, Confidence::NINETY_FIVE).unwrap();
        super::rolling_year(&year).unwrap()
    }

    #[test]
    fn the_usual_range_is_of_the_whole_counts_within_the_limits() {
        let counts = [&USUAL[..], &[71]].concat();
        let series = MonthlySeries::of("2014-01".parse().unwrap(), counts).unwrap();
        let found = xmr(&series, "2014-01 to 2014-12".parse().unwrap()).unwrap();
        // Mean 601/12 = 50.08; mean moving range 30/11 = 2.727; 2.66 times it 7.25.
        assert_eq!(
            usual_range(&found),
            "rose out of its usual range in January 2015; 43 to 57 a month is usual"
        );
    }

    #[test]
    fn a_share_is_told_with_what_is_usual_of_its_last_month() {
        let counts = [[240, 260].repeat(6), vec![250, 900]].concat();
        let series = |counts| MonthlySeries::of("2014-01".parse().unwrap(), counts).unwrap();
        let taken_from = "2014-01 to 2014-12".parse().unwrap();
        let found = p_prime(&series(counts), &series(vec![2_000; 14]), taken_from).unwrap();
        // Mean 12.5%; each month a percentage point from the one before; 3 times 1 over 1.128 is 2.66.
        assert_eq!(
            usual_share(&found).unwrap(),
            "rose out of its usual range in February 2015; in its last month it was 45.0%, where 9.8% to 15.2% is usual"
        );
    }

    /// The same season every year and a little more each time, with scatter.
    fn five_years() -> MonthlySeries {
        let season = [60, 52, 55, 50, 48, 45, 40, 42, 47, 53, 58, 62];
        let count = |at: usize| season[at % 12] + 8 * (at as u64 / 12) + (at as u64 * 7 % 5);
        MonthlySeries::of("2010-01".parse().unwrap(), (0..60).map(count).collect()).unwrap()
    }

    #[test]
    fn a_forecast_tells_its_own_error_and_that_of_the_better_guess() {
        let found =
            crate::statistics::forecast::forecast(&five_years(), 3, Confidence::NINETY_FIVE);
        let found = found.unwrap();
        let told = forecast(&found).unwrap();
        for error in [found.tested.mean_error, found.guess.mean_error] {
            assert!(told.contains(&format!("off by {error:.1}")), "{told}");
        }
        assert!(told.contains("in January 2015") && told.contains("simply guessing"), "{told}");
    }

    #[test]
    fn a_month_far_above_its_like_is_above_what_earlier_years_lead_one_to_expect() {
        let mut counts = [60, 52, 55, 50, 48, 45, 40, 42, 47, 53, 58, 62].repeat(4);
        counts[46] = 90;
        let series = MonthlySeries::of("2011-01".parse().unwrap(), counts).unwrap();
        let month = "2014-11".parse().unwrap();
        let anticipated = crate::statistics::anticipated::anticipated;
        let told = expected(&anticipated(&series, month, Confidence::NINETY_FIVE).unwrap());
        assert!(told.starts_with(
            "was above what earlier years lead one to expect in November 2014, at 90, where "
        ));
    }

    #[test]
    fn a_month_beyond_the_limit_rose_out_of_its_usual_range() {
        assert_eq!(charted(&[50, 49, 71]), "rose out of its usual range in March 2015");
    }

    #[test]
    fn usual_months_show_no_signal_of_change() {
        assert_eq!(charted(&[50, 49, 51]), "shows no signal of change");
        assert_eq!(charted(&[]), "shows no signal of change");
    }

    #[test]
    fn eight_months_above_are_told_as_such() {
        assert_eq!(
            charted(&[51, 52, 51, 52, 51, 52, 51, 52]),
            "was above its usual level for eight months in a row to August 2015"
        );
    }

    #[test]
    fn a_rolling_year_rises_only_where_chance_would_not_bring_it() {
        let rose = "rose by 10.0% in the 12 months to March 2015, from 1,200 to 1,320";
        assert_eq!(year_to_march(100, 110), rose);
        let steady = "changed little in the 12 months to March 2015, at 1,212 against 1,200";
        assert_eq!(year_to_march(100, 101), steady);
    }
}

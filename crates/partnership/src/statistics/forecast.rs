//! What the next months are expected to be, and how far such forecasts were wrong when they were tried on the past.
//!
//! A series of at least four years comes in; the months ahead with their limits, and the errors of every method tried
//! beside those of guessing that nothing changes, go out.

use serde::Serialize;

use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::probability::Confidence;
use crate::statistics::smoothing::Smoothing;
use crate::terms::month::Month;
use crate::terms::span::Span;

mod guessed;
mod tried;

/// The fewest months from which a forecast is made: three years to learn from, and one to be tried on.
pub const FEWEST_MONTHS: usize = 48;
/// The most months ahead.
pub const LONGEST: u8 = 6;
/// The fewest a month, on average, that are forecast: below it the limits, which may go below 0, are rough.
pub const FEWEST_A_MONTH: f64 = 5.0;

/// The rule by which the method is chosen, to be printed with the result.
pub const FORECAST_RULE: &str = "The method used is the one of three kinds of exponential smoothing whose forecasts of \
    the last one or two years, each made from the months before it alone, were least wrong on average; if they were no \
    better than the better of two guesses, that the last month or the same month of last year comes again, that guess is \
    used.";

/// By what months are forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Method {
    /// The last month comes again.
    LastMonth,
    /// The same month of last year comes again.
    LastYear,
    /// Exponential smoothing.
    Smoothing(Smoothing),
}

/// How wrong a method was on months that it had not seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BackTest {
    /// The method.
    pub method: Method,
    /// How many forecasts were tried.
    pub forecasts: u64,
    /// The mean of how far they were off (MAE), in counts.
    pub mean_error: f64,
    /// The same over the mean change of a month to the same month a year later, as known when the forecast was made
    /// (MASE): below 1 is less than a usual year's change. Whether it beats a guess, the guess's own error tells. `None` where the years did not differ.
    pub scaled_error: Option<f64>,
    /// The share of months that lay within the limits given for them.
    pub within_limits: f64,
}

/// One month ahead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MonthAhead {
    /// The month.
    pub month: Month,
    /// What it is expected to be.
    pub expected: f64,
    /// The low limit, never below 0.
    pub low: f64,
    /// The high limit.
    pub high: f64,
}

/// A forecast, with what it was tried against.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forecast {
    /// The months ahead, the next first.
    pub months: Vec<MonthAhead>,
    /// The method used.
    pub method: Method,
    /// Whether smoothing was less wrong than guessing.
    pub standing: AgainstGuess,
    /// How wrong the method used was.
    pub tested: BackTest,
    /// How wrong the better of the two guesses was.
    pub guess: BackTest,
    /// What the better guess has for the same months, to set beside them.
    pub guessed: Vec<MonthAhead>,
    /// Every method tried.
    pub tried: Vec<BackTest>,
    /// How many months in a hundred the limits are to hold.
    pub confidence: Confidence,
    /// The months that it was made from.
    pub made_from: Span<Month>,
}

/// Whether smoothing was less wrong than guessing that nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum AgainstGuess {
    /// It was, and is used.
    Better,
    /// It was not, so the guess is used.
    NotBetter,
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ForecastError {
    /// Too short to learn from and be tried on.
    #[error(
        "a forecast needs at least {FEWEST_MONTHS} months, three years to learn from and one to be tried on, and the \
         series has {0}: add earlier months"
    )]
    TooShort(usize),
    /// Too few to be forecast by the month.
    #[error(
        "{0:.1} a month are too few to forecast (at least {FEWEST_A_MONTH} are needed): take a wider area or more \
         offences together"
    )]
    TooFew(f64),
    /// None, or too many months ahead.
    #[error("a forecast goes 1 to {LONGEST} months ahead, and {0} were asked for")]
    Ahead(u8),
}

/// The next `ahead` months of the series.
///
/// **What it answers.** If things go on as they have, what will the next months bring, and how far can that be trusted?
///
/// **Method.** Level, Holt's trend and Holt and Winters's added season ([`crate::statistics::smoothing`], weights by least squares) are each tried on
/// the last 24 months (12 to 23 where there are fewer than five years) by a rolling origin: from every month on, weights are
/// found anew from the months before it alone, and up to `ahead` months are forecast. The mean absolute error (MAE) and
/// the same over the mean change from a year before (MASE; Hyndman and Koehler 2006, "Another look at measures of forecast accuracy",
/// *Int. J. Forecasting* 22, 679–688) stand beside those of two guesses on the same months: the last month again, and the
/// same month of last year again. [`FORECAST_RULE`] chooses. Limits are normal: for smoothing as
/// [`crate::statistics::smoothing::Smoothed::error_ahead`], for the guesses the mean squared change over one month, times the months ahead, or
/// over a year (Hyndman and Athanasopoulos 2021, *Forecasting: Principles and Practice*, 3rd ed., 5.5 and 5.10); and never
/// narrower than chance alone makes counts, whose standard deviation is the square root of what is expected. How many
/// tried months they held is told: it, and not the 95%, is what they are worth.
///
/// **When not to use it.** As a target, or to say that something worked because fewer came: that is what a control chart
/// is for. Across a recording break or the lockdowns of 2020. The error of the method used is a little flattered, since
/// it was the best of three on the same months.
///
/// **Small numbers.** It refuses fewer than [`FEWEST_MONTHS`] months and fewer than [`FEWEST_A_MONTH`] a month on average.
///
/// ```
/// use partnership::statistics::forecast::{AgainstGuess, forecast};
/// use partnership::statistics::monthly_series::MonthlySeries;
/// use partnership::statistics::probability::Confidence;
///
/// // The same season every year and a little more each time, with scatter.
/// let season = [60, 52, 55, 50, 48, 45, 40, 42, 47, 53, 58, 62];
/// let counts = (0..60).map(|at| season[at % 12] + 8 * (at as u64 / 12) + (at as u64 * 7 % 5));
/// let series = MonthlySeries::of("2010-01".parse()?, counts.collect())?;
/// let found = forecast(&series, 3, Confidence::NINETY_FIVE)?;
/// assert_eq!(found.months[0].month.in_words(), "January 2015");
/// assert_eq!(found.standing, AgainstGuess::Better);
/// assert!(found.tested.mean_error < found.guess.mean_error);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the series is too short or has too few a month, or other than 1 to [`LONGEST`] months are asked for.
pub fn forecast(
    series: &MonthlySeries,
    ahead: u8,
    confidence: Confidence,
) -> Result<Forecast, ForecastError> {
    if !(1..=LONGEST).contains(&ahead) {
        return Err(ForecastError::Ahead(ahead));
    }
    let counts: Vec<f64> = series.counts().iter().map(|count| *count as f64).collect();
    if counts.len() < FEWEST_MONTHS {
        return Err(ForecastError::TooShort(counts.len()));
    }
    let a_month = counts.iter().sum::<f64>() / counts.len() as f64;
    if a_month < FEWEST_A_MONTH {
        return Err(ForecastError::TooFew(a_month));
    }
    let test = |method| tried::back_test(&counts, method, ahead, confidence);
    let least = |one: BackTest, other: BackTest| {
        if other.mean_error < one.mean_error { other } else { one }
    };
    let [last_month, last_year] = [Method::LastMonth, Method::LastYear].map(test);
    let smoothed = [Smoothing::Level, Smoothing::Trend, Smoothing::Season];
    let [level, trend, season] = smoothed.map(|one| test(Method::Smoothing(one)));
    let (guess, smoothed) = (least(last_year, last_month), least(least(level, trend), season));
    let (standing, tested) = if smoothed.mean_error < guess.mean_error {
        (AgainstGuess::Better, smoothed)
    } else {
        (AgainstGuess::NotBetter, guess)
    };
    let tried = vec![last_month, last_year, level, trend, season];
    let months = |method| months_ahead(series.last(), &counts, method, ahead, confidence);
    Ok(Forecast {
        months: months(tested.method),
        guessed: months(guess.method),
        method: tested.method,
        standing,
        tested,
        guess,
        tried,
        confidence,
        made_from: series.span(),
    })
}

/// What a method has for the months after `last`.
fn months_ahead(
    last: Month,
    counts: &[f64],
    method: Method,
    ahead: u8,
    confidence: Confidence,
) -> Vec<MonthAhead> {
    let limits = tried::ahead(counts, method, ahead, confidence);
    let months = (1..).zip(limits).map(|(ahead, limits)| {
        let month = last.plus_months(ahead);
        MonthAhead { month, expected: limits.expected, low: limits.low, high: limits.high }
    });
    months.collect()
}

#[cfg(test)]
mod tests;

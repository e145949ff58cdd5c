//! Call-in: councillors have a Cabinet decision looked at again before it is acted on.
//!
//! In come the days in which that can be done, who did it, and what the scrutiny committee made of it; out goes
//! whether the decision stands.

use crate::terms::day::Day;
use crate::timetable::working_days::working_day_from;

/// Whether a Cabinet decision can be called in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// Up to this day, and not acted on before it is past.
    Until(Day),
    /// It cannot be, as when Cabinet only recommends to Council.
    NotSubject {
        /// Why not, as minuted.
        why: String,
    },
}

/// A Cabinet decision that was called in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallIn {
    /// The day.
    pub on: Day,
    /// Who called it in, such as "Councillors Daley, Newton and Vizzard".
    pub by: String,
    /// Why.
    pub why: String,
}

/// What came of a call-in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The day.
    pub on: Day,
    /// Where the scrutiny committee's minutes have it.
    pub minute: String,
    /// What it came to.
    pub outcome: Outcome,
}

/// What a call-in comes to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The decision stands, and goes on to Council.
    Stands,
    /// Cabinet is asked to think again.
    BackToCabinet {
        /// Why, as minuted.
        why: String,
    },
}

impl Window {
    /// The window that councils' rules usually give: the five working days after the day of the decision.
    ///
    /// ```
    /// use partnership::approval::call_in::Window;
    /// let window = Window::usual("2015-04-14".parse()?);
    /// assert_eq!(window, Window::Until("2015-04-21".parse()?));
    /// # Ok::<(), partnership::terms::day::DayError>(())
    /// ```
    pub fn usual(decided: Day) -> Window {
        let next = |day: Day| working_day_from(day.plus_days(1));
        Window::Until((0..5).fold(decided, |day, _| next(day)))
    }

    /// The window in a sentence: "it can be called in until 21 April 2015".
    pub fn in_words(&self) -> String {
        match self {
            Window::Until(day) => format!("it can be called in until {}", day.in_words()),
            Window::NotSubject { why } => format!("it cannot be called in: {why}"),
        }
    }
}

impl Outcome {
    /// What it came to, in a sentence: "the decision stands".
    pub fn in_words(&self) -> &'static str {
        match self {
            Outcome::Stands => "the decision stands",
            Outcome::BackToCabinet { .. } => "Cabinet is asked to think again",
        }
    }
}

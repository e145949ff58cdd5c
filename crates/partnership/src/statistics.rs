//! The methods by which figures are compared: plain numbers in, small named results out.
//!
//! One file per method: change between two periods, which of many changes are beyond chance, what
//! each category adds to a change, rates, an area against its group, counts weighted by severity,
//! how far crime gathers at few places and comes back to them, where on squares it gathers beyond chance, which values a map
//! shades alike, how unequally crime falls by deprivation, which places are high on several indicators,
//! which counts of linked tables may be shown, weights by raking, estimates from samples, and how far
//! coders agree; and, over the months of one series: the rolling year, its usual season, control charts, what earlier
//! years lead one to expect of a month, smoothing and forecasts. Nothing here knows an area, a period or an offence: the evidence
//! and consultation modules bring the meaning, this one the arithmetic. Each method says what it answers, from whom it comes,
//! and when it misleads; `tests/statistics_verified/main.rs` checks all of them against independent implementations in Python.

pub(crate) mod chance;
pub mod probability;
pub mod change;
pub mod discovery;
pub mod contribution;
pub mod rate;
pub mod funnel;
pub mod comparison;
pub mod severity;
pub mod concentration;
pub mod repeat_places;
pub mod national_grid;
pub mod square_grid;
pub mod hotspots;
pub mod kernel_density;
pub mod classes;
pub mod suppression;
pub mod raking;
pub mod survey_estimate;
pub mod agreement;
mod exact;
mod normal;
pub mod inequality;
pub mod flags;
pub mod monthly_series;
pub mod rolling_year;
pub mod seasonal;
pub mod seasonal_loess;
pub mod run_rules;
pub mod control_chart;
pub mod laney_chart;
pub mod anticipated;
pub mod smoothing;
pub mod forecast;

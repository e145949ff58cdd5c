//! Partner data: what authorities and others supply beside open data, each quarter by law or whenever they measure.
//!
//! In come files as they were sent; out go counts and series with their provenance, a validation report to whoever sent
//! the file, and when each return is due. Only what is depersonalised is taken, and of rows only what they come to.

pub mod prescribed;
pub mod kind;
pub mod depersonalised;
pub mod place;
pub mod file;
pub mod report;
pub mod return_file;
pub mod series;
pub mod series_file;
pub mod delivery;
pub mod supplier;
pub mod standing;
pub mod chaser;
pub mod shown;
pub mod drawn;
pub mod told;
pub mod described;

#[cfg(test)]
mod tests;

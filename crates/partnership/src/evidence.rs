//! Evidence: rows of extracts, what is held, denominators, figures with their provenance.
//!
//! In come typed rows; out go figures that know what they rest on, and refusals with their reason.

pub mod rows;
pub mod geography;
pub mod coverage;
pub mod recording_break;
pub mod recording_scenario;
pub mod denominator;
pub mod group;
pub mod disclosure;
pub mod figure;
pub mod tables;
pub mod home_office;
pub mod held;
pub mod small_areas;
pub mod quarter;
pub mod neighbourhood;
pub mod by_deprivation;
pub mod by_ward;
pub mod phrases;
pub mod series_phrases;
pub mod place_phrases;
pub mod area_map;
pub mod square_map;
pub mod density_map;
pub mod curves;
pub mod funnel_limits;
pub mod claim;
pub mod enquiry;
pub mod finding;

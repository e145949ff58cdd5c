//! The words of the field as types: days, months and periods, areas, forces, offences, extracts.
//!
//! In comes text as publishers and people write it; out go values that cannot be wrong. Everything
//! later in the story speaks in these.

pub mod month;
pub mod day;
pub mod span;
pub mod period;
pub mod area;
pub mod force;
pub mod offence;
pub mod extract;
pub mod slug;
pub mod spreadsheet;
pub mod wording;
pub(crate) mod quoted;

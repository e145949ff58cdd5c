//! Approval: what the decisions of bodies mean for a document, from the day on which it is put forward to its adoption.
//!
//! In come versions of an assessment or a plan, what each body decided at its meeting, amendments, and call-ins; out
//! goes where the document stands, what can be done with it, and in the end the text that was adopted. A meeting's
//! decision is read from the timetable, where it is recorded, and kept nowhere else.

pub mod text;
pub mod amendment;
pub mod document;
pub mod turn;
pub mod call_in;
pub mod sitting;
pub mod refused;
pub mod adopted;
pub mod under_way;
pub mod deed;
pub mod stage;
pub mod history;
pub mod standing;
pub mod from_draft;
pub mod from_plan;
pub mod typed;
pub(crate) mod public_words;
pub mod marked;
pub mod cover_report;

#[cfg(test)]
pub(crate) mod tests;

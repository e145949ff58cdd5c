//! The Strategic Assessment as it is drafted: text in sections that refers to figures and never holds them.
//!
//! In come the sections as officers typed them and what is held; out go numbered passages, faults with their places,
//! and the document. No number is typed by hand: a reference stands where the number will be.

pub mod fault;
pub mod reference;
pub mod text;
pub mod reading;
pub mod passage;
pub mod about;
pub mod numeral;
pub mod material;
pub mod enquired;
pub mod kept;
pub mod gathered;
pub mod answer;
pub mod answering;
pub mod edition;
pub mod composing;
pub mod completeness;
pub mod skeleton;
pub mod ready_text;
pub mod order;
pub mod clearing;
pub mod editions;
pub mod one_shown;
pub mod one_judged;
pub mod versions;
pub mod comparison;
pub mod circulated;
pub mod comment;
pub mod looked_over;

//! The rolling plan: strategy, objectives under the priorities, actions, and what each authority undertakes; year after year.
//!
//! In come decided priorities, what is written about them, and what is done about actions, deed by deed; out go a plan that
//! says what the law asks for and is missing, what hangs together with nothing, and the plan of the year after.

pub mod rolling;
pub mod refused;
pub mod action;
pub mod in_full;
pub mod statutory;
pub mod gap;
pub mod board;
pub mod carrying;
pub mod export;
pub mod set_out;
pub mod document;
pub mod typed;
pub mod retold;
pub mod asking;

#[cfg(test)]
pub(crate) mod tests;

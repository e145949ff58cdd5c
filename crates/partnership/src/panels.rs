//! Neighbourhood panels: which there are, when they met, what was raised there and what became of it.
//!
//! In come a register, its meetings and the issues that people raised; out go where each issue stands, which came back,
//! and what it all comes to by ward, kind and quarter. People are counted and never named: not as residents, not as
//! those who raised an issue.

pub mod kind;
pub mod panel;
pub mod meeting;
pub mod issue;
pub mod place;
pub mod recurrence;
pub mod roll_up;
pub mod told;
pub mod drawn;
pub mod words_kept;
pub mod import;
pub mod export;
pub mod register;

#[cfg(test)]
mod tests;

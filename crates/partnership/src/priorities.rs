//! Priorities: the long list of candidate issues, how they were scored, how they rank, and what a meeting decided.
//!
//! In come candidate issues with what they rest on, scores by a method that was chosen, and a body's decision at a meeting;
//! out go a ranking that says how far it hangs on its weights, and the priorities that the decision made.

pub mod candidate;
pub mod decided;
pub mod evidence;
pub mod factor;
pub mod method;
pub mod ranking;
pub mod round;
pub mod score;
pub mod sensitivity;
pub mod typed;
pub mod export;

#[cfg(test)]
mod tests;

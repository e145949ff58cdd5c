//! The results of a consultation: who answered what, in counts that may be shown.
//!
//! In come a questionnaire, its replies, weights if there are any, and how those who answered were found; out go, for
//! each question, its base and what is missing, by channel, questions set against each other with small counts
//! withheld over all tables together, numbers in short, and shares in words. Who chose to answer speaks for nobody
//! else: of them no interval can be had.

pub mod coding;
pub mod drawn;
mod ledger;
pub mod tables;
pub mod weighted;
pub mod shares;
pub mod numbers;
pub mod phrases;

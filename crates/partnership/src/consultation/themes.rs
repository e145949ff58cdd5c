//! Themes: what people wrote in their own words, sorted by a code frame that a person signed off.
//!
//! In come comments, a frame of codes, and who coded which comment how; out go themes, each counted with its base and
//! traceable to its comments, and how far those who coded agree. The program suggests, and only people code.

pub mod comment;
pub mod frame;
pub mod said;
pub mod carried;
pub mod coding;
pub mod queue;
pub mod counted;
pub mod reliability;
pub mod tokens;
pub mod terms;
pub mod similar;

//! The consultation: one questionnaire, answered on paper and on-line.
//!
//! In come a questionnaire and a consultation as somebody typed them, then replies by any way; out go what is asked
//! in which language, where it stands on paper, and what is wrong with a reply. A page that comes back is known by
//! its code.

pub mod language;
pub mod answer;
pub mod question_bank;
pub mod question;
pub mod questionnaire;
pub mod ready_questions;
pub mod editing;
pub mod on_paper;
pub mod consulted_on;
pub mod sample;
pub mod weighting;
pub mod exercise;
pub mod version;
pub mod readiness;
pub mod form;
pub mod copies;
pub mod page_code;
pub mod layout;
pub mod postcode;
pub mod reply;
pub mod reading;
pub mod on_line;
pub mod condition;
pub mod xlsform;
pub mod results;
pub mod themes;
pub mod quotation;
pub mod you_said;
pub mod retention;
pub mod report;
pub mod export;

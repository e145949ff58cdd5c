//! The consultation: one questionnaire, answered on paper and on-line.

pub mod layout;

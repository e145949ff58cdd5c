//! Tests of XLSForms: what is written is read back the same, and what others write is read or told of.

mod conditions;
mod foreign;
pub(crate) mod made;
mod round_trip;

pub(crate) use made::any_questionnaire;
pub(crate) use made::any_replies;
pub(crate) use made::the_one_answer;

//! Publication: what everybody may read once it is adopted, and what is missing from it.
//!
//! In come adopted texts, and what is public by itself: the timetable, and the report on a consultation that has closed;
//! out goes a site of documents that any writer can set. Nothing else can be a part of it.

pub(crate) mod adopted_text;
pub mod licence;
pub mod whose;
pub mod easy_read;
pub mod part;
pub mod figures;
mod summary;
pub mod missing;
pub mod left_out;
pub mod site;
pub mod kept;

#[cfg(test)]
pub(crate) mod tests;

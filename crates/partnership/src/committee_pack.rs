//! The committee pack: everything that is laid before a body with a document that it is to agree.
//!
//! In come the cover report, the text as it stands before the meeting, and what is behind it; out go papers under their
//! letters, those for the public and those that are not apart. It is kept with the decision as it was then.

pub mod paper;
mod for_approval;
pub mod composed;

#[cfg(test)]
mod tests;

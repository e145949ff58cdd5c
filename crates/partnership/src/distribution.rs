//! Distribution: who is told of what was published, who had it, and who asked for it in another format.
//!
//! In come a publication and distribution lists; out goes what is sent to whom, by e-mail or post, each once, with how it
//! stands. Nothing can be sent but a publication, and one is made of adopted texts alone.

pub mod wanted_format;
pub mod address;
pub mod list;
pub mod recipient;
pub mod file;
pub mod dispatch;
pub mod sending;
pub mod announcing;
pub mod asking_to_be_told;
pub mod covering_letter;
pub mod labels;
pub mod request;

#[cfg(test)]
mod tests;

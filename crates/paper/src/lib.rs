//! Paper forms that come back: from images of sheets to marks, doubts and pictures of each answer.
//!
//! In come the bytes that a scanner made and the layouts of the forms that were printed; out come readings, each box
//! with what it says and the reason for every doubt. Nothing is guessed: what is not clear says so, for a person to look at.

pub mod scan;
pub mod decode;
mod number;
mod geometry;
mod shrunk;
mod squares;
pub mod register;
mod patch;
pub mod code;
mod ink;
pub mod blank;
pub mod marks;
pub mod spaces;
pub mod snippet;
pub mod page;
pub mod batch;

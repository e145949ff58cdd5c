//! The form on paper: what a screen reader finds in it, and whether everything stands where its layout says.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "everything here is a test, and clippy only knows those marked as one"
)]

mod copies;
mod fixture;
#[path = "../independent/mod.rs"]
mod independent;
mod pixels;
mod structure;

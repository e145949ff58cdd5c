//! The XLSForm: what the published converter makes of it, and that it is read back the same.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "everything here is a test, and clippy only knows those marked as one"
)]

mod as_converted;
mod fixture;
#[path = "../independent/mod.rs"]
#[expect(dead_code, reason = "other tests need more of it")]
mod independent;
mod read_back;

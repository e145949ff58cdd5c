//! Every format of a document: what a reader, a screen reader and a machine find in it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "everything here is a test, and clippy only knows those marked as one"
)]

mod fixture;
#[path = "../independent/mod.rs"]
mod independent;
mod html;
mod pack;
mod pdf;
mod docx;
mod maps;
mod curves;
mod sheets;
mod csv;
mod site;
mod posting;

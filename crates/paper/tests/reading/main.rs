//! Reading forms that were filled in by many hands and spoilt as scanners do.

#[path = "../made/mod.rs"]
mod made;

mod batches;
mod fields;
mod files;
mod pages;
mod settled;

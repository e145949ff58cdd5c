//! Reading forms that were filled in by many hands and spoilt as scanners do.

#[cfg(test)]
#[path = "../made/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod made;

#[cfg(test)]
mod batches;
#[cfg(test)]
mod fields;
#[cfg(test)]
mod files;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod pieces;
#[cfg(test)]
mod settled;
#[cfg(test)]
mod words;

//! Reading forms that were filled in by many hands and spoilt as scanners do.

#[cfg(test)]
#[path = "../made/mod.rs"]
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

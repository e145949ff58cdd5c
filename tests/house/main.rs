//! The house rules that a test can hold.
//!
//! In: the files of the checkout. Out: for each rule broken, where, and what to do about it.
//! The rules that clippy holds are in `Cargo.toml` and `clippy.toml`, those that only a reader can
//! hold in `CONTRIBUTING.md`.

#[cfg(test)]
mod checkout;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod formulas;
#[cfg(test)]
mod kept_out;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod operating;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod reviewed;
#[cfg(test)]
mod site;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod story;

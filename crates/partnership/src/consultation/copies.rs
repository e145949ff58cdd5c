//! The numbers of the copies of a form that were printed, so that none is given to two sheets.
//!
//! In come numbers from one to another; out go all that were printed with them, or which of them were printed before and
//! the number to go on with. Two sheets of one number would be taken for one paper that came twice.

use std::ops::RangeInclusive;

/// The numbers of the copies of a form that were printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PrintedCopies(Vec<RangeInclusive<u32>>);

/// Why copies are not printed: numbers of them were given before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} before, and a number given twice makes two papers one; number the first copy {next}, or higher",
    given(.found)
)]
pub struct PrintedBefore {
    /// The first numbers among those wanted that were.
    pub found: RangeInclusive<u32>,
    /// The number after the highest that was.
    pub next: u32,
}

fn given(numbers: &RangeInclusive<u32>) -> String {
    match (numbers.start(), numbers.end()) {
        (first, last) if first == last => format!("copy {first} was printed"),
        (first, last) => format!("copies {first} to {last} were printed"),
    }
}

impl PrintedCopies {
    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them with these.
    ///
    /// # Errors
    /// When any of these were printed before.
    pub fn with(&self, numbers: &RangeInclusive<u32>) -> Result<PrintedCopies, PrintedBefore> {
        let both = |one: &RangeInclusive<u32>| {
            *one.start().max(numbers.start())..=*one.end().min(numbers.end())
        };
        if let Some(found) = self.0.iter().map(both).find(|found| !found.is_empty()) {
            let highest = self.0.iter().map(|one| *one.end()).max().unwrap_or_default();
            return Err(PrintedBefore { found, next: highest.saturating_add(1) });
        }
        let mut all = self.clone();
        all.0.push(numbers.clone());
        all.0.sort_by_key(|one| *one.start());
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_given_once_and_the_next_is_told() {
        let first = PrintedCopies::default().with(&(1..=50)).unwrap();
        let both = first.with(&(201..=240)).unwrap();
        let refused = both.with(&(31..=80)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "copies 31 to 50 were printed before, and a number given twice makes two papers one; number the first copy 241, \
             or higher"
        );
        assert!(
            both.with(&(240..=250)).unwrap_err().to_string().starts_with("copy 240 was printed")
        );
        let between = both.with(&(51..=200)).unwrap();
        assert_eq!(between.with(&(1..=300)).unwrap_err().found, 1..=50);
        assert!(both.with(&(241..=241)).is_ok());
    }
}

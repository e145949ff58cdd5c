//! Which months of which forces are held: what may be counted, and what must not be.
//!
//! In come the force-months of the extracts held; out goes, for a force and a period, the extracts
//! that cover it or the months that are missing. A month that is not held is not a month of zero.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::terms::extract::ExtractId;
use crate::terms::month::Month;
use crate::terms::period::Period;

/// The force-months held, each with the extracts that hold it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    held: BTreeMap<(String, Month), BTreeSet<ExtractId>>,
}

/// A period of which a force's figures are not held whole.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("{force}'s street-level crime for {period} is not held: {} missing", months_in_words(.missing))]
pub struct NotHeld {
    /// The force, such as "Kent Police".
    pub force: String,
    /// The period, in words.
    pub period: String,
    /// The months missing.
    pub missing: Vec<Month>,
}

impl Coverage {
    /// Notes that `extract` holds `month` of the force that publishes as `reported_by`.
    pub fn note(&mut self, reported_by: &str, month: Month, extract: ExtractId) {
        self.held.entry((reported_by.to_owned(), month)).or_default().insert(extract);
    }

    /// Whether `month` of the force is held.
    pub fn holds(&self, reported_by: &str, month: Month) -> bool {
        self.held.contains_key(&(reported_by.to_owned(), month))
    }

    /// The extracts that hold the force's whole `period`.
    ///
    /// # Errors
    /// When a month is missing: which ones.
    pub fn whole(&self, reported_by: &str, period: Period) -> Result<BTreeSet<ExtractId>, NotHeld> {
        let mut extracts = BTreeSet::new();
        let mut missing = Vec::new();
        for month in period.months() {
            match self.held.get(&(reported_by.to_owned(), month)) {
                Some(held) => extracts.extend(held),
                None => missing.push(month),
            }
        }
        if missing.is_empty() {
            return Ok(extracts);
        }
        Err(NotHeld { force: reported_by.to_owned(), period: period.in_words(), missing })
    }

    /// The months of the force held, in order.
    pub fn months(&self, reported_by: &str) -> Vec<Month> {
        let of_force = self.held.keys().filter(|(force, _)| force == reported_by);
        of_force.map(|(_, month)| *month).collect()
    }

    /// The forces of which anything is held.
    pub fn forces(&self) -> BTreeSet<&str> {
        self.held.keys().map(|(force, _)| force.as_str()).collect()
    }
}

/// Months as a list in words: "April 2013", "April and May 2013" as "April 2013 and May 2013".
pub fn months_in_words(months: &[Month]) -> String {
    let words: Vec<String> = months.iter().map(|month| month.in_words()).collect();
    match words.as_slice() {
        [] => "no month".to_owned(),
        [one] => one.clone(),
        [first, .., last] if months.len() > 3 => {
            format!("{first} to {last} ({} months)", months.len())
        }
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_month_is_named_and_never_counted_as_none() {
        let mut coverage = Coverage::default();
        let extract = ExtractId::of([7; 32]);
        coverage.note("Kent Police", "2014-04".parse().unwrap(), extract);
        coverage.note("Kent Police", "2014-06".parse().unwrap(), extract);
        let refused = coverage.whole("Kent Police", "2014-Q1".parse().unwrap()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "Kent Police's street-level crime for Quarter 1 of 2014/15 (April to June 2014) is not \
             held: May 2014 missing"
        );
        coverage.note("Kent Police", "2014-05".parse().unwrap(), extract);
        let whole = coverage.whole("Kent Police", "2014-Q1".parse().unwrap());
        assert_eq!(whole, Ok(BTreeSet::from([extract])));
    }
}

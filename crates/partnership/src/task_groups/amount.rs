//! An amount: a decimal number that is printed as it was typed.
//!
//! In comes a text such as "12.5"; out goes a number that is kept exactly, so that what stands in a report, a file and the
//! records is the same to the last digit.

use std::fmt;
use std::str::FromStr;

use crate::content::table::Cell;
use crate::content::table::decimal;
use crate::terms::quoted;

/// The most decimal places that an amount has.
pub const MOST_DECIMALS: usize = 4;

/// The most digits before its point.
const MOST_DIGITS: usize = 11;

/// A decimal number, kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number without its point.
    digits: i64,
    decimals: u8,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{found}` is not a number; write digits with at most four after the point, such as 12.5 or 1,250"
)]
pub struct AmountError {
    found: String,
}

impl Amount {
    /// The number, to reckon with.
    pub fn value(self) -> f64 {
        format!("{self}").parse().unwrap_or(f64::NAN)
    }

    /// The amount as a cell of a table.
    pub fn cell(self) -> Cell {
        Cell::Number { value: self.value(), decimals: self.decimals }
    }

    /// The amount as it is printed, thousands separated by commas.
    ///
    /// ```
    /// use partnership::task_groups::amount::Amount;
    /// assert_eq!("1250.50".parse::<Amount>()?.printed(), "1,250.50");
    /// assert_eq!("-3".parse::<Amount>()?.printed(), "−3");
    /// # Ok::<(), partnership::task_groups::amount::AmountError>(())
    /// ```
    pub fn printed(self) -> String {
        decimal(self.value(), self.decimals)
    }

    /// How many decimal places it was typed with.
    pub fn decimals(self) -> u8 {
        self.decimals
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Amount, AmountError> {
        let wrong = || AmountError { found: text.trim().chars().take(40).collect() };
        let plain = text.trim().replace(',', "").replace('−', "-");
        let (sign, unsigned) =
            plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let pointed_at_nothing = unsigned.contains('.') && fraction.is_empty();
        let digits = format!("{whole}{fraction}");
        let fits = (1..=MOST_DIGITS).contains(&whole.len()) && fraction.len() <= MOST_DECIMALS;
        if pointed_at_nothing || !fits || !digits.bytes().all(|one| one.is_ascii_digit()) {
            return Err(wrong());
        }
        let digits: i64 = digits.parse().map_err(|_| wrong())?;
        let decimals = u8::try_from(fraction.len()).map_err(|_| wrong())?;
        Ok(Amount { digits: sign * digits, decimals })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let (sign, point) =
            (if self.digits < 0 { "-" } else { "" }, if decimals > 0 { "." } else { "" });
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

impl serde::Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Amount, D::Error> {
        quoted::read(from, "12.5")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "-", "1.", ".5", "1e3", "12.34567", "twelve", "NaN", "1.2.3", "123456789012"]
        {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_is_written_as_it_was_typed(whole in 0_u64..99_999_999_999, fraction in "[0-9]{0,4}") {
            let point = if fraction.is_empty() { "" } else { "." };
            let typed = format!("{whole}{point}{fraction}");
            prop_assert_eq!(typed.parse::<Amount>().unwrap().to_string(), typed);
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _read = text.parse::<Amount>();
        }
    }
}

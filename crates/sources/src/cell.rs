//! Single cells: text in, a value or a plain fault out.

use partnership::terms::area::AreaCode;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::report::RowFault;

/// A cell that must hold something.
pub(crate) fn filled<'a>(column: &'static str, text: &'a str) -> Result<&'a str, RowFault> {
    if text.is_empty() {
        Err(RowFault::new(column, text, "a value, not an empty cell"))
    } else {
        Ok(text)
    }
}

/// An area's code.
pub(crate) fn area(column: &'static str, text: &str) -> Result<AreaCode, RowFault> {
    let wanted = "a letter and eight digits, such as E07000110";
    text.parse().map_err(|_| RowFault::new(column, text, wanted))
}

/// A month.
pub(crate) fn month(column: &'static str, text: &str) -> Result<Month, RowFault> {
    text.parse().map_err(|_| RowFault::new(column, text, "YYYY-MM, such as 2014-06"))
}

/// A crime type of street-level data.
pub(crate) fn class(column: &'static str, text: &str) -> Result<OffenceClass, RowFault> {
    let wanted = "one of the crime types of data.police.uk, such as Robbery";
    OffenceClass::published(text).ok_or_else(|| RowFault::new(column, text, wanted))
}

/// A year.
pub(crate) fn year(column: &'static str, text: &str) -> Result<i16, RowFault> {
    let year = text.parse().ok().filter(|year| (1801..=2199).contains(year));
    year.ok_or_else(|| RowFault::new(column, text, "a year, such as 2013"))
}

/// A number of things, perhaps with commas between thousands.
pub(crate) fn count(column: &'static str, text: &str) -> Result<u64, RowFault> {
    let number = without_thousands(text).and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| RowFault::new(column, text, "a whole number, such as 1,563"))
}

/// A measure that is a number and not negative, perhaps with commas between thousands.
pub(crate) fn measure(column: &'static str, text: &str) -> Result<f64, RowFault> {
    let number = without_thousands(text).and_then(|digits| digits.parse::<f64>().ok());
    let number = number.filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| RowFault::new(column, text, "a number from 0, such as 8.4"))
}

/// Digits without the commas between thousands; `None` when a comma stands elsewhere.
pub(crate) fn without_thousands(text: &str) -> Option<String> {
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next().unwrap_or_default();
    let mut later = groups.peekable();
    let grouped = later.peek().is_none() || (1..=3).contains(&first.len());
    (grouped && later.all(|group| group.len() == 3)).then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_between_thousands_is_read_and_any_other_is_refused() {
        assert_eq!(count("x", "1,234,567"), Ok(1_234_567));
        assert_eq!(count("x", "66776"), Ok(66_776));
        for wrong in ["1,23", "12,34,567", ",123", "1234,567", "1.5", "-1", "", "1e3"] {
            assert!(count("x", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_measure_is_finite_and_not_negative() {
        assert_eq!(measure("x", "1,046.5"), Ok(1046.5));
        for wrong in ["NaN", "inf", "-3", "", "1,5"] {
            assert!(measure("x", wrong).is_err(), "{wrong}");
        }
    }
}

//! The days for which something was so, as two columns.

use partnership::membership::validity::Validity;
use partnership::terms::span::Span;

use crate::error::RecordsError;
use crate::store::value::Row;
use crate::store::value::Value;

/// The values of the columns `valid_from` and `valid_until`.
pub(super) fn values(valid: Validity) -> [Value; 2] {
    let (from, until) = match valid {
        Validity::Always => (None, None),
        Validity::From(first) => (Some(first), None),
        Validity::Until(last) => (None, Some(last)),
        Validity::Between(days) => (Some(days.first()), Some(days.last())),
    };
    [Value::maybe(from), Value::maybe(until)]
}

/// The days in those columns of a row.
pub(super) fn in_row(row: &Row) -> Result<Validity, RecordsError> {
    Ok(match (row.maybe_parsed("valid_from")?, row.maybe_parsed("valid_until")?) {
        (None, None) => Validity::Always,
        (Some(first), None) => Validity::From(first),
        (None, Some(last)) => Validity::Until(last),
        (Some(first), Some(last)) => {
            let days = Span::of(first, last);
            let wrong = |why| RecordsError::stored("valid_until", &last.to_string(), why);
            Validity::Between(days.map_err(wrong)?)
        }
    })
}

//! Queries for the things within a key that use the table's own key, so that one of thousands is found at once.

/// A query of each number of parts that a key may have, from none to six: the first is the cycle, then come the
/// questionnaire and numbers. `$begins` ends within its condition; `$ends` orders.
macro_rules! within {
    ($begins:literal, [$($number:literal),*], $ends:literal) => {
        crate::paper::within::within!(
            @grow $ends, [$($number),*],
            [concat!($begins, $ends), concat!($begins, " and cycle_id = $2", $ends)],
            concat!($begins, " and cycle_id = $2 and questionnaire_id = $3")
        )
    };
    (@grow $ends:literal, [], [$($done:expr),*], $so_far:expr) => {
        &[$($done,)* concat!($so_far, $ends)]
    };
    (@grow $ends:literal, [$next:literal $(, $number:literal)*], [$($done:expr),*], $so_far:expr) => {
        crate::paper::within::within!(
            @grow $ends, [$($number),*], [$($done,)* concat!($so_far, $ends)], concat!($so_far, $next)
        )
    };
}
pub(crate) use within;

use crate::error::RecordsError;
use crate::store::reading::Reading;
use crate::store::thing::Key;
use crate::store::value::Row;

/// The rows within a key, by the query for its number of parts.
pub(crate) async fn rows(
    from: &mut Reading,
    queries: &[&'static str],
    key: &Key,
) -> Result<Vec<Row>, RecordsError> {
    let parts = key.parts();
    let too_long = || RecordsError::stored("a key", &key.to_string(), "it has too many parts");
    let sql = queries.get(parts).ok_or_else(too_long)?;
    from.rows(sql, key.values(parts)).await
}

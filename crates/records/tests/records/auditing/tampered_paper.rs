//! A change of each table of paper past the records.

const TAMPERED_PAPER: [(&str, &str); 6] = [
    ("scan_batch", "update scan_batch set day = '2015-01-02'"),
    ("scan_file", "update scan_file set name = 'x'"),
    ("scan_side", "update scan_side set reading = '\"blank\"'"),
    ("paper_return", "update paper_return set machine = '{}'"),
    ("paper_decision", "update paper_decision set act = '{\"withdraws\":1}'"),
    ("booking_in", "update booking_in set received = 5"),
];

/// These after the others.
pub(super) fn after<const OTHERS: usize>(
    others: [(&'static str, &'static str); OTHERS],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    others.into_iter().chain(TAMPERED_PAPER)
}

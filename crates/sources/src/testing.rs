//! What the tests of several readers share.

use std::io::Read;

use proptest::prelude::*;

use crate::fault::ReadError;
use crate::report::FileReport;
use crate::text::Records;

/// A reader of a small kind.
pub(crate) type Reads<T> = fn(&str, &mut dyn Read) -> Result<(Vec<T>, FileReport), ReadError>;

/// Reads text, which must be accepted as a file.
pub(crate) fn read<T>(reads: Reads<T>, text: &str) -> (Vec<T>, FileReport) {
    reads("folder/file.csv", &mut text.as_bytes()).unwrap()
}

/// The refusals of a text, in words.
pub(crate) fn refusals<T>(reads: Reads<T>, text: &str) -> Vec<String> {
    read(reads, text).1.refusals.iter().map(ToString::to_string).collect()
}

/// Rows under a header, of cells that are right in some column or wrong in all.
pub(crate) fn any_rows(header: &'static str) -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "E07000110",
        "E01024356",
        "E22000142",
        "E05004982",
        "E06000035",
        "2014-06",
        "2013",
        "2012/13",
        "1",
        "12",
        "1,563",
        "-",
        "-3",
        "0.5",
        "51.2",
        "Kent Police",
        "Kent",
        "Robbery",
        "within",
        "",
        " ",
        "\"a, b\"",
        "\"",
        "é",
        "\0",
        "Unassigned Kent",
        "2014-Q1",
        "NaN",
        "[x]",
        "f91cca075a2ccccd5e24ad14f5134a8fe64a7f809ff34890b6fec009f32a1dab",
    ]);
    let width = header.split(',').count();
    let row = prop::collection::vec(cell, width.saturating_sub(1)..width + 2);
    let rows = prop::collection::vec(row.prop_map(|cells| cells.join(",")), 0..12);
    rows.prop_map(move |rows| format!("{header}\n{}\n", rows.join("\n")))
}

/// How many rows of data a text has; `None` when it is refused as a whole.
pub(crate) fn rows_in(text: &str) -> Option<u64> {
    let mut bytes = text.as_bytes();
    let mut records = Records::begin(&mut bytes).ok()?;
    let mut rows = 0;
    while records.next().ok()?.is_some() {
        rows += 1;
    }
    Some(rows - 1)
}

/// Checks that a reader keeps or refuses every row of a text, and gives as many as it keeps.
pub(crate) fn accounts_for_all<T>(reads: Reads<T>, text: &str) -> Result<(), TestCaseError> {
    if let Ok((_, report)) = reads("file.csv", &mut text.as_bytes()) {
        prop_assert_eq!(Some(report.rows()), rows_in(text));
        prop_assert_eq!(report.refused, report.reasons.values().sum::<u64>());
    }
    Ok(())
}

/// A ZIP archive of these members.
pub(crate) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Gives the same bytes again and again, and tells how many were taken.
pub(crate) struct Endless {
    pub(crate) head: Vec<u8>,
    pub(crate) again: u8,
    pub(crate) given: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let from_head = buffer.len().min(self.head.len());
        buffer[..from_head].copy_from_slice(&self.head[..from_head]);
        self.head.drain(..from_head);
        buffer[from_head..].fill(self.again);
        self.given += buffer.len();
        Ok(buffer.len())
    }
}

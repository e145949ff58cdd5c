//! Partner data as a file describes them: who supplies what, and each file that came with what was said beside it.
//!
//! In come a description and the bytes of its files; out go suppliers, and deliveries with their reports as if each had
//! been sent on its day.

use crate::partner_data::delivery::Contents;
use crate::partner_data::delivery::Delivery;
use crate::partner_data::delivery::Subject;
use crate::partner_data::return_file;
use crate::partner_data::series_file;
use crate::partner_data::series_file::Beside;
use crate::partner_data::supplier::Supplier;
use crate::terms::day::Day;

/// Partner data as they are described.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedPartnerData {
    /// Whether they were made up.
    pub illustrative: bool,
    /// Who supplies which return.
    #[serde(default, rename = "supplier")]
    pub suppliers: Vec<Supplier>,
    /// The files that came, in the order in which they came.
    #[serde(default, rename = "delivery")]
    pub deliveries: Vec<TypedDelivery>,
}

/// A file that came.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDelivery {
    /// The file's name.
    pub file: String,
    /// When it came.
    pub received: Day,
    /// What whoever sent it said beside it.
    #[serde(default)]
    note: String,
    /// What it is of.
    of: Subject,
    /// What was said of a series.
    #[serde(default)]
    beside: Option<Beside>,
}

/// A series of which nothing is said beside its file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "nothing says what the series in `{0}` measures; add `beside` with a title, a unit and a status"
)]
pub struct NothingBeside(String);

impl TypedDelivery {
    /// The delivery that its bytes make, read as on the day on which they came; `sha256` is their hash.
    ///
    /// # Errors
    /// When it is of a series and nothing says what that measures.
    pub fn delivered(&self, bytes: &[u8], sha256: String) -> Result<Delivery, NothingBeside> {
        let (report, contents) = match &self.of {
            Subject::Return { of, quarter, .. } => {
                let read = return_file::read(bytes, *of, *quarter, self.received);
                (read.report, read.counts.map_or(Contents::Nothing, Contents::Counts))
            }
            Subject::Series { .. } => {
                let beside =
                    self.beside.as_ref().ok_or_else(|| NothingBeside(self.file.clone()))?;
                let read = series_file::read(bytes, beside, self.received);
                (read.report, read.series.map_or(Contents::Nothing, Contents::Series))
            }
        };
        let (of, received, note) = (self.of.clone(), self.received, self.note.clone());
        Ok(Delivery { of, received, file: sha256, note, report, contents })
    }
}

//! What came back on paper: batches of scans, what a machine read on them, what people decided, the replies of both.
//!
//! In come scans by their SHA-256, readings of their sides and decisions; out go returns with every question settled or
//! waiting. What a return's paper says is for the core to decide; what was read and decided is never changed.

pub(crate) mod within;
pub(crate) mod salted;
pub(crate) mod refused;
pub(crate) mod batch;
pub(crate) mod file;
pub(crate) mod side;
pub(crate) mod returned;
pub(crate) mod decision;
pub(crate) mod booking;
pub(crate) mod progress;
pub(crate) mod said;
pub(crate) mod apart;
pub(crate) mod deleting;
mod before;
mod reading;
mod deciding;
mod begun;

use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::consultation::key;
use crate::store::thing::Key;

pub use crate::paper::refused::PaperRefused;

/// Which batch of which consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchAt {
    /// The cycle.
    pub cycle: Cycle,
    /// The short name of the questionnaire.
    pub questionnaire: Slug,
    /// The number of the batch, from 1.
    pub batch: i64,
}

impl BatchAt {
    fn consultation(&self) -> Key {
        key(self.cycle, &self.questionnaire)
    }

    fn key(&self) -> Key {
        self.consultation().and(self.batch)
    }
}

//! Results that were made a moment ago, so that they are made once and not again for each question.
//!
//! In comes the end of the audit record that they were made at; out they go until that has moved. They hold counts as
//! they may be shown, how many replies came on each day, and no reply.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::PartnershipId;
use tokio::sync::Mutex as Turn;

use crate::consultations::results::all::All;
use crate::page::fault::PageError;

/// The results of so many consultations are kept at most; with one more, all are made anew.
const MOST: usize = 32;

/// Whose consultation, of which cycle, by which questionnaire.
pub(super) type Of = (PartnershipId, Cycle, Slug);
/// What was made, and the end of the audit record that it was made at.
type Place = Arc<Turn<Option<(String, Arc<All>)>>>;

/// The results of one server.
#[derive(Debug, Default)]
pub(crate) struct KeptResults(Mutex<BTreeMap<Of, Place>>);

impl KeptResults {
    /// The results as they are at the end of the audit record that is given: those that are kept, or else made. Whoever
    /// comes while they are made waits for them. Where nobody has replied there are none.
    pub(super) async fn at(
        &self,
        of: Of,
        end: String,
        make: impl Future<Output = Result<Option<All>, PageError>>,
    ) -> Result<Option<Arc<All>>, PageError> {
        let place = self.place(of);
        let mut place = place.lock().await;
        if let Some((at, all)) = place.as_ref()
            && *at == end
        {
            return Ok(Some(Arc::clone(all)));
        }
        let Some(made) = make.await? else { return Ok(None) };
        let made = Arc::new(made);
        *place = Some((end, Arc::clone(&made)));
        Ok(Some(made))
    }

    fn place(&self, of: Of) -> Place {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(&of) {
            all.clear();
        }
        Arc::clone(all.entry(of).or_default())
    }
}

//! Results that were made a moment ago, so that they are made once and not again for each question.
//!
//! In comes the end of the audit record that they were made at; out they go until that has moved. What took long, as a
//! hundred thousand replies do, goes out for some moments longer while nothing but replies comes in. They hold counts as
//! they may be shown, how many replies came on each day, and no reply.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use jiff::Timestamp;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::PartnershipId;
use records::RecordsError;
use records::Sought;
use tokio::sync::Mutex as Turn;

use crate::consultations::results::all::All;
use crate::page::fault::PageError;

/// The results of so many consultations are kept at most; with one more, all are made anew.
const MOST: usize = 32;
/// Results that took no longer are made anew for every reply.
const QUICK: Duration = Duration::from_secs(1);
/// Others are kept for so many times as long as they took, so that a tenth of the time is spent on them at most.
const TIMES: u32 = 10;

/// Whose consultation, of which cycle, by which questionnaire.
pub(super) type Of = (PartnershipId, Cycle, Slug);
/// What was made, for whoever's turn it is.
type Place = Arc<Turn<Option<Made>>>;

/// The results of one server.
#[derive(Debug, Default)]
pub(crate) struct KeptResults(Mutex<BTreeMap<Of, Place>>);

/// Where the audit record ends, and on which day that is: for as long as both stay, so do the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    entry: i64,
    hash: String,
    today: Day,
}

/// Results as they were made.
#[derive(Debug)]
struct Made {
    all: Arc<All>,
    end: End,
    /// When their making began, by the clock on the wall and by one that nobody sets.
    counted: Timestamp,
    begun: Instant,
    took: Duration,
}

/// Results as they go out.
#[derive(Debug)]
pub(super) struct Standing {
    /// The results.
    pub(super) all: Arc<All>,
    /// When they were counted, if replies have come since.
    pub(super) counted_before: Option<Timestamp>,
}

impl End {
    /// The end as it is now. The hash of the last entry stands for all entries, and so for all that results are made of.
    pub(super) async fn of(book: &Book, today: Day) -> Result<End, RecordsError> {
        let last = book.entries_sought(&Sought::default(), i64::MAX, 1).await?;
        let (entry, hash) =
            last.into_iter().next().map(|entry| (entry.number, entry.hash)).unwrap_or_default();
        Ok(End { entry, hash, today })
    }
}

impl Made {
    /// The results, if they may still go out at the end that is given: it is their own, or nothing but replies has come
    /// in the moments since.
    async fn standing(&self, end: &End, book: &Book) -> Result<Option<Standing>, PageError> {
        let all = Arc::clone(&self.all);
        if self.end == *end {
            return Ok(Some(Standing { all, counted_before: None }));
        }
        let may_stay = self.end.today == end.today && stays(self.took, self.begun.elapsed());
        if may_stay && book.only_replies_came(self.end.entry).await? {
            return Ok(Some(Standing { all, counted_before: Some(self.counted) }));
        }
        Ok(None)
    }
}

/// Whether results that took so long to make are kept, though replies came, so long after their making began.
fn stays(took: Duration, since: Duration) -> bool {
    took > QUICK && since < took.saturating_mul(TIMES)
}

impl KeptResults {
    /// The results at the end of the audit record that is given: those that are kept, or else made. Whoever comes while
    /// they are made waits for them. Where nobody has replied there are none.
    pub(super) async fn at(
        &self,
        of: Of,
        end: End,
        book: &Book,
        make: impl Future<Output = Result<Option<All>, PageError>>,
    ) -> Result<Option<Standing>, PageError> {
        let place = self.place(of);
        let mut place = place.lock().await;
        if let Some(made) = place.as_ref()
            && let Some(standing) = made.standing(&end, book).await?
        {
            return Ok(Some(standing));
        }
        let (counted, begun) = (Timestamp::now(), Instant::now());
        let Some(all) = make.await? else { return Ok(None) };
        let all = Arc::new(all);
        let took = begun.elapsed();
        *place = Some(Made { all: Arc::clone(&all), end, counted, begun, took });
        Ok(Some(Standing { all, counted_before: None }))
    }

    fn place(&self, of: Of) -> Place {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(&of) {
            all.clear();
        }
        Arc::clone(all.entry(of).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_that_are_quickly_made_are_made_for_every_reply() {
        assert!(!stays(Duration::from_millis(900), Duration::ZERO));
        assert!(!stays(QUICK, Duration::from_millis(1)));
    }

    #[test]
    fn results_that_took_long_stay_for_ten_times_as_long() {
        let took = Duration::from_secs(3);
        assert!(stays(took, Duration::from_secs(4)) && stays(took, Duration::from_secs(29)));
        assert!(!stays(took, Duration::from_secs(30)));
    }
}

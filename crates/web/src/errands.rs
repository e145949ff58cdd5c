//! Errands: what a page begins and does not wait for, such as a letter that is under way while the answer is read.
//!
//! In come pieces of work, so many at once and no more; out goes word that all are done, for whoever stops the server.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::guard::rate::TooMany;

/// How many are under way at once.
const AT_ONCE: u32 = 32;
/// In how long there is room again, as it is told: a letter takes seconds.
const ROOM_AGAIN: Duration = Duration::from_secs(60);

/// The errands of one server.
#[derive(Debug, Clone)]
pub(crate) struct Errands(Arc<Semaphore>);

impl Errands {
    /// None under way.
    pub(crate) fn new() -> Errands {
        Errands(Arc::new(Semaphore::new(AT_ONCE as usize)))
    }

    /// Begins one.
    ///
    /// # Errors
    /// When as many as may be are under way already.
    pub(crate) fn begin(
        &self,
        errand: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), TooMany> {
        let room = Arc::clone(&self.0).try_acquire_owned().map_err(|_| TooMany(ROOM_AGAIN))?;
        tokio::spawn(async move {
            errand.await;
            drop(room);
        });
        Ok(())
    }

    /// Waits until all that were begun are done.
    pub(crate) async fn done(&self) {
        // Nobody closes it, so there is room for all in the end; it is given back at once.
        let _ = self.0.acquire_many(AT_ONCE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_stops_waits_for_all_and_no_more_are_begun_than_may_be() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let errands = Errands::new();
            let done = Arc::new(std::sync::atomic::AtomicU32::new(0));
            for _ in 0..AT_ONCE {
                let done = Arc::clone(&done);
                let errand = async move {
                    tokio::task::yield_now().await;
                    done.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                };
                errands.begin(errand).unwrap();
            }
            assert_eq!(errands.begin(async {}), Err(TooMany(ROOM_AGAIN)));
            errands.done().await;
            assert_eq!(done.load(std::sync::atomic::Ordering::SeqCst), AT_ONCE);
            errands.begin(async {}).unwrap();
        });
    }
}

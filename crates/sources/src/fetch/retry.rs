//! Trying again, with longer and longer waits.
//!
//! In comes one try; out goes its success, or why no further try was made.

use super::Progress;
use super::address::Address;
use super::error::FetchError;
use super::error::Setback;
use super::settings::Settings;
use super::settings::TooLongAWait;

/// Repeats `attempt` until it succeeds, cannot succeed, or has had its tries.
pub(super) fn with_patience<T>(
    settings: &Settings,
    address: &Address,
    progress: &mut dyn FnMut(Progress),
    mut attempt: impl FnMut(&mut dyn FnMut(Progress)) -> Result<T, Setback>,
) -> Result<T, FetchError> {
    let (most, address) = (settings.tries.most, || address.clone());
    let mut failures = 0;
    loop {
        let (last, asked) = match attempt(progress) {
            Ok(success) => return Ok(success),
            Err(Setback::Stop(error)) => return Err(error),
            Err(Setback::Again { why, asked }) => (why, asked),
        };
        failures += 1;
        if failures >= most {
            return Err(FetchError::GaveUp { address: address(), tries: failures, last });
        }
        match settings.tries.wait_after(failures, asked) {
            Ok(wait) => {
                let why = last.to_string();
                progress(Progress::Waiting { wait, why, tries_left: most - failures });
                (settings.sleep)(wait);
            }
            Err(TooLongAWait(asked)) => {
                return Err(FetchError::ToldToWait { address: address(), asked, last });
            }
        }
    }
}

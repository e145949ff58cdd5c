//! What came of sending several letters.

use post::SendError;
use records::RecordsError;

use crate::page::fault;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// How many letters went.
    pub(crate) letters: usize,
    /// Those that did not go.
    pub(crate) failed: Vec<SendError>,
}

impl Sent {
    /// Adds what came of one letter; none where nothing was to be done.
    pub(crate) fn add(&mut self, one: Option<Result<(), SendError>>) {
        match one {
            Some(Ok(())) => self.letters += 1,
            Some(Err(error)) => self.failed.push(error),
            None => {}
        }
    }

    /// Whether the mail server is away, so that nothing more goes now.
    pub(crate) fn is_broken_off(&self) -> bool {
        self.failed.iter().any(SendError::is_of_the_server)
    }
}

/// Tells the log what did not go of letters that were sent apart from whoever waits for a page; `none` says which letters,
/// where the records did not let any go.
pub(crate) fn logged(sent: Result<Sent, RecordsError>, none: &str) {
    match sent {
        Ok(sent) => {
            for error in &sent.failed {
                tracing::warn!(why = error.for_log(), "a letter did not go");
            }
        }
        Err(error) => tracing::error!(why = fault::kind(&error), "{none}"),
    }
}

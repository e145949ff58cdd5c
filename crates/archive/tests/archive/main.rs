//! What the archive promises, tried from outside on rows made up for the purpose.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod rows;
mod importing;
mod superseding;
mod refusing;
mod being_killed;
mod querying;
#[cfg(feature = "cluster")]
#[cfg(test)]
mod clustered;
#[cfg(feature = "cluster")]
#[cfg(test)]
mod stored;
mod reading;
mod totals;

//! What the archive promises, tried from outside on rows made up for the purpose.

mod rows;
mod importing;
mod superseding;
mod refusing;
mod being_killed;
mod querying;
mod reading;
mod totals;

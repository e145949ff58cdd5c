//! What stands before every page: where a change may come from, what an answer tells the browser, how often
//! one may try and ask, and how long one may take.

pub(crate) mod flood;
pub(crate) mod headers;
pub(crate) mod log;
pub(crate) mod origin;
pub(crate) mod pace;
pub(crate) mod rate;

//! What stands before every page: where a change may come from, what an answer tells the browser, how often
//! one may try and ask, how long one may take, and whether files are clean.

pub(crate) mod flood;
pub(crate) mod headers;
pub(crate) mod log;
pub(crate) mod origin;
pub(crate) mod pace;
pub(crate) mod rate;
pub(crate) mod viruses;

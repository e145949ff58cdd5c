//! The day on a document, for the metadata of its files.
//!
//! In comes the day as written, such as "14 October 2014"; out goes a date, or nothing where the
//! words are not one. No clock is read: a file made again carries the same day.

use jiff::civil::Date;
use partnership::content::Document;

/// The day on which a document is dated.
pub(crate) fn day(document: &Document) -> Option<Date> {
    Date::strptime("%d %B %Y", document.dated.trim()).ok()
}

/// The day as office files want it, at midnight UTC.
pub(crate) fn stamp(document: &Document) -> Option<String> {
    day(document).map(|day| format!("{day}T00:00:00Z"))
}

//! Lines of a letter: what must be done and by when.
//!
//! In comes what is due; out go words, the same in every letter.

use crate::terms::wording::sentence;
use crate::timetable::due::Due;

/// "Publish the papers: Rolling Plan adopted, by Tuesday 14 April 2015 (in 5 days)"
pub(super) fn line(due: &Due, distance: &str) -> String {
    let (title, by) = (&due.title, due.by.in_full());
    let task = sentence(due.task.in_words());
    format!("{}: {title}, by {by} ({distance})", task.trim_end_matches('.'))
}

//! Which year a page shows, and as of when: links to the other cycles, and a field for the day.
//!
//! In comes the year that is open; out goes what the macro `yearChooser` of `ours/year.html` shows.

use crate::page::PageLink;
use crate::who::visitor::Visitor;
use crate::year::Opened;

/// Which year is shown, and how to come to another.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Chooser {
    /// The page.
    action: String,
    /// The cycle shown.
    cycle: String,
    /// Its name.
    name: String,
    /// The other cycles.
    others: Vec<PageLink>,
    /// The day as of which it is shown.
    on: String,
    /// Where it is shown as it stands today, unless it is.
    today: Option<String>,
}

impl Opened {
    /// The links and the field for the page at `action`.
    pub(crate) fn chooser(&self, visitor: &Visitor, action: String) -> Chooser {
        let on = self.so_far.today();
        let today = (on != visitor.today).then(|| format!("{action}?cycle={}", self.cycle()));
        Chooser {
            cycle: self.cycle().to_string(),
            name: self.cycle().in_words(),
            others: self.others(&action),
            on: on.in_words(),
            today,
            action,
        }
    }
}

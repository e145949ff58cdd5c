//! How far an agenda item has come, in words.
//!
//! In comes an item; out goes what a line of an agenda says of it.

use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::ItemLife;

impl AgendaItem {
    /// How far the item has come, without a capital or a full stop: "1 of 2 papers published", "agreed on
    /// 22 April 2015, minute 135".
    pub fn in_words(&self) -> String {
        match &self.life {
            ItemLife::Listed => self.papers_in_words(),
            ItemLife::Decided { on, decision } => {
                let (outcome, minute) = (decision.outcome.in_words(), decision.minute.trim());
                let minute = match minute.to_lowercase().starts_with("minute") {
                    true => minute.to_owned(),
                    false => format!("minute {minute}"),
                };
                format!("{outcome} on {}, {minute}", on.in_words())
            }
            ItemLife::Withdrawn { why } => format!("withdrawn: {why}"),
        }
    }

    fn papers_in_words(&self) -> String {
        let (all, out) =
            (self.papers.len(), self.papers.iter().filter(|one| one.published.is_some()).count());
        match self.papers_published() {
            Some(on) if all == 1 => format!("paper published on {}", on.in_words()),
            Some(on) => format!("all {all} papers published, the last on {}", on.in_words()),
            None if all == 0 => "no papers listed yet".to_owned(),
            None if all == 1 => "paper awaited".to_owned(),
            None => format!("{out} of {all} papers published"),
        }
    }
}

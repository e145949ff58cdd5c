//! How far the paper has come: received, read, in review, being keyed, done.
//!
//! In come the forms that were counted on their days and where each return stands; out go counts that add up.

use crate::consultation::reading::settled::QuestionState;

/// Whether a return counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// It is one person's form.
    Counts,
    /// It seems to be an earlier one scanned again, and a person must say.
    Doubted,
    /// It does not count: it was scanned before, or nobody filled it in.
    SetAside,
}

/// How far a return has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Come {
    /// It is not known whether it counts.
    Doubted,
    /// Pages of it were not seen, and are keyed from the form.
    BeingKeyed,
    /// Something waits at its picture.
    InReview,
    /// Nothing waits; it can become a reply.
    Settled,
    /// It is a reply.
    Done,
    /// It does not count.
    SetAside,
}

/// How much paper has come how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PaperCounts {
    /// Forms that were booked in.
    pub received: u64,
    /// Returns that were read from scans and count, or may.
    pub read: u64,
    /// Of these: not known whether they count.
    pub doubted: u64,
    /// Of these: being keyed.
    pub being_keyed: u64,
    /// Of these: in review.
    pub in_review: u64,
    /// Of these: settled, and not yet replies.
    pub settled: u64,
    /// Of these: replies.
    pub done: u64,
    /// Returns that do not count.
    pub set_aside: u64,
}

impl Come {
    /// How far a return has come that is not a reply yet.
    pub fn of(counts: Counts, states: &[QuestionState]) -> Come {
        let mut waiting = states.iter().filter(|state| state.waits());
        match counts {
            Counts::Doubted => Come::Doubted,
            Counts::SetAside => Come::SetAside,
            Counts::Counts if waiting.clone().any(QuestionState::is_keyed) => Come::BeingKeyed,
            Counts::Counts if waiting.next().is_some() => Come::InReview,
            Counts::Counts => Come::Settled,
        }
    }

    /// How far, in plain words.
    pub fn in_words(self) -> &'static str {
        match self {
            Come::Doubted => "seems to be scanned twice",
            Come::BeingKeyed => "being keyed",
            Come::InReview => "in review",
            Come::Settled => "settled",
            Come::Done => "a reply",
            Come::SetAside => "set aside",
        }
    }
}

impl PaperCounts {
    /// The counts of forms that were booked in and of returns that have come so far.
    pub fn of(received: u64, returns: impl IntoIterator<Item = Come>) -> PaperCounts {
        let mut counts = PaperCounts { received, ..PaperCounts::default() };
        for come in returns {
            let one = match come {
                Come::Doubted => &mut counts.doubted,
                Come::BeingKeyed => &mut counts.being_keyed,
                Come::InReview => &mut counts.in_review,
                Come::Settled => &mut counts.settled,
                Come::Done => &mut counts.done,
                Come::SetAside => &mut counts.set_aside,
            };
            *one += 1;
            counts.read += u64::from(come != Come::SetAside);
        }
        counts
    }

    /// Forms that were booked in and are not among the returns; none where more were read than booked in.
    pub fn not_read(&self) -> Option<u64> {
        self.received.checked_sub(self.read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_add_up_to_what_was_read() {
        let all = [Come::Done, Come::InReview, Come::SetAside, Come::Doubted, Come::BeingKeyed];
        let counts = PaperCounts::of(9, all.into_iter().chain([Come::Settled, Come::Done]));
        let PaperCounts { doubted, being_keyed, in_review, settled, done, .. } = counts;
        assert_eq!(counts.read, doubted + being_keyed + in_review + settled + done);
        assert_eq!((counts.read, counts.set_aside, counts.not_read()), (6, 1, Some(3)));
    }
}

//! Where an issue can stand, and where each kind of deed leads from there.
//!
//! In come a state and a kind of deed; out goes the next state, or nothing where the deed cannot follow. Every pair has
//! its line.

use crate::panels::issue::IssueDeed;

/// Where an issue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Raised; nobody took it on.
    Raised,
    /// Somebody owns it.
    Accepted,
    /// It was referred to somebody, who owns it.
    Referred,
    /// Done; the panel was not told.
    Done,
    /// Found that it cannot be done; the panel was not told.
    CannotBeDone,
    /// Closed, and the panel was told.
    FedBack,
}

/// What kind of deed it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Taking it on.
    Accept,
    /// Referring it.
    Refer,
    /// Doing it.
    Do,
    /// Finding that it cannot be done.
    CannotBeDone,
    /// Telling the panel.
    FeedBack,
    /// Raising it again.
    RaiseAgain,
}

impl State {
    /// All of them.
    pub const ALL: [State; 6] = [
        State::Raised,
        State::Accepted,
        State::Referred,
        State::Done,
        State::CannotBeDone,
        State::FedBack,
    ];

    /// The state in words.
    pub fn in_words(self) -> &'static str {
        match self {
            State::Raised => "raised",
            State::Accepted => "accepted",
            State::Referred => "referred",
            State::Done => "done",
            State::CannotBeDone => "cannot be done",
            State::FedBack => "fed back",
        }
    }

    /// Whether something is still to be done about it, but telling the panel.
    pub fn is_open(self) -> bool {
        match self {
            State::Raised | State::Accepted | State::Referred => true,
            State::Done | State::CannotBeDone | State::FedBack => false,
        }
    }

    /// Where a deed leads, or nothing where it cannot follow.
    pub fn after(self, way: Way) -> Option<State> {
        match (self.is_open(), way) {
            (true, Way::Accept) => Some(State::Accepted),
            (true, Way::Refer) => Some(State::Referred),
            (true, Way::Do) => Some(State::Done),
            (true, Way::CannotBeDone) => Some(State::CannotBeDone),
            // What was raised once more stays with whoever has it.
            (true, Way::RaiseAgain) => Some(self),
            (true, Way::FeedBack) => None,
            (false, Way::RaiseAgain) => Some(State::Raised),
            (false, Way::FeedBack) if self != State::FedBack => Some(State::FedBack),
            (false, Way::FeedBack | Way::Accept | Way::Refer | Way::Do | Way::CannotBeDone) => None,
        }
    }

    /// What can be done next, in the order in which a page has it.
    pub fn next(self) -> impl Iterator<Item = Way> {
        Way::ALL.into_iter().filter(move |way| self.after(*way).is_some())
    }
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 6] =
        [Way::Accept, Way::Refer, Way::Do, Way::CannotBeDone, Way::FeedBack, Way::RaiseAgain];

    /// Of what kind a deed is.
    pub fn of(deed: &IssueDeed) -> Way {
        match deed {
            IssueDeed::Accept { .. } => Way::Accept,
            IssueDeed::Refer { .. } => Way::Refer,
            IssueDeed::Do { .. } => Way::Do,
            IssueDeed::CannotBeDone { .. } => Way::CannotBeDone,
            IssueDeed::FeedBack { .. } => Way::FeedBack,
            IssueDeed::RaiseAgain { .. } => Way::RaiseAgain,
        }
    }

    /// Whether it closes an issue.
    pub fn closes(self) -> bool {
        matches!(self, Way::Do | Way::CannotBeDone)
    }

    /// What it makes of an issue, after "it can be".
    pub fn in_words(self) -> &'static str {
        match self {
            Way::Accept => "accepted",
            Way::Refer => "referred",
            Way::Do => "done",
            Way::CannotBeDone => "found impossible",
            Way::FeedBack => "fed back to the panel",
            Way::RaiseAgain => "raised again",
        }
    }
}

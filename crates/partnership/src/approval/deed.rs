//! What is done to a document on its way: it is put forward, decided on, amended, called in, taken back.

use crate::approval::amendment::Delegated;
use crate::approval::call_in::CallIn;
use crate::approval::call_in::Settled;
use crate::approval::document::Version;
use crate::approval::sitting::Sitting;
use crate::terms::day::Day;

/// Something that is done to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A version is put forward.
    PutForward(Version),
    /// A body decides on it.
    Decide(Box<Sitting>),
    /// It is amended under a delegation.
    Amend(Delegated),
    /// Cabinet's decision is called in.
    CallIn(CallIn),
    /// The call-in comes to its end.
    Settle(Settled),
    /// Whoever put it forward takes it back.
    TakeBack {
        /// The day.
        on: Day,
        /// Why.
        why: String,
    },
}

/// What kind of thing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeedKind {
    /// A version is put forward.
    PutForward,
    /// A body decides on it.
    Decide,
    /// It is amended under a delegation.
    Amend,
    /// Cabinet's decision is called in.
    CallIn,
    /// The call-in comes to its end.
    Settle,
    /// It is taken back.
    TakeBack,
}

impl Deed {
    /// Its kind.
    pub fn kind(&self) -> DeedKind {
        match self {
            Deed::PutForward(_) => DeedKind::PutForward,
            Deed::Decide(_) => DeedKind::Decide,
            Deed::Amend(_) => DeedKind::Amend,
            Deed::CallIn(_) => DeedKind::CallIn,
            Deed::Settle(_) => DeedKind::Settle,
            Deed::TakeBack { .. } => DeedKind::TakeBack,
        }
    }

    /// The day on which it is done.
    pub fn on(&self) -> Day {
        match self {
            Deed::PutForward(version) => version.on,
            Deed::Decide(sitting) => sitting.on,
            Deed::Amend(delegated) => delegated.on,
            Deed::CallIn(call_in) => call_in.on,
            Deed::Settle(settled) => settled.on,
            Deed::TakeBack { on, .. } => *on,
        }
    }
}

impl DeedKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [DeedKind; 6] = [
        DeedKind::PutForward,
        DeedKind::Decide,
        DeedKind::Amend,
        DeedKind::CallIn,
        DeedKind::Settle,
        DeedKind::TakeBack,
    ];

    /// The deed as something to choose: "put a version forward".
    pub fn in_words(self) -> &'static str {
        match self {
            DeedKind::PutForward => "put a version forward",
            DeedKind::Decide => "record a body’s decision",
            DeedKind::Amend => "amend it under a delegation",
            DeedKind::CallIn => "record a call-in",
            DeedKind::Settle => "record what came of the call-in",
            DeedKind::TakeBack => "take the version back",
        }
    }
}

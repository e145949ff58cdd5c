//! A change of something that is no longer as it was seen.
//!
//! In comes what somebody saw and what there is; out goes nothing, or who changed it and when.

use std::fmt;

use jiff::Timestamp;

use crate::store::thing::Kind;
use crate::store::thing::named;

/// Why a change is refused: somebody else was there first. Nothing was saved, and nothing is lost.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the {} {}", named(*.kind, .key), in_words(*.now, .last.as_ref()))]
pub struct Conflict {
    /// The kind of thing.
    pub kind: Kind,
    /// Which one.
    pub key: String,
    /// How it is now.
    pub now: Now,
    /// Who changed it last, unless there never was one.
    pub last: Option<LastChange>,
}

/// How a thing is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// There, though none was seen.
    There,
    /// Changed since it was seen.
    Changed,
    /// Gone, or never there.
    Gone,
}

/// Who changed a thing last, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChange {
    /// Who.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

impl fmt::Display for LastChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "by {} on {}", self.who, self.at.strftime("%-d %B %Y at %H:%M UTC"))
    }
}

fn in_words(now: Now, last: Option<&LastChange>) -> String {
    let last = last.map_or_else(String::new, |last| format!(" {last}"));
    match now {
        Now::There => format!("was entered{last}: choose another short name, or change that one"),
        Now::Changed => {
            format!("was changed{last}: look at it as it is now, then make your change again")
        }
        Now::Gone if last.is_empty() => "is not there: name one that is".to_owned(),
        Now::Gone => format!("was taken away{last}: enter it again if it is still wanted"),
    }
}

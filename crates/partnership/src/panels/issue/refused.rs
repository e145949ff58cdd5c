//! Why an issue, or a deed about one, cannot be as it was typed.
//!
//! In come what was raised and what is done; out go faults, each with what to do.

use crate::panels::issue::IssueDeed;
use crate::panels::issue::LONGEST_WORDS;
use crate::panels::issue::RaisedIssue;
use crate::panels::issue::life::State;
use crate::panels::issue::life::Way;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::day::Day;
use crate::terms::wording::listed;

/// What is wrong with an issue as it was raised.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum IssueFault {
    /// It has no place.
    #[error("the issue has no place; write where it is, such as \"Tonbridge Road by the shops\"")]
    Place,
    /// Its area is neither ward nor LSOA.
    #[error(
        "{0} is neither a ward (E05…) nor an LSOA (E01…); choose an area of the panel, or none"
    )]
    Area(AreaCode),
    /// It has no words.
    #[error("the issue has no words; write in short what was said, without names")]
    Words,
    /// It has too many words.
    #[error("what was said has {found} characters, and {LONGEST_WORDS} fit; say it shorter")]
    Long {
        /// How many characters it has.
        found: usize,
    },
    /// It was raised on a day to come.
    #[error("{} is yet to come; give the day of the meeting at which it was raised", .0.in_words())]
    ToCome(Day),
}

/// Why a deed cannot be.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum IssueRefused {
    /// What was raised is faulty.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Raised(Vec<IssueFault>),
    /// It cannot follow.
    #[error("the issue is {}, so it cannot be {} now; it can be {}", .state.in_words(), .way.in_words(), next(*.state))]
    NotNow {
        /// What was to be done.
        way: Way,
        /// Where the issue stands.
        state: State,
    },
    /// It was before what was done last.
    #[error(
        "{} is before {}, on which the last thing was done about the issue; give that day or a later one",
        .on.in_words(), .last.in_words()
    )]
    Early {
        /// The day given.
        on: Day,
        /// The day of the last deed.
        last: Day,
    },
    /// It is yet to come.
    #[error("{} is yet to come; enter what was done once it is", .0.in_words())]
    ToCome(Day),
    /// It was raised at that meeting already.
    #[error("the issue was raised on {} already; nothing more is to be entered", .0.in_words())]
    TwiceAtOnce(Day),
    /// Words are missing.
    #[error("{0}")]
    Missing(&'static str),
    /// There are too many words.
    #[error("it has {found} characters, and {LONGEST_WORDS} fit; say it shorter")]
    Long {
        /// How many characters there are.
        found: usize,
    },
    /// Nothing was done.
    #[error("nothing was done about the issue yet, so there is nothing to take back")]
    NothingToTakeBack,
    /// Something was done about the other issue.
    #[error("something was done about the other issue already; take that back first, or keep both")]
    OtherHasDeeds,
}

fn next(state: State) -> String {
    listed(&state.next().map(Way::in_words).collect::<Vec<_>>())
}

/// What is wrong with what was raised, in the order of the fields.
pub(super) fn faults(raised: &RaisedIssue, today: Day) -> Vec<IssueFault> {
    let mut faults = Vec::new();
    faults.extend(raised.place.trim().is_empty().then_some(IssueFault::Place));
    let strange = |area: &AreaCode| !matches!(area.kind(), AreaKind::Ward | AreaKind::Lsoa);
    faults.extend(raised.area.filter(strange).map(IssueFault::Area));
    let found = raised.words.chars().count();
    faults.extend(raised.words.trim().is_empty().then_some(IssueFault::Words));
    faults.extend((found > LONGEST_WORDS).then_some(IssueFault::Long { found }));
    faults.extend((raised.on > today).then_some(IssueFault::ToCome(raised.on)));
    faults
}

/// Refuses a deed whose words are missing or too long.
pub(super) fn missing(deed: &IssueDeed) -> Result<(), IssueRefused> {
    let ask = match deed {
        IssueDeed::Accept { .. } => Some("nobody is named who takes it on; name an owner"),
        IssueDeed::Refer { .. } => Some("nobody is named to whom it is referred; name them"),
        IssueDeed::Do { .. } => Some("it does not say what was done; write it"),
        IssueDeed::CannotBeDone { .. } => {
            Some("no reason is given; the panel is owed one, so write why not")
        }
        IssueDeed::FeedBack { .. } | IssueDeed::RaiseAgain { .. } => None,
    };
    let words = deed.words().unwrap_or_default();
    let found = words.chars().count();
    match ask {
        Some(ask) if words.trim().is_empty() => Err(IssueRefused::Missing(ask)),
        _ if found > LONGEST_WORDS => Err(IssueRefused::Long { found }),
        _ => Ok(()),
    }
}

//! Why a candidate issue, or what is done about it, cannot be so.
//!
//! In comes what was typed; out go all faults of a proposal, or the first of a deed.

use crate::priorities::candidate::CandidateDeed;
use crate::priorities::candidate::LONGEST_TEXT;
use crate::priorities::candidate::LONGEST_TITLE;
use crate::priorities::candidate::Proposed;
use crate::priorities::candidate::State;
use crate::priorities::evidence::Cited;
use crate::terms::day::Day;

/// What is wrong with a proposal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CandidateFault {
    /// It has no title.
    #[error("give the issue a title, such as Violence at night in the town centre")]
    NoTitle,
    /// Its title is too long.
    #[error("the title has {0} characters; at most {LONGEST_TITLE} are kept")]
    LongTitle(usize),
    /// What it is about is too long.
    #[error("the text has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongAbout(usize),
    /// It rests on nothing and gives no reason.
    #[error(
        "nothing is ticked that the issue rests on; tick something, or write why it is proposed"
    )]
    Unfounded,
    /// The reason is too long.
    #[error("the reason has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongWhy(usize),
    /// Its day is to come.
    #[error("{} is still to come; propose it then", .0.in_words())]
    ToCome(Day),
}

/// Why a deed about a candidate issue cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CandidateRefused {
    /// The proposal has faults.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Proposed(Vec<CandidateFault>),
    /// The deed is dated before the last one.
    #[error("{} is before {}, the day of the last entry; give that day or a later one", .on.in_words(), .last.in_words())]
    Early {
        /// The day given.
        on: Day,
        /// The day of the last entry.
        last: Day,
    },
    /// Its day is to come.
    #[error("{} is still to come; record it then", .0.in_words())]
    ToCome(Day),
    /// Words are missing.
    #[error("no reason is given; write why, so that it can be read next year")]
    NoReason,
    /// The reason is too long.
    #[error("the reason has {0} characters; at most {LONGEST_TEXT} are kept")]
    Long(usize),
    /// The new wording has faults.
    #[error(transparent)]
    Wording(#[from] CandidateFault),
    /// It is on the list.
    #[error("the issue is on the list; there is nothing to take up again")]
    OnTheList,
    /// It is not on the list.
    #[error("the issue was {}; take it up again first", .0.in_words())]
    NotOnTheList(State),
    /// It would be merged into one that is not on the list.
    #[error("the other issue was {}; choose one that is on the list", .0.in_words())]
    IntoWhatIsNotThere(State),
    /// It rests on that already.
    #[error("the issue rests on {0} already; add something else")]
    ThereAlready(Cited),
    /// It does not rest on that.
    #[error("the issue does not rest on {0}; there is nothing to take off")]
    NotThere(Cited),
    /// Nothing was done yet.
    #[error("nothing was done about the issue yet; there is nothing to undo")]
    NothingToTakeBack,
}

/// All that is wrong with a proposal, in the order of its fields.
pub(super) fn faults(proposed: &Proposed, today: Day) -> Vec<CandidateFault> {
    let mut faults = of_wording(&proposed.title, &proposed.about);
    let why = proposed.why.trim().chars().count();
    if proposed.evidence.is_empty() && why == 0 {
        faults.push(CandidateFault::Unfounded);
    }
    if why > LONGEST_TEXT {
        faults.push(CandidateFault::LongWhy(why));
    }
    if proposed.on > today {
        faults.push(CandidateFault::ToCome(proposed.on));
    }
    faults
}

fn of_wording(title: &str, about: &str) -> Vec<CandidateFault> {
    let (title, about) = (title.trim().chars().count(), about.chars().count());
    let faults = [
        (title == 0).then_some(CandidateFault::NoTitle),
        (title > LONGEST_TITLE).then_some(CandidateFault::LongTitle(title)),
        (about > LONGEST_TEXT).then_some(CandidateFault::LongAbout(about)),
    ];
    faults.into_iter().flatten().collect()
}

/// That a deed has the words that it needs.
pub(super) fn wording(deed: &CandidateDeed) -> Result<(), CandidateRefused> {
    let because = match deed {
        CandidateDeed::Reword { title, about } => {
            let first = of_wording(title, about).into_iter().next();
            return first.map_or(Ok(()), |fault| Err(fault.into()));
        }
        CandidateDeed::AddEvidence { .. } => return Ok(()),
        CandidateDeed::TakeEvidenceOff { because, .. }
        | CandidateDeed::SetAside { because, .. }
        | CandidateDeed::Merge { because, .. }
        | CandidateDeed::TakeUpAgain { because } => because.trim().chars().count(),
    };
    match because {
        0 => Err(CandidateRefused::NoReason),
        long if long > LONGEST_TEXT => Err(CandidateRefused::Long(long)),
        _ => Ok(()),
    }
}

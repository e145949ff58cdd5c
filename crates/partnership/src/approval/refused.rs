//! Why something cannot be done to a document, in words that say what to do.

use crate::approval::amendment::ChangeRefused;
use crate::approval::amendment::MovedRefused;
use crate::approval::turn::Turn;
use crate::terms::day::Day;
use crate::timetable::decision::DecisionError;
use crate::timetable::meeting::MeetingId;

/// Why a deed is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum Refused {
    /// No version was put forward.
    #[error("no version was put forward; put one forward first")]
    NotPutForward,
    /// The last version was sent back.
    #[error("version {0} was sent back; put the next version forward first")]
    WasSentBack(u32),
    /// It is adopted.
    #[error("it was adopted on {}; nothing of it changes any more", .0.in_words())]
    Adopted(Day),
    /// A version is on its way.
    #[error(
        "version {version} waits for {}; a new one is put forward once that one is sent back or taken back",
        turn.in_words()
    )]
    OnItsWay {
        /// The version.
        version: u32,
        /// For whom it waits.
        turn: Turn,
    },
    /// It is called in.
    #[error("it was called in on {}; record first what came of that", .0.in_words())]
    IsCalledIn(Day),
    /// It is not called in.
    #[error("it is not called in; nothing came of a call-in")]
    NotCalledIn,
    /// There is no Cabinet decision to call in.
    #[error("no decision of Cabinet waits to be acted on; only such a decision can be called in")]
    NothingToCallIn,
    /// The decision is not one that can be called in.
    #[error("Cabinet’s decision cannot be called in: {0}")]
    NotSubject(String),
    /// The days in which it could be are past.
    #[error("Cabinet’s decision could be called in until {}; that is past", .0.in_words())]
    CallInPast(Day),
    /// A decision is called in once.
    #[error("Cabinet’s decision was called in on {} already; that is done once", .0.in_words())]
    CalledInAlready(Day),
    /// Council cannot act while the decision can be called in.
    #[error(
        "Cabinet’s decision can be called in until {}; Council decides after that day", .0.in_words()
    )]
    CallInOpen(Day),
    /// Cabinet's assent says nothing of call-in.
    #[error(
        "nothing is said of whether Cabinet’s decision can be called in; say until when, or why not"
    )]
    NoWindow,
    /// Another body's decision, or one that agrees nothing, says something of call-in.
    #[error("only Cabinet’s assent can be called in; leave it out")]
    WindowOfAnother,
    /// The window closes before it opens.
    #[error("the days for a call-in end on {}, before the decision; give a later day", .0.in_words())]
    WindowBackwards(Day),
    /// No delegation was given.
    #[error("no body has delegated amendments of it; they go to {}", .0.in_words())]
    NoDelegation(Turn),
    /// The delegation is over.
    #[error("the delegation ended on {}; further amendments go to the next body", .0.in_words())]
    DelegationPast(Day),
    /// A delegation has no use here.
    #[error(
        "amendments are delegated only by a body that agrees and is not the last; leave it out"
    )]
    DelegationOfNothing,
    /// A delegation ends before it begins.
    #[error("the delegation ends on {}, before it is given; give a later day", .0.in_words())]
    DelegationBackwards(Day),
    /// Something must be said and is not.
    #[error("nothing is said of {0}; write it")]
    Missing(&'static str),
    /// It is another body's turn.
    #[error("{} decided, but it is the turn of {}", found.in_words(), wanted.in_words())]
    NotTheirTurn {
        /// Who decided.
        found: Turn,
        /// Whose turn it is.
        wanted: Turn,
    },
    /// The decision was taken up before.
    #[error("the decision of `{0}` was recorded for this document already")]
    TakenAlready(MeetingId),
    /// Nobody could read what was decided.
    #[error("no papers were published for the meeting, so nobody could read what it decided on")]
    NoPapers,
    /// The papers were late.
    #[error(
        "the papers were published on {}, and the last lawful day was {}; have a later meeting decide, or say why whoever \
         chaired took it as urgent",
        published.in_words(), due.in_words()
    )]
    PapersLate {
        /// When they were published.
        published: Day,
        /// By when they had to be.
        due: Day,
    },
    /// They were not, and it was said to be urgent.
    #[error("the papers were out in time, on {}; leave out that it was taken as urgent", .0.in_words())]
    NotLate(Day),
    /// The papers show another text.
    #[error(
        "the papers were published on {}, and the text was changed on {}; publish it as it is, and have a \
         later meeting decide",
        published.in_words(), changed.in_words()
    )]
    PapersBeforeText {
        /// When they were published.
        published: Day,
        /// When the text was put forward or last changed.
        changed: Day,
    },
    /// The minutes say that nothing was amended, and an amendment was carried.
    #[error(
        "an amendment is carried, and the decision is “{0}”; record the decision as agreed as amended"
    )]
    CarriedUnsaid(&'static str),
    /// The minutes say that it was amended, and no passage is.
    #[error(
        "the decision is “agreed as amended”, and no amendment is carried; say which passages it changed"
    )]
    AmendedNothing,
    /// A meeting is named to which it was put off, and it was not.
    #[error("`{0}` is named as the meeting to which it was deferred, and it was not; leave it out")]
    NotDeferred(MeetingId),
    /// It is put off to the meeting that puts it off.
    #[error("`{0}` cannot defer it to itself; name another meeting, or none")]
    DeferredToItself(MeetingId),
    /// The version has the wrong number.
    #[error("version {found} cannot be put forward; the next one is {wanted}")]
    WrongNumber {
        /// The number that it has.
        found: u32,
        /// The number that it needs.
        wanted: u32,
    },
    /// It is said to be done before what was done before it.
    #[error("{} is before {}, the day of what was recorded last; check the day", on.in_words(), last.in_words())]
    BeforeTheLast {
        /// The day given.
        on: Day,
        /// The day of what was done last.
        last: Day,
    },
    /// It is to be done on a day that is still to come.
    #[error("{} is still to come; record it once it has happened", .0.in_words())]
    NotYet(Day),
    /// The meeting is still to come.
    #[error("{body} decides on {}; record it once the meeting was held", on.in_words())]
    StillToMeet {
        /// The name of the body.
        body: String,
        /// The day of its meeting.
        on: Day,
    },
    /// The meeting has no day yet.
    #[error("the meeting of {body} is {when}; set its day first")]
    NoDay {
        /// The name of the body.
        body: String,
        /// When it is, in words.
        when: String,
    },
    /// The meeting has not decided on it.
    #[error("`{0}` has no decision on this document on record; record it with the meeting first")]
    NoDecision(MeetingId),
    /// A change cannot be made.
    #[error(transparent)]
    Change(#[from] ChangeRefused),
    /// An amendment that was moved is not whole.
    #[error(transparent)]
    Moved(#[from] MovedRefused),
    /// The decision is not whole.
    #[error(transparent)]
    Decision(#[from] DecisionError),
}

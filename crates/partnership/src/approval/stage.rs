//! Where a document stands on its way to adoption, and what each deed makes of that.
//!
//! In come a stage and a deed; out goes the next stage, or why the deed is against the order in which bodies agree.
//! There is one function for what may be done now, and one for what comes of it.

mod allowed;

use crate::approval::adopted::Adopted;
use crate::approval::call_in::CallIn;
use crate::approval::call_in::Outcome as CallInOutcome;
use crate::approval::call_in::Settled;
use crate::approval::call_in::Window;
use crate::approval::deed::Deed;
use crate::approval::document::Version;
use crate::approval::refused::Refused;
use crate::approval::sitting::Sitting;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::approval::under_way::UnderWay;
use crate::terms::day::Day;
use crate::timetable::decision::Outcome;

/// Where a document stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// No version was put forward.
    NotPutForward,
    /// A version waits for a body to decide.
    Before {
        /// Whose turn it is.
        turn: Turn,
        /// The version on its way.
        matter: Box<UnderWay>,
    },
    /// Cabinet agreed, and its decision is called in.
    CalledIn {
        /// By whom.
        call_in: CallIn,
        /// The version on its way.
        matter: Box<UnderWay>,
    },
    /// The last version was sent back or taken back; the next one can be put forward.
    SentBack(SentBack),
    /// The last body agreed.
    Adopted(Box<Adopted<Text>>),
}

/// That a version came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentBack {
    /// Its number.
    pub version: u32,
    /// The day.
    pub on: Day,
    /// By whom.
    pub by: SentBackBy,
    /// Why.
    pub why: String,
}

/// Who sent a version back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentBackBy {
    /// A body, to be worked on.
    Referral(String),
    /// A body, which did not agree.
    Rejection(String),
    /// Whoever put it forward.
    Owner,
}

impl Stage {
    /// The day of what was done last.
    pub fn last(&self) -> Option<Day> {
        match self {
            Stage::NotPutForward => None,
            Stage::Before { matter, .. } | Stage::CalledIn { matter, .. } => Some(matter.last),
            Stage::SentBack(back) => Some(back.on),
            Stage::Adopted(adopted) => Some(adopted.on()),
        }
    }

    /// The number of the next version that can be put forward, once one can.
    pub fn next_version(&self) -> u32 {
        match self {
            Stage::NotPutForward => 1,
            Stage::SentBack(back) => back.version + 1,
            Stage::Before { matter, .. } | Stage::CalledIn { matter, .. } => {
                matter.version.number + 1
            }
            Stage::Adopted(adopted) => adopted.version().number + 1,
        }
    }

    /// The stage after a deed.
    ///
    /// # Errors
    /// When the stage does not allow it, or it is not whole: why, and what to do.
    pub fn after(self, deed: Deed) -> Result<Stage, Refused> {
        self.allows(deed.kind(), deed.on())?;
        match (self, deed) {
            (stage, Deed::PutForward(version)) => put_forward(version, stage.next_version()),
            (Stage::Before { turn, matter }, Deed::Decide(sitting)) => {
                decided(turn, *matter, *sitting)
            }
            (Stage::Before { turn, matter }, Deed::Amend(delegated)) => {
                let none = || Refused::NoDelegation(turn);
                let holder = matter.delegation.as_ref().ok_or_else(none)?.holder.clone();
                let matter = Box::new(matter.amended_by(holder, delegated)?);
                Ok(Stage::Before { turn, matter })
            }
            (Stage::Before { matter, .. }, Deed::CallIn(call_in)) => called_in(*matter, call_in),
            (Stage::Before { matter, .. }, Deed::TakeBack { on, why }) => {
                needed(&why, "why it is taken back")?;
                let (version, by) = (matter.version.number, SentBackBy::Owner);
                Ok(Stage::SentBack(SentBack { version, on, by, why }))
            }
            (Stage::CalledIn { matter, .. }, Deed::Settle(settled)) => settle(*matter, settled),
            (Stage::Before { .. }, Deed::Settle(_)) => Err(Refused::NotCalledIn),
            (Stage::CalledIn { call_in, .. }, _) => Err(Refused::IsCalledIn(call_in.on)),
            (Stage::NotPutForward, _) => Err(Refused::NotPutForward),
            (Stage::SentBack(back), _) => Err(Refused::WasSentBack(back.version)),
            (Stage::Adopted(adopted), _) => Err(Refused::Adopted(adopted.on())),
        }
    }
}

fn put_forward(version: Version, wanted: u32) -> Result<Stage, Refused> {
    if version.number != wanted {
        return Err(Refused::WrongNumber { found: version.number, wanted });
    }
    let matter = Box::new(UnderWay::begun(version));
    Ok(Stage::Before { turn: Turn::Partnership, matter })
}

fn decided(turn: Turn, matter: UnderWay, sitting: Sitting) -> Result<Stage, Refused> {
    if sitting.turn != turn {
        return Err(Refused::NotTheirTurn { found: sitting.turn, wanted: turn });
    }
    sitting.agrees_with_itself()?;
    let (version, on, body) = (matter.version.number, sitting.on, sitting.body.clone());
    match sitting.decision.outcome.clone() {
        Outcome::Agreed | Outcome::AgreedAsAmended(_) => agreed(turn, matter, sitting),
        Outcome::Deferred { why } => {
            gives_nothing(&sitting)?;
            Ok(Stage::Before { turn, matter: Box::new(matter.put_off(sitting, why)) })
        }
        Outcome::ReferredBack { why } => {
            gives_nothing(&sitting)?;
            let by = SentBackBy::Referral(body);
            Ok(Stage::SentBack(SentBack { version, on, by, why }))
        }
        Outcome::Rejected { why } => {
            gives_nothing(&sitting)?;
            let by = SentBackBy::Rejection(body);
            Ok(Stage::SentBack(SentBack { version, on, by, why }))
        }
    }
}

/// A decision that does not agree gives no leave to amend, and nothing to call in.
fn gives_nothing(sitting: &Sitting) -> Result<(), Refused> {
    match (&sitting.taken.delegation, &sitting.taken.window) {
        (Some(_), _) => Err(Refused::DelegationOfNothing),
        (None, Some(_)) => Err(Refused::WindowOfAnother),
        (None, None) => Ok(()),
    }
}

fn agreed(turn: Turn, matter: UnderWay, sitting: Sitting) -> Result<Stage, Refused> {
    let (on, next) = (sitting.on, matter.version.document.kind.turn_after(turn));
    match (turn, &sitting.taken.window) {
        (Turn::Cabinet, None) => return Err(Refused::NoWindow),
        (Turn::Cabinet, Some(Window::Until(day))) if *day < on => {
            return Err(Refused::WindowBackwards(*day));
        }
        (Turn::Cabinet, Some(Window::NotSubject { why })) => {
            needed(why, "why Cabinet’s decision cannot be called in")?;
        }
        (Turn::Partnership | Turn::Council, Some(_)) => return Err(Refused::WindowOfAnother),
        (Turn::Cabinet, Some(Window::Until(_))) | (Turn::Partnership | Turn::Council, None) => {}
    }
    if let Some(delegation) = &sitting.taken.delegation {
        if next.is_none() {
            return Err(Refused::DelegationOfNothing);
        }
        needed(&delegation.holder, "who holds the delegation")?;
        needed(&delegation.limits, "what may be amended under the delegation")?;
        if delegation.until < on {
            return Err(Refused::DelegationBackwards(delegation.until));
        }
    }
    let matter = matter.agreed(sitting)?;
    Ok(match next {
        Some(turn) => Stage::Before { turn, matter: Box::new(matter) },
        None => Stage::Adopted(Box::new(Adopted::of(matter, on))),
    })
}

fn called_in(matter: UnderWay, call_in: CallIn) -> Result<Stage, Refused> {
    needed(&call_in.by, "who called the decision in")?;
    needed(&call_in.why, "why the decision was called in")?;
    let (last, called_in) = (call_in.on, Some(call_in.clone()));
    let matter = Box::new(UnderWay { last, called_in, ..matter });
    Ok(Stage::CalledIn { call_in, matter })
}

fn settle(matter: UnderWay, settled: Settled) -> Result<Stage, Refused> {
    let Settled { on, minute, outcome } = settled;
    needed(&minute, "the minute")?;
    Ok(match outcome {
        CallInOutcome::Stands => {
            let matter = Box::new(UnderWay { window: None, last: on, ..matter });
            Stage::Before { turn: Turn::Council, matter }
        }
        CallInOutcome::BackToCabinet { why } => {
            needed(&why, "why Cabinet is asked to think again")?;
            Stage::Before { turn: Turn::Cabinet, matter: Box::new(matter.back_to_cabinet(on)) }
        }
    })
}

fn needed(words: &str, what: &'static str) -> Result<(), Refused> {
    if words.trim().is_empty() { Err(Refused::Missing(what)) } else { Ok(()) }
}

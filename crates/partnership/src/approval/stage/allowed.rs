//! What may be done with a document now: the table of stages and deeds.
//!
//! In come a stage, a kind of deed and the day on which it would be done; out goes yes, or why not.

use crate::approval::call_in::Window;
use crate::approval::deed::DeedKind;
use crate::approval::refused::Refused;
use crate::approval::stage::Stage;
use crate::approval::turn::Turn;
use crate::approval::under_way::UnderWay;
use crate::terms::day::Day;

impl Stage {
    /// Whether the stage allows such a deed on a day, whatever else is said of it.
    ///
    /// # Errors
    /// When it does not: why, and what to do.
    pub fn allows(&self, deed: DeedKind, on: Day) -> Result<(), Refused> {
        self.allows_at_all(deed, on)?;
        match self.last() {
            Some(last) if on < last => Err(Refused::BeforeTheLast { on, last }),
            Some(_) | None => Ok(()),
        }
    }

    fn allows_at_all(&self, deed: DeedKind, on: Day) -> Result<(), Refused> {
        match (self, deed) {
            (Stage::NotPutForward | Stage::SentBack(_), DeedKind::PutForward) => Ok(()),
            (Stage::NotPutForward, _) => Err(Refused::NotPutForward),
            (Stage::SentBack(back), _) => Err(Refused::WasSentBack(back.version)),
            (Stage::Adopted(adopted), _) => Err(Refused::Adopted(adopted.on())),
            (Stage::Before { turn, matter }, DeedKind::PutForward) => {
                Err(Refused::OnItsWay { version: matter.version.number, turn: *turn })
            }
            (Stage::Before { turn, matter }, DeedKind::Decide) => may_decide(*turn, matter, on),
            (Stage::Before { turn, matter }, DeedKind::Amend) => may_amend(*turn, matter, on),
            (Stage::Before { turn, matter }, DeedKind::CallIn) => may_call_in(*turn, matter, on),
            (Stage::Before { .. }, DeedKind::Settle) => Err(Refused::NotCalledIn),
            (Stage::Before { .. }, DeedKind::TakeBack)
            | (Stage::CalledIn { .. }, DeedKind::Settle) => Ok(()),
            (Stage::CalledIn { call_in, .. }, _) => Err(Refused::IsCalledIn(call_in.on)),
        }
    }
}

/// Council acts on Cabinet's decision once that cannot be called in any more.
fn may_decide(turn: Turn, matter: &UnderWay, on: Day) -> Result<(), Refused> {
    match (turn, &matter.window) {
        (Turn::Council, Some(Window::Until(day))) if on <= *day && matter.called_in.is_none() => {
            Err(Refused::CallInOpen(*day))
        }
        (Turn::Partnership | Turn::Cabinet | Turn::Council, Some(_) | None) => Ok(()),
    }
}

fn may_amend(turn: Turn, matter: &UnderWay, on: Day) -> Result<(), Refused> {
    let delegation = matter.delegation.as_ref().ok_or(Refused::NoDelegation(turn))?;
    if delegation.until < on { Err(Refused::DelegationPast(delegation.until)) } else { Ok(()) }
}

fn may_call_in(turn: Turn, matter: &UnderWay, on: Day) -> Result<(), Refused> {
    match (turn, &matter.window) {
        (Turn::Partnership | Turn::Cabinet, _) | (Turn::Council, None) => {
            Err(match &matter.called_in {
                Some(before) => Refused::CalledInAlready(before.on),
                None => Refused::NothingToCallIn,
            })
        }
        (Turn::Council, Some(Window::NotSubject { why })) => Err(Refused::NotSubject(why.clone())),
        (Turn::Council, Some(Window::Until(day))) => match &matter.called_in {
            Some(before) => Err(Refused::CalledInAlready(before.on)),
            None if *day < on => Err(Refused::CallInPast(*day)),
            None => Ok(()),
        },
    }
}

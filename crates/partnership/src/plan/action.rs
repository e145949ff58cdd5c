//! An action of the plan, and its life: described, noted quarter by quarter, deferred, finished, dropped or carried over.
//!
//! In come a description and what is done about the action, deed by deed; out goes where it stands and how far it is, or a
//! refusal. Nothing is lost: what was dropped keeps why, and each quarter keeps what was said of it.

mod changed;
pub mod described;
pub mod progress;
pub mod refused;
pub mod standing;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::membership::succession::Other;
use crate::plan::action::described::Among;
use crate::plan::action::described::Described;
use crate::plan::action::progress::Progress;
use crate::plan::action::refused::ActionRefused;
use crate::plan::action::standing::Standing;
use crate::terms::day::Day;
use crate::terms::period::Quarter;
use crate::timetable::cycle::Cycle;

/// Something that is done about an action.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ActionDeed {
    /// It is described otherwise.
    Describe(Box<Described>),
    /// Its progress in a quarter is noted, in the place of what was noted of that quarter before.
    Note(Progress),
    /// It is due later.
    Defer {
        /// The new day.
        until: Day,
        /// Why.
        because: String,
    },
    /// It is done.
    Finish {
        /// What came of it.
        outcome: String,
    },
    /// It is given up.
    Drop {
        /// Why.
        because: String,
    },
    /// It goes on in the plan of a later cycle.
    CarryOver {
        /// Which.
        into: Cycle,
        /// Why it is not finished.
        because: String,
    },
    /// It is under way again.
    TakeUpAgain {
        /// Why.
        because: String,
    },
}

/// A deed and its day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedDeed {
    /// The day.
    pub on: Day,
    /// What was done.
    pub deed: ActionDeed,
}

/// From where an action was carried over, or came from another partnership.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The partnership in whose plan it was, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partnership: Option<Other>,
    /// The cycle in whose plan it was.
    pub cycle: Cycle,
    /// Its number there.
    pub number: i64,
    /// Why it was not finished there.
    pub because: String,
}

impl Origin {
    /// Where it was, in words: "the plan 2027–28", or "the plan 2027–28 of Safer Ashford Partnership".
    pub fn in_words(&self) -> String {
        let plan = format!("the plan {}", self.cycle.in_words());
        match &self.partnership {
            Some(other) => format!("{plan} of {}", other.name),
            None => plan,
        }
    }
}

/// An action of the plan and all that was done about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "TypedAction")]
pub struct Action {
    since: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
    described: Described,
    deeds: Vec<DatedDeed>,
}

/// An action as it is kept, not yet checked.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedAction {
    since: Day,
    #[serde(default)]
    origin: Option<Origin>,
    described: Described,
    deeds: Vec<DatedDeed>,
}

impl TryFrom<TypedAction> for Action {
    type Error = ActionRefused;

    fn try_from(typed: TypedAction) -> Result<Action, ActionRefused> {
        let TypedAction { since, origin, described, deeds } = typed;
        let today = deeds.iter().map(|dated| dated.on).max().map_or(since, |last| last.max(since));
        let faults = described.faults();
        if !faults.is_empty() {
            return Err(ActionRefused::Described(faults));
        }
        let action = Action { since, origin, described, deeds: Vec::new() };
        deeds.into_iter().try_fold(action, |action, dated| action.with_kept(dated, today))
    }
}

impl Action {
    /// An action that is entered on a day.
    ///
    /// # Errors
    /// All that is wrong with how it is described, in the order of the fields.
    pub fn of(described: Described, among: Among<'_>, today: Day) -> Result<Action, ActionRefused> {
        let faults = described.faults_among(among);
        if !faults.is_empty() {
            return Err(ActionRefused::Described(faults));
        }
        Ok(Action { since: today, origin: None, described, deeds: Vec::new() })
    }

    /// An action that goes on from an earlier plan, with another objective and day.
    pub(super) fn carried(
        &self,
        origin: Origin,
        (objective, due): (Option<u32>, Day),
        today: Day,
    ) -> Action {
        let described = Described { objective, due, ..self.described().clone() };
        Action { since: today, origin: Some(origin), described, deeds: Vec::new() }
    }

    /// The same without the answers to people that it does.
    pub(super) fn answering_nobody(mut self) -> Action {
        self.described.said = BTreeSet::new();
        self
    }

    /// The same with one more deed, as of `today`. A description that says what is said already is no deed.
    ///
    /// # Errors
    /// When the deed cannot follow, its day is too early or to come, or its words are missing.
    pub fn with(
        self,
        dated: DatedDeed,
        among: Among<'_>,
        today: Day,
    ) -> Result<Action, ActionRefused> {
        match &dated.deed {
            ActionDeed::Describe(described) => {
                let faults = described.faults_among(among);
                if !faults.is_empty() {
                    return Err(ActionRefused::Described(faults));
                }
                if **described == self.as_it_is() {
                    self.lets(&dated.deed)?;
                    return Ok(self);
                }
            }
            ActionDeed::CarryOver { into, .. } => return Err(ActionRefused::Alone(*into)),
            ActionDeed::Note(_)
            | ActionDeed::Defer { .. }
            | ActionDeed::Finish { .. }
            | ActionDeed::Drop { .. }
            | ActionDeed::TakeUpAgain { .. } => {}
        }
        self.with_kept(dated, today)
    }

    /// The same with a deed that is described among members and objectives as they were then.
    pub(super) fn with_kept(
        mut self,
        dated: DatedDeed,
        today: Day,
    ) -> Result<Action, ActionRefused> {
        let last = self.last_day();
        if dated.on < last {
            return Err(ActionRefused::Early { on: dated.on, last });
        }
        if dated.on > today {
            return Err(ActionRefused::ToCome(dated.on));
        }
        if let Some(refused) = self.against(&dated.deed, dated.on).into_iter().next() {
            return Err(refused);
        }
        self.deeds.push(dated);
        Ok(self)
    }

    /// All that is against a deed on a day, whoever the members are: its words, its quarter, and where the action stands.
    pub fn against(&self, deed: &ActionDeed, on: Day) -> Vec<ActionRefused> {
        let mut refused = refused::wording(deed, on);
        refused.extend(self.lets(deed).err());
        refused
    }

    /// That a deed can follow from where it stands.
    fn lets(&self, deed: &ActionDeed) -> Result<(), ActionRefused> {
        let standing = self.standing();
        match (deed, standing) {
            (_, Standing::CarriedOver { into }) => Err(ActionRefused::CarriedOver(into)),
            (ActionDeed::TakeUpAgain { .. }, Standing::UnderWay) => Err(ActionRefused::UnderWay),
            (
                ActionDeed::TakeUpAgain { .. },
                Standing::Deferred { .. } | Standing::Finished | Standing::Dropped,
            ) => Ok(()),
            (_, Standing::Finished | Standing::Dropped) => Err(ActionRefused::Over(standing)),
            (ActionDeed::Defer { until, .. }, _) if *until <= self.due() => {
                Err(ActionRefused::NotLater { until: *until, due: self.due() })
            }
            (ActionDeed::Note(progress), _)
                if progress.figure.is_some() && self.described().measure.is_none() =>
            {
                Err(ActionRefused::NoMeasure)
            }
            (ActionDeed::Describe(described), _)
                if described.measure.is_none() && self.has_figures() =>
            {
                Err(ActionRefused::HasFigures)
            }
            (_, Standing::UnderWay | Standing::Deferred { .. }) => Ok(()),
        }
    }

    /// The same without its last deed: what undoing it gives, among the objectives that the plan has now. One that is gone
    /// does not come back with how the action was described before.
    ///
    /// # Errors
    /// When nothing was done yet, or it goes on in a later plan.
    pub fn without_last(mut self, objectives: &BTreeSet<u32>) -> Result<Action, ActionRefused> {
        if let Standing::CarriedOver { into } = self.standing() {
            return Err(ActionRefused::CarriedOver(into));
        }
        self.deeds.pop().ok_or(ActionRefused::NothingToTakeBack)?;
        let described = self.deeds.iter_mut().rev().find_map(|dated| match &mut dated.deed {
            ActionDeed::Describe(described) => Some(described.as_mut()),
            ActionDeed::Note(_)
            | ActionDeed::Defer { .. }
            | ActionDeed::Finish { .. }
            | ActionDeed::Drop { .. }
            | ActionDeed::CarryOver { .. }
            | ActionDeed::TakeUpAgain { .. } => None,
        });
        let described = described.unwrap_or(&mut self.described);
        described.objective = described.objective.filter(|number| objectives.contains(number));
        Ok(self)
    }

    /// How it is described now. Its day is that of the description; [`Action::due`] knows whether it was deferred.
    pub fn described(&self) -> &Described {
        let last = self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            ActionDeed::Describe(described) => Some(described.as_ref()),
            ActionDeed::Note(_)
            | ActionDeed::Defer { .. }
            | ActionDeed::Finish { .. }
            | ActionDeed::Drop { .. }
            | ActionDeed::CarryOver { .. }
            | ActionDeed::TakeUpAgain { .. } => None,
        });
        last.unwrap_or(&self.described)
    }

    /// The day on which it is due, after all that was deferred.
    pub fn due(&self) -> Day {
        let last = self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            ActionDeed::Describe(described) => Some(described.due),
            ActionDeed::Defer { until, .. } => Some(*until),
            ActionDeed::Note(_)
            | ActionDeed::Finish { .. }
            | ActionDeed::Drop { .. }
            | ActionDeed::CarryOver { .. }
            | ActionDeed::TakeUpAgain { .. } => None,
        });
        last.unwrap_or(self.described.due)
    }

    /// Where it stands. What was deferred, and described otherwise since, is deferred to the day of the description.
    pub fn standing(&self) -> Standing {
        match self.last_move() {
            None => Standing::UnderWay,
            Some((Standing::Deferred { .. }, _)) => Standing::Deferred { until: self.due() },
            Some((standing, _)) => standing,
        }
    }

    /// Why it stands so, in words; none where nothing moved it.
    pub fn because(&self) -> Option<&str> {
        self.last_move().map(|(_, because)| because)
    }

    fn last_move(&self) -> Option<(Standing, &str)> {
        self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            ActionDeed::Defer { until, because } => {
                Some((Standing::Deferred { until: *until }, because.as_str()))
            }
            ActionDeed::Finish { outcome } => Some((Standing::Finished, outcome.as_str())),
            ActionDeed::Drop { because } => Some((Standing::Dropped, because.as_str())),
            ActionDeed::CarryOver { into, because } => {
                Some((Standing::CarriedOver { into: *into }, because.as_str()))
            }
            ActionDeed::TakeUpAgain { because } => Some((Standing::UnderWay, because.as_str())),
            ActionDeed::Describe(_) | ActionDeed::Note(_) => None,
        })
    }

    /// Whether it is still to be done on a day after it was due.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.standing().is_open() && self.due() < today
    }

    /// What was noted last of each quarter, with the day.
    pub fn progress(&self) -> BTreeMap<Quarter, (Day, &Progress)> {
        let noted = self.deeds.iter().filter_map(|dated| match &dated.deed {
            ActionDeed::Note(progress) => Some((progress.quarter, (dated.on, progress))),
            ActionDeed::Describe(_)
            | ActionDeed::Defer { .. }
            | ActionDeed::Finish { .. }
            | ActionDeed::Drop { .. }
            | ActionDeed::CarryOver { .. }
            | ActionDeed::TakeUpAgain { .. } => None,
        });
        noted.collect()
    }

    /// What was noted of the latest quarter of which something was.
    pub fn latest(&self) -> Option<&Progress> {
        self.progress().into_values().next_back().map(|(_, progress)| progress)
    }

    /// Whether a figure of its measure stands for a quarter, so that the measure stays.
    pub fn has_figures(&self) -> bool {
        self.progress().into_values().any(|(_, progress)| progress.figure.is_some())
    }

    /// The day on which it was entered.
    pub fn since(&self) -> Day {
        self.since
    }

    /// From where it was carried over, if it was.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// What was done about it, in order.
    pub fn deeds(&self) -> &[DatedDeed] {
        &self.deeds
    }

    /// The day of the last thing that was done about it.
    pub fn last_day(&self) -> Day {
        self.deeds.last().map_or(self.since, |dated| dated.on)
    }
}

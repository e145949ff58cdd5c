//! Changes of a plan in the records: its words, objectives and undertakings, each from what was seen of the plan.

use partnership::plan::rolling::Plan;
use partnership::plan::rolling::Undertaking;
use partnership::plan::rolling::Wording;
use partnership::priorities::decided::Priority;
use partnership::priorities::decided::PriorityId;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::plan::acting::actions;
use crate::plan::key;
use crate::plan::members;
use crate::plan::refused::PlanRefused;
use crate::priorities::decision::in_force;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Version;

/// A change of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanChange {
    /// It has other words.
    Word(Wording),
    /// It has one more objective.
    AddObjective {
        /// Under which priority.
        priority: PriorityId,
        /// What is to be reached.
        words: String,
    },
    /// An objective has other words.
    RewordObjective {
        /// Its number.
        number: u32,
        /// What is to be reached.
        words: String,
    },
    /// It has an objective less.
    TakeObjectiveAway(u32),
    /// An authority undertakes something else.
    Undertake {
        /// The authority.
        authority: String,
        /// What it undertakes.
        undertaking: Undertaking,
    },
}

impl Book {
    /// Changes the plan of a cycle as it was seen, as of `today`.
    ///
    /// # Errors
    /// When the core refuses it, the priority is not in force, or somebody else changed the plan.
    #[compiled_once]
    pub async fn change_plan(
        &self,
        signed: &Signed,
        (cycle, seen): (Cycle, Version),
        what: PlanChange,
        today: Day,
    ) -> Result<Version, PlanRefused> {
        let mut change = self.change(signed).await?;
        let plan = change.seen::<Plan>(&key(cycle), seen).await?.value;
        let plan = changed(&mut change, plan, what, today).await?;
        let version = change.replace(&key(cycle), seen, &plan).await?;
        change.commit().await?;
        Ok(version)
    }
}

async fn changed(
    change: &mut Change,
    plan: Plan,
    what: PlanChange,
    today: Day,
) -> Result<Plan, PlanRefused> {
    let one = |fault| PlanRefused::Plan(vec![fault]);
    let cycle = plan.cycle();
    match what {
        PlanChange::Word(wording) => plan.worded(wording).map_err(PlanRefused::Plan),
        PlanChange::AddObjective { priority, words } => {
            let decided = in_force(change.reading(), cycle).await?;
            let found = decided.iter().flat_map(|decided| decided.priorities());
            let found: Option<&Priority> = found.into_iter().find(|one| *one.id() == priority);
            let found = found.ok_or(PlanRefused::NoPriority(priority))?;
            plan.with_objective(found, &words).map_err(one)
        }
        PlanChange::RewordObjective { number, words } => {
            plan.with_objective_reworded(number, &words).map_err(one)
        }
        PlanChange::TakeObjectiveAway(number) => {
            let all = actions(change.reading(), cycle).await?;
            let under = all.iter().filter(|kept| kept.action.described().objective == Some(number));
            let under: Vec<i64> = under.map(|kept| kept.number).collect();
            plan.without_objective(number, &under).map_err(one)
        }
        PlanChange::Undertake { authority, undertaking } => {
            let members = members(change.reading(), today).await?;
            plan.with_undertaking(&authority, undertaking, &members).map_err(PlanRefused::Plan)
        }
    }
}

//! Why a plan, as it is written, cannot be so: each fault in words that say what to do.

use crate::plan::rolling::LONGEST_OBJECTIVE;
use crate::plan::rolling::LONGEST_TEXT;
use crate::plan::rolling::MOST_YEARS;
use crate::timetable::cycle::Cycle;

/// What is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// It ends before it begins.
    #[error("the plan is for {} and would end with {}; choose that cycle or a later one", .cycle.in_words(), .until.in_words())]
    EndsBefore {
        /// Its cycle.
        cycle: Cycle,
        /// The last one that was given.
        until: Cycle,
    },
    /// It covers too many years.
    #[error("the plan would cover {0} years; it covers at most {MOST_YEARS}")]
    ManyYears(i16),
    /// The strategy is too long.
    #[error("the strategy has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongStrategy(usize),
    /// The text about views is too long.
    #[error("the text about views has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongViews(usize),
    /// The steps are too long.
    #[error("the steps have {0} characters; at most {LONGEST_TEXT} are kept")]
    LongSteps(usize),
    /// The text about resources is too long.
    #[error("the text about resources has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongResources(usize),
    /// The text about success is too long.
    #[error("the text about success has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongSuccess(usize),
    /// An objective has no words.
    #[error("the objective has no words; write what is to be reached")]
    NoWords,
    /// An objective is too long.
    #[error("the objective has {0} characters; at most {LONGEST_OBJECTIVE} are kept")]
    LongObjective(usize),
    /// A priority is of another cycle.
    #[error("that priority is of {}; choose one that was decided for the plan’s cycle", .0.in_words())]
    OtherCycle(Cycle),
    /// There is no such objective.
    #[error("there is no objective {0} in the plan; choose one of its objectives")]
    NoObjective(u32),
    /// Two objectives have one number.
    #[error("two objectives have one number")]
    NumberTwice,
    /// Actions are under an objective that would go.
    #[error(
        "objective {number} has actions ({}); put them under another objective first",
        numbers(.actions)
    )]
    ActionsUnder {
        /// The objective.
        number: u32,
        /// The numbers of the actions.
        actions: Vec<i64>,
    },
    /// No member has that name.
    #[error("no member of the partnership is called `{0}`; choose one of its members")]
    NoMember(String),
}

fn numbers(actions: &[i64]) -> String {
    let numbers: Vec<String> = actions.iter().map(ToString::to_string).collect();
    crate::terms::wording::listed(&numbers)
}

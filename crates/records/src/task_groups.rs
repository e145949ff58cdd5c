//! Task groups in the records: their measures, values by quarter, judgements set by hand, and commentaries.
//!
//! In come what a group measures and what it says; out goes what is known of the task groups, as the performance report
//! takes it.

pub(crate) mod measure;
pub(crate) mod quarterly;
pub(crate) mod by_hand;
pub(crate) mod commentary;
pub(crate) mod link;
pub(crate) mod bringing;

use partnership::task_groups::commentary::CommentaryRefused;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::change::Change;
use crate::store::thing::Key;

/// Why something of the task groups is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum TaskGroupsRefused {
    /// There is no such measure.
    #[error("there is no measure `{0}`; enter it first")]
    NoSuchMeasure(MeasureId),
    /// The measure has values or judgements.
    #[error("measure `{0}` has values or judgements; take them away first, or keep it")]
    HasValues(MeasureId),
    /// The group was asked already.
    #[error("{group} was asked for a commentary on {} already; open that one", Period::Quarter(*quarter).in_words())]
    AskedAlready {
        /// The group.
        group: String,
        /// The quarter.
        quarter: Quarter,
    },
    /// Something was written already.
    #[error(
        "something was written of it already, so that it stays; send it back, or let it stand as it is"
    )]
    Begun,
    /// The commentary does not allow what is done with it.
    #[error(transparent)]
    Commentary(#[from] CommentaryRefused),
    /// It could not be changed.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<RecordsError> for TaskGroupsRefused {
    fn from(error: RecordsError) -> TaskGroupsRefused {
        TaskGroupsRefused::Change(error.into())
    }
}

/// Refuses what is of a measure that is not there.
async fn is_measured(change: &mut Change, measure: &MeasureId) -> Result<(), TaskGroupsRefused> {
    match change.reading().one::<Measure>(&Key::all().and(measure)).await? {
        Some(_) => Ok(()),
        None => Err(TaskGroupsRefused::NoSuchMeasure(measure.clone())),
    }
}

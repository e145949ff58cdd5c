//! Measures and values that are brought in many at a time, all or none.
//!
//! In come measures or values as a file has them; out goes how many were new, how many changed and how many were the same.

use partnership::task_groups::measure::Measure;
use partnership::task_groups::quarterly::QuarterlyValue;

use crate::book::Book;
use crate::compiled_once;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Key;
use crate::store::thing::Thing;
use crate::task_groups::TaskGroupsRefused;
use crate::task_groups::is_measured;

/// What came of bringing many in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BroughtIn {
    /// How many were not there.
    pub new: usize,
    /// How many took the place of others.
    pub changed: usize,
    /// How many were there already, just so.
    pub same: usize,
}

impl Book {
    /// Enters measures, each in the place of one of the same short name.
    ///
    /// # Errors
    /// When they cannot be saved; none is then.
    #[compiled_once]
    pub async fn bring_measures(
        &self,
        signed: &Signed,
        measures: &[Measure],
    ) -> Result<BroughtIn, TaskGroupsRefused> {
        let (mut change, mut brought) = (self.change(signed).await?, BroughtIn::default());
        for measure in measures {
            put(&mut change, &Key::all().and(measure.id()), measure, &mut brought).await?;
        }
        change.commit().await?;
        Ok(brought)
    }

    /// Keeps values, each in the place of the measure's value of the same quarter.
    ///
    /// # Errors
    /// When there is no such measure, or they cannot be saved; none is then.
    #[compiled_once]
    pub async fn bring_quarterly_values(
        &self,
        signed: &Signed,
        values: &[QuarterlyValue],
    ) -> Result<BroughtIn, TaskGroupsRefused> {
        let (mut change, mut brought) = (self.change(signed).await?, BroughtIn::default());
        for value in values {
            is_measured(&mut change, &value.measure).await?;
            let key = Key::all().and(&value.measure).and(value.quarter);
            put(&mut change, &key, value, &mut brought).await?;
        }
        change.commit().await?;
        Ok(brought)
    }
}

async fn put<T: Thing + PartialEq>(
    change: &mut Change,
    key: &Key,
    thing: &T,
    brought: &mut BroughtIn,
) -> Result<(), TaskGroupsRefused> {
    match change.reading().one::<T>(key).await? {
        None => brought.new += 1,
        Some(held) if held.value == *thing => brought.same += 1,
        Some(_) => brought.changed += 1,
    }
    change.enter_or_replace(key, thing).await?;
    Ok(())
}

//! The commentaries of task groups in the records.

use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::commentary::Deed;
use partnership::task_groups::commentary::Standing;
use partnership::terms::day::Day;
use partnership::terms::period::Quarter;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::task_groups::TaskGroupsRefused;

impl Book {
    /// The commentaries, each under its number: of a quarter, or all, in the order in which they were asked for.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn commentaries(
        &self,
        quarter: Option<Quarter>,
    ) -> Result<Vec<(i64, Held<Commentary>)>, RecordsError> {
        let found = self.read().await?.within::<Commentary>(&Key::all()).await?;
        let numbered =
            found.into_iter().map(|found| Ok((found.key.number(0, "commentary")?, found.held)));
        let wanted = |(_, held): &(i64, Held<Commentary>)| {
            quarter.is_none_or(|quarter| held.value.quarter == quarter)
        };
        let all: Vec<_> = numbered.collect::<Result<_, RecordsError>>()?;
        Ok(all.into_iter().filter(wanted).collect())
    }

    /// Asks a group for a commentary, and gives its number.
    ///
    /// # Errors
    /// When the group was asked for that quarter already.
    #[compiled_once]
    pub async fn ask_for_commentary(
        &self,
        signed: &Signed,
        asked: &Commentary,
    ) -> Result<i64, TaskGroupsRefused> {
        let mut change = self.change(signed).await?;
        let all = change.reading().within::<Commentary>(&Key::all()).await?;
        let same = |one: &Commentary| one.group == asked.group && one.quarter == asked.quarter;
        if all.iter().any(|found| same(&found.held.value)) {
            let (group, quarter) = (asked.group.clone(), asked.quarter);
            return Err(TaskGroupsRefused::AskedAlready { group, quarter });
        }
        let number = change.enter_numbered(&Key::all(), asked).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Takes back that a group was asked, as long as nothing is written, with whoever was asked.
    ///
    /// # Errors
    /// When something is written, or somebody else changed it.
    #[compiled_once]
    pub async fn take_back_asking(
        &self,
        signed: &Signed,
        (number, seen): (i64, Version),
    ) -> Result<(), TaskGroupsRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(number);
        let held = change.seen::<Commentary>(&key, seen).await?;
        if held.value.standing != Standing::Asked {
            return Err(TaskGroupsRefused::Begun);
        }
        change.remove::<Commentary>(&key, seen).await?;
        let sql = "delete from commentary_link where partnership_id = $1 and commentary_id = $2";
        change.jot(sql, vec![Value::Number(number)]).await?;
        Ok(change.commit().await?)
    }

    /// Does something with a commentary as it was seen.
    ///
    /// # Errors
    /// When its standing does not allow it, or somebody else changed it.
    #[compiled_once]
    pub async fn change_commentary(
        &self,
        signed: &Signed,
        (number, seen): (i64, Version),
        deed: Deed,
        on: Day,
    ) -> Result<Version, TaskGroupsRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(number);
        let held = change.seen::<Commentary>(&key, seen).await?;
        let after = held.value.after(deed, on)?;
        let version = change.replace(&key, seen, &after).await?;
        change.commit().await?;
        Ok(version)
    }
}

impl Thing for Commentary {
    const KIND: Kind = Kind::Commentary;
    type Told = Commentary;

    fn told(&self) -> Commentary {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select commentary_id, entry_id, commentary from commentary
            where partnership_id = $1 and ($2 is null or commentary_id = cast($2 as bigint))
            order by commentary_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.number("commentary_id")?);
            let held =
                Held { value: row.json("commentary")?, version: Version(row.number("entry_id")?) };
            Ok(Found { key, held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into commentary (partnership_id, commentary_id, entry_id, commentary)
            values ($1, cast($2 as bigint), $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from commentary
            where partnership_id = $1 and commentary_id = cast($2 as bigint)";
        pen.run(sql, key.values(1)).await
    }
}

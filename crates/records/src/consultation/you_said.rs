//! What the partnership answers to themes, in the records.

use partnership::consultation::you_said::YouSaid;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::quotation::number_in;
use crate::error::ChangeError;
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

impl Book {
    /// What is answered to the themes of a consultation, each entry under its number.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn you_said(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<(i64, Held<YouSaid>)>, RecordsError> {
        let within = Key::all().and(cycle).and(questionnaire);
        let found = self.read().await?.within::<YouSaid>(&within).await?;
        found.into_iter().map(|found| Ok((number_in(&found.key)?, found.held))).collect()
    }

    /// Enters an answer to a theme, and gives its number.
    ///
    /// # Errors
    /// When the records cannot be written, or there is no such consultation.
    #[compiled_once]
    pub async fn enter_you_said(
        &self,
        signed: &Signed,
        (cycle, questionnaire): (Cycle, &Slug),
        entry: YouSaid,
    ) -> Result<i64, ChangeError> {
        let mut change = self.change(signed).await?;
        let number = change.next_number();
        let key = Key::all().and(cycle).and(questionnaire).and(number);
        change.enter(&key, &entry).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Changes an answer to a theme from what was seen of it.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn change_you_said(
        &self,
        signed: &Signed,
        (cycle, questionnaire): (Cycle, &Slug),
        (number, seen): (i64, Version),
        entry: YouSaid,
    ) -> Result<(), ChangeError> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(questionnaire).and(number);
        change.replace(&key, seen, &entry).await?;
        Ok(change.commit().await?)
    }

    /// Takes an answer to a theme away.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn remove_you_said(
        &self,
        signed: &Signed,
        (cycle, questionnaire): (Cycle, &Slug),
        (number, seen): (i64, Version),
    ) -> Result<(), ChangeError> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(questionnaire).and(number);
        change.remove::<YouSaid>(&key, seen).await?;
        Ok(change.commit().await?)
    }
}

impl Thing for YouSaid {
    const KIND: Kind = Kind::YouSaid;
    type Told = YouSaid;

    fn told(&self) -> YouSaid {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, you_said_id, entry_id, you_said from you_said
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
                and ($4 is null or you_said_id = cast($4 as bigint))
            order by cycle_id, questionnaire_id, you_said_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let (key, value) = (key.and(row.number("you_said_id")?), row.json("you_said")?);
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into you_said
            (partnership_id, cycle_id, questionnaire_id, you_said_id, entry_id, you_said)
            values ($1, $2, $3, cast($4 as bigint), $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from you_said
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and you_said_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}

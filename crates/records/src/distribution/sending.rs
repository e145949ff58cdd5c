//! Sendings in the records: which publication goes to which lists, with a dispatch for everybody on them.
//!
//! In come sendings and what is to go; out go sendings with their numbers. A sending is never changed; whoever is new on its
//! lists gets a dispatch of their own.

use partnership::distribution::dispatch::Planned;
use partnership::distribution::sending::Sending;

use crate::book::Book;
use crate::compiled_once;
use crate::distribution::refused::DistributionRefused;
use crate::error::RecordsError;
use crate::store::change::Change;
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
    /// All sendings with their numbers, in the order in which they were begun.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn sendings(&self) -> Result<Vec<(i64, Sending)>, RecordsError> {
        let found = self.read().await?.within::<Sending>(&Key::all()).await?;
        let numbered = found
            .into_iter()
            .map(|Found { key, held }| Ok((key.number(0, "sending.sending_id")?, held.value)));
        numbered.collect()
    }

    /// Begins a sending with what is to go to whom; its number. Nothing has gone yet.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn begin_sending(
        &self,
        signed: &Signed,
        sending: &Sending,
        planned: &[Planned],
    ) -> Result<i64, DistributionRefused> {
        let mut change = self.change(signed).await?;
        let number = change.enter_counted(&Key::all(), sending).await?;
        wait(&mut change, number, 0, planned).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Adds to a sending what is to go to those who are new on its lists.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn add_dispatches(
        &self,
        signed: &Signed,
        number: i64,
        planned: &[Planned],
    ) -> Result<(), DistributionRefused> {
        let mut change = self.change(signed).await?;
        let sql = "select coalesce(max(dispatch_id), 0) as last from dispatch
            where partnership_id = $1 and sending_id = $2";
        let rows = change.reading().rows(sql, vec![Value::Number(number)]).await?;
        let last = rows.first().map_or(Ok(0), |row| row.number("last"))?;
        wait(&mut change, number, last, planned).await?;
        Ok(change.commit().await?)
    }
}

async fn wait(
    change: &mut Change,
    number: i64,
    last: i64,
    planned: &[Planned],
) -> Result<(), RecordsError> {
    for (place, one) in (last + 1..).zip(planned) {
        let sql = "insert into dispatch
            (partnership_id, sending_id, dispatch_id, list_id, recipient_id, way, standing)
            values ($1, $2, $3, $4, $5, $6, 'waiting')";
        let mut values = vec![Value::Number(number), Value::Number(place), Value::text(&one.list)];
        values.extend([Value::Number(one.recipient), Value::word(&one.way)?]);
        change.jot(sql, values).await?;
    }
    Ok(())
}

impl Thing for Sending {
    const KIND: Kind = Kind::Sending;
    type Told = Sending;

    fn told(&self) -> Sending {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select sending_id, entry_id, sending from sending
            where partnership_id = $1 and ($2 is null or sending_id = cast($2 as bigint))
            order by sending_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.number("sending_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: row.json("sending")?, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into sending (partnership_id, sending_id, entry_id, sending)
            values ($1, cast($2 as bigint), $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from sending
            where partnership_id = $1 and sending_id = cast($2 as bigint)";
        pen.run(sql, key.values(1)).await
    }
}

//! Reminders that were sent, so that none goes twice.
//!
//! In comes a reminder that is due; out goes whether to send it now. It is taken up before it is sent and marked
//! afterwards. A program that stops in between leaves it taken up, and after ten minutes another may take it up:
//! it may then go twice, and is never lost.

use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;

use crate::Records;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::once::Once;
use crate::store::value::Value;

/// How long whoever took a reminder up has to send it and say so.
pub const TIME_TO_SEND: SignedDuration = SignedDuration::from_mins(10);

/// A reminder of one thing, to one person, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// To whom.
    pub person: PersonId,
    /// On which day it is due.
    pub day: Day,
    /// Of what, such as `papers-due/council-april`.
    pub key: String,
}

impl Book {
    /// Takes a reminder up, to be sent now and marked with [`Book::mark_reminder_sent`]. Of two who take it up
    /// at once, one is told [`Once::Now`]; so is whoever comes [`TIME_TO_SEND`] after one who never marked it.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn take_up_reminder(
        &self,
        reminder: &Reminder,
        now: Timestamp,
    ) -> Result<Once, RecordsError> {
        let mut jotting = self.jot().await?;
        jotting.hold(self.id()).await?;
        let sql = "insert into reminder (partnership_id, person_id, day, key, taken_up)
            select partnership_id, person_id, $3, $4, cast($5 as bigint) from person
            where partnership_id = $1 and person_id = $2
            on conflict (partnership_id, person_id, day, key) do update
            set taken_up = excluded.taken_up
            where reminder.sent is null and reminder.taken_up <= cast($6 as bigint)";
        let mut values = self.which(reminder);
        values.push(Value::Number(now.as_second()));
        values.push(Value::Number(now.as_second() - TIME_TO_SEND.as_secs()));
        let once = Once::by(jotting.run(sql, values).await?);
        jotting.commit().await?;
        Ok(once)
    }

    /// Marks a reminder as sent. Nobody can take it up again.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn mark_reminder_sent(
        &self,
        reminder: &Reminder,
        now: Timestamp,
    ) -> Result<(), RecordsError> {
        let mut jotting = self.jot().await?;
        let sql = "update reminder set sent = $5
            where partnership_id = $1 and person_id = $2 and day = $3 and key = $4";
        let mut values = self.which(reminder);
        values.push(Value::Number(now.as_second()));
        jotting.run(sql, values).await?;
        jotting.commit().await
    }

    fn which(&self, reminder: &Reminder) -> Vec<Value> {
        vec![
            Value::text(self.id()),
            Value::text(&reminder.person),
            Value::text(reminder.day),
            Value::text(&reminder.key),
        ]
    }
}

impl Records {
    /// Deletes what is known of reminders that were due before a day, in every partnership; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn delete_reminders_before(&self, day: Day) -> Result<u64, RecordsError> {
        let mut jotting = self.store.jot().await?;
        let deleted =
            jotting.run("delete from reminder where day < $1", vec![Value::text(day)]).await?;
        jotting.commit().await?;
        Ok(deleted)
    }
}

//! Dispatches in the records: what goes to one recipient, and how it stands.
//!
//! In comes what became of a letter; out goes how each stands. One is taken up before its letter goes and settled afterwards.
//! A program that is stopped in between leaves it in doubt: it does not go again by itself, so that none goes twice.

use jiff::Timestamp;
use partnership::distribution::dispatch::Dispatch;
use partnership::distribution::dispatch::Planned;
use partnership::distribution::dispatch::ReceivedBy;
use partnership::distribution::dispatch::Standing;
use partnership::distribution::list::ListId;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::reminder::TIME_TO_SEND;
use crate::store::value::Row;
use crate::store::value::Value;

/// Which dispatch: the number of its sending, and its own within it.
pub type WhichDispatch = (i64, i64);

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It went, and the mail server said this; nothing was said of what was posted.
    Went(Option<&'a str>),
    /// It did not go, for this reason.
    Failed(&'a str),
}

/// So much of what a mail server says is kept.
const SAID_AT_MOST: usize = 300;

impl Book {
    /// The dispatches of a sending with their numbers, as they stand at a moment.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn dispatches(
        &self,
        sending: i64,
        now: Timestamp,
    ) -> Result<Vec<(i64, Dispatch)>, RecordsError> {
        let sql = "select dispatch_id, list_id, recipient_id, way, standing,
                cast(taken_up as text) as taken_up, day, said, received, received_by
            from dispatch where partnership_id = $1 and sending_id = $2 order by dispatch_id";
        let rows = self.read().await?.rows(sql, vec![Value::Number(sending)]).await?;
        rows.iter().map(|row| in_row(row, now)).collect()
    }

    /// Takes a dispatch up whose letter is about to go, with the fingerprint of what is written in its link. Of two who take
    /// it up at once, one is told [`Once::Now`].
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_up_dispatch(
        &self,
        which: WhichDispatch,
        link: &Fingerprint,
        now: Timestamp,
    ) -> Result<Once, RecordsError> {
        let sql = "update dispatch set standing = 'under-way', taken_up = $4, token = $5
            where partnership_id = $1 and sending_id = $2 and dispatch_id = $3
                and standing = 'waiting'";
        let mut values = self.which_dispatch(which);
        values.extend([Value::Number(now.as_second()), Value::text(link)]);
        self.jot_dispatch(sql, values).await.map(Once::by)
    }

    /// Settles a dispatch that is being sent, is in doubt, or waits to be posted: on that day it went, or it did not. One that
    /// went before is not settled again.
    ///
    /// # Errors
    /// When the records cannot be written.
    pub async fn settle_dispatch(
        &self,
        which: WhichDispatch,
        on: Day,
        outcome: Outcome<'_>,
    ) -> Result<Once, RecordsError> {
        let sql = "update dispatch set standing = $4, taken_up = null, day = $5, said = $6
            where partnership_id = $1 and sending_id = $2 and dispatch_id = $3
                and standing in ('under-way', 'waiting')";
        let short = |said: &str| said.chars().take(SAID_AT_MOST).collect::<String>();
        let (standing, said) = match outcome {
            Outcome::Went(said) => ("went", said.map(short)),
            Outcome::Failed(said) => ("failed", Some(short(said))),
        };
        let mut values = self.which_dispatch(which);
        values.extend([Value::text(standing), Value::text(on), Value::maybe(said)]);
        self.jot_dispatch(sql, values).await.map(Once::by)
    }

    /// Has those go again that failed, and those in doubt that somebody names; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn send_again(
        &self,
        sending: i64,
        in_doubt: &[i64],
        now: Timestamp,
    ) -> Result<u64, RecordsError> {
        let failed = "update dispatch set standing = 'waiting', day = null, said = null
            where partnership_id = $1 and sending_id = $2 and standing = 'failed'";
        let mut again =
            self.jot_dispatch(failed, vec![Value::text(self.id()), Value::Number(sending)]).await?;
        let doubted = "update dispatch set standing = 'waiting', taken_up = null
            where partnership_id = $1 and sending_id = $2 and dispatch_id = $3
                and standing = 'under-way' and taken_up <= $4";
        for dispatch in in_doubt {
            let mut values = self.which_dispatch((sending, *dispatch));
            values.push(Value::Number(long_ago(now)));
            again += self.jot_dispatch(doubted, values).await?;
        }
        Ok(again)
    }

    /// Notes that somebody has what went to them, unless that was noted already.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn note_received(&self, which: WhichDispatch, on: Day) -> Result<Once, RecordsError> {
        let sql = "update dispatch set received = $4, received_by = 'hand'
            where partnership_id = $1 and sending_id = $2 and dispatch_id = $3
                and standing = 'went' and received is null";
        let mut values = self.which_dispatch(which);
        values.push(Value::text(on));
        self.jot_dispatch(sql, values).await.map(Once::by)
    }

    /// The number of the sending whose letter held a link, with how its dispatch stands; none where there is no such link.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn dispatch_by_link(
        &self,
        link: &Fingerprint,
        now: Timestamp,
    ) -> Result<Option<(i64, Dispatch)>, RecordsError> {
        let sql = "select sending_id, dispatch_id, list_id, recipient_id, way, standing,
                cast(taken_up as text) as taken_up, day, said, received, received_by
            from dispatch where partnership_id = $1 and token = $2";
        let rows = self.read().await?.rows(sql, vec![Value::text(link)]).await?;
        let found = rows.first().map(|row| Ok((row.number("sending_id")?, in_row(row, now)?.1)));
        found.transpose()
    }

    /// Notes that whoever has a link says that they have what went to them. That the letter went is plain then, even where it
    /// was in doubt.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn receive_by_link(&self, link: &Fingerprint, on: Day) -> Result<Once, RecordsError> {
        let sql = "update dispatch set received = $3, received_by = 'link', standing = 'went',
                taken_up = null, day = coalesce(day, $3)
            where partnership_id = $1 and token = $2 and received is null";
        let values = vec![Value::text(self.id()), Value::text(link), Value::text(on)];
        self.jot_dispatch(sql, values).await.map(Once::by)
    }

    async fn jot_dispatch(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let rows = jotting.run(sql, values).await?;
        jotting.commit().await?;
        Ok(rows)
    }

    fn which_dispatch(&self, (sending, dispatch): WhichDispatch) -> Vec<Value> {
        vec![Value::text(self.id()), Value::Number(sending), Value::Number(dispatch)]
    }
}

/// Whoever took something up before that has not sent it.
fn long_ago(now: Timestamp) -> i64 {
    now.as_second() - TIME_TO_SEND.as_secs()
}

fn in_row(row: &Row, now: Timestamp) -> Result<(i64, Dispatch), RecordsError> {
    let received = match row.maybe_parsed::<Day>("received")? {
        None => None,
        Some(on) => Some((on, row.word::<ReceivedBy>("received_by")?)),
    };
    let planned = Planned {
        list: ListId(row.parsed("list_id")?),
        recipient: row.number("recipient_id")?,
        way: row.word("way")?,
    };
    let standing = standing(row, now)?;
    Ok((row.number("dispatch_id")?, Dispatch { planned, standing, received }))
}

fn standing(row: &Row, now: Timestamp) -> Result<Standing, RecordsError> {
    let (word, said) = (row.text("standing")?, row.maybe_text("said")?);
    let on = || row.parsed::<Day>("day");
    Ok(match word.as_str() {
        "waiting" => Standing::Waiting,
        "went" => Standing::Went { on: on()?, said },
        "failed" => Standing::Failed { on: on()?, said: said.unwrap_or_default() },
        "under-way" => {
            let taken_up = row.maybe_parsed::<i64>("taken_up")?;
            let is_old = taken_up.is_none_or(|taken_up| taken_up <= long_ago(now));
            if is_old { Standing::InDoubt } else { Standing::UnderWay }
        }
        _ => return Err(RecordsError::stored("dispatch.standing", &word, "it is no standing")),
    })
}

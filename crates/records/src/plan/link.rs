//! Links by which whoever answers for an authority notes the progress of its actions without an account, in the records.
//!
//! In come a name, an address and the fingerprint of what is written in a link; out goes for which authority and cycle it is, and
//! which letters went. Names and addresses stand here alone and are deleted once the link is over.

use jiff::Timestamp;
use partnership::membership::person::EmailAddress;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::reminder::TIME_TO_SEND;
use crate::store::value::Row;
use crate::store::value::Value;

/// Whether a letter that did not go is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendAgain {
    /// It is, in a later round.
    ByItself,
    /// It is not, before somebody asks for it.
    WhenAsked,
}

/// A link by which progress is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressLink {
    /// The cycle of the plan.
    pub cycle: Cycle,
    /// The authority that leads the actions.
    pub lead: String,
    /// The name of whoever has the link.
    pub name: String,
    /// Where letters go; none where the link was handed over.
    pub email: Option<EmailAddress>,
    /// The last day on which it can be followed.
    pub until: Day,
}

/// A link with the letters that went with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptProgressLink {
    /// The link.
    pub link: ProgressLink,
    /// Whether a letter is to go.
    pub is_due: bool,
    /// How many letters went: the first, and reminders.
    pub letters: u32,
    /// The day on which the last one went.
    pub last_letter: Option<Day>,
    /// What the mail server said when the last one did not go.
    pub refused: Option<String>,
}

impl Book {
    /// Makes a link, in the place of the one that was there for the authority in the cycle.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn make_progress_link(
        &self,
        link: &ProgressLink,
        token: &Fingerprint,
    ) -> Result<(), RecordsError> {
        let sql = "insert into progress_link (partnership_id, cycle_id, lead, name, token, until)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (partnership_id, cycle_id, lead) do update set
                name = excluded.name, token = excluded.token, until = excluded.until, email = null,
                earlier_token = null, due = 0, taken_up = null, letters = 0, last_letter = null, refused = null";
        let ProgressLink { cycle, lead, name, until, .. } = link;
        let mut values = self.of_lead(*cycle, lead);
        values.extend([Value::text(name.trim()), Value::text(token), Value::text(until)]);
        self.jot_progress_link(sql, values).await.map(|_| ())
    }

    /// Has somebody asked to note progress by a letter that is due from now on, in the place of whoever had a link for the
    /// authority: what they had can be followed no longer where the address is another. Nobody has what is written in the link
    /// before a letter is taken up.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn ask_for_progress(
        &self,
        link: &ProgressLink,
        email: &EmailAddress,
    ) -> Result<(), RecordsError> {
        let sql = "insert into progress_link
            (partnership_id, cycle_id, lead, name, token, until, email, due, letters)
            values ($1, $2, $3, $4, $5, $6, $7, 1, 0)
            on conflict (partnership_id, cycle_id, lead) do update set
                token = case when progress_link.email = excluded.email then progress_link.token else excluded.token end,
                earlier_token = case when progress_link.email = excluded.email then progress_link.earlier_token end,
                last_letter = case when progress_link.email = excluded.email then progress_link.last_letter end,
                letters = case when progress_link.email = excluded.email then progress_link.letters else 0 end,
                name = excluded.name, email = excluded.email, until = excluded.until, due = 1, taken_up = null,
                refused = null";
        let ProgressLink { cycle, lead, name, until, .. } = link;
        let mut values = self.of_lead(*cycle, lead);
        let nobodys = Fingerprint::of_chance()?;
        values.extend([Value::text(name.trim()), Value::text(nobodys), Value::text(until)]);
        values.push(Value::text(email));
        self.jot_progress_link(sql, values).await.map(|_| ())
    }

    /// The links of a cycle, by the authorities' names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn progress_links(
        &self,
        cycle: Cycle,
    ) -> Result<Vec<KeptProgressLink>, RecordsError> {
        let sql = "select cycle_id, lead, name, until, email, due, letters, last_letter, refused from progress_link
            where partnership_id = $1 and cycle_id = $2 order by lead";
        let rows = self.read().await?.rows(sql, vec![Value::text(cycle)]).await?;
        rows.iter().map(kept_in_row).collect()
    }

    /// The link of which that is the fingerprint, if it can be followed on a day.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn progress_link(
        &self,
        token: &Fingerprint,
        on: Day,
    ) -> Result<Option<ProgressLink>, RecordsError> {
        let sql = "select cycle_id, lead, name, until, email from progress_link
            where partnership_id = $1 and (token = $2 or earlier_token = $2) and until >= $3";
        let rows = self.read().await?.rows(sql, vec![Value::text(token), Value::text(on)]).await?;
        rows.first().map(in_row).transpose()
    }

    /// Takes a link away, with its name: it can be followed no longer.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_progress_link_away(
        &self,
        cycle: Cycle,
        lead: &str,
    ) -> Result<Once, RecordsError> {
        let sql =
            "delete from progress_link where partnership_id = $1 and cycle_id = $2 and lead = $3";
        self.jot_progress_link(sql, self.of_lead(cycle, lead)).await.map(Once::by)
    }

    /// Has another letter go to whoever was sent a link.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn remind_of_progress(&self, cycle: Cycle, lead: &str) -> Result<Once, RecordsError> {
        let sql = "update progress_link set due = 1, refused = null
            where partnership_id = $1 and cycle_id = $2 and lead = $3 and due = 0 and email is not null";
        self.jot_progress_link(sql, self.of_lead(cycle, lead)).await.map(Once::by)
    }

    /// Takes up a letter that is due, with a new link. Of two who take it up at once, one is told [`Once::Now`]; so is whoever
    /// comes [`TIME_TO_SEND`] after one who never said that it went. The link that last went stands, too; nobody takes up a
    /// letter to an address that is no longer asked.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_up_progress_letter(
        &self,
        (cycle, lead, email): (Cycle, &str, &EmailAddress),
        link: &Fingerprint,
        now: Timestamp,
    ) -> Result<Once, RecordsError> {
        // What was taken up and never marked as sent is in nobody's hands, so the one before it is kept.
        let sql = "update progress_link set
                earlier_token = case when taken_up is null then token else earlier_token end,
                token = $4, taken_up = $5
            where partnership_id = $1 and cycle_id = $2 and lead = $3 and due = 1
                and (taken_up is null or taken_up <= $6) and email = $7";
        let long_ago = now.as_second() - TIME_TO_SEND.as_secs();
        let mut values = self.of_lead(cycle, lead);
        values.push(Value::text(link));
        values.extend([Value::Number(now.as_second()), Value::Number(long_ago)]);
        values.push(Value::text(email));
        self.jot_progress_link(sql, values).await.map(Once::by)
    }

    /// Notes that the letter with that link went.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn mark_progress_letter_sent(
        &self,
        (cycle, lead): (Cycle, &str),
        link: &Fingerprint,
        on: Day,
    ) -> Result<(), RecordsError> {
        let sql = "update progress_link set due = 0, letters = letters + 1, taken_up = null, last_letter = $5,
                refused = null
            where partnership_id = $1 and cycle_id = $2 and lead = $3 and token = $4";
        let mut values = self.of_lead(cycle, lead);
        values.extend([Value::text(link), Value::text(on)]);
        self.jot_progress_link(sql, values).await.map(|_| ())
    }

    /// Notes what the mail server said of the letter with that link, which did not go. It stays due only where it makes sense to
    /// send it again by itself.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn mark_progress_letter_refused(
        &self,
        (cycle, lead): (Cycle, &str),
        link: &Fingerprint,
        (said, again): (&str, SendAgain),
    ) -> Result<(), RecordsError> {
        let sql = "update progress_link set refused = $5, due = $6, taken_up = null,
                token = coalesce(earlier_token, token), earlier_token = null
            where partnership_id = $1 and cycle_id = $2 and lead = $3 and token = $4";
        let mut values = self.of_lead(cycle, lead);
        values.extend([Value::text(link), Value::text(said)]);
        values.push(Value::Number(match again {
            SendAgain::ByItself => 1,
            SendAgain::WhenAsked => 0,
        }));
        self.jot_progress_link(sql, values).await.map(|_| ())
    }

    /// Deletes the links that were over before a day, with the names; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn forget_progress_links(&self, before: Day) -> Result<u64, RecordsError> {
        let sql = "delete from progress_link where partnership_id = $1 and until < $2";
        self.jot_progress_link(sql, vec![Value::text(self.id()), Value::text(before)]).await
    }

    fn of_lead(&self, cycle: Cycle, lead: &str) -> Vec<Value> {
        vec![Value::text(self.id()), Value::text(cycle), Value::text(lead)]
    }

    async fn jot_progress_link(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let rows = jotting.run(sql, values).await?;
        jotting.commit().await?;
        Ok(rows)
    }
}

fn kept_in_row(row: &Row) -> Result<KeptProgressLink, RecordsError> {
    let number = row.number("letters")?;
    let wrong = |why| RecordsError::stored("progress_link.letters", &number.to_string(), why);
    Ok(KeptProgressLink {
        link: in_row(row)?,
        is_due: row.number("due")? == 1,
        letters: u32::try_from(number).map_err(wrong)?,
        last_letter: row.maybe_parsed("last_letter")?,
        refused: row.maybe_parsed("refused")?,
    })
}

fn in_row(row: &Row) -> Result<ProgressLink, RecordsError> {
    Ok(ProgressLink {
        cycle: row.parsed("cycle_id")?,
        lead: row.text("lead")?,
        name: row.text("name")?,
        until: row.parsed("until")?,
        email: row.maybe_parsed("email")?,
    })
}

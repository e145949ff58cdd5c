//! Links by which task groups write their commentaries without an account, in the records: for whom, and what went.
//!
//! In come a name, an address and the fingerprint of what is written in a link; out goes whose commentary it is. Names and
//! addresses stand here alone and are deleted once the link is over.

use jiff::Timestamp;
use partnership::membership::person::EmailAddress;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::reminder::TIME_TO_SEND;
use crate::store::value::Row;
use crate::store::value::Value;

/// Who is asked for a commentary, and until when their link can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedOf {
    /// Their name.
    pub name: String,
    /// Where letters go.
    pub email: EmailAddress,
    /// The last day on which the link can be followed.
    pub until: Day,
}

/// The link to a commentary as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentaryLink {
    /// The number of the commentary.
    pub commentary: i64,
    /// Who is asked.
    pub asked: AskedOf,
    /// Whether a letter is to go.
    pub is_due: bool,
    /// How many letters went: the first, and reminders.
    pub letters: u32,
    /// The day on which the last one went.
    pub last_letter: Option<Day>,
}

impl Book {
    /// Has somebody asked for a commentary by a letter that is due from now on, in the place of whoever was asked before:
    /// links that they had can be followed no longer where the address is another.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn ask_by_link(&self, commentary: i64, asked: &AskedOf) -> Result<(), RecordsError> {
        let sql = "insert into commentary_link (partnership_id, commentary_id, name, email, until, due, letters)
            values ($1, $2, $3, $4, $5, 1, 0)
            on conflict (partnership_id, commentary_id) do update set
                token = case when commentary_link.email = excluded.email then commentary_link.token end,
                earlier_token = case when commentary_link.email = excluded.email
                    then commentary_link.earlier_token end,
                last_letter = case when commentary_link.email = excluded.email then commentary_link.last_letter end,
                letters = case when commentary_link.email = excluded.email then commentary_link.letters else 0 end,
                name = excluded.name, email = excluded.email, until = excluded.until, due = 1, taken_up = null";
        let AskedOf { name, email, until } = asked;
        let mut values = self.of_commentary(commentary);
        values.extend([Value::text(name.trim()), Value::text(email), Value::text(until)]);
        self.jot_link(sql, values).await.map(|_| ())
    }

    /// The links to commentaries, by the numbers of these.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn commentary_links(&self) -> Result<Vec<CommentaryLink>, RecordsError> {
        let sql = "select commentary_id, name, email, until, due, letters, last_letter from commentary_link
            where partnership_id = $1 order by commentary_id";
        self.read().await?.rows(sql, Vec::new()).await?.iter().map(in_row).collect()
    }

    /// The link to a commentary of which that is the fingerprint, if it can be followed on a day.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn commentary_link(
        &self,
        link: &Fingerprint,
        on: Day,
    ) -> Result<Option<CommentaryLink>, RecordsError> {
        let sql = "select commentary_id, name, email, until, due, letters, last_letter from commentary_link
            where partnership_id = $1 and (token = $2 or earlier_token = $2) and until >= $3";
        let values = vec![Value::text(link), Value::text(on)];
        let rows = self.read().await?.rows(sql, values).await?;
        rows.first().map(in_row).transpose()
    }

    /// Puts a new link in the place of the one before, to be handed over; the one before stands, too.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn renew_commentary_link(
        &self,
        commentary: i64,
        link: &Fingerprint,
    ) -> Result<Once, RecordsError> {
        let sql = "update commentary_link set earlier_token = token, token = $3, due = 0
            where partnership_id = $1 and commentary_id = $2";
        let mut values = self.of_commentary(commentary);
        values.push(Value::text(link));
        self.jot_link(sql, values).await.map(Once::by)
    }

    /// Takes up a letter that is due, with a new link. Of two who take it up at once, one is told [`Once::Now`]; so is
    /// whoever comes [`TIME_TO_SEND`] after one who never said that it went. The link that last went stands, too; nobody
    /// takes up a letter to an address that is no longer asked.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_up_commentary_letter(
        &self,
        (commentary, email): (i64, &EmailAddress),
        link: &Fingerprint,
        now: Timestamp,
    ) -> Result<Once, RecordsError> {
        // What was taken up and never marked as sent is in nobody's hands, so the one before it is kept.
        let sql = "update commentary_link set
                earlier_token = case when taken_up is null then token else earlier_token end,
                token = $3, taken_up = $4
            where partnership_id = $1 and commentary_id = $2 and due = 1
                and (taken_up is null or taken_up <= $5) and email = $6";
        let long_ago = now.as_second() - TIME_TO_SEND.as_secs();
        let mut values = self.of_commentary(commentary);
        values.push(Value::text(link));
        values.extend([Value::Number(now.as_second()), Value::Number(long_ago)]);
        values.push(Value::text(email));
        self.jot_link(sql, values).await.map(Once::by)
    }

    /// Notes that the letter with that link went. Where somebody else is asked by now, or another letter was taken up,
    /// nothing is noted of theirs.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn mark_commentary_letter_sent(
        &self,
        commentary: i64,
        link: &Fingerprint,
        on: Day,
    ) -> Result<(), RecordsError> {
        let sql = "update commentary_link set due = 0, letters = letters + 1, taken_up = null, last_letter = $3
            where partnership_id = $1 and commentary_id = $2 and token = $4";
        let mut values = self.of_commentary(commentary);
        values.extend([Value::text(on), Value::text(link)]);
        self.jot_link(sql, values).await.map(|_| ())
    }

    /// Has another letter go to whoever is asked for a commentary.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn remind_of_commentary(&self, commentary: i64) -> Result<Once, RecordsError> {
        let sql = "update commentary_link set due = 1
            where partnership_id = $1 and commentary_id = $2 and due = 0";
        self.jot_link(sql, self.of_commentary(commentary)).await.map(Once::by)
    }

    /// Takes the link to a commentary away, with name and address: it can be followed no longer.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_commentary_link_away(&self, commentary: i64) -> Result<Once, RecordsError> {
        let sql = "delete from commentary_link where partnership_id = $1 and commentary_id = $2";
        self.jot_link(sql, self.of_commentary(commentary)).await.map(Once::by)
    }

    /// Deletes the names and addresses of those whose links were over before a day; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn forget_commentary_links(&self, before: Day) -> Result<u64, RecordsError> {
        let sql = "delete from commentary_link where partnership_id = $1 and until < $2";
        self.jot_link(sql, vec![Value::text(self.id()), Value::text(before)]).await
    }

    async fn jot_link(&self, sql: &'static str, values: Vec<Value>) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let rows = jotting.run(sql, values).await?;
        jotting.commit().await?;
        Ok(rows)
    }

    fn of_commentary(&self, commentary: i64) -> Vec<Value> {
        vec![Value::text(self.id()), Value::Number(commentary)]
    }
}

fn in_row(row: &Row) -> Result<CommentaryLink, RecordsError> {
    let number = row.number("letters")?;
    let wrong = |why| RecordsError::stored("commentary_link.letters", &number.to_string(), why);
    let asked = AskedOf {
        name: row.text("name")?,
        email: row.parsed("email")?,
        until: row.parsed("until")?,
    };
    Ok(CommentaryLink {
        commentary: row.number("commentary_id")?,
        asked,
        is_due: row.number("due")? == 1,
        letters: u32::try_from(number).map_err(wrong)?,
        last_letter: row.maybe_parsed("last_letter")?,
    })
}

//! Invitations to answer on-line, in the records: who is asked by a link of their own, and whether it was used.
//!
//! In come addresses; out goes how each stands. A link is good for one reply, and nothing in either tells of the other.

use jiff::Timestamp;
use partnership::consultation::language::Language;
use partnership::membership::person::EmailAddress;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::reminder::TIME_TO_SEND;
use crate::store::change::Change;
use crate::store::thing::Key;
use crate::store::value::Row;
use crate::store::value::Value;

/// Somebody who is asked by a link of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Where the letter goes.
    pub email: EmailAddress,
    /// In which language.
    pub language: Language,
    /// How many letters went: the first, and reminders.
    pub letters: u32,
    /// Whether one is to go.
    pub is_due: bool,
    /// Whether a reply was sent by the link. On which day, nobody keeps.
    pub is_used: bool,
    /// The number, from 1, of the stratum of the sample in which they were drawn; none where they were not.
    pub stratum: Option<u32>,
}

impl Book {
    /// Invites those who are not invited yet; how many are new. `stratum` is the number, from 1, of the stratum of the sample in
    /// which they were drawn; none where they were not. Whoever is invited already stays invited as they were.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn invite(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
        invited: &[(EmailAddress, Language)],
        stratum: Option<u32>,
    ) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let mut new = 0;
        for (email, language) in invited {
            let sql = "insert into invitation (partnership_id, cycle_id, questionnaire_id, email, language, due,
                    letters, used, stratum)
                values ($1, $2, $3, $4, $5, 1, 0, 0, cast($6 as bigint))
                on conflict (partnership_id, cycle_id, questionnaire_id, email) do nothing";
            let mut values = self.in_which(cycle, questionnaire);
            values.extend([Value::text(email), Value::word(language)?, Value::maybe(stratum)]);
            new += jotting.run(sql, values).await?;
        }
        jotting.commit().await?;
        Ok(new)
    }

    /// Everybody who is invited, by their addresses.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn invitations(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<Invitation>, RecordsError> {
        let sql = "select email, language, letters, due, used, cast(stratum as text) as stratum from invitation
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 order by email";
        let values = vec![Value::text(cycle), Value::text(questionnaire)];
        self.read().await?.rows(sql, values).await?.iter().map(in_row).collect()
    }

    /// Whether the link with that fingerprint may still be answered by; none where there is no such link.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn invitation_stands(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
        link: &Fingerprint,
    ) -> Result<Option<bool>, RecordsError> {
        let sql = "select used from invitation
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and (token = $4 or earlier_token = $4)";
        let values = vec![Value::text(cycle), Value::text(questionnaire), Value::text(link)];
        let rows = self.read().await?.rows(sql, values).await?;
        rows.first().map(|row| Ok(row.number("used")? == 0)).transpose()
    }

    /// Takes up a letter that is due, with a new link. Of two who take it up at once, one is told [`Once::Now`]; so is
    /// whoever comes [`TIME_TO_SEND`] after one who never said that it went. The link before stands, too.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn take_up_invitation(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
        email: &EmailAddress,
        link: &Fingerprint,
        now: Timestamp,
    ) -> Result<Once, RecordsError> {
        let sql = "update invitation set earlier_token = token, token = $5, taken_up = $6
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and email = $4
                and due = 1 and used = 0 and (taken_up is null or taken_up <= $7)";
        let mut values = self.in_which(cycle, questionnaire);
        let long_ago = now.as_second() - TIME_TO_SEND.as_secs();
        values.extend([Value::text(email), Value::text(link)]);
        values.extend([Value::Number(now.as_second()), Value::Number(long_ago)]);
        self.jotted(sql, values).await.map(Once::by)
    }

    /// Notes that a letter that was taken up went.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn mark_invitation_sent(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
        email: &EmailAddress,
    ) -> Result<(), RecordsError> {
        let sql = "update invitation set due = 0, letters = letters + 1, taken_up = null
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and email = $4";
        let mut values = self.in_which(cycle, questionnaire);
        values.push(Value::text(email));
        self.jotted(sql, values).await.map(|_| ())
    }

    /// Has a letter go again to everybody whose link was not used; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn remind_invited(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<u64, RecordsError> {
        let sql = "update invitation set due = 1
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and used = 0 and due = 0";
        self.jotted(sql, self.in_which(cycle, questionnaire)).await
    }

    /// Deletes all invitations to answer a questionnaire, addresses and all; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn delete_invitations(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<u64, RecordsError> {
        self.jotted(DELETE, self.in_which(cycle, questionnaire)).await
    }

    async fn jotted(&self, sql: &'static str, values: Vec<Value>) -> Result<u64, RecordsError> {
        let mut jotting = self.jot().await?;
        let rows = jotting.run(sql, values).await?;
        jotting.commit().await?;
        Ok(rows)
    }

    fn in_which(&self, cycle: Cycle, questionnaire: &Slug) -> Vec<Value> {
        vec![Value::text(self.id()), Value::text(cycle), Value::text(questionnaire)]
    }
}

/// Deletes all invitations to answer a questionnaire.
pub(crate) const DELETE: &str = "delete from invitation
    where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";

/// Uses up the link with that fingerprint, if there is one. Every invitation of the consultation is written anew, so that
/// no engine tells by the place or the transaction of a row which of them it was.
pub(super) async fn use_up(
    change: &mut Change,
    questionnaire: &Key,
    link: &Fingerprint,
) -> Result<(), RecordsError> {
    let sql = "update invitation set
            used = case when token = $4 or earlier_token = $4 then 1 else used end,
            due = case when token = $4 or earlier_token = $4 then 0 else due end
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";
    let mut values = questionnaire.values(2);
    values.push(Value::text(link));
    change.jot(sql, values).await.map(|_| ())
}

fn in_row(row: &Row) -> Result<Invitation, RecordsError> {
    let number = row.number("letters")?;
    let wrong = |why| RecordsError::stored("invitation.letters", &number.to_string(), why);
    Ok(Invitation {
        email: row.parsed("email")?,
        language: row.word("language")?,
        letters: u32::try_from(number).map_err(wrong)?,
        is_due: row.number("due")? == 1,
        is_used: row.number("used")? == 1,
        stratum: row.maybe_parsed("stratum")?,
    })
}

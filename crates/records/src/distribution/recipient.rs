//! Recipients in the records: who is on a list, until the day up to which their address is held.
//!
//! In come recipients; out go these with their numbers. The audit record has on which list and until when each is held, and
//! of all else a salted hash, so that names and addresses go on their day.

use partnership::distribution::list::ListId;
use partnership::distribution::recipient::Recipient;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::distribution::key;
use crate::distribution::refused::DistributionRefused;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
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
use crate::store::value::json_of;

/// A recipient as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRecipient {
    /// The list that they are on.
    pub list: ListId,
    /// Their number, which no other recipient of the partnership has.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// Who it is.
    pub recipient: Recipient,
}

/// A recipient as they are stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredRecipient {
    recipient: Recipient,
    salt: Fingerprint,
}

/// Two of the same words are the same, whatever their salts.
impl PartialEq for StoredRecipient {
    fn eq(&self, other: &StoredRecipient) -> bool {
        self.recipient == other.recipient
    }
}

/// What the audit record says of a recipient.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldRecipient {
    until: Day,
    because: String,
    salted_words: Fingerprint,
}

impl StoredRecipient {
    fn new(recipient: Recipient) -> Result<StoredRecipient, RecordsError> {
        Ok(StoredRecipient { recipient, salt: Fingerprint::of_chance()? })
    }

    /// Whether they are held because they asked to be told.
    pub(super) fn consented(&self) -> bool {
        use partnership::distribution::recipient::HeldBecause;
        self.recipient.because == HeldBecause::Consent
    }
}

impl Book {
    /// Everybody on the lists, by list, in the order in which they were entered.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn recipients(&self) -> Result<Vec<KeptRecipient>, RecordsError> {
        let found = self.read().await?.within::<StoredRecipient>(&Key::all()).await?;
        found.into_iter().map(kept).collect()
    }

    /// Enters recipients on a list, all of them or none; their numbers, in the same order.
    ///
    /// # Errors
    /// When one is on the list already, or the records cannot be written.
    #[compiled_once]
    pub async fn enter_recipients(
        &self,
        signed: &Signed,
        list: &ListId,
        recipients: Vec<Recipient>,
    ) -> Result<Vec<i64>, DistributionRefused> {
        let mut change = self.change(signed).await?;
        let mut there = on_list(&mut change, list).await?;
        let mut numbers = Vec::new();
        for recipient in recipients {
            unlisted(&recipient, there.iter().map(|one| &one.recipient))?;
            let stored = StoredRecipient::new(recipient.clone())?;
            let number = change.enter_numbered(&key(list), &stored).await?;
            numbers.push(number);
            let (list, version) = (list.clone(), Version(number));
            there.push(KeptRecipient { list, number, version, recipient });
        }
        change.commit().await?;
        Ok(numbers)
    }

    /// Changes a recipient from what was seen of them.
    ///
    /// # Errors
    /// When another on the list is the same, or somebody else changed them.
    #[compiled_once]
    pub async fn change_recipient(
        &self,
        signed: &Signed,
        (list, number, seen): (&ListId, i64, Version),
        recipient: Recipient,
    ) -> Result<Version, DistributionRefused> {
        let mut change = self.change(signed).await?;
        let there = on_list(&mut change, list).await?;
        let others = there.iter().filter(|one| one.number != number);
        unlisted(&recipient, others.map(|one| &one.recipient))?;
        let stored = StoredRecipient::new(recipient)?;
        let version = change.replace(&key(list).and(number), seen, &stored).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a recipient off a list; what was sent to them stays, without who they were.
    ///
    /// # Errors
    /// When somebody else changed them.
    #[compiled_once]
    pub async fn remove_recipient(
        &self,
        signed: &Signed,
        (list, number, seen): (&ListId, i64, Version),
    ) -> Result<(), DistributionRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        change.remove::<StoredRecipient>(&key(list).and(number), seen).await?;
        Ok(change.commit().await?)
    }

    /// Deletes the recipients whose last day is before `today`; how many.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn delete_due_recipients(
        &self,
        signed: &Signed,
        today: Day,
    ) -> Result<usize, DistributionRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let all = change.reading().within::<StoredRecipient>(&Key::all()).await?;
        let due: Vec<_> =
            all.into_iter().filter(|found| found.held.value.recipient.until < today).collect();
        for found in &due {
            change.remove::<StoredRecipient>(&found.key, found.held.version).await?;
        }
        change.commit().await?;
        Ok(due.len())
    }
}

async fn on_list(change: &mut Change, list: &ListId) -> Result<Vec<KeptRecipient>, RecordsError> {
    let found = change.reading().within::<StoredRecipient>(&key(list)).await?;
    found.into_iter().map(kept).collect()
}

fn unlisted<'a>(
    recipient: &Recipient,
    mut there: impl Iterator<Item = &'a Recipient>,
) -> Result<(), DistributionRefused> {
    let is_there = there.any(|one| one.is_same_as(recipient));
    if is_there { Err(DistributionRefused::There(recipient.called())) } else { Ok(()) }
}

fn kept(found: Found<StoredRecipient>) -> Result<KeptRecipient, RecordsError> {
    let text = found.key.to_string();
    let name = text.split('/').next().unwrap_or_default();
    let list = name.parse().map_err(|why| RecordsError::stored("recipient.list_id", name, why))?;
    let number = found.key.number(1, "recipient.recipient_id")?;
    let Held { value, version } = found.held;
    Ok(KeptRecipient { list: ListId(list), number, version, recipient: value.recipient })
}

impl Thing for StoredRecipient {
    const KIND: Kind = Kind::Recipient;
    type Told = ToldRecipient;

    fn told(&self) -> ToldRecipient {
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let json = json_of(&self.recipient).unwrap_or_default();
        ToldRecipient {
            until: self.recipient.until,
            because: self.recipient.because.word().to_owned(),
            salted_words: Fingerprint::of(format!("{} {json}", self.salt)),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql =
            "select list_id, recipient_id, entry_id, recipient, salt, until_day from recipient
            where partnership_id = $1 and ($2 is null or list_id = $2)
                and ($3 is null or recipient_id = cast($3 as bigint))
            order by list_id, recipient_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("list_id")?).and(row.number("recipient_id")?);
            let recipient = row.json::<Recipient>("recipient")?;
            let until = row.parsed::<Day>("until_day")?;
            if recipient.until != until {
                let why = "the recipient has another";
                return Err(RecordsError::stored("until_day", &until.to_string(), why));
            }
            let value = StoredRecipient { recipient, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(&self.recipient)?, Value::text(&self.salt)]);
        values.push(Value::text(self.recipient.until));
        let sql = "insert into recipient
            (partnership_id, list_id, recipient_id, entry_id, recipient, salt, until_day)
            values ($1, $2, cast($3 as bigint), $4, $5, $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from recipient
            where partnership_id = $1 and list_id = $2 and recipient_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}

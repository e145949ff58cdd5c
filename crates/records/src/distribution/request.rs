//! Requests for other formats in the records: what was asked and each deed about it.
//!
//! In come requests and deeds; out go requests with their numbers. The audit record has the days, the format and how it
//! stands, and of all words a salted hash, so that where it goes can be deleted on its day.

use partnership::distribution::request::AskedFor;
use partnership::distribution::request::FormatRequest;
use partnership::distribution::request::RequestDeed;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::distribution::refused::DistributionRefused;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
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

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRequest {
    /// Its number, which no other of the partnership has.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// The request.
    pub request: FormatRequest,
}

/// A request as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredRequest {
    request: FormatRequest,
    salt: Fingerprint,
}

/// Two of the same words and deeds are the same, whatever their salts.
impl PartialEq for StoredRequest {
    fn eq(&self, other: &StoredRequest) -> bool {
        self.request == other.request
    }
}

/// What the audit record says of a request.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldRequest {
    asked: Day,
    format: String,
    due: Day,
    deeds: Vec<(Day, String)>,
    salted_words: Fingerprint,
}

impl StoredRequest {
    fn new(request: FormatRequest) -> Result<StoredRequest, RecordsError> {
        Ok(StoredRequest { request, salt: Fingerprint::of_chance()? })
    }
}

impl Book {
    /// All requests, in the order in which they came.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn format_requests(&self) -> Result<Vec<KeptRequest>, RecordsError> {
        let found = self.read().await?.within::<StoredRequest>(&Key::all()).await?;
        let kept = found.into_iter().map(|Found { key, held }| {
            let number = key.number(0, "format_request.request_id")?;
            let Held { value, version } = held;
            Ok(KeptRequest { number, version, request: value.request })
        });
        kept.collect()
    }

    /// Enters a request, as of `today`; its number.
    ///
    /// # Errors
    /// When the core finds faults, or the records cannot be written.
    #[compiled_once]
    pub async fn enter_format_request(
        &self,
        signed: &Signed,
        asked: AskedFor,
        today: Day,
    ) -> Result<i64, DistributionRefused> {
        let request = FormatRequest::of(asked, today).map_err(DistributionRefused::Request)?;
        let mut change = self.change(signed).await?;
        let number = change.enter_counted(&Key::all(), &StoredRequest::new(request)?).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Records what was done about a request on a day, as of `today`.
    ///
    /// # Errors
    /// When it cannot follow, or somebody else changed the request.
    #[compiled_once]
    pub async fn record_request_deed(
        &self,
        signed: &Signed,
        (number, seen): (i64, Version),
        (on, deed): (Day, RequestDeed),
        today: Day,
    ) -> Result<Version, DistributionRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(number);
        let held = change.seen::<StoredRequest>(&key, seen).await?;
        let stored = StoredRequest::new(held.value.request.after(on, deed, today)?)?;
        let version = change.replace(&key, seen, &stored).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Sets another day by which a request is due.
    ///
    /// # Errors
    /// When somebody else changed the request.
    #[compiled_once]
    pub async fn set_request_due(
        &self,
        signed: &Signed,
        (number, seen): (i64, Version),
        due: Day,
    ) -> Result<Version, DistributionRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(number);
        let held = change.seen::<StoredRequest>(&key, seen).await?;
        let stored = StoredRequest::new(held.value.request.due_on(due))?;
        let version = change.replace(&key, seen, &stored).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Deletes where requests go that are kept no longer, and what was written of them; of how many.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn delete_due_requests(
        &self,
        signed: &Signed,
        today: Day,
    ) -> Result<usize, DistributionRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let (all, mut deleted) = (change.reading().within::<StoredRequest>(&Key::all()).await?, 0);
        for Found { key, held } in all {
            let request = &held.value.request;
            if !request.has_reach() || request.reach_kept_until() >= today {
                continue;
            }
            let without = StoredRequest::new(request.clone().without_reach())?;
            change.put_over(&key, &held.value, &without).await?;
            deleted += 1;
        }
        change.commit().await?;
        Ok(deleted)
    }
}

impl Thing for StoredRequest {
    const KIND: Kind = Kind::FormatRequest;
    type Told = ToldRequest;

    fn told(&self) -> ToldRequest {
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let json = json_of(&self.request).unwrap_or_default();
        let deeds = self.request.deeds().iter();
        ToldRequest {
            asked: self.request.asked().on,
            format: self.request.asked().format.word().to_owned(),
            due: self.request.due(),
            deeds: deeds.map(|(on, deed)| (*on, deed.in_words().to_owned())).collect(),
            salted_words: Fingerprint::of(format!("{} {json}", self.salt)),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select request_id, entry_id, request, salt from format_request
            where partnership_id = $1 and ($2 is null or request_id = cast($2 as bigint))
            order by request_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.number("request_id")?);
            let value = StoredRequest { request: row.json("request")?, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(&self.request)?, Value::text(&self.salt)]);
        let sql = "insert into format_request (partnership_id, request_id, entry_id, request, salt)
            values ($1, cast($2 as bigint), $3, $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from format_request
            where partnership_id = $1 and request_id = cast($2 as bigint)";
        pen.run(sql, key.values(1)).await
    }
}

//! Quotations in the records: places in comments, and the words that a person cleared.
//!
//! In comes what somebody marked in a comment whose writer agreed; out go quotations, those alone with words that are
//! cleared. The audit record has of these words a salted hash.

use partnership::consultation::quotation::ClearedQuotation;
use partnership::consultation::quotation::Quotable;
use partnership::consultation::quotation::Quotation;
use partnership::consultation::quotation::QuotationRefused;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::themes;
use crate::consultation::themes::Asked;
use crate::consultation::themes::refused::ThemesRefused;
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

/// A quotation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptQuotation {
    /// Its number, which no other quotation of the partnership has.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// What is to be quoted.
    pub quotation: Quotation,
    /// The same with its words, once a person cleared it.
    pub cleared: Option<ClearedQuotation>,
}

/// A quotation as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredQuotation {
    pub(super) quotation: Quotation,
    pub(crate) cleared: Option<ClearedQuotation>,
    salt: Fingerprint,
}

/// Two that quote the same are the same, whatever their salts.
impl PartialEq for StoredQuotation {
    fn eq(&self, other: &StoredQuotation) -> bool {
        (&self.quotation, &self.cleared) == (&other.quotation, &other.cleared)
    }
}

/// What the audit record says of a quotation.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldQuotation {
    quotation: Quotation,
    cleared: Option<ToldClearing>,
}

/// What the audit record says of a clearing.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct ToldClearing {
    by: PersonId,
    on: Day,
    salted_words: Fingerprint,
}

impl Book {
    /// The quotations of a consultation, in the order in which they were marked.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn quotations(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<KeptQuotation>, RecordsError> {
        let within = Key::all().and(cycle).and(questionnaire);
        let found = self.read().await?.within::<StoredQuotation>(&within).await?;
        let kept = found.into_iter().map(|found| {
            let Held { value: StoredQuotation { quotation, cleared, .. }, version } = found.held;
            Ok(KeptQuotation { number: number_in(&found.key)?, version, quotation, cleared })
        });
        kept.collect()
    }

    /// Keeps what somebody marked in the comment of a reply as a quotation that is not cleared, and gives its number. One
    /// that was `seen` is put in its place, and must be cleared anew.
    ///
    /// # Errors
    /// When the writer did not agree, the marks do not fit the comment, or somebody else changed it.
    #[compiled_once]
    pub async fn keep_quotation(
        &self,
        signed: &Signed,
        of: &Asked,
        (reply, marked): (i64, &str),
        seen: Option<(i64, Version)>,
    ) -> Result<i64, ThemesRefused> {
        let mut change = self.change(signed).await?;
        let quotable = quotable(&mut change, of, reply).await?;
        let (quotation, salt) = (Quotation::marked(&quotable, marked)?, Fingerprint::of_chance()?);
        let stored = StoredQuotation { quotation, cleared: None, salt };
        let number = seen.map_or_else(|| change.next_number(), |(number, _)| number);
        let key = of.consultation().and(number);
        match seen {
            None => change.enter(&key, &stored).await?,
            Some((_, version)) => change.replace(&key, version, &stored).await?,
        };
        change.commit().await?;
        Ok(number)
    }

    /// Clears a quotation as it was seen: from now on it may be published.
    ///
    /// # Errors
    /// When the comment is no longer there, its writer did not agree, or somebody else changed it.
    #[compiled_once]
    pub async fn clear_quotation(
        &self,
        signed: &Signed,
        of: &Asked,
        (number, seen): (i64, Version),
        (by, on): (PersonId, Day),
    ) -> Result<(), ThemesRefused> {
        let mut change = self.change(signed).await?;
        let key = of.consultation().and(number);
        let quotation = change.seen::<StoredQuotation>(&key, seen).await?.value.quotation;
        let quotable = quotable(&mut change, of, quotation.reply).await?;
        let cleared = Some(quotation.clone().clear(&quotable, by, on)?);
        let stored = StoredQuotation { quotation, cleared, salt: Fingerprint::of_chance()? };
        change.replace(&key, seen, &stored).await?;
        Ok(change.commit().await?)
    }

    /// Takes a quotation away, cleared or not.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn remove_quotation(
        &self,
        signed: &Signed,
        of: &Asked,
        (number, seen): (i64, Version),
    ) -> Result<(), ThemesRefused> {
        let mut change = self.change(signed).await?;
        change.remove::<StoredQuotation>(&of.consultation().and(number), seen).await?;
        Ok(change.commit().await?)
    }
}

/// The number in the key of a thing that has one, which is the last part.
pub(super) fn number_in(key: &Key) -> Result<i64, RecordsError> {
    let key = key.to_string();
    let last = key.rsplit('/').next().unwrap_or_default();
    last.parse().map_err(|why| RecordsError::stored("a number", &key, why))
}

async fn quotable(change: &mut Change, of: &Asked, reply: i64) -> Result<Quotable, ThemesRefused> {
    let (held, stored) = themes::replied(change, of, reply).await?;
    let version = held.version(stored.version).ok_or(QuotationRefused::NoWords)?;
    let asked = version.value.questionnaire();
    Ok(Quotable::of(asked, &of.question, (reply, &stored.reply))?)
}

impl Thing for StoredQuotation {
    const KIND: Kind = Kind::Quotation;
    type Told = ToldQuotation;

    fn told(&self) -> ToldQuotation {
        let clearing = |cleared: &ClearedQuotation| ToldClearing {
            by: cleared.by().clone(),
            on: cleared.on(),
            salted_words: Fingerprint::of(format!("{} {}", self.salt, cleared.words())),
        };
        let cleared = self.cleared.as_ref().map(clearing);
        ToldQuotation { quotation: self.quotation.clone(), cleared }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, quotation_id, entry_id, reply_id, quotation, cleared, salt
            from quotation
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
                and ($4 is null or quotation_id = cast($4 as bigint))
            order by cycle_id, questionnaire_id, quotation_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let key = key.and(row.number("quotation_id")?);
            let quotation: Quotation = row.json("quotation")?;
            if quotation.reply != row.number("reply_id")? {
                let why = "the quotation has another";
                return Err(RecordsError::stored("reply_id", &quotation.reply.to_string(), why));
            }
            let cleared = row.maybe_text("cleared")?;
            let cleared = cleared.map(|_| row.json("cleared")).transpose()?;
            let value = StoredQuotation { quotation, cleared, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([
            pen.entry(),
            Value::Number(self.quotation.reply),
            Value::json(&self.quotation)?,
            Value::maybe(self.cleared.as_ref().map(json_of).transpose()?),
            Value::text(&self.salt),
        ]);
        let sql = "insert into quotation (partnership_id, cycle_id, questionnaire_id, quotation_id, entry_id,
                reply_id, quotation, cleared, salt)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7, $8, $9)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from quotation
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and quotation_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}

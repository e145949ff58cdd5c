//! Publications in the records: what was published, with the SHA-256 of each file, and whether it was withdrawn.
//!
//! In come a site and the files that were kept of it; out go publications as they are, with their versions. The files
//! themselves lie in the home ([`PublishedStore`](crate::PublishedStore)).

use std::collections::BTreeSet;

use partnership::publication::kept::NotWithdrawn;
use partnership::publication::kept::Publication;
use partnership::publication::kept::PublishedFile;
use partnership::publication::site::Site;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::Records;
use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Pen;
use crate::store::conflict::Conflict;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// A publication as it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPublication {
    /// Its number, which no other of the partnership has.
    pub number: i64,
    /// The planning year that it is of.
    pub cycle: Cycle,
    /// The version that was seen, to be given when it is withdrawn.
    pub version: Version,
    /// What was published.
    pub publication: Publication,
}

/// Why a publication is not kept or withdrawn. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum PublicationRefused {
    /// It cannot be withdrawn so.
    #[error(transparent)]
    NotWithdrawn(#[from] NotWithdrawn),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<ChangeError> for PublicationRefused {
    fn from(error: ChangeError) -> PublicationRefused {
        match error {
            ChangeError::Conflict(conflict) => PublicationRefused::Conflict(conflict),
            ChangeError::Records(error) => PublicationRefused::Records(error),
        }
    }
}

impl Book {
    /// All publications, in the order in which they were made.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn publications(&self) -> Result<Vec<KeptPublication>, RecordsError> {
        let found = self.read().await?.within::<Publication>(&Key::all()).await?;
        let mut kept = found.into_iter().map(kept).collect::<Result<Vec<_>, _>>()?;
        kept.sort_by_key(|one| one.number);
        Ok(kept)
    }

    /// Keeps that a site was published, in these files; its number.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn publish(
        &self,
        signed: &Signed,
        site: &Site,
        files: Vec<PublishedFile>,
    ) -> Result<i64, PublicationRefused> {
        let mut change = self.change(signed).await?;
        let within = Key::all().and(site.whose().cycle);
        let number = change.enter_counted(&within, &Publication::of(site, files)).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Withdraws a publication from what was seen of it.
    ///
    /// # Errors
    /// When it was withdrawn already, nobody says why, or somebody else changed it.
    #[compiled_once]
    pub async fn withdraw_publication(
        &self,
        signed: &Signed,
        (cycle, number, seen): (Cycle, i64, Version),
        on: Day,
        why: &str,
    ) -> Result<Version, PublicationRefused> {
        let mut change = self.change_even_when_ended(signed).await?;
        let key = Key::all().and(cycle).and(number);
        let publication = change.seen::<Publication>(&key, seen).await?.value;
        let version = change.replace(&key, seen, &publication.withdraw(on, why)?).await?;
        change.commit().await?;
        Ok(version)
    }
}

impl Records {
    /// The SHA-256 of every file that was published, withdrawn ones among them.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn published_named(&self) -> Result<BTreeSet<Fingerprint>, RecordsError> {
        let mut named = BTreeSet::new();
        for id in self.partnerships().await? {
            let Some(book) = self.book(&id).await? else { continue };
            for kept in book.publications().await? {
                for file in kept.publication.files() {
                    let sha256 = file.sha256.to_string();
                    let parsed = sha256.parse::<Fingerprint>();
                    let wrong = |why| RecordsError::stored("publication.sha256", &sha256, why);
                    named.insert(parsed.map_err(wrong)?);
                }
            }
        }
        Ok(named)
    }
}

fn kept(found: Found<Publication>) -> Result<KeptPublication, RecordsError> {
    let number = found.key.number(1, "publication.publication_id")?;
    let key = found.key.to_string();
    let cycle = key.split('/').next().unwrap_or_default();
    let parsed = cycle.parse::<Cycle>();
    let cycle = parsed.map_err(|why| RecordsError::stored("publication.cycle_id", cycle, why))?;
    let Held { value, version } = found.held;
    Ok(KeptPublication { number, cycle, version, publication: value })
}

impl Thing for Publication {
    const KIND: Kind = Kind::Publication;
    type Told = Publication;

    fn told(&self) -> Publication {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, publication_id, entry_id, publication from publication
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or publication_id = cast($3 as bigint))
            order by cycle_id, publication_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("publication_id")?);
            let (value, version) = (row.json("publication")?, Version(row.number("entry_id")?));
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into publication
            (partnership_id, cycle_id, publication_id, entry_id, publication)
            values ($1, $2, cast($3 as bigint), $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from publication where partnership_id = $1 and cycle_id = $2
            and publication_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}

//! Findings in the records: enquiries of the evidence that somebody kept, each with its answer as it stood.
//!
//! In come the core's findings; out go these as they are, with their versions. Who kept one, and when, its audit entry says.

use partnership::evidence::finding::Finding;
use partnership::evidence::finding::FindingFault;
use partnership::terms::slug::Slug;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
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

/// Why a finding is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum FindingRefused {
    /// It has faults.
    #[error("{}", in_lines(.0))]
    Faults(Vec<FindingFault>),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

fn in_lines(faults: &[FindingFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<ChangeError> for FindingRefused {
    fn from(error: ChangeError) -> FindingRefused {
        match error {
            ChangeError::Conflict(conflict) => FindingRefused::Conflict(conflict),
            ChangeError::Records(error) => FindingRefused::Records(error),
        }
    }
}

impl Book {
    /// The findings that were kept, in the order of their short names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn findings(&self) -> Result<Vec<Held<Finding>>, RecordsError> {
        let found = self.read().await?.within::<Finding>(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Keeps a finding.
    ///
    /// # Errors
    /// When the core finds faults, there is one of that short name, or the records cannot be written.
    #[compiled_once]
    pub async fn keep_finding(
        &self,
        signed: &Signed,
        finding: &Finding,
    ) -> Result<Version, FindingRefused> {
        faultless(finding)?;
        let mut change = self.change(signed).await?;
        let version = change.enter(&key(&finding.id), finding).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a finding from what was seen of it: its name, its note, or its answer to what it now is.
    ///
    /// # Errors
    /// When the core finds faults, or somebody else changed it.
    #[compiled_once]
    pub async fn change_finding(
        &self,
        signed: &Signed,
        seen: Version,
        finding: &Finding,
    ) -> Result<Version, FindingRefused> {
        faultless(finding)?;
        let mut change = self.change(signed).await?;
        let version = change.replace(&key(&finding.id), seen, finding).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a finding away.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn remove_finding(
        &self,
        signed: &Signed,
        seen: Version,
        finding: &Slug,
    ) -> Result<(), FindingRefused> {
        let mut change = self.change(signed).await?;
        change.remove::<Finding>(&key(finding), seen).await?;
        Ok(change.commit().await?)
    }
}

fn faultless(finding: &Finding) -> Result<(), FindingRefused> {
    let faults = finding.faults();
    if faults.is_empty() { Ok(()) } else { Err(FindingRefused::Faults(faults)) }
}

fn key(finding: &Slug) -> Key {
    Key::all().and(finding)
}

impl Thing for Finding {
    const KIND: Kind = Kind::Finding;
    type Told = Finding;

    fn told(&self) -> Finding {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select finding_id, entry_id, finding from finding
            where partnership_id = $1 and ($2 is null or finding_id = $2) order by finding_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (name, value) = (row.text("finding_id")?, row.json::<Finding>("finding")?);
            if value.id.as_str() != name {
                return Err(RecordsError::stored("finding_id", &name, "the finding has another"));
            }
            let held = Held { value, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all().and(name), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into finding (partnership_id, finding_id, entry_id, finding)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from finding where partnership_id = $1 and finding_id = $2";
        pen.run(sql, key.values(1)).await
    }
}

//! For how long what was said of closed issues is kept, in the records, and deleting it on its day.
//!
//! In comes a number of days that a partnership set; out goes, each day, the number of issues whose words went. Where
//! nobody set any, nothing is deleted.

use partnership::panels::words_kept::WordsKept;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::panels::refused::PanelsRefused;
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

impl Book {
    /// For how long what was said of closed issues is kept; none where nobody set it, so that nothing is deleted.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn panel_words_kept(&self) -> Result<Option<Held<WordsKept>>, RecordsError> {
        self.read().await?.one::<WordsKept>(&Key::all()).await
    }

    /// Sets for how long it is kept, from what was seen of it; with nothing it is kept for good.
    ///
    /// # Errors
    /// When somebody else set it.
    #[compiled_once]
    pub async fn set_panel_words_kept(
        &self,
        signed: &Signed,
        seen: Option<Version>,
        kept: Option<WordsKept>,
    ) -> Result<(), ChangeError> {
        let (mut change, key) = (self.change(signed).await?, Key::all());
        match (seen, kept) {
            (None, None) => change.unseen::<WordsKept>(&key).await?,
            (Some(seen), None) => change.remove::<WordsKept>(&key, seen).await?,
            (None, Some(kept)) => drop(change.enter(&key, &kept).await?),
            (Some(seen), Some(kept)) => drop(change.replace(&key, seen, &kept).await?),
        }
        Ok(change.commit().await?)
    }

    /// Deletes what was said of closed issues whose time is over on `today`, and gives their number.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn delete_due_panel_words(
        &self,
        signed: &Signed,
        today: Day,
    ) -> Result<usize, PanelsRefused> {
        match self.panel_words_kept().await? {
            Some(kept) => self.delete_panel_words(signed, kept.value.before(today)).await,
            None => Ok(0),
        }
    }
}

impl Thing for WordsKept {
    const KIND: Kind = Kind::PanelWordsKept;
    type Told = WordsKept;

    fn told(&self) -> WordsKept {
        *self
    }

    async fn find(from: &mut Reading, _key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select entry_id, days from panel_retention where partnership_id = $1";
        let rows = from.rows(sql, Vec::new()).await?;
        let found = rows.iter().map(|row| {
            let days = row.number("days")?;
            let wrong = |why: &dyn std::fmt::Display| {
                RecordsError::stored("panel_retention.days", &days.to_string(), why)
            };
            let kept = u16::try_from(days).map_err(|why| wrong(&why))?;
            let value = WordsKept::try_from(kept).map_err(|why| wrong(&why))?;
            let held = Held { value, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all(), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        let values = vec![pen.entry(), Value::Number(self.days().into())];
        let sql =
            "insert into panel_retention (partnership_id, entry_id, days) values ($1, $2, $3)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        pen.run("delete from panel_retention where partnership_id = $1", Vec::new()).await
    }
}

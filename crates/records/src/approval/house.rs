//! The house template of a partnership's cover reports, in the records: read and replaced whole.

use partnership::approval::cover_report::house::HouseTemplate;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
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
    /// The house template; none where the partnership has the usual one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn house_template(&self) -> Result<Option<Held<HouseTemplate>>, RecordsError> {
        self.read().await?.one::<HouseTemplate>(&Key::all()).await
    }

    /// Sets the house template from what was seen of it; with none, reports are as usual. Packs that were kept stay as they
    /// are.
    ///
    /// # Errors
    /// When somebody else set it.
    #[compiled_once]
    pub async fn set_house_template(
        &self,
        signed: &Signed,
        seen: Option<Version>,
        template: Option<HouseTemplate>,
    ) -> Result<(), ChangeError> {
        let (mut change, key) = (self.change(signed).await?, Key::all());
        match (seen, template) {
            (None, None) => change.unseen::<HouseTemplate>(&key).await?,
            (Some(seen), None) => change.remove::<HouseTemplate>(&key, seen).await?,
            (None, Some(template)) => drop(change.enter(&key, &template).await?),
            (Some(seen), Some(template)) => drop(change.replace(&key, seen, &template).await?),
        }
        Ok(change.commit().await?)
    }
}

impl Thing for HouseTemplate {
    const KIND: Kind = Kind::HouseTemplate;
    type Told = HouseTemplate;

    fn told(&self) -> HouseTemplate {
        self.clone()
    }

    async fn find(from: &mut Reading, _key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select entry_id, template from house_template where partnership_id = $1";
        let rows = from.rows(sql, Vec::new()).await?;
        let found = rows.iter().map(|row| {
            let value = row.parsed("template")?;
            let held = Held { value, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all(), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        let values = vec![pen.entry(), Value::text(self)];
        let sql =
            "insert into house_template (partnership_id, entry_id, template) values ($1, $2, $3)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, _key: &Key) -> Result<(), RecordsError> {
        pen.run("delete from house_template where partnership_id = $1", Vec::new()).await
    }
}

//! The layouts of printed forms in the records: where to look on a sheet that comes back.

use partnership::consultation::layout::FormLayout;

use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::store::value::from_json;
use crate::store::value::json_of;

/// A layout as it was written down: the text itself, since a number read from it may differ in its last place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptLayout(String);

/// What the audit record says of a layout.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldLayout {
    sha256: Fingerprint,
}

impl KeptLayout {
    pub(super) fn of(layout: &FormLayout) -> Result<KeptLayout, RecordsError> {
        json_of(layout).map(KeptLayout)
    }

    pub(crate) fn layout(&self) -> Result<FormLayout, RecordsError> {
        from_json("form_layout.layout", &self.0)
    }
}

impl Thing for KeptLayout {
    const KIND: Kind = Kind::FormLayout;
    type Told = ToldLayout;

    fn told(&self) -> ToldLayout {
        ToldLayout { sha256: Fingerprint::of(&self.0) }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, version_id, form_id, entry_id, layout from form_layout
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
                and ($4 is null or cast(version_id as text) = $4) and ($5 is null or form_id = $5)
            order by cycle_id, questionnaire_id, version_id, form_id";
        let rows = from.rows(sql, key.values(4)).await?;
        let found = rows.iter().map(|row| {
            let (cycle, number) = (row.text("cycle_id")?, row.number("version_id")?);
            let questionnaire = Key::all().and(cycle).and(row.text("questionnaire_id")?);
            let key = questionnaire.and(number).and(row.text("form_id")?);
            let (value, version) = (KeptLayout(row.text("layout")?), row.number("entry_id")?);
            Ok(Found { key, held: Held { value, version: Version(version) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        values.extend([pen.entry(), Value::text(&self.0)]);
        let sql = "insert into form_layout
            (partnership_id, cycle_id, questionnaire_id, version_id, form_id, entry_id, layout)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from form_layout
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and version_id = cast($4 as bigint) and form_id = $5";
        pen.run(sql, key.values(4)).await
    }
}

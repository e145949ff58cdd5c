//! The layouts of printed forms in the records: where to look on a sheet that comes back.

use partnership::consultation::copies::PrintedCopies;
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

/// A layout as it was written down, and the numbers of the copies that were printed so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptLayout {
    /// The text itself, since a number read from it may differ in its last place.
    json: String,
    copies: PrintedCopies,
}

/// What the audit record says of a layout.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldLayout {
    sha256: Fingerprint,
    /// Left out where there are none, as in what was told before copies were counted.
    #[serde(default, skip_serializing_if = "PrintedCopies::is_empty")]
    copies: PrintedCopies,
}

impl KeptLayout {
    pub(super) fn of(layout: &FormLayout) -> Result<KeptLayout, RecordsError> {
        Ok(KeptLayout { json: json_of(layout)?, copies: PrintedCopies::default() })
    }

    pub(crate) fn layout(&self) -> Result<FormLayout, RecordsError> {
        from_json("form_layout.layout", &self.json)
    }

    /// Whether it says the same as the other, whatever copies were printed.
    pub(super) fn says_as(&self, other: &KeptLayout) -> bool {
        self.json == other.json
    }

    /// Whether everything stands where it does in the other, whatever its pages look like and copies were printed.
    pub(super) fn stands_as(&self, other: &KeptLayout) -> Result<bool, RecordsError> {
        Ok(self.layout()?.places() == other.layout()?.places())
    }

    /// Whether what its pages look like is kept, as it was not always.
    pub(super) fn has_blanks(&self) -> Result<bool, RecordsError> {
        Ok(self.layout()?.has_blanks())
    }

    pub(super) fn copies(&self) -> &PrintedCopies {
        &self.copies
    }

    pub(super) fn with(self, copies: PrintedCopies) -> KeptLayout {
        KeptLayout { copies, ..self }
    }
}

impl Thing for KeptLayout {
    const KIND: Kind = Kind::FormLayout;
    type Told = ToldLayout;

    fn told(&self) -> ToldLayout {
        ToldLayout { sha256: Fingerprint::of(&self.json), copies: self.copies.clone() }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, version_id, form_id, entry_id, layout, copies
            from form_layout
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
                and ($4 is null or cast(version_id as text) = $4) and ($5 is null or form_id = $5)
            order by cycle_id, questionnaire_id, version_id, form_id";
        let rows = from.rows(sql, key.values(4)).await?;
        let found = rows.iter().map(|row| {
            let (cycle, number) = (row.text("cycle_id")?, row.number("version_id")?);
            let questionnaire = Key::all().and(cycle).and(row.text("questionnaire_id")?);
            let key = questionnaire.and(number).and(row.text("form_id")?);
            let (json, copies) = (row.text("layout")?, row.json("copies")?);
            let (value, version) = (KeptLayout { json, copies }, row.number("entry_id")?);
            Ok(Found { key, held: Held { value, version: Version(version) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        values.extend([pen.entry(), Value::text(&self.json), Value::json(&self.copies)?]);
        let sql = "insert into form_layout
            (partnership_id, cycle_id, questionnaire_id, version_id, form_id, entry_id, layout, copies)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7, $8)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from form_layout
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and version_id = cast($4 as bigint) and form_id = $5";
        pen.run(sql, key.values(4)).await
    }
}

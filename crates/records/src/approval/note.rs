//! Notes of what was done to documents on their way to adoption, in the records: added to, and never changed.

use partnership::approval::history::Noted;

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
use crate::store::value::json_of;

/// A note as it is stored.
#[derive(Debug, Clone, Eq)]
pub(crate) struct StoredNote {
    pub(crate) note: Noted,
    /// Keeps the words from being found out by trying.
    salt: Fingerprint,
}

impl PartialEq for StoredNote {
    fn eq(&self, other: &StoredNote) -> bool {
        self.note == other.note
    }
}

/// What the audit record says of a note. Its words may be exempt, so it has a salted hash of them.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldNote {
    what: String,
    salted_words: Fingerprint,
}

impl StoredNote {
    pub(crate) fn new(note: Noted) -> Result<StoredNote, RecordsError> {
        Ok(StoredNote { note, salt: Fingerprint::of_chance()? })
    }
}

impl Thing for StoredNote {
    const KIND: Kind = Kind::ApprovalNote;
    type Told = ToldNote;

    fn told(&self) -> ToldNote {
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let json = json_of(&self.note).unwrap_or_default();
        let salted_words = Fingerprint::of(format!("{} {json}", self.salt));
        ToldNote { what: self.note.in_words().to_owned(), salted_words }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, document, note_id, entry_id, note, salt from approval_note
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or document = $3)
                and ($4 is null or note_id = cast($4 as bigint))
            order by cycle_id, document, note_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("document")?);
            let key = key.and(row.number("note_id")?);
            let value = StoredNote { note: row.json("note")?, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([pen.entry(), Value::json(&self.note)?, Value::text(&self.salt)]);
        let sql = "insert into approval_note
            (partnership_id, cycle_id, document, note_id, entry_id, note, salt)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from approval_note where partnership_id = $1 and cycle_id = $2
            and document = $3 and note_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}

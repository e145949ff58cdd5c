//! The text that a consultation is about, kept once under its SHA-256.
//!
//! In come the bytes of a file; out they go again, and can be no others than those that were consulted on.

use partnership::consultation::consulted_on::TextHash;
use sha2::Digest as _;
use sha2::Sha256;

use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// The bytes of a text that was or is consulted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptText(pub(crate) Vec<u8>);

/// What the audit record says of such a text.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldText {
    sha256: TextHash,
    bytes: usize,
}

impl KeptText {
    /// The SHA-256 of its bytes.
    pub(crate) fn sha256(&self) -> TextHash {
        TextHash::of(Sha256::digest(&self.0).into())
    }

    fn in_hexadecimal(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    fn of_hexadecimal(digits: &str) -> Option<KeptText> {
        let half =
            |digit: u8| char::from(digit).to_digit(16).and_then(|half| u8::try_from(half).ok());
        let pairs = digits.as_bytes().chunks(2);
        let bytes = pairs.map(|pair| match pair {
            [high, low] => Some((half(*high)? << 4) | half(*low)?),
            _ => None,
        });
        bytes.collect::<Option<Vec<u8>>>().map(KeptText)
    }
}

impl Thing for KeptText {
    const KIND: Kind = Kind::ConsultedText;
    type Told = ToldText;

    fn told(&self) -> ToldText {
        ToldText { sha256: self.sha256(), bytes: self.0.len() }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select sha256, entry_id, content from consulted_text
            where partnership_id = $1 and ($2 is null or sha256 = $2) order by sha256";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let (sha256, content) = (row.text("sha256")?, row.text("content")?);
            let wrong =
                || RecordsError::stored("consulted_text.content", &content, "not its hash's");
            let value = KeptText::of_hexadecimal(&content).ok_or_else(wrong)?;
            if value.sha256().to_string() != sha256 {
                return Err(wrong());
            }
            let key = Key::all().and(sha256);
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::text(self.in_hexadecimal())]);
        let sql = "insert into consulted_text (partnership_id, sha256, entry_id, content)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from consulted_text where partnership_id = $1 and sha256 = $2";
        pen.run(sql, key.values(1)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_come_back_from_their_digits() {
        let text = KeptText((0..=255).collect());
        assert_eq!(KeptText::of_hexadecimal(&text.in_hexadecimal()), Some(text));
        assert_eq!(KeptText::of_hexadecimal("0"), None);
        assert_eq!(KeptText::of_hexadecimal("0g"), None);
    }
}

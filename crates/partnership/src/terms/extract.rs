//! Extracts: one file each of somebody's published data, and where it came from.
//!
//! In come a file's bytes' hash and what is known of its publisher; out goes the record that every
//! figure points back to.

use std::fmt;
use std::str::FromStr;

use crate::terms::month::Month;

/// The kind of data that an import brings in; its name on the command line.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Street-level crimes and outcomes from data.police.uk.
    PoliceStreet,
    /// Home Office police recorded crime.
    Prc,
    /// Residents by area and year.
    Population,
    /// Households, residents and hectares by LSOA from the census.
    Households,
    /// Which areas lie in which.
    Lookups,
    /// Outlines of areas.
    Boundaries,
    /// Statistical neighbours of areas.
    Neighbours,
    /// Weights of the Crime Severity Score.
    Severity,
    /// Counts computed by another Saferplan from street-level data, without the rows themselves.
    Counts,
    /// Figures that a partnership or council itself has published.
    Published,
    /// Which ward and LSOA each postcode lies in.
    Postcodes,
    /// How deprived each LSOA of England is.
    #[serde(rename = "imd")]
    Deprivation,
}

/// The identity of an extract: SHA-256 of its content, of which the first 12 hexadecimal digits are
/// shown.
///
/// Two files with the same content are one extract, whatever they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExtractId([u8; 32]);

/// Why a text is not an extract's identity.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not an extract: expected the 64 hexadecimal digits of a SHA-256")]
pub struct ExtractIdError {
    found: String,
}

/// One imported file: what it is, whose, for when, and when it was taken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Extract {
    /// SHA-256 of the content.
    pub id: ExtractId,
    /// What kind of data.
    pub kind: SourceKind,
    /// The layout recognised by its header, such as "street-level crimes".
    pub layout: String,
    /// The file's name, and inside which archive: `2014-06.zip/2014-06/2014-06-kent-street.csv`.
    pub file: String,
    /// Who published it.
    pub publisher: String,
    /// Under which licence, with the attribution that it asks for.
    pub licence: String,
    /// First and last month covered, where the data say so.
    pub covers: Option<(Month, Month)>,
    /// The areas or forces covered, in words, such as "Kent Police".
    pub areas: String,
    /// When it was imported: an RFC 3339 time.
    pub taken: String,
    /// Rows kept.
    pub kept: u64,
    /// Rows refused, each reported at import.
    pub refused: u64,
}

impl SourceKind {
    /// All kinds with their names on the command line.
    pub const NAMED: [(SourceKind, &'static str); 12] = [
        (SourceKind::PoliceStreet, "police-street"),
        (SourceKind::Prc, "prc"),
        (SourceKind::Population, "population"),
        (SourceKind::Households, "households"),
        (SourceKind::Lookups, "lookups"),
        (SourceKind::Boundaries, "boundaries"),
        (SourceKind::Neighbours, "neighbours"),
        (SourceKind::Severity, "severity"),
        (SourceKind::Counts, "counts"),
        (SourceKind::Published, "published"),
        (SourceKind::Postcodes, "postcodes"),
        (SourceKind::Deprivation, "imd"),
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        SourceKind::NAMED.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| *name)
    }
}

impl ExtractId {
    /// The identity of content with this SHA-256.
    pub fn of(sha256: [u8; 32]) -> ExtractId {
        ExtractId(sha256)
    }

    /// The first 12 hexadecimal digits: enough to name an extract among millions.
    pub fn short(self) -> String {
        let mut full = self.to_string();
        full.truncate(12);
        full
    }
}

impl fmt::Display for ExtractId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ExtractId {
    type Err = ExtractIdError;

    fn from_str(text: &str) -> Result<ExtractId, ExtractIdError> {
        let wrong = || ExtractIdError { found: text.chars().take(80).collect() };
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut sha256 = [0; 32];
        for (place, byte) in sha256.iter_mut().enumerate() {
            let digits = &text[2 * place..2 * place + 2];
            *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
        }
        Ok(ExtractId(sha256))
    }
}

impl serde::Serialize for ExtractId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ExtractId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<ExtractId, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(sha256 in any::<[u8; 32]>()) {
            let id = ExtractId::of(sha256);
            prop_assert_eq!(id.to_string().parse::<ExtractId>(), Ok(id));
            prop_assert!(id.to_string().starts_with(&id.short()));
        }

        #[test]
        fn any_text_is_an_identity_or_a_plain_refusal(text in "\\PC{0,70}") {
            prop_assert!(text.parse::<ExtractId>().is_err());
        }
    }
}

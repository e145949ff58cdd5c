//! Areas by their nine-character codes, and the kinds of area that the field speaks of.
//!
//! In comes a code of the Office for National Statistics (ONS); out goes a code known to have the
//! right form, which tells what kind of area it names.

use std::fmt;
use std::str::FromStr;

/// A nine-character area code in the ONS scheme, such as `E07000110` for Maidstone.
///
/// The first three characters tell the kind. A code names one area with one set of boundaries; when
/// boundaries change the code does too, so the code carries the vintage.
///
/// Source: ONS, "Register of Geographic Codes". Not for postcodes or for names.
///
/// ```
/// use partnership::terms::area::{AreaCode, AreaKind};
/// let maidstone: AreaCode = "E07000110".parse()?;
/// assert_eq!(maidstone.kind(), AreaKind::District);
/// assert!("Maidstone".parse::<AreaCode>().is_err());
/// # Ok::<(), partnership::terms::area::AreaCodeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode([u8; 9]);

/// What kind of area a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum AreaKind {
    /// Lower layer super output area (LSOA): some 1,500 residents.
    Lsoa,
    /// Middle layer super output area (MSOA).
    Msoa,
    /// Electoral ward.
    Ward,
    /// Local authority district, unitary authority, London or metropolitan borough.
    District,
    /// Upper-tier county.
    County,
    /// Community safety partnership (CSP).
    Partnership,
    /// Police force area.
    ForceArea,
    /// Region of England.
    Region,
    /// Country, or several together.
    Country,
    /// Something else in the scheme.
    Other,
}

/// Why a text is not an area code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not an area code; expected a letter and eight digits, such as E07000110")]
pub struct AreaCodeError {
    found: String,
}

impl AreaCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters and digits pass `from_str`.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The kind of area that it names.
    pub fn kind(self) -> AreaKind {
        match &self.0[..3] {
            b"E01" | b"W01" => AreaKind::Lsoa,
            b"E02" | b"W02" => AreaKind::Msoa,
            b"E05" | b"W05" | b"S13" | b"N08" => AreaKind::Ward,
            b"E06" | b"E07" | b"E08" | b"E09" | b"W06" | b"S12" | b"N09" => AreaKind::District,
            b"E10" => AreaKind::County,
            b"E22" | b"W14" => AreaKind::Partnership,
            b"E23" | b"W15" => AreaKind::ForceArea,
            b"E12" => AreaKind::Region,
            b"E92" | b"W92" | b"S92" | b"N92" | b"K02" | b"K03" | b"K04" => AreaKind::Country,
            _ => AreaKind::Other,
        }
    }
}

impl FromStr for AreaCode {
    type Err = AreaCodeError;

    fn from_str(text: &str) -> Result<AreaCode, AreaCodeError> {
        let wrong = || AreaCodeError { found: text.chars().take(40).collect() };
        let bytes: [u8; 9] = text.as_bytes().try_into().map_err(|_| wrong())?;
        let form = bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit);
        if form { Ok(AreaCode(bytes)) } else { Err(wrong()) }
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl serde::Serialize for AreaCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for AreaCode {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<AreaCode, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl AreaKind {
    /// The kind in words, in the singular.
    pub fn in_words(self) -> &'static str {
        match self {
            AreaKind::Lsoa => "lower layer super output area (LSOA)",
            AreaKind::Msoa => "middle layer super output area (MSOA)",
            AreaKind::Ward => "ward",
            AreaKind::District => "district",
            AreaKind::County => "county",
            AreaKind::Partnership => "community safety partnership",
            AreaKind::ForceArea => "police force area",
            AreaKind::Region => "region",
            AreaKind::Country => "country",
            AreaKind::Other => "area",
        }
    }
}

/// The district's name inside an LSOA's name: "Maidstone" in "Maidstone 001A".
///
/// LSOA names are a district's name, a space, three digits and a letter. The district is the one of
/// the LSOA's own vintage.
///
/// ```
/// use partnership::terms::area::district_in_lsoa_name;
/// assert_eq!(district_in_lsoa_name("Tonbridge and Malling 012C"), Some("Tonbridge and Malling"));
/// assert_eq!(district_in_lsoa_name("Maidstone"), None);
/// ```
pub fn district_in_lsoa_name(name: &str) -> Option<&str> {
    let (district, serial) = name.rsplit_once(' ')?;
    match serial.as_bytes() {
        [a, b, c, letter] => {
            let form = [a, b, c].iter().all(|digit| digit.is_ascii_digit());
            (form && letter.is_ascii_uppercase()).then_some(district)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_kind_is_read_from_the_first_three_characters() {
        let kind = |code: &str| code.parse::<AreaCode>().unwrap().kind();
        assert_eq!(kind("E01024356"), AreaKind::Lsoa);
        assert_eq!(kind("W06000022"), AreaKind::District);
        assert_eq!(kind("E22000142"), AreaKind::Partnership);
        assert_eq!(kind("E23000032"), AreaKind::ForceArea);
        assert_eq!(kind("X99000001"), AreaKind::Other);
    }

    proptest! {
        #[test]
        fn any_text_is_a_code_or_a_plain_refusal(text in "\\PC{0,10}") {
            match text.parse::<AreaCode>() {
                Ok(code) => prop_assert_eq!(code.to_string(), text),
                Err(error) => prop_assert!(error.to_string().contains("E07000110")),
            }
        }

        #[test]
        fn parse_then_print_gives_the_same(text in "[A-Z][0-9]{8}") {
            prop_assert_eq!(text.parse::<AreaCode>().unwrap().to_string(), text);
        }
    }
}

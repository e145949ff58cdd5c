//! Where something was, as far as a return may tell: an LSOA, a ward, the first part of a postcode, or not known.
//!
//! In comes a cell; out goes a place that holds some hundreds of homes at least, or why it is none.

use std::fmt;
use std::str::FromStr;

use crate::partner_data::prescribed::PrescribedReturn;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::quoted;

/// Where something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Nobody said.
    NotKnown,
    /// The first part of a postcode ("general postcode address").
    Outward(OutwardCode),
    /// An LSOA or a ward.
    Area(AreaCode),
}

/// The first part of a postcode, such as `ME15`: some 10,000 homes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutwardCode {
    letters: [u8; 4],
    length: usize,
}

/// Why a cell is no place. The cell is not repeated, since it may be an address.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum PlaceFault {
    /// It is no place that may be told.
    #[error(
        "this is no place that a return may tell; write the code of an LSOA (E01024356) or ward (E05005003), the first \
         part of the postcode (ME15), or leave it empty"
    )]
    Unknown,
    /// This return tells places by the postcode's first part alone.
    #[error(
        "a health return tells the first part of the postcode alone, such as ME15; write it, or leave it empty"
    )]
    PostcodeAlone,
}

impl Place {
    /// The place that a cell of a return tells.
    ///
    /// # Errors
    /// When it is none, or not one that this return may tell.
    pub fn read(cell: &str, of: PrescribedReturn) -> Result<Place, PlaceFault> {
        let wrong =
            if of.is_by_postcode_alone() { PlaceFault::PostcodeAlone } else { PlaceFault::Unknown };
        let place: Place = cell.trim().to_ascii_uppercase().parse().map_err(|_| wrong)?;
        match place {
            Place::Area(_) if of.is_by_postcode_alone() => Err(PlaceFault::PostcodeAlone),
            Place::Area(_) | Place::Outward(_) | Place::NotKnown => Ok(place),
        }
    }

    /// The place as pages have it where no list names it.
    pub fn in_words(self) -> String {
        match self {
            Place::NotKnown => "Not known".to_owned(),
            Place::Outward(_) | Place::Area(_) => self.to_string(),
        }
    }
}

impl OutwardCode {
    fn as_str(&self) -> &str {
        // Only ASCII letters and digits pass `from_str`.
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }
}

impl FromStr for OutwardCode {
    type Err = PlaceFault;

    /// One or two letters, a figure, and perhaps one figure or letter more (BS 7666).
    fn from_str(text: &str) -> Result<OutwardCode, PlaceFault> {
        let bytes = text.as_bytes();
        let area = bytes.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let district = bytes.get(area..).unwrap_or_default();
        let fits = match district {
            [figure] => figure.is_ascii_digit(),
            [figure, more] => {
                figure.is_ascii_digit() && (more.is_ascii_digit() || more.is_ascii_uppercase())
            }
            _ => false,
        };
        if !fits || !(1..=2).contains(&area) {
            return Err(PlaceFault::Unknown);
        }
        let mut letters = [0; 4];
        for (to, from) in letters.iter_mut().zip(bytes) {
            *to = *from;
        }
        Ok(OutwardCode { letters, length: bytes.len() })
    }
}

impl FromStr for Place {
    type Err = PlaceFault;

    fn from_str(text: &str) -> Result<Place, PlaceFault> {
        if text.is_empty() {
            return Ok(Place::NotKnown);
        }
        if let Ok(area) = text.parse::<AreaCode>() {
            let fits = matches!(area.kind(), AreaKind::Lsoa | AreaKind::Ward);
            return if fits { Ok(Place::Area(area)) } else { Err(PlaceFault::Unknown) };
        }
        text.parse().map(Place::Outward)
    }
}

impl fmt::Display for OutwardCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::NotKnown => Ok(()),
            Place::Outward(code) => code.fmt(f),
            Place::Area(area) => area.fmt(f),
        }
    }
}

impl serde::Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Place, D::Error> {
        quoted::read(from, "ME15")
    }
}

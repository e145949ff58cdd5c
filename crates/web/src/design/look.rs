//! The council's own name, colour and logo.
//!
//! In: what the settings say. Out: a [`Look`], or why it would not do.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The least contrast of white text with what is behind it: WCAG 2.2, criterion 1.4.3, level AA.
const LEAST_CONTRAST: f64 = 4.5;

/// The largest logo, in bytes; every page asks for it once.
const LARGEST_LOGO: usize = 256 * 1024;

/// What pages show of the council that runs the program.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Look {
    /// The organisation that runs the program, such as "Maidstone Borough Council".
    pub organisation: String,
    /// The colour of the band at the top of each page.
    pub colour: Colour,
    /// The organisation's logo, shown on that band.
    pub logo: Option<Logo>,
}

impl Default for Look {
    fn default() -> Look {
        Look { organisation: "Saferplan".to_owned(), colour: Colour(22, 58, 94), logo: None }
    }
}

/// A colour dark enough for white text upon it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

/// Why a colour will not do.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ColourError {
    /// Not written as a colour.
    #[error("`{0}` is not a colour; write it as `#` and six figures or letters a to f: `#1d70b8`")]
    Form(String),
    /// White text could not be read on it.
    #[error(
        "white text on the colour {colour} has a contrast of {contrast:.1} to 1, and it must have \
         {LEAST_CONTRAST} to 1 or more to be readable (WCAG 2.2, 1.4.3); choose a darker colour"
    )]
    TooLight {
        /// The colour.
        colour: String,
        /// Its contrast with white, rounded down, so that it never seems to be enough.
        contrast: f64,
    },
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Colour, ColourError> {
        let form = || ColourError::Form(text.to_owned());
        let figures = text.trim().strip_prefix('#').ok_or_else(form)?;
        if figures.len() != 6 || !figures.chars().all(|next| next.is_ascii_hexdigit()) {
            return Err(form());
        }
        let part = |at: usize| u8::from_str_radix(&figures[at..at + 2], 16).map_err(|_| form());
        let colour = Colour(part(0)?, part(2)?, part(4)?);
        let contrast = colour.contrast_with_white();
        if contrast < LEAST_CONTRAST {
            let contrast = (contrast * 10.0).floor() / 10.0;
            return Err(ColourError::TooLight { colour: colour.to_string(), contrast });
        }
        Ok(colour)
    }
}

impl Colour {
    /// How white stands out from this colour: 1 (not at all) to 21 (black), as WCAG 2.2 defines it.
    ///
    /// ```
    /// let black: web::design::Colour = "#000000".parse().unwrap();
    /// assert!((black.contrast_with_white() - 21.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn contrast_with_white(self) -> f64 {
        1.05 / (self.luminance() + 0.05)
    }

    /// Relative luminance, by the formula of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A picture, PNG or SVG.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// The name under which it is served.
    name: &'static str,
    #[serde(skip)]
    bytes: Vec<u8>,
}

/// Why a logo will not do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LogoError {
    /// Neither of the two kinds.
    #[error("the logo is neither a PNG nor an SVG picture; save it as one of these")]
    Kind,
    /// Too large for every page to carry.
    #[error("the logo has {0} bytes, and may have {LARGEST_LOGO}; save it smaller")]
    Size(usize),
}

impl Logo {
    /// A logo from the bytes of its file.
    ///
    /// # Errors
    /// If it is too large, or neither PNG nor SVG.
    pub fn of(bytes: Vec<u8>) -> Result<Logo, LogoError> {
        if bytes.len() > LARGEST_LOGO {
            return Err(LogoError::Size(bytes.len()));
        }
        let is_svg = || std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg"));
        let name = match bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            true => "logo.png",
            false if is_svg() => "logo.svg",
            false => return Err(LogoError::Kind),
        };
        Ok(Logo { name, bytes })
    }

    /// The name under which it is served.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// The picture.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grey #767676 is the lightest that passes on white, #777777 the darkest that does not: both
    /// are the well-known borders of 4.5 to 1 (4.54 and 4.48).
    #[test]
    fn the_contrast_is_that_of_wcag() {
        let grey: Colour = "#767676".parse().unwrap();
        assert!((grey.contrast_with_white() - 4.54).abs() < 0.005);
    }

    #[test]
    fn a_colour_too_light_for_white_text_is_refused_with_what_to_do() {
        let fault = "#777777".parse::<Colour>().unwrap_err().to_string();
        assert_eq!(
            fault,
            "white text on the colour #777777 has a contrast of 4.4 to 1, and it must have 4.5 to \
             1 or more to be readable (WCAG 2.2, 1.4.3); choose a darker colour"
        );
    }

    #[test]
    fn what_is_not_a_colour_is_refused_with_how_to_write_one() {
        for text in ["", "blue", "#1d70b", "1d70b8", "#1d70bg", "#1d70b8ff", "#é0b8ä"] {
            let fault = text.parse::<Colour>().unwrap_err();
            assert_eq!(fault, ColourError::Form(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_colour_is_printed_as_it_is_read() {
        assert_eq!("#1D70B8".parse::<Colour>().unwrap().to_string(), "#1d70b8");
    }

    #[test]
    fn the_default_colour_passes_its_own_check() {
        let colour = Look::default().colour;
        assert_eq!(colour.to_string().parse(), Ok(colour));
    }

    #[test]
    fn a_logo_is_known_by_its_bytes() {
        assert_eq!(Logo::of(b"\x89PNG\r\n\x1a\n...".to_vec()).unwrap().name(), "logo.png");
        assert_eq!(Logo::of(b"<?xml?><svg/>".to_vec()).unwrap().name(), "logo.svg");
        assert_eq!(Logo::of(b"GIF89a".to_vec()), Err(LogoError::Kind));
        assert_eq!(Logo::of(vec![0; 300_000]), Err(LogoError::Size(300_000)));
    }
}

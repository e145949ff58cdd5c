//! A postcode for a moment: it becomes an area at once, and the postcode itself is gone.
//!
//! In comes what a person wrote; out goes the ward or the LSOA. A postcode cannot be printed, stored or compared, so
//! that none finds its way into records, logs or exports.

use std::str::FromStr;

use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;

/// A postcode that was just written. It has no way to be shown: even `Debug` is left out.
///
/// ```
/// use partnership::consultation::postcode::Postcode;
/// let written: Postcode = "me15 6jq".parse()?;
/// let ward = written.area(|postcode| (postcode == "ME156JQ").then(|| "E05004994".parse().ok())?);
/// assert_eq!(ward, "E05004994".parse().ok());
/// # Ok::<(), partnership::consultation::postcode::PostcodeError>(())
/// ```
pub struct Postcode(String);

/// Why a text is not a postcode; the text is not repeated, since it may be one mistyped.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error("this is not a postcode of the United Kingdom; write it as ME15 6JQ, or leave it empty")]
pub struct PostcodeError;

impl Postcode {
    /// The postcode of a published list, in capitals without a blank: nobody wrote that one.
    pub fn in_a_list(self) -> String {
        self.0
    }

    /// The area in which `area_of` finds the postcode, written in capitals without a blank; the postcode is used up.
    pub fn area(self, area_of: impl FnOnce(&str) -> Option<AreaCode>) -> Option<AreaCode> {
        area_of(&self.0).filter(|area| matches!(area.kind(), AreaKind::Ward | AreaKind::Lsoa))
    }
}

impl FromStr for Postcode {
    type Err = PostcodeError;

    /// Outward code of two to four characters, beginning with a letter; inward code of a figure and two letters
    /// (BS 7666). Whether it is in use, only a list can tell.
    fn from_str(text: &str) -> Result<Postcode, PostcodeError> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.to_ascii_uppercase();
        if !plain.is_ascii() || !(5..=7).contains(&plain.len()) {
            return Err(PostcodeError);
        }
        let (outward, inward) = plain.split_at(plain.len() - 3);
        let outward_fits = outward.starts_with(|c: char| c.is_ascii_uppercase())
            && outward.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && outward.bytes().any(|byte| byte.is_ascii_digit());
        let inward_fits = match inward.as_bytes() {
            [figure, letters @ ..] => {
                figure.is_ascii_digit() && letters.iter().all(u8::is_ascii_uppercase)
            }
            [] => false,
        };
        if outward_fits && inward_fits { Ok(Postcode(plain)) } else { Err(PostcodeError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_a_ward_or_an_lsoa_is_kept() {
        let area = |code: &str| {
            let code: AreaCode = code.parse().unwrap();
            "ME15 6JQ".parse::<Postcode>().ok()?.area(|_| Some(code))
        };
        assert!(area("E05004994").is_some() && area("E01024356").is_some());
        assert!(area("E07000110").is_none());
    }

    #[test]
    fn a_refusal_does_not_repeat_what_was_written() {
        for text in ["", "TN30", "TN30 6J", "6JQ TN30", "TN30 66Q", "TENTERDEN", "ÄN30 6JQ"] {
            let refused = text.parse::<Postcode>().err().unwrap().to_string();
            assert!(text.is_empty() || !refused.contains(text), "{refused}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_postcode_or_a_plain_refusal(text in "\\PC{0,10}") {
            let _ = text.parse::<Postcode>();
        }
    }
}

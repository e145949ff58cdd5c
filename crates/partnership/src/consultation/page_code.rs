//! The code on every page of a printed form: which form, which page of how many, which copy.
//!
//! In comes a page; out goes a short text to print as a QR code and in letters, and back. Nothing of a person is in
//! it. Its last two characters guard it, so that a page is never taken for another one by a misread character.

use std::fmt;
use std::str::FromStr;

use crate::consultation::form::FormName;

/// What the code on a page says.
///
/// ```
/// use partnership::consultation::page_code::PageCode;
/// let form = "smp-2015-v1-en".parse()?;
/// let code = PageCode::of(form, 2, 6, Some(417))?;
/// assert_eq!(code.to_string(), "SMP-2015-V1-EN/2/6/417/5O");
/// assert_eq!("SMP-2015-V1-EN/2/6/417/5O".parse::<PageCode>()?, code);
/// assert!("SMP-2015-V1-EN/3/6/417/5O".parse::<PageCode>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PageCode {
    form: FormName,
    page: u16,
    pages: u16,
    copy: Option<u32>,
}

/// Why a text or a page has no page code.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PageCodeError {
    /// The text has not the parts of a code.
    #[error(
        "`{0}` is not a page code; expected form, page, pages and check, such as SMP-2015-V1-EN/2/6/58"
    )]
    Form(String),
    /// The text does not agree with its check characters.
    #[error(
        "`{0}` was misread or mistyped: its last two characters do not fit the rest; read it again"
    )]
    Check(String),
    /// There is no such page.
    #[error("page {page} of {pages} cannot be; pages are counted from 1")]
    Page {
        /// The page.
        page: u16,
        /// Of how many.
        pages: u16,
    },
}

impl PageCode {
    /// The code of a page of a form, on copy `copy` if copies are numbered.
    ///
    /// # Errors
    /// When there is no such page.
    pub fn of(
        form: FormName,
        page: u16,
        pages: u16,
        copy: Option<u32>,
    ) -> Result<PageCode, PageCodeError> {
        if page == 0 || page > pages {
            return Err(PageCodeError::Page { page, pages });
        }
        Ok(PageCode { form, page, pages, copy })
    }

    /// Which form it is a page of.
    pub fn form(&self) -> &FormName {
        &self.form
    }

    /// Which page, from 1.
    pub fn page(&self) -> u16 {
        self.page
    }

    /// Of how many.
    pub fn pages(&self) -> u16 {
        self.pages
    }

    /// Which copy, where copies are numbered.
    pub fn copy(&self) -> Option<u32> {
        self.copy
    }

    /// All but the check characters.
    fn guarded(&self) -> String {
        let form = self.form.as_str().to_ascii_uppercase();
        let copy = self.copy.map(|copy| format!("/{copy}")).unwrap_or_default();
        format!("{form}/{}/{}{copy}/", self.page, self.pages)
    }
}

const FIGURES: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// The largest prime below 36 × 36, so that two characters can write every remainder.
const PRIME: u32 = 1291;
/// Neither 0 nor 1 as a remainder of `PRIME`, so that neighbours weigh differently.
const WEIGHT: u32 = 41;

/// Two characters that no code with one character changed, or two neighbours exchanged, has too.
///
/// Each character has a value from 1 to 38, and the values are digits of a number in base 41; its remainder after
/// division by the prime 1291 is written with two characters. A changed character changes the number by `d` × 41 to
/// some power with `d` from 1 to 37, and exchanged neighbours by `d` × 40 × 41 to some power. Neither has the factor
/// 1291, so the remainder changes. (The principle is that of the ISO/IEC 7064 pure systems.) It does not tell who
/// printed the page: anybody can compute it.
fn check(guarded: &str) -> [u8; 2] {
    let remainder = guarded.bytes().fold(0, |sum, byte| (sum * WEIGHT + value(byte)) % PRIME);
    let figure = |place: u32| {
        let place = usize::try_from(place % 36).unwrap_or(0);
        FIGURES.get(place).copied().unwrap_or(b'0')
    };
    [figure(remainder / 36), figure(remainder)]
}

fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => u32::from(byte - b'0') + 1,
        b'A'..=b'Z' => u32::from(byte - b'A') + 11,
        b'-' => 37,
        _ => 38,
    }
}

impl fmt::Display for PageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let guarded = self.guarded();
        let [first, second] = check(&guarded).map(char::from);
        write!(f, "{guarded}{first}{second}")
    }
}

impl From<PageCode> for String {
    fn from(code: PageCode) -> String {
        code.to_string()
    }
}

impl TryFrom<String> for PageCode {
    type Error = PageCodeError;

    fn try_from(text: String) -> Result<PageCode, PageCodeError> {
        text.parse()
    }
}

impl FromStr for PageCode {
    type Err = PageCodeError;

    fn from_str(text: &str) -> Result<PageCode, PageCodeError> {
        let found = || text.chars().take(80).collect::<String>();
        let code = parts(text).ok_or_else(|| PageCodeError::Form(found()))?;
        // Printed again it must be the same: so there is one way to write a code, and its check is held.
        if code.to_string() == text { Ok(code) } else { Err(PageCodeError::Check(found())) }
    }
}

/// The parts of a code, its check characters not looked at.
fn parts(text: &str) -> Option<PageCode> {
    if text.len() > 100 || text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let parts: Vec<&str> = text.split('/').collect();
    let (form, page, pages, copy) = match parts.as_slice() {
        [form, page, pages, _] => (form, page, pages, None),
        [form, page, pages, copy, _] => (form, page, pages, Some(copy.parse().ok()?)),
        _ => return None,
    };
    let form = form.to_ascii_lowercase().parse().ok()?;
    PageCode::of(form, page.parse().ok()?, pages.parse().ok()?, copy).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_code() -> impl Strategy<Value = PageCode> {
        let pages = (1_u16..200).prop_flat_map(|pages| (1..=pages, Just(pages)));
        ("[a-z][a-z0-9-]{0,20}[a-z0-9]", pages, prop::option::of(any::<u32>())).prop_map(
            |(form, (page, pages), copy)| {
                PageCode::of(form.parse().unwrap(), page, pages, copy).unwrap()
            },
        )
    }

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(code in any_code()) {
            prop_assert_eq!(code.to_string().parse::<PageCode>(), Ok(code));
        }

        #[test]
        fn no_single_misread_character_passes(code in any_code()) {
            let printed = code.to_string();
            for place in 0..printed.len() {
                for other in (b' '..=b'~').map(char::from) {
                    let mut misread = printed.clone();
                    misread.replace_range(place..=place, &other.to_string());
                    if misread != printed {
                        prop_assert!(misread.parse::<PageCode>().is_err(), "{} for {}", misread, printed);
                    }
                }
            }
        }

        #[test]
        fn no_exchanged_neighbours_pass(code in any_code()) {
            let printed = code.to_string();
            for place in 1..printed.len() {
                let mut exchanged = printed.clone().into_bytes();
                exchanged.swap(place - 1, place);
                let exchanged = String::from_utf8(exchanged).unwrap();
                if exchanged != printed {
                    prop_assert!(exchanged.parse::<PageCode>().is_err(), "{} for {}", exchanged, printed);
                }
            }
        }

        #[test]
        fn any_text_is_a_code_or_a_plain_refusal(text in "\\PC{0,40}") {
            if let Ok(code) = text.parse::<PageCode>() {
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }

    #[test]
    fn a_page_that_cannot_be_has_no_code() {
        let form: FormName = "smp-2015-v1-en".parse().unwrap();
        let refused = PageCode::of(form, 7, 6, None).unwrap_err();
        assert_eq!(refused.to_string(), "page 7 of 6 cannot be; pages are counted from 1");
    }
}

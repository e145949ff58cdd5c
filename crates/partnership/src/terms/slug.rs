//! A short name that people type to speak of one thing from another, such as a step of a timetable.
//!
//! In comes a text; out goes a name known to be fit for files, addresses and forms.

use std::fmt;
use std::str::FromStr;

/// Small letters, digits and hyphens, such as `plan-adopted`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a text is not a short name.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{found}` is not a short name; expected up to 60 small letters, digits and hyphens, beginning \
     with a letter, such as plan-adopted"
)]
pub struct SlugError {
    found: String,
}

impl Slug {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// So many signs of a name are taken: a number must still fit behind them.
const LONGEST: usize = 50;

/// A name in small letters, digits and hyphens, beginning with a letter; `otherwise` stands for what has none.
///
/// ```
/// use partnership::terms::slug::plain;
/// assert_eq!(plain("Cllr. Siân O’Neill-Jones", "person"), "cllr-sian-oneill-jones");
/// ```
pub fn plain(name: &str, otherwise: &str) -> String {
    let mut text = String::new();
    for sign in name.to_lowercase().chars().flat_map(without_accent) {
        match sign {
            sign if sign.is_ascii_alphanumeric() => text.push(sign),
            '\'' | '’' => {}
            _ if text.ends_with('-') => {}
            _ => text.push('-'),
        }
    }
    let text: String = text.trim_matches('-').chars().take(LONGEST).collect();
    let text = text.trim_end_matches('-');
    match text.chars().next() {
        Some(first) if first.is_ascii_lowercase() => text.to_owned(),
        Some(_) => format!("{otherwise}-{text}"),
        None => otherwise.to_owned(),
    }
}

/// A short name like `plain` that is not taken; a number makes it so where it is. None where `otherwise` is none.
pub fn free(name: &str, otherwise: &str, taken: impl Fn(&Slug) -> bool) -> Option<Slug> {
    let plain = plain(name, otherwise);
    let numbered = (2..10_000).map(|number| format!("{plain}-{number}"));
    let mut tried = std::iter::once(plain.clone()).chain(numbered);
    tried.find_map(|text| text.parse().ok().filter(|slug| !taken(slug)))
}

/// A letter as it is written where there are no accents: those of Welsh and of our neighbours' languages.
fn without_accent(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ç' | 'ć' | 'č' => "c",
        'ñ' | 'ń' => "n",
        'ł' => "l",
        'ś' | 'š' => "s",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        _ => "",
    };
    let itself = plain.is_empty().then_some(letter);
    plain.chars().chain(itself)
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Slug, SlugError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
        if begins && text.len() <= 60 && text.chars().all(fits) && !text.ends_with('-') {
            Ok(Slug(text.to_owned()))
        } else {
            Err(SlugError { found: text.chars().take(60).collect() })
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl serde::Serialize for Slug {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_small_letters_digits_and_hyphens() {
        assert_eq!("plan-2".parse::<Slug>().map(|slug| slug.to_string()), Ok("plan-2".to_owned()));
        for text in ["", "Plan", "2-plans", "plan adopted", "plan-", "plän"] {
            let refused = text.parse::<Slug>().unwrap_err().to_string();
            assert!(refused.contains("is not a short name"), "{refused}");
        }
    }
}

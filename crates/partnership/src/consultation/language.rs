//! The languages that a consultation speaks, and texts that stand in several of them side by side.
//!
//! In come the same words in one or more languages; out go the words in the language asked for.

use std::collections::BTreeMap;
use std::fmt;

use crate::terms::month::Month;

/// A language in which a questionnaire can be asked; its code is that of ISO 639-1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Welsh.
    #[serde(rename = "cy")]
    Welsh,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::English, Language::Welsh];

    /// Its code, such as `en`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Welsh => "cy",
        }
    }

    /// Its name in English.
    pub fn in_words(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Welsh => "Welsh",
        }
    }
}

/// The months in Welsh.
const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// The name of a month in Welsh, such as "Mawrth".
pub fn welsh_month(month: Month) -> &'static str {
    let place = usize::try_from(month.month() - 1).unwrap_or_default();
    WELSH_MONTHS.get(place).copied().unwrap_or_default()
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A text in one or more languages.
///
/// ```
/// use partnership::consultation::language::{Language, Words};
/// let safe = Words::of([(Language::English, "Safe"), (Language::Welsh, "Diogel")]);
/// assert_eq!(safe.said_in(Language::Welsh), "Diogel");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<Language, String>);

impl Words {
    /// The same words in several languages.
    pub fn of<const N: usize>(words: [(Language, &str); N]) -> Words {
        Words(words.into_iter().map(|(language, text)| (language, text.to_owned())).collect())
    }

    /// These words, and others in one more language.
    #[must_use]
    pub fn and(mut self, language: Language, text: &str) -> Words {
        self.0.insert(language, text.to_owned());
        self
    }

    /// These words, with others in the place of those in each language that those stand in.
    #[must_use]
    pub fn overlaid(&self, others: &Words) -> Words {
        let mut words = self.clone();
        words.0.extend(others.0.iter().map(|(language, text)| (*language, text.clone())));
        words
    }

    /// Whether nothing stands in any language.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// The words in that language, if they stand in it.
    pub fn only_in(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// The words in that language; in another where they are not translated, so that something is said.
    pub fn said_in(&self, language: Language) -> &str {
        let any = || Language::ALL.into_iter().find_map(|other| self.only_in(other));
        self.only_in(language).or_else(any).unwrap_or_default()
    }

    /// Those of `languages` in which nothing stands.
    pub fn lacks<'a>(&'a self, languages: &'a [Language]) -> impl Iterator<Item = Language> + 'a {
        languages.iter().copied().filter(|language| self.only_in(*language).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_translation_is_a_missing_one() {
        let words = Words::of([(Language::English, "Safe"), (Language::Welsh, " ")]);
        assert_eq!(words.lacks(&Language::ALL).collect::<Vec<_>>(), [Language::Welsh]);
        assert_eq!(words.said_in(Language::Welsh), "Safe");
    }

    #[test]
    fn a_language_is_written_by_its_code() {
        let words: Words = serde_json::from_str(r#"{ "cy": "Diogel" }"#).unwrap();
        assert_eq!(words.only_in(Language::Welsh), Some("Diogel"));
        assert!(serde_json::from_str::<Words>(r#"{ "welsh": "Diogel" }"#).is_err());
    }
}

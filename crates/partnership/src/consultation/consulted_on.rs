//! The text that a consultation is about, frozen by the hash of its content: one for each language, or one for several.
//!
//! In comes what each text is called, its SHA-256 and which languages it speaks; out goes the one that whoever reads a
//! language is given. The copies themselves are kept by whoever stores files.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::consultation::language::Language;
use crate::terms::extract::ExtractId;

/// The text consulted on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultedOn {
    /// What it is called.
    pub title: String,
    /// What tells its content from any other.
    pub sha256: TextHash,
    /// Which languages it speaks; where none is said, the first of the questionnaire.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<Language>,
    /// The same in other languages, each a text of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translated: BTreeMap<Language, TranslatedText>,
}

/// The text consulted on in another language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranslatedText {
    /// What it is called.
    pub title: String,
    /// What tells its content from any other.
    pub sha256: TextHash,
}

/// The text as whoever reads a language is given it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenText<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What tells its content from any other.
    pub sha256: TextHash,
    /// Whether it speaks that language.
    pub speaks: Speaks,
}

/// Whether a text speaks the language of whoever is given it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// It does.
    Theirs,
    /// There is none in their language, so that they are given the one in this.
    Another(Language),
}

impl ConsultedOn {
    /// The text that whoever reads `language` is given, of a questionnaire that is asked in `asked`.
    pub fn given_in(&self, language: Language, asked: &[Language]) -> GivenText<'_> {
        if let Some(TranslatedText { title, sha256 }) = self.translated.get(&language) {
            return GivenText { title, sha256: *sha256, speaks: Speaks::Theirs };
        }
        let own = self.spoken(asked);
        let speaks = match own.first() {
            Some(other) if !own.contains(&language) => Speaks::Another(*other),
            Some(_) | None => Speaks::Theirs,
        };
        GivenText { title: &self.title, sha256: self.sha256, speaks }
    }

    /// The languages that the text itself speaks.
    fn spoken(&self, asked: &[Language]) -> BTreeSet<Language> {
        match self.languages.is_empty() {
            true => asked.first().copied().into_iter().collect(),
            false => self.languages.clone(),
        }
    }

    /// The texts with another one for whoever reads one of `languages`: in the place of the first, if that speaks none
    /// else, and otherwise beside it.
    #[must_use]
    pub fn with(
        mut self,
        text: &TranslatedText,
        languages: &BTreeSet<Language>,
        asked: &[Language],
    ) -> ConsultedOn {
        let others: BTreeSet<Language> =
            self.spoken(asked).difference(languages).copied().collect();
        if others.is_empty() {
            self.translated.retain(|language, _| !languages.contains(language));
            let (title, sha256) = (text.title.clone(), text.sha256);
            return ConsultedOn { title, sha256, languages: languages.clone(), ..self };
        }
        let beside = languages.iter().map(|language| (*language, text.clone()));
        self.translated.extend(beside);
        ConsultedOn { languages: others, ..self }
    }

    /// All texts, the first one first, each with the languages that it speaks.
    pub fn all(&self, asked: &[Language]) -> Vec<(Vec<Language>, TranslatedText)> {
        let own = TranslatedText { title: self.title.clone(), sha256: self.sha256 };
        let spoken = self.spoken(asked).into_iter();
        let spoken = spoken.filter(|language| !self.translated.contains_key(language)).collect();
        let others = self.translated.iter().map(|(language, text)| (vec![*language], text.clone()));
        std::iter::once((spoken, own)).chain(others).collect()
    }
}

/// The SHA-256 of a text, written as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextHash(ExtractId);

/// Why a text is not a hash.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a SHA-256; expected its 64 hexadecimal digits, as sha256sum prints them")]
pub struct TextHashError {
    found: String,
}

impl TextHash {
    /// The hash of content with this SHA-256.
    pub fn of(sha256: [u8; 32]) -> TextHash {
        TextHash(ExtractId::of(sha256))
    }
}

impl FromStr for TextHash {
    type Err = TextHashError;

    fn from_str(text: &str) -> Result<TextHash, TextHashError> {
        let wrong = |_| TextHashError { found: text.chars().take(80).collect() };
        text.parse().map(TextHash).map_err(wrong)
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for TextHash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for TextHash {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<TextHash, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Language; 2] = [Language::English, Language::Welsh];

    fn text(title: &str, byte: u8) -> TranslatedText {
        TranslatedText { title: title.to_owned(), sha256: TextHash::of([byte; 32]) }
    }

    fn english() -> ConsultedOn {
        let TranslatedText { title, sha256 } = text("The draft", 1);
        ConsultedOn { title, sha256, languages: [].into(), translated: [].into() }
    }

    fn given(all: &ConsultedOn, language: Language) -> (&str, Speaks) {
        let given = all.given_in(language, &BOTH);
        (given.title, given.speaks)
    }

    #[test]
    fn who_reads_another_language_is_given_the_other_text_and_told_so() {
        let one = english();
        assert_eq!(given(&one, Language::English), ("The draft", Speaks::Theirs));
        let other = Speaks::Another(Language::English);
        assert_eq!(given(&one, Language::Welsh), ("The draft", other));
        let two = one.with(&text("Y drafft", 2), &[Language::Welsh].into(), &BOTH);
        assert_eq!(given(&two, Language::English), ("The draft", Speaks::Theirs));
        assert_eq!(given(&two, Language::Welsh), ("Y drafft", Speaks::Theirs));
        let titles: Vec<String> = two.all(&BOTH).into_iter().map(|(_, one)| one.title).collect();
        assert_eq!(titles, ["The draft", "Y drafft"]);
    }

    #[test]
    fn one_text_in_both_languages_takes_the_place_of_all_and_gives_way_to_one_of_its_own() {
        let two = english().with(&text("Y drafft", 2), &[Language::Welsh].into(), &BOTH);
        let one = two.with(&text("Draft / Drafft", 3), &BOTH.into(), &BOTH);
        for language in BOTH {
            assert_eq!(given(&one, language), ("Draft / Drafft", Speaks::Theirs));
        }
        assert_eq!(one.all(&BOTH).len(), 1);
        let again = one.with(&text("Y drafft", 2), &[Language::Welsh].into(), &BOTH);
        assert_eq!(given(&again, Language::Welsh).0, "Y drafft");
        assert_eq!(given(&again, Language::English).0, "Draft / Drafft");
        let english = again.with(&text("The draft", 1), &[Language::English].into(), &BOTH);
        assert_eq!(given(&english, Language::English).0, "The draft");
        assert_eq!(given(&english, Language::Welsh).0, "Y drafft");
    }

    #[test]
    fn a_hash_is_64_hexadecimal_digits() {
        let hash = TextHash::of([0xa5; 32]);
        assert_eq!(hash.to_string().parse::<TextHash>(), Ok(hash));
        let refused = "a5a5".parse::<TextHash>().unwrap_err().to_string();
        assert!(refused.starts_with("`a5a5` is not a SHA-256"), "{refused}");
    }
}

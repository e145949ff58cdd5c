//! In which format somebody wants what is published.

use std::fmt;
use std::str::FromStr;

/// A format in which somebody wants what is published.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum WantedFormat {
    /// As everybody gets it.
    Standard,
    /// In large print.
    LargePrint,
    /// In easy-read: short sentences with a picture beside each.
    EasyRead,
    /// In Braille.
    Braille,
    /// Read aloud, as a recording.
    Audio,
    /// In another language.
    AnotherLanguage,
}

/// What is no such format.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no format; write one of standard, large-print, easy-read, braille, audio and another-language"
)]
pub struct NoFormat(String);

impl WantedFormat {
    /// All of them.
    pub const ALL: [WantedFormat; 6] = [
        WantedFormat::Standard,
        WantedFormat::LargePrint,
        WantedFormat::EasyRead,
        WantedFormat::Braille,
        WantedFormat::Audio,
        WantedFormat::AnotherLanguage,
    ];

    /// Those that are asked for, since not everybody gets them.
    pub fn alternatives() -> impl Iterator<Item = WantedFormat> {
        WantedFormat::ALL.into_iter().filter(|one| *one != WantedFormat::Standard)
    }

    /// The word by which files and forms name it.
    pub fn word(self) -> &'static str {
        match self {
            WantedFormat::Standard => "standard",
            WantedFormat::LargePrint => "large-print",
            WantedFormat::EasyRead => "easy-read",
            WantedFormat::Braille => "braille",
            WantedFormat::Audio => "audio",
            WantedFormat::AnotherLanguage => "another-language",
        }
    }

    /// The format in words: "in large print".
    pub fn in_words(self) -> &'static str {
        match self {
            WantedFormat::Standard => "as everybody gets it",
            WantedFormat::LargePrint => "in large print",
            WantedFormat::EasyRead => "in easy-read",
            WantedFormat::Braille => "in Braille",
            WantedFormat::Audio => "as a recording",
            WantedFormat::AnotherLanguage => "in another language",
        }
    }
}

impl fmt::Display for WantedFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for WantedFormat {
    type Err = NoFormat;

    /// The format of a word, with blanks or hyphens, in small letters or capitals; no word is the standard.
    fn from_str(text: &str) -> Result<WantedFormat, NoFormat> {
        let word = text.trim().to_lowercase().replace([' ', '_'], "-");
        if word.is_empty() {
            return Ok(WantedFormat::Standard);
        }
        let known = WantedFormat::ALL.into_iter().find(|one| one.word() == word);
        known.ok_or_else(|| NoFormat(text.chars().take(60).collect()))
    }
}

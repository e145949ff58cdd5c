//! The text of a document that goes to the bodies: numbered passages, and the hash by which it is known.
//!
//! In come passages; out goes a text in which each can be named once. A passage that a body adds takes the number of
//! the one that it follows, with a letter, so that it never takes a number which a draft may still give.

use std::collections::BTreeSet;
use std::fmt;
use std::fmt::Write;
use std::str::FromStr;

use sha2::Digest;
use sha2::Sha256;

use crate::assessment::reference::Exemption;
use crate::consultation::consulted_on::TextHash;

/// The name of a passage: its number, and a letter where a body added it, such as `14` or `14a`.
///
/// ```
/// use partnership::approval::text::PassageId;
/// let added: PassageId = "14a".parse()?;
/// assert!(added > "14".parse()? && added < "15".parse()?);
/// # Ok::<(), partnership::approval::text::PassageIdError>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct PassageId {
    number: u32,
    letter: Option<char>,
}

/// Why a text is not the name of a passage.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not the number of a passage; expected a number such as 14, or 14a")]
pub struct PassageIdError {
    found: String,
}

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Its name.
    pub id: PassageId,
    /// The heading that it stands under.
    pub under: String,
    /// Why it is not for the public, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Exemption>,
    /// What it says.
    pub words: String,
}

/// A text: passages in reading order, each named once and none without words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Vec<Passage>", into = "Vec<Passage>")]
pub struct Text(Vec<Passage>);

/// Why passages are not a text.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum TextError {
    /// There is nothing in it.
    #[error("the text has no passage; put one forward that has")]
    Empty,
    /// Two passages have one name.
    #[error("two passages are numbered {0}; give one of them another number")]
    Twice(PassageId),
    /// A passage says nothing.
    #[error("passage {0} has no words; write some, or take it out")]
    NoWords(PassageId),
}

impl PassageId {
    /// The name of a passage of a draft, from 1; none for 0.
    pub fn numbered(number: u32) -> Option<PassageId> {
        (number > 0).then_some(PassageId { number, letter: None })
    }

    /// The first name with this number and a letter that is not taken; none once `z` is.
    pub(super) fn lettered(self, taken: impl Fn(PassageId) -> bool) -> Option<PassageId> {
        let names = ('a'..='z').map(|letter| PassageId { letter: Some(letter), ..self });
        names.into_iter().find(|name| !taken(*name))
    }

    /// Its number, without its letter.
    pub(super) fn number(self) -> u32 {
        self.number
    }

    /// Whether both have one number, whatever their letters.
    pub(super) fn shares_number(self, other: PassageId) -> bool {
        self.number == other.number
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.letter.map_or(Ok(()), |letter| f.write_char(letter))
    }
}

impl FromStr for PassageId {
    type Err = PassageIdError;

    fn from_str(text: &str) -> Result<PassageId, PassageIdError> {
        let wrong = || PassageIdError { found: text.chars().take(40).collect() };
        let letter = text.chars().last().filter(char::is_ascii_lowercase);
        let digits = text.strip_suffix(|_: char| letter.is_some()).unwrap_or(text);
        let number: u32 = digits.parse().map_err(|_| wrong())?;
        let id = PassageId { number, letter };
        if number > 0 && id.to_string() == text { Ok(id) } else { Err(wrong()) }
    }
}

impl TryFrom<String> for PassageId {
    type Error = PassageIdError;

    fn try_from(text: String) -> Result<PassageId, PassageIdError> {
        text.parse()
    }
}

impl From<PassageId> for String {
    fn from(id: PassageId) -> String {
        id.to_string()
    }
}

impl Text {
    /// The text of these passages, in reading order.
    ///
    /// # Errors
    /// When there is none, two have one name, or one has no words.
    pub fn of(passages: Vec<Passage>) -> Result<Text, TextError> {
        let mut seen = BTreeSet::new();
        for passage in &passages {
            if !seen.insert(passage.id) {
                return Err(TextError::Twice(passage.id));
            }
            if passage.words.trim().is_empty() {
                return Err(TextError::NoWords(passage.id));
            }
        }
        if passages.is_empty() { Err(TextError::Empty) } else { Ok(Text(passages)) }
    }

    /// Its passages, in reading order.
    pub fn passages(&self) -> &[Passage] {
        &self.0
    }

    /// The passage of that name.
    pub fn passage(&self, id: PassageId) -> Option<&Passage> {
        self.0.iter().find(|passage| passage.id == id)
    }

    /// The text in full as a plain file: headings, and each passage behind its number.
    pub fn printed(&self) -> String {
        let mut out = String::new();
        let mut under = None;
        for Passage { id, under: heading, exempt, words } in &self.0 {
            if under != Some(heading) {
                let _ = write!(out, "{heading}\n\n");
                under = Some(heading);
            }
            let exempt = exempt.as_ref().map_or_else(String::new, |why| {
                format!("[Exempt, paragraph {}: {}] ", why.paragraph, why.reason)
            });
            let _ = write!(out, "{id}. {exempt}{words}\n\n");
        }
        out
    }

    /// The SHA-256 of the text as it is printed, by which it is known.
    pub fn hash(&self) -> TextHash {
        TextHash::of(Sha256::digest(self.printed()).into())
    }
}

impl TryFrom<Vec<Passage>> for Text {
    type Error = TextError;

    fn try_from(passages: Vec<Passage>) -> Result<Text, TextError> {
        Text::of(passages)
    }
}

impl From<Text> for Vec<Passage> {
    fn from(text: Text) -> Vec<Passage> {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::tests::made::text;
    use proptest::prelude::*;

    #[test]
    fn a_text_names_each_passage_once_and_none_is_empty() {
        let passages = |ids: [&str; 2], words: &str| {
            let passage = |id: &str| Passage {
                id: id.parse().unwrap(),
                under: "Violence".to_owned(),
                exempt: None,
                words: words.to_owned(),
            };
            ids.map(passage).to_vec()
        };
        assert_eq!(Text::of(Vec::new()), Err(TextError::Empty));
        let twice = Text::of(passages(["14a", "14a"], "More patrols."));
        assert_eq!(
            twice.unwrap_err().to_string(),
            "two passages are numbered 14a; give one of them another number"
        );
        let bare = Text::of(passages(["1", "2"], " "));
        assert_eq!(bare, Err(TextError::NoWords("1".parse().unwrap())));
    }

    #[test]
    fn the_hash_is_that_of_the_printed_file() {
        let text = text(&["More patrols.", "Fewer knives."]);
        assert_eq!(text.printed(), "What will be done\n\n1. More patrols.\n\n2. Fewer knives.\n\n");
        let of_file: [u8; 32] = Sha256::digest(text.printed()).into();
        assert_eq!(text.hash(), TextHash::of(of_file));
    }

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(number in 1_u32.., letter in proptest::option::of(proptest::char::range('a', 'z'))) {
            let id = PassageId { number, letter };
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn any_text_is_a_passage_or_a_plain_refusal(text in "\\PC{0,8}") {
            match text.parse::<PassageId>() {
                Ok(id) => prop_assert_eq!(id.to_string(), text),
                Err(refused) => prop_assert!(refused.to_string().contains("such as 14, or 14a")),
            }
        }
    }
}

//! A postal address, as it stands on a label and a letter.

use std::str::FromStr;

/// So many lines an address has at most: with a name and a body above them they fill a label.
const MOST_LINES: usize = 6;
/// So long is a line at most: more would not fit on a label.
const LONGEST_LINE: usize = 45;

/// A postal address: its lines, from the house to the postcode.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PostalAddress(Vec<String>);

/// What is no postal address.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum AddressFault {
    /// It has one line.
    #[error(
        "a postal address has a street or house and a town; write each on a line of its own, or with commas between"
    )]
    Short,
    /// It has too many lines.
    #[error(
        "a postal address has at most {MOST_LINES} lines, so that it fits on a label; join some of them"
    )]
    Lines,
    /// A line is too long.
    #[error(
        "the line `{0}` of the address is longer than {LONGEST_LINE} characters; shorten it, so that it fits on a label"
    )]
    Long(String),
}

impl PostalAddress {
    /// Its lines.
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// All in one line, as it is kept in a spreadsheet.
    pub fn in_one_line(&self) -> String {
        self.0.join(", ")
    }
}

impl FromStr for PostalAddress {
    type Err = AddressFault;

    /// The address that stands in several lines, or in one with commas.
    fn from_str(text: &str) -> Result<PostalAddress, AddressFault> {
        let parted = if text.trim().contains('\n') { '\n' } else { ',' };
        let lines: Vec<String> = text
            .split(parted)
            .map(|line| line.trim().trim_end_matches(',').trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() < 2 {
            return Err(AddressFault::Short);
        }
        if lines.len() > MOST_LINES {
            return Err(AddressFault::Lines);
        }
        match lines.iter().find(|line| line.chars().count() > LONGEST_LINE) {
            Some(long) => Err(AddressFault::Long(long.clone())),
            None => Ok(PostalAddress(lines)),
        }
    }
}

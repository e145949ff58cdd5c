//! Whether two places in people's words may be the same.
//!
//! In come two places; out goes whether they read alike. The rule helps and does not decide: two roads of one name in two
//! villages read alike, and "the rec" and "Shepway playing field" do not.

use std::collections::BTreeSet;

/// Words that say how near something is, not where.
const LEFT_OUT: &[&str] = &[
    "the", "a", "at", "by", "in", "on", "of", "and", "near", "outside", "opposite", "behind",
    "along", "around", "junction", "corner", "with", "end",
];

/// Short writings of the words for roads.
const SHORT: &[(&str, &str)] = &[
    ("rd", "road"),
    ("st", "street"),
    ("ave", "avenue"),
    ("ln", "lane"),
    ("cl", "close"),
    ("dr", "drive"),
    ("cres", "crescent"),
    ("gdns", "gardens"),
    ("pk", "park"),
    ("sq", "square"),
];

/// How alike two places read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words in any order.
    Same,
    /// All words of one are in the other, two at least.
    Within,
    /// Neither.
    No,
}

/// How alike two places read.
///
/// Words count, not their order, capitals or marks; "Rd" is "Road", and words such as "near" and house numbers are left
/// out. This program's own rule: a person decides.
///
/// ```
/// use partnership::panels::place::{Likeness, likeness};
/// assert_eq!(likeness("Tonbridge Rd.", "the Tonbridge Road"), Likeness::Same);
/// assert_eq!(likeness("Tonbridge Road", "Tonbridge Road by the shops"), Likeness::Within);
/// assert_eq!(likeness("Tonbridge Road", "Loose Road"), Likeness::No);
/// ```
pub fn likeness(one: &str, other: &str) -> Likeness {
    let (one, other) = (words(one), words(other));
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if few.is_empty() || !few.is_subset(&many) {
        Likeness::No
    } else if few.len() == many.len() {
        Likeness::Same
    } else if few.len() >= 2 {
        Likeness::Within
    } else {
        Likeness::No
    }
}

fn words(place: &str) -> BTreeSet<String> {
    let plain = place.to_lowercase().replace(['’', '\''], "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let long = |word: &str| {
        let found = SHORT.iter().find(|(short, _)| *short == word);
        found.map_or(word, |(_, long)| long).to_owned()
    };
    let tells =
        |word: &&str| !LEFT_OUT.contains(word) && !word.starts_with(|c: char| c.is_ascii_digit());
    words.filter(tells).map(long).collect()
}

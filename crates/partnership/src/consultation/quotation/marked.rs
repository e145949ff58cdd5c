//! Marks in a comment: what is left of it, and what is taken out for which reason.
//!
//! In comes a comment as somebody marked it, such as `Ask [[Mrs Jones|name]] next door`; out go places in the comment. A
//! quotation begins and ends where the typed words do, and no word can be put into anybody's mouth.

/// A passage that is taken out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// Where it begins, in characters of the comment from 0.
    pub from: usize,
    /// Where it ends: the first character that is no longer in it.
    pub to: usize,
    /// Why it is taken out.
    pub reason: Reason,
}

/// Why a passage is taken out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It names a person.
    Name,
    /// It names a place so small that few live there.
    Place,
    /// It tells of somebody's health.
    Health,
    /// It tells how to reach somebody: a number, an address.
    Contact,
    /// It tells somebody's age.
    Age,
    /// It accuses somebody who could be known.
    Accusation,
    /// It could tell who it is in another way.
    Other,
}

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 7] = [
        Reason::Name,
        Reason::Place,
        Reason::Health,
        Reason::Contact,
        Reason::Age,
        Reason::Accusation,
        Reason::Other,
    ];

    /// The word that marks it.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Name => "name",
            Reason::Place => "place",
            Reason::Health => "health",
            Reason::Contact => "contact",
            Reason::Age => "age",
            Reason::Accusation => "accusation",
            Reason::Other => "other",
        }
    }

    /// Why, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Reason::Name => "names a person",
            Reason::Place => "names a place where few live",
            Reason::Health => "tells of somebody’s health",
            Reason::Contact => "tells how to reach somebody",
            Reason::Age => "tells somebody’s age",
            Reason::Accusation => "accuses somebody who could be known",
            Reason::Other => "could tell who it is in another way",
        }
    }

    fn printed(self) -> &'static str {
        match self {
            Reason::Name => "[name]",
            Reason::Place => "[place]",
            Reason::Health => "[health]",
            Reason::Contact => "[contact]",
            Reason::Age => "[age]",
            Reason::Accusation => "[taken out]",
            Reason::Other => "[…]",
        }
    }
}

/// Why marks cannot be read.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum MarkedRefused {
    /// Nothing is left to quote.
    #[error("nothing is left to quote; leave some words of the comment")]
    Nothing,
    /// A mark does not end.
    #[error("a mark begins with [[ and does not end; close it with ]]")]
    NotClosed,
    /// A mark has no reason.
    #[error(
        "`{0}` gives no reason that is known; write name, place, health, contact, age, accusation or other after a \
         stroke, such as [[Mrs Jones|name]]"
    )]
    NoReason(String),
    /// The words are not those of the comment.
    #[error(
        "the words without their marks do not stand in the comment so; take words off either end and mark others, and \
         change none"
    )]
    OtherWords,
}

/// Where the quotation begins and ends, and what is taken out of it.
///
/// # Errors
/// When the words are not the comment's, or a mark has no end or no reason.
pub(super) fn read(
    comment: &str,
    typed: &str,
) -> Result<(usize, usize, Vec<Redaction>), MarkedRefused> {
    let typed = typed.replace("\r\n", "\n");
    let (mut plain, mut marks, mut rest) = (String::new(), Vec::new(), typed.trim());
    while let Some((before, marked)) = rest.split_once("[[") {
        let (mark, after) = marked.split_once("]]").ok_or(MarkedRefused::NotClosed)?;
        let unknown = || MarkedRefused::NoReason(mark.chars().take(60).collect());
        let (words, named) = mark.rsplit_once('|').ok_or_else(unknown)?;
        let mut reasons = Reason::ALL.into_iter();
        let reason = reasons.find(|one| one.word() == named.trim()).ok_or_else(unknown)?;
        plain.push_str(before);
        let from = plain.chars().count();
        plain.push_str(words);
        marks.push(Redaction { from, to: plain.chars().count(), reason });
        rest = after;
    }
    plain.push_str(rest);
    if plain.trim().is_empty() {
        return Err(MarkedRefused::Nothing);
    }
    let comment = comment.replace("\r\n", "\n");
    let bytes = comment.find(&plain).ok_or(MarkedRefused::OtherWords)?;
    let begins = comment[..bytes].chars().count();
    let moved = |one: Redaction| Redaction { from: one.from + begins, to: one.to + begins, ..one };
    Ok((begins, begins + plain.chars().count(), marks.into_iter().map(moved).collect()))
}

/// The words from one place to another, each passage that is taken out told by its reason.
pub(super) fn printed(
    comment: &str,
    (from, to): (usize, usize),
    redactions: &[Redaction],
) -> String {
    with_each(comment, (from, to), redactions, |_, reason| reason.printed().to_owned())
}

/// The words from one place to another with their marks.
pub fn as_typed(comment: &str, (from, to): (usize, usize), redactions: &[Redaction]) -> String {
    let mark = |words: &str, reason: Reason| format!("[[{words}|{}]]", reason.word());
    with_each(comment, (from, to), redactions, mark)
}

fn with_each(
    comment: &str,
    (from, to): (usize, usize),
    redactions: &[Redaction],
    told: impl Fn(&str, Reason) -> String,
) -> String {
    let characters: Vec<char> = comment.replace("\r\n", "\n").chars().collect();
    let part = |from: usize, to: usize| -> String {
        characters.get(from..to).unwrap_or_default().iter().collect()
    };
    let (mut said, mut at) = (String::new(), from);
    for cut in redactions {
        said.push_str(&part(at, cut.from));
        said.push_str(&told(&part(cut.from, cut.to), cut.reason));
        at = cut.to;
    }
    said.push_str(&part(at, to));
    said
}

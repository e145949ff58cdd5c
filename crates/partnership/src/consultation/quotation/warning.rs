//! What in a comment may tell who somebody is, so that whoever clears it looks there.
//!
//! In comes a comment; out go places to look at: numbers to call, addresses, postcodes, names after a title, ages, houses.
//! It helps and does not decide: a name without a title, or a story that all in the street know, it does not see.

use crate::consultation::postcode::Postcode;
use crate::consultation::quotation::marked::Reason;

/// A place in a comment to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Where it begins, in characters of the comment from 0.
    pub from: usize,
    /// Where it ends: the first character that is no longer in it.
    pub to: usize,
    /// The words there.
    pub words: String,
    /// For which reason they may have to be taken out.
    pub reason: Reason,
}

/// A word with its place.
struct Word {
    from: usize,
    to: usize,
    /// Without marks at either end.
    plain: String,
}

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "rev",
    "sir",
    "lady",
    "lord",
    "cllr",
    "councillor",
    "pc",
    "pcso",
    "sgt",
    "sergeant",
    "inspector",
    "nurse",
];
const STREETS: &[&str] = &[
    "street", "road", "lane", "avenue", "close", "drive", "way", "court", "gardens", "terrace",
    "crescent", "place", "house", "flats", "stryd", "heol", "ffordd",
];

/// The places to look at, in order.
pub fn warnings(comment: &str) -> Vec<Warning> {
    let comment = comment.replace("\r\n", "\n");
    let words = split(&comment);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let here = &words[at..];
        let some = number_to_call(here).map(|length| (length, Reason::Contact));
        let some = some.or_else(|| address(here).map(|length| (length, Reason::Contact)));
        let some = some.or_else(|| postcode(here).map(|length| (length, Reason::Place)));
        let some = some.or_else(|| name(here).map(|length| (length, Reason::Name)));
        let some = some.or_else(|| age(here).map(|length| (length, Reason::Age)));
        let some = some.or_else(|| house(here).map(|length| (length, Reason::Place)));
        if let (Some((length, reason)), Some(first)) = (some, here.first()) {
            let to = here.get(length - 1).map_or(first.to, |last| last.to);
            let words = comment.chars().skip(first.from).take(to - first.from).collect();
            found.push(Warning { from: first.from, to, words, reason });
        }
    }
    // A part of what was found before is not told again.
    let mut end = 0;
    found.retain(|one| {
        let new = one.to > end;
        end = end.max(one.to);
        new
    });
    found
}

fn split(comment: &str) -> Vec<Word> {
    let (mut words, mut from) = (Vec::new(), 0);
    for part in comment.split(char::is_whitespace) {
        let length = part.chars().count();
        let is_mark = |c: char| !c.is_alphanumeric() && c != '+';
        let before = part.chars().take_while(|c| is_mark(*c)).count();
        let plain = part.trim_matches(is_mark);
        if !plain.is_empty() {
            let begins = from + before;
            let to = begins + plain.chars().count();
            words.push(Word { from: begins, to, plain: plain.to_owned() });
        }
        from += length + 1;
    }
    words
}

/// How many words make up a number of nine figures or more.
fn number_to_call(words: &[Word]) -> Option<usize> {
    let mut figures = 0;
    for (length, word) in (1..).zip(words) {
        let fits = |c: char| c.is_ascii_digit() || "+-()./".contains(c);
        if !word.plain.chars().all(fits) {
            return None;
        }
        figures += word.plain.chars().filter(char::is_ascii_digit).count();
        if figures >= 9 {
            return Some(length);
        }
    }
    None
}

fn address(words: &[Word]) -> Option<usize> {
    let word = &words.first()?.plain;
    let (user, host) = word.split_once('@')?;
    let found = word.contains("://") || (!user.is_empty() && host.contains('.'));
    found.then_some(1)
}

fn postcode(words: &[Word]) -> Option<usize> {
    let is = |text: &str| text.parse::<Postcode>().is_ok();
    let first = &words.first()?.plain;
    if is(first) {
        return Some(1);
    }
    let second = &words.get(1)?.plain;
    let parted = (2..=4).contains(&first.len()) && second.len() == 3;
    (parted && is(&format!("{first}{second}"))).then_some(2)
}

fn name(words: &[Word]) -> Option<usize> {
    let title = words.first()?.plain.to_lowercase();
    let named = words.iter().skip(1).take(3).take_while(|word| is_capitalised(&word.plain)).count();
    (TITLES.contains(&title.as_str()) && named > 0).then_some(1 + named)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_age(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|years| years <= 120)
}

fn age(words: &[Word]) -> Option<usize> {
    let plain: Vec<String> = words.iter().take(3).map(|word| word.plain.to_lowercase()).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    match plain.as_slice() {
        ["aged" | "age" | "oed", years, ..] if is_age(years) => Some(2),
        ["i'm" | "i’m" | "im", years, ..] if is_age(years) => Some(2),
        ["i", "am", years] if is_age(years) => Some(3),
        [years, "years" | "yrs", "old"] if is_age(years) => Some(3),
        [years, "oed", ..] if is_age(years) => Some(2),
        [word, ..] => {
            let years = word.strip_suffix("-year-old").or_else(|| word.strip_suffix("yo"));
            years.is_some_and(is_age).then_some(1)
        }
        [] => None,
    }
}

fn house(words: &[Word]) -> Option<usize> {
    let number = &words.first()?.plain;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 4;
    let after: Vec<&Word> =
        words.iter().skip(1).take(3).take_while(|word| is_capitalised(&word.plain)).collect();
    let street = |word: &&Word| STREETS.contains(&word.plain.to_lowercase().as_str());
    let ends = after.iter().position(street)?;
    is_number.then_some(ends + 2)
}

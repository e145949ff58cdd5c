//! Numbers typed by hand: every numeral in the text that is no reference.
//!
//! In come sections; out goes a fault for each numeral with its place. Declared exceptions: years and dates, ordinals,
//! quarters, names such as A229, the numbers of laws and their parts, and what stands in a claim, which is checked.

use crate::assessment::fault::Fault;
use crate::assessment::text::Piece;
use crate::assessment::text::Section;
use crate::terms::month::NAMES;

/// Words before a numeral that make it a name and no count.
const NAMING: [&str; 15] = [
    "quarter",
    "section",
    "sections",
    "regulation",
    "regulations",
    "schedule",
    "paragraph",
    "part",
    "chapter",
    "passage",
    "table",
    "appendix",
    "act",
    "article",
    "si",
];

/// Numbers in words that are counts and hardly anything else.
const IN_WORDS: [&str; 22] = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "dozen",
    "percent",
];

/// All numerals that were typed by hand.
pub fn typed_by_hand(sections: &[Section]) -> Vec<Fault> {
    let wanted = "a reference, such as {figure:burglary.count} or {phrase:changed burglary}";
    let mut faults = Vec::new();
    for section in sections {
        let found = numerals(&section.heading).into_iter();
        faults.extend(found.map(|one| Fault::at(&section.place, format!("`{one}`"), wanted)));
        for passage in &section.passages {
            let texts = passage.body.pieces().filter_map(|piece| match piece {
                Piece::Words(text) | Piece::Strong(text) | Piece::Link { text, .. } => Some(text),
                Piece::Reference(_) => None,
            });
            let found = texts.flat_map(|text| numerals(text));
            faults.extend(found.map(|one| Fault::at(&passage.place, format!("`{one}`"), wanted)));
        }
    }
    faults
}

/// The numerals of a text that no declared exception covers.
///
/// ```
/// use partnership::assessment::numeral::numerals;
/// assert_eq!(numerals("a rise of 8.5% on 4 December 2014, the 2nd in 2014/15"), ["8.5%"]);
/// assert_eq!(numerals("twelve thefts beside the A229"), ["twelve"]);
/// ```
pub fn numerals(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |at: usize| words.get(at).map_or("", |word| trimmed(word));
    let typed = words.iter().enumerate().filter(|(at, _)| {
        let word = bare(*at).to_lowercase();
        if !word.contains(char::is_numeric) {
            return word.split(['-', '–']).any(|part| IN_WORDS.contains(&part));
        }
        let before = if *at == 0 { String::new() } else { bare(at - 1).to_lowercase() };
        let after = bare(at + 1).to_lowercase();
        !(is_years(&word)
            || is_ordinal(&word)
            || is_name(&word)
            || is_day(&word, &before, &after)
            || NAMING.contains(&before.as_str()))
    });
    typed.map(|(at, _)| bare(at).to_owned()).collect()
}

fn trimmed(word: &str) -> &str {
    let kept = |sign: char| sign.is_alphanumeric() || "%£−-".contains(sign);
    word.trim_matches(|sign: char| !kept(sign)).trim_end_matches(['-', '−'])
}

fn year(text: &str) -> bool {
    let number = text.parse().unwrap_or(0);
    text.len() == 4 && (1900..2200).contains(&number)
}

/// A year, a financial year, or years joined: "2014", "2014/15", "2015-16", "2014–2016".
fn is_years(word: &str) -> bool {
    let word = word.strip_suffix("’s").unwrap_or(word);
    match word.split_once(['/', '-', '–']) {
        Some((first, last)) => {
            let short = last.len() == 2 && last.chars().all(|digit| digit.is_ascii_digit());
            year(first) && (short || year(last))
        }
        None => year(word),
    }
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ending = word.get(digits.len()..).unwrap_or_default();
    !digits.is_empty()
        && digits.chars().all(|digit| digit.is_ascii_digit())
        && matches!(ending, "st" | "nd" | "rd" | "th")
}

/// A name that begins with a letter, such as A229, ME14 or Q1.
fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic)
}

fn is_day(word: &str, before: &str, after: &str) -> bool {
    let day = word.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let is_month = |word: &str| NAMES.iter().any(|name| name.eq_ignore_ascii_case(word));
    day && (is_month(after) || is_month(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::reading::read;
    use crate::assessment::text::Source;

    #[test]
    fn a_number_typed_by_hand_is_told_with_its_line() {
        let text = "# Levels\n\nBurglary {phrase:changed burglary}.\n\nRobbery rose by 12 to 40.\n";
        let source = Source { file: "a.md".to_owned(), text: text.to_owned() };
        let faults = typed_by_hand(&read(&[source]).sections);
        let told: Vec<String> =
            faults.iter().map(|one| format!("{} {}", one.place, one.found)).collect();
        assert_eq!(told, ["a.md, line 5 `12`", "a.md, line 5 `40`"]);
    }

    #[test]
    fn declared_exceptions_are_no_numbers() {
        let text = "On 4 December 2014 the 3rd draft for 2015-16 under section 6 and SI 2007/1830, by the \
                    A229 and ME14, in Quarter 1 of 2014/15, from April 2014";
        assert_eq!(numerals(text), Vec::<String>::new());
    }

    #[test]
    fn what_looks_like_an_exception_and_is_none_is_told() {
        assert_eq!(numerals("in 14 wards, £2,500, 40% and ½"), ["14", "£2,500", "40%", "½"]);
        assert_eq!(numerals("twenty-two wards"), ["twenty-two"]);
    }
}

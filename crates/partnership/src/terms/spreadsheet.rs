//! Cells of tables that are written as text, and that a spreadsheet may open.
//!
//! In come words; out go words that no spreadsheet takes for a formula, and back again. A formula in what somebody typed
//! could send a reader's other cells away, or start a program.

/// What a formula begins with, in East Asian widths too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Words that no spreadsheet takes for a formula: an apostrophe goes before those that one might.
///
/// A number is none, though it begins with a sign.
///
/// ```
/// use partnership::terms::spreadsheet::harmless;
///
/// assert_eq!(harmless("=HYPERLINK(\"http://example.org\")"), "'=HYPERLINK(\"http://example.org\")");
/// assert_eq!(harmless(" @sum(a1)"), "' @sum(a1)");
/// assert_eq!((harmless("-18.5"), harmless("4 December")), ("-18.5".to_owned(), "4 December".to_owned()));
/// ```
pub fn harmless(words: &str) -> String {
    if begins_one(words) && !is_number(words) { format!("'{words}") } else { words.to_owned() }
}

/// What was typed of a cell that was written so, or that somebody wrote so: many put an apostrophe before a number, too.
///
/// ```
/// use partnership::terms::spreadsheet::{harmless, typed};
///
/// assert_eq!(typed(&harmless("+44 1622 000000")), "+44 1622 000000");
/// assert_eq!(typed("'tis said"), "'tis said");
/// ```
pub fn typed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_one(rest) => rest,
        _ => cell,
    }
}

/// Whether words begin as a formula does.
fn begins_one(words: &str) -> bool {
    words.trim_start().starts_with(SIGNS) || words.starts_with(['\t', '\r', '\n'])
}

/// A sign, then figures with at most a point between them.
fn is_number(words: &str) -> bool {
    let digits = words.strip_prefix(['-', '+']).unwrap_or_default();
    digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits.chars().all(|sign| sign.is_ascii_digit() || sign == '.')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_written_comes_back_and_is_no_formula(words in "[=+\\-@\t\r\n '1a＝]{0,8}") {
            let cell = harmless(&words);
            prop_assert!(!cell.trim_start().starts_with(SIGNS) || is_number(&cell), "{}", cell);
            prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
            // What was typed with an apostrophe of its own stays with it.
            if !words.starts_with('\'') {
                prop_assert_eq!(typed(&cell), words);
            }
        }
    }
}

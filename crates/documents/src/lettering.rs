//! How wide words are before they are set.
//!
//! In come words; out goes their width as a multiple of the size of letters. Widths are those of
//! Noto Sans, rounded up by kind of letter, so that words also fit in the reader's own sans serif.

/// Whether letters are bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// As running text.
    Regular,
    /// To stand out.
    Bold,
}

/// How wide words are, as a multiple of the size of letters.
pub(crate) fn ems(words: &str, weight: Weight) -> f64 {
    let ems: f64 = words.chars().map(letter).sum();
    match weight {
        Weight::Regular => ems,
        Weight::Bold => ems * 1.07,
    }
}

fn letter(character: char) -> f64 {
    match character {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | 'i' | 'j' | 'l' | 'I' => 0.29,
        'f' | 'r' | 't' | '-' | '(' | ')' | '[' | ']' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.93,
        '0'..='9' | 'a'..='z' | '–' | '−' | '+' => 0.59,
        'A'..='Z' => 0.68,
        other if other.is_ascii() => 0.62,
        other if u32::from(other) < 0x0590 => 0.7,
        _ => 1.0,
    }
}

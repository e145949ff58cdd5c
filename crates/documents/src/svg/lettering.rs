//! How words on a chart are broken or cut to fit.
//!
//! In come words; out go lines no wider than asked.

use crate::lettering::Weight;
use crate::lettering::ems;
use crate::wording::clean;

/// Size of all letters: 13 of 680 px is 9.2 pt when the chart is 170 mm wide.
pub(super) const SIZE: f64 = 13.0;

/// From one line of letters to the next.
pub(super) const LEADING: f64 = 16.0;

/// How wide words are, in pixels.
pub(super) fn width(words: &str, weight: Weight) -> f64 {
    ems(words, weight) * SIZE
}

/// Words broken into at most `lines` lines of at most `room` pixels, the last one cut if need be.
pub(super) fn broken(words: &str, room: f64, lines: usize, weight: Weight) -> Vec<String> {
    let words = clean(words);
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, weight) <= room || line.is_empty() || done.len() + 1 == lines {
            line = longer;
        } else {
            done.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    done.push(line);
    done.into_iter().map(|line| cut(&line, room, weight)).collect()
}

/// Words cut to `room` pixels, with an ellipsis where something is lost.
pub(super) fn cut(words: &str, room: f64, weight: Weight) -> String {
    let words = clean(words);
    if width(&words, weight) <= room {
        return words;
    }
    let mut kept = String::new();
    for character in words.chars() {
        let longer = format!("{kept}{character}…");
        if width(&longer, weight) > room {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_between_words_and_cut_at_the_end() {
        let lines = broken("Violence and sexual offences of every kind", 120.0, 2, Weight::Regular);
        assert_eq!(lines, ["Violence and", "sexual offences…"]);
    }

    #[test]
    fn words_that_fit_stay_as_they_are() {
        assert_eq!(broken("Robbery", 180.0, 2, Weight::Regular), ["Robbery"]);
    }
}

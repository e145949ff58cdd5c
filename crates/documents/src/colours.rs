//! The few colours of every document, each with its contrast against what it stands on.
//!
//! One accent, a near-black for words, greys for lines: so a page photocopied in black and white
//! loses nothing, and every pair of words and ground keeps at least 4.5 to 1 (WCAG 2.2, 1.4.3).

/// The accent: headings, the area's own bars, rules. 9.6 to 1 on white.
pub(crate) const ACCENT: &str = "#0b4a5e";
/// A tint of the accent, behind tiles and table headings.
pub(crate) const TINT: &str = "#e8f0f2";
/// Columns that give context: 3.2 to 1 on white, as 1.4.11 asks of graphics.
pub(crate) const CONTEXT: &str = "#7f98a1";
/// Words. 16 to 1 on white.
pub(crate) const INK: &str = "#1a1f24";
/// Lesser words: units, sources, references. 7.5 to 1 on white.
pub(crate) const QUIET: &str = "#4c555d";
/// Thin rules and gridlines, which carry no meaning of their own.
pub(crate) const RULE: &str = "#c9d0d4";
/// The bar beside a caution, which is also named in words.
pub(crate) const CAUTION: &str = "#9a3b12";
/// The ground behind a caution.
pub(crate) const CAUTION_TINT: &str = "#fbf1ea";

/// A colour without its `#`, as office files write it.
pub(crate) fn hex(colour: &'static str) -> &'static str {
    colour.trim_start_matches('#')
}

#[cfg(test)]
fn luminance(colour: &'static str) -> f64 {
    let channel = |from: usize| {
        let byte = u8::from_str_radix(&hex(colour)[from..from + 2], 16).unwrap();
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

/// The contrast between two colours, from 1 to 21 (WCAG 2.2).
#[cfg(test)]
pub(crate) fn contrast(one: &'static str, other: &'static str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_out_from_every_ground_they_are_set_on() {
        for ground in ["#ffffff", TINT, CAUTION_TINT] {
            for words in [ACCENT, INK, QUIET, CAUTION] {
                assert!(contrast(words, ground) >= 4.5, "{words} on {ground}");
            }
        }
        assert!(contrast("#ffffff", ACCENT) >= 7.0, "white on the title band");
    }

    #[test]
    fn columns_that_give_context_can_be_told_from_the_page() {
        assert!(contrast(CONTEXT, "#ffffff") >= 3.0, "{}", contrast(CONTEXT, "#ffffff"));
    }
}

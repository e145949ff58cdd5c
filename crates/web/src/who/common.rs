//! Passwords that many people have, and that whoever guesses tries first.
//!
//! In comes what somebody typed; out goes whether it is one of them, or one with figures and signs around it. The list
//! goes with the program, since nobody's password is asked about elsewhere.

/// The list, with where it comes from and its licence at its head.
const LIST: &str = include_str!("common_passwords.txt");

/// Whether a password, in small letters, is listed, or is once the figures and signs at both its ends are taken away.
pub(super) fn is_common(small: &str) -> bool {
    let bare = small.trim_matches(|sign: char| !sign.is_alphabetic());
    let folded = unfolded(small);
    let folded = folded.trim_matches(|sign: char| !sign.is_alphabetic());
    [small, bare, folded].iter().any(|one| is_listed(one))
}

/// A text with the letters back for which people put figures and signs: `p4$$w0rd`.
fn unfolded(small: &str) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    // What stands at the ends is rather added than put in a letter's place.
    let inner = small.trim_matches(|sign: char| !sign.is_alphabetic());
    inner.chars().map(letter).collect()
}

fn is_listed(word: &str) -> bool {
    // The list is sorted, and so are its lines from any place on: the line around the middle is compared.
    let mut rest = words();
    while !rest.is_empty() {
        let middle = floor(rest, rest.len() / 2);
        let begins = rest[..middle].rfind('\n').map_or(0, |at| at + 1);
        let ends = rest[begins..].find('\n').map_or(rest.len(), |at| begins + at);
        match word.cmp(&rest[begins..ends]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => rest = &rest[..begins],
            std::cmp::Ordering::Greater => rest = rest.get(ends + 1..).unwrap_or_default(),
        }
    }
    false
}

/// The lines of the list below its head.
fn words() -> &'static str {
    let head: usize =
        LIST.lines().take_while(|line| line.starts_with('#')).map(|line| line.len() + 1).sum();
    LIST.get(head..).unwrap_or_default()
}

/// The last place at or before `at` at which a letter begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_found_and_it_is_sorted() {
        let lines: Vec<&str> = words().lines().collect();
        assert!(lines.is_sorted() && !lines.iter().any(|line| line.starts_with('#')));
        assert!(lines.iter().filter(|line| line.chars().count() >= 12).count() > 3_000);
        for line in lines.iter().step_by(97) {
            assert!(is_listed(line), "{line}");
        }
        for other in ["", "a", "zzzzzzzzzzzzzzzzz", "three blind mice"] {
            assert!(!is_listed(other), "{other}");
        }
    }

    #[test]
    fn figures_and_signs_make_no_common_password_rare() {
        for common in
            ["qwerty123456", "password123456", "2026password!!", "p4$$w0rd2026!", "1margaret1234"]
        {
            assert!(is_common(common), "{common}");
        }
        for rare in ["three blind mice", "see how they run", "password of the old mill"] {
            assert!(!is_common(rare), "{rare}");
        }
    }
}

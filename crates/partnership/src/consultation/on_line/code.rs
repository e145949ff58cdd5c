//! Codes that people copy by hand: the one by which a reply under way is found again, and the number of one that was sent.
//!
//! In come chance or a number; out go signs that nobody takes for others. Whatever is typed is read alike: small or
//! capital, with blanks or without, and a sign that looks like one of ours as that one.

use std::fmt;
use std::str::FromStr;

/// The signs. None looks like another: there is no I, O, 0 or 1, and of 2 and Z, 5 and S, 8 and B, V and U one each.
const SIGNS: [char; 28] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M',
    'N', 'P', 'Q', 'R', 'T', 'V', 'W', 'X', 'Y',
];
/// What stands for which sign where it was copied so.
const LOOK_ALIKE: [(char, char); 8] = [
    ('0', 'Q'),
    ('O', 'Q'),
    ('1', 'L'),
    ('I', 'L'),
    ('B', '8'),
    ('S', '5'),
    ('U', 'V'),
    ('Z', '2'),
];
/// How many signs of a code are of chance: 28 to the power of 17 is more than 80 bits can count.
pub const OF_CHANCE: usize = 17;
/// How many signs a reference has at least before its check sign.
const SHORTEST: usize = 5;

/// The code by which a reply under way is found again: 17 signs of chance and one to check them.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyCode(String);

/// The number of a reply that was sent, as its sender is told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference(pub i64);

/// Why what was typed is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no code that we give; look for a sign that is missing or was copied as another one"
)]
pub struct NoCode;

impl ReplyCode {
    /// A code from numbers of chance, each of which stands for the sign that is so many places on.
    pub fn of_chance(chance: [u64; OF_CHANCE]) -> ReplyCode {
        let signs = chance.iter().map(|number| usize::try_from(number % 28).unwrap_or(0));
        ReplyCode(checked(signs.collect()))
    }

    /// The signs alone, to be hashed.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

/// Without the signs: it opens a reply.
impl fmt::Debug for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReplyCode(…)")
    }
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_threes(&self.0))
    }
}

impl FromStr for ReplyCode {
    type Err = NoCode;

    fn from_str(typed: &str) -> Result<ReplyCode, NoCode> {
        let places = places(typed)?;
        let fits = places.len() == OF_CHANCE + 1 && checks(&places);
        if fits { Ok(ReplyCode(signs(&places))) } else { Err(NoCode) }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut left, mut places) = (self.0.unsigned_abs(), Vec::new());
        while left > 0 || places.len() < SHORTEST {
            places.push(usize::try_from(left % 28).unwrap_or(0));
            left /= 28;
        }
        places.reverse();
        f.write_str(&in_threes(&checked(places)))
    }
}

impl FromStr for Reference {
    type Err = NoCode;

    fn from_str(typed: &str) -> Result<Reference, NoCode> {
        let places = places(typed)?;
        if places.len() <= SHORTEST || !checks(&places) {
            return Err(NoCode);
        }
        let number = places.iter().take(places.len() - 1).try_fold(0_i64, |number, place| {
            number.checked_mul(28)?.checked_add(i64::try_from(*place).ok()?)
        });
        number.map(Reference).ok_or(NoCode)
    }
}

fn places(typed: &str) -> Result<Vec<usize>, NoCode> {
    let signs = typed.chars().filter(|sign| !sign.is_whitespace() && !"-–.".contains(*sign));
    let places = signs.map(|sign| {
        let sign = sign.to_ascii_uppercase();
        let meant = LOOK_ALIKE.iter().find(|(typed, _)| *typed == sign).map(|(_, meant)| *meant);
        SIGNS.iter().position(|known| *known == meant.unwrap_or(sign)).ok_or(NoCode)
    });
    places.collect()
}

fn signs(places: &[usize]) -> String {
    places.iter().filter_map(|place| SIGNS.get(*place)).collect()
}

/// The signs with one more that checks them.
fn checked(mut places: Vec<usize>) -> String {
    let left = sum(&places, 2) % SIGNS.len();
    places.push((SIGNS.len() - left) % SIGNS.len());
    signs(&places)
}

fn checks(places: &[usize]) -> bool {
    sum(places, 1).is_multiple_of(SIGNS.len())
}

/// The sum of Luhn's check (US patent 2,950,048 of 1960) over 28 signs in place of ten: from the right every other one is
/// doubled, and the two figures of what that makes are added. It finds every sign that was copied as another.
fn sum(places: &[usize], from_the_right: usize) -> usize {
    let numbered = places.iter().rev().zip(from_the_right..);
    let parts = numbered.map(|(place, number)| match number % 2 {
        0 => (place * 2) / SIGNS.len() + (place * 2) % SIGNS.len(),
        _ => *place,
    });
    parts.sum()
}

fn in_threes(signs: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    let threes: Vec<String> = signs.chunks(3).map(|three| three.iter().collect()).collect();
    threes.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(seed: u64) -> ReplyCode {
        let mut next = seed;
        ReplyCode::of_chance([(); OF_CHANCE].map(|()| {
            next = next
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            next >> 33
        }))
    }

    #[test]
    fn a_code_stands_in_six_groups_of_three() {
        let shown = code(7).to_string();
        assert_eq!(shown.split('-').map(str::len).collect::<Vec<_>>(), [3; 6]);
        assert!(!format!("{:?}", code(7)).contains(&shown[..3]));
    }

    #[test]
    fn a_sign_that_looks_like_ours_is_read_as_ours() {
        let taken = Reference(987_654).to_string().replace('2', "z").replace('5', "s");
        let taken = taken.replace('8', "b").replace('Q', "0").replace('L', "1").replace('V', "u");
        assert_eq!(taken.parse(), Ok(Reference(987_654)));
    }

    proptest! {
        #[test]
        fn a_code_is_known_however_it_is_typed(seed: u64) {
            let code = code(seed);
            let typed = code.to_string().to_lowercase().replace('-', "  ");
            prop_assert_eq!(typed.parse::<ReplyCode>(), Ok(code));
        }

        #[test]
        fn a_reference_comes_back_and_has_no_sign_that_is_taken_for_another(number in 0..i64::MAX) {
            let shown = Reference(number).to_string();
            prop_assert!(!shown.contains(['I', 'O', '0', '1']), "{}", shown);
            prop_assert_eq!(shown.parse(), Ok(Reference(number)));
        }

        #[test]
        fn one_sign_copied_as_another_is_found(seed: u64, at in 0..18_usize, other in 0..28_usize) {
            let plain: Vec<char> = code(seed).plain().chars().collect();
            let mut wrong = plain.clone();
            wrong[at] = SIGNS[other];
            let typed: String = wrong.iter().collect();
            prop_assert_eq!(typed.parse::<ReplyCode>().is_ok(), wrong == plain);
        }

        #[test]
        fn any_text_is_a_code_or_refused(text in "\\PC{0,40}") {
            let _ = text.parse::<ReplyCode>();
            let _ = text.parse::<Reference>();
        }
    }
}

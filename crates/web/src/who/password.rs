//! Passwords: which are taken, how they are kept, and whether one is right.
//!
//! In comes what somebody typed; out goes a hash that says nothing of it, or whether it fits one. Argon2id
//! with 19 MiB, two passes and one lane, as OWASP's cheat sheet on password storage asks for at least.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use argon2::Algorithm;
use argon2::Argon2;
use argon2::Params;
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;

use crate::who::breached::BreachedPasswords;
use crate::who::breached::BreachedPasswordsError;
use crate::who::common;

/// The fewest characters that a password may have. The National Cyber Security Centre asks for length, not
/// for signs of several kinds.
pub const FEWEST: usize = 12;
/// The most, so that nobody makes us hash a book.
const MOST: usize = 256;

/// A password as somebody typed it. It is never printed.
pub struct Password(String);

/// Why a password is not taken.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PasswordRefused {
    /// Too short to withstand guessing.
    #[error(
        "The password has {0} characters; use at least {FEWEST}, such as three words that you pick at random"
    )]
    Short(usize),
    /// Longer than we hash.
    #[error("The password has more than {MOST} characters; use fewer")]
    Long,
    /// It holds what anybody would try first.
    #[error(
        "The password holds your name or address, which anybody would try first; choose another"
    )]
    Personal,
    /// It holds a word that everybody here would think of.
    #[error("The password holds `{0}`, which anybody here would try first; choose another")]
    Local(String),
    /// Many people have it.
    #[error(
        "The password is one of those that many people have, which are tried first; choose another, such as three \
         words that you pick at random"
    )]
    Common,
    /// It was found in a breach.
    #[error(
        "The password was found in a breach of another service, and those are tried first; choose another, such as three \
         words that you pick at random"
    )]
    Breached,
    /// It is one sign, or a few signs over and over.
    #[error("The password is the same few characters over and over; choose another")]
    Plain,
}

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed ({0}); please report this")]
pub struct HashFailed(String);

impl Password {
    /// What somebody typed, to be compared and not yet to be kept.
    pub fn typed(text: &str) -> Password {
        Password(text.to_owned())
    }

    /// A new password of somebody who is called so and has that address, at a partnership and an organisation that are
    /// called so.
    ///
    /// # Errors
    /// When it would be guessed too easily, or is too long.
    pub fn chosen(
        text: &str,
        personal: &[&str],
        local: &[&str],
    ) -> Result<Password, PasswordRefused> {
        let signs = text.chars().count();
        if signs < FEWEST {
            return Err(PasswordRefused::Short(signs));
        }
        if signs > MOST {
            return Err(PasswordRefused::Long);
        }
        let small = text.to_lowercase();
        if held(&small, personal, 4).is_some() {
            return Err(PasswordRefused::Personal);
        }
        if let Some(word) = held(&small, &PROGRAM, 5).or_else(|| held(&small, local, 5)) {
            return Err(PasswordRefused::Local(word));
        }
        let different: BTreeSet<char> = small.chars().collect();
        if different.len() < 5 || is_over_and_over(&small) {
            return Err(PasswordRefused::Plain);
        }
        if common::is_common(&small) {
            return Err(PasswordRefused::Common);
        }
        Ok(Password(text.to_owned()))
    }

    /// Whether it is in a list of those that were found in breaches. It waits for the disk.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub(crate) fn is_in(&self, list: &BreachedPasswords) -> Result<bool, BreachedPasswordsError> {
        list.hold(&self.0)
    }

    /// The password's hash, in the form that says how it was made.
    ///
    /// # Errors
    /// When the machine has no randomness or no memory for it.
    pub fn hashed(&self) -> Result<String, HashFailed> {
        let hash = Argon2::default().hash_password(self.0.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| HashFailed(error.to_string()))
    }

    /// Whether it is the password of that hash. Without a hash it takes as long, so that nobody learns from
    /// the time who has an account.
    pub fn fits(&self, hash: Option<&str>) -> bool {
        let parsed = hash.and_then(|hash| PasswordHash::new(hash).ok());
        match (parsed, nobodys()) {
            (Some(hash), _) => Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok(),
            (None, nobodys) => {
                if let Ok(hash) = PasswordHash::new(nobodys) {
                    let _ = Argon2::default().verify_password(self.0.as_bytes(), &hash);
                }
                false
            }
        }
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Whether a password is guessed more cheaply from that hash than from one that is made now: by another algorithm, with less
/// memory or in fewer passes. Nothing that is not the hash of a password is.
pub(crate) fn is_weaker_than_now(hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    let Ok(made) = Params::try_from(&hash) else { return false };
    let present = Argon2::default();
    hash.algorithm.as_str() != Algorithm::Argon2id.as_str()
        || made.m_cost() < present.params().m_cost()
        || made.t_cost() < present.params().t_cost()
}

/// The program's own words, which no password may hold, as none may hold words of the partnership's and the
/// organisation's names.
const PROGRAM: [&str; 1] = ["saferplan"];

/// The word of some texts that a password, in small letters, holds; words of fewer letters than `fewest` are in many.
fn held(small: &str, texts: &[&str], fewest: usize) -> Option<String> {
    let words = texts.iter().flat_map(|text| text.split(['@', ' ', '.', '-', ',']));
    let mut words = words.filter(|word| word.chars().count() >= fewest).map(str::to_lowercase);
    words.find(|word| small.contains(word.as_str()))
}

/// Whether a text is the same few signs over and over, such as `abcdefabcdef`.
fn is_over_and_over(small: &str) -> bool {
    let signs: Vec<char> = small.chars().collect();
    (1..=signs.len() / 2).any(|long| signs.iter().zip(signs.iter().skip(long)).all(|(a, b)| a == b))
}

/// The hash of a password that nobody has, made once.
fn nobodys() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| Password::typed("nobody's password").hashed().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = Password::typed("three blind mice").hashed().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(Password::typed("three blind mice").fits(Some(&hash)));
        assert!(!Password::typed("three blind rats").fits(Some(&hash)));
        assert!(!Password::typed("nobody's password").fits(None));
        assert!(!Password::typed("").fits(Some("not a hash")));
    }

    #[test]
    fn two_people_with_one_password_have_two_hashes() {
        let hash = || Password::typed("three blind mice").hashed().unwrap();
        assert_ne!(hash(), hash());
    }

    #[test]
    fn what_is_easily_guessed_is_refused() {
        let personal = ["Jane Smith", "j.smith@example.org"];
        let chosen =
            |text: &str| Password::chosen(text, &personal, &["Safer Maidstone Partnership"]);
        assert_eq!(chosen("short").unwrap_err(), PasswordRefused::Short(5));
        assert_eq!(chosen("SmithSmith2026").unwrap_err(), PasswordRefused::Personal);
        assert_eq!(chosen("ababababababab").unwrap_err(), PasswordRefused::Plain);
        assert_eq!(chosen("abcdefgabcdefg").unwrap_err(), PasswordRefused::Plain);
        assert_eq!(chosen(&"long enough ".repeat(30)).unwrap_err(), PasswordRefused::Long);
        assert!(chosen("three blind mice").is_ok());
    }

    #[test]
    fn what_many_have_and_what_everybody_here_would_think_of_is_refused() {
        let local = ["Safer Maidstone Partnership", "Maidstone Borough Council"];
        let chosen = |text: &str| Password::chosen(text, &["Jane Smith"], &local);
        for common in ["Password123456", "qwerty123456", "leavemealone", "P4$$w0rd!2026"] {
            assert_eq!(chosen(common).unwrap_err(), PasswordRefused::Common, "{common}");
        }
        for (text, word) in [("Maidstone-2026", "maidstone"), ("my saferplan door", "saferplan")] {
            assert_eq!(chosen(text).unwrap_err(), PasswordRefused::Local(word.to_owned()));
        }
        assert!(chosen("see how they run").is_ok());
    }

    #[test]
    fn a_password_is_taken_as_it_was_typed_and_may_be_long() {
        for typed in [" three Blind mice ", &"see how ".repeat(8), &"xyz three ".repeat(25)] {
            let text = if typed.len() > 40 { format!("{typed}run") } else { (*typed).to_owned() };
            let hash = Password::chosen(&text, &[], &[]).unwrap().hashed().unwrap();
            assert!(Password::typed(&text).fits(Some(&hash)), "{text}");
            for other in [text.trim(), &text.to_lowercase(), &text[..text.len() - 1]] {
                assert!(other == text || !Password::typed(other).fits(Some(&hash)), "{other}");
            }
        }
    }

    #[test]
    fn a_hash_of_less_memory_or_fewer_passes_is_weaker_than_one_made_now() {
        let made = |algorithm, memory, passes| {
            let params = Params::new(memory, passes, 1, None).unwrap();
            let argon2 = Argon2::new(algorithm, argon2::Version::V0x13, params);
            argon2.hash_password(b"three blind mice").unwrap().to_string()
        };
        for (algorithm, memory, passes, weaker) in [
            (Algorithm::Argon2id, 19_456, 2, false),
            (Algorithm::Argon2id, 32_768, 3, false),
            (Algorithm::Argon2id, 19_455, 2, true),
            (Algorithm::Argon2id, 19_456, 1, true),
            (Algorithm::Argon2i, 19_456, 2, true),
        ] {
            let hash = made(algorithm, memory, passes);
            assert_eq!(is_weaker_than_now(&hash), weaker, "{hash}");
            assert!(Password::typed("three blind mice").fits(Some(&hash)), "{hash}");
        }
        assert!(!is_weaker_than_now("not a hash"));
    }

    #[test]
    fn it_is_never_printed() {
        assert_eq!(format!("{:?}", Password::typed("three blind mice")), "Password(…)");
    }
}

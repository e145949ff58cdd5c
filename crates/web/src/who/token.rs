//! Secrets that we give away: of a link, of a calendar's address, of recovery codes.
//!
//! Out comes a random text for whoever is to have it, and its fingerprint for us to keep.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use data_encoding::BASE64URL_NOPAD;
use records::Fingerprint;

/// A secret of 256 random bits, fit for an address. Nothing but its fingerprint is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
#[error("the computer gave no randomness ({0}); try again")]
pub struct NoRandomness(getrandom::Error);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the computer gives no randomness.
    pub fn random() -> Result<Token, NoRandomness> {
        Ok(Token(BASE64URL_NOPAD.encode(&random::<32>()?)))
    }

    /// One that came back to us, in an address.
    pub fn shown(text: &str) -> Token {
        Token(text.to_owned())
    }

    /// The text to give away.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What we keep.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// How many recovery codes somebody has.
pub const RECOVERY_CODES: usize = 8;

/// New recovery codes of 120 random bits each, as `ABCD-EFGH-IJKL-MNOP-QRST-UVWX`: too many to guess one from its
/// fingerprint, of which 112 are asked for (OWASP ASVS 6.5.2). Those of 80 bits that were printed before still serve.
///
/// # Errors
/// When the computer gives no randomness.
pub fn recovery_codes() -> Result<Vec<String>, NoRandomness> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let letters: Vec<char> = BASE32_NOPAD.encode(&random::<15>()?).chars().collect();
            let fours: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
            Ok(fours.join("-"))
        })
        .collect()
}

/// The fingerprint of a recovery code, however it was typed.
pub fn recovery_fingerprint(typed: &str) -> Fingerprint {
    let plain: String =
        typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    Fingerprint::of(&plain)
}

/// Random bytes.
///
/// # Errors
/// When the computer gives none.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_are_alike_and_each_fits_an_address() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.as_str().len(), 43);
        assert!(
            one.as_str().chars().all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign))
        );
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed() {
        let codes = recovery_codes().unwrap();
        assert_eq!(codes.len(), RECOVERY_CODES);
        // Five bits a letter.
        assert!(codes.iter().all(|code| code.replace('-', "").len() * 5 >= 112), "{codes:?}");
        let typed = codes[0].to_lowercase().replace('-', " ");
        assert_eq!(recovery_fingerprint(&codes[0]), recovery_fingerprint(&typed));
        assert_ne!(recovery_fingerprint(&codes[0]), recovery_fingerprint(&codes[1]));
    }
}

//! The second factor: a code of six figures that changes every thirty seconds (RFC 6238).
//!
//! In come a secret and what somebody typed; out goes the step of time that it belongs to, so that the same
//! code is not taken twice.

use jiff::Timestamp;
use qrcode::EcLevel;
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::Builder;
use totp_rs::Secret;
use totp_rs::Totp;

use crate::who::token;
use crate::who::token::NoRandomness;

/// The seconds for which one code stands.
const SECONDS: i64 = 30;
/// The name that an app shows beside the code.
const ISSUER: &str = "Saferplan";

/// A secret that an app shares with us.
pub struct SecondFactor {
    secret: Vec<u8>,
    account: String,
}

/// Why a secret is none.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// What is kept cannot be read.
    #[error("the second factor that is kept cannot be read; set it up again")]
    Unreadable,
    /// No address or picture can be made of it.
    #[error("the second factor could not be shown ({0}); please report this")]
    NotShown(String),
}

impl SecondFactor {
    /// A new secret of 160 bits for an account.
    ///
    /// # Errors
    /// When the computer gives no randomness.
    pub fn random(account: &str) -> Result<SecondFactor, NoRandomness> {
        let secret = token::random::<20>()?.to_vec();
        Ok(SecondFactor { secret, account: account.to_owned() })
    }

    /// The secret that is kept for an account, in base 32.
    ///
    /// # Errors
    /// When it is not one.
    pub fn kept(secret: &str, account: &str) -> Result<SecondFactor, SecondFactorError> {
        let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes());
        let secret = secret.map_err(|_| SecondFactorError::Unreadable)?;
        Ok(SecondFactor { secret, account: account.to_owned() })
    }

    /// The secret in base 32: to be kept, and to be typed where no picture can be taken.
    pub fn secret(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.secret)
    }

    /// The step of time, from 1970, whose code was typed, if it is the one of `now` or its neighbour.
    ///
    /// # Errors
    /// When the secret cannot be used.
    pub fn step_of(&self, typed: &str, now: Timestamp) -> Result<Option<i64>, SecondFactorError> {
        let typed: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
        let totp = self.totp()?;
        let fits = |second: &i64| totp.generate(unsigned(*second)).to_string() == typed;
        let now = now.as_second();
        let near = [now, now - SECONDS, now + SECONDS];
        Ok(near.iter().find(|second| fits(second)).map(|second| second / SECONDS))
    }

    /// The code that stands at a moment: what an app shows.
    ///
    /// # Errors
    /// When the secret cannot be used.
    pub fn code_at(&self, moment: Timestamp) -> Result<String, SecondFactorError> {
        Ok(self.totp()?.generate(unsigned(moment.as_second())).to_string())
    }

    /// The picture that an app takes, as SVG.
    ///
    /// # Errors
    /// When none can be made.
    pub fn picture(&self) -> Result<String, SecondFactorError> {
        let not_shown =
            |error: &dyn std::fmt::Display| SecondFactorError::NotShown(error.to_string());
        let address = self.totp()?.to_url().map_err(|error| not_shown(&error))?;
        let code = QrCode::with_error_correction_level(address, EcLevel::M);
        let code = code.map_err(|error| not_shown(&error))?;
        Ok(code.render::<svg::Color<'_>>().min_dimensions(220, 220).build())
    }

    fn totp(&self) -> Result<Totp, SecondFactorError> {
        // A colon divides issuer and account in the address, so an account has none.
        let built = Builder::new()
            .with_secret(Secret::from(self.secret.as_slice()))
            .with_account_name(self.account.replace(':', " "))
            .with_issuer(Some(ISSUER))
            .build();
        built.map_err(|error| SecondFactorError::NotShown(error.to_string()))
    }
}

/// Seconds since 1970, before which there are no codes.
fn unsigned(second: i64) -> u64 {
    u64::try_from(second).unwrap_or(0)
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret of the SHA-1 rows, whose codes have eight figures; ours are the last six.
    fn of_the_standard() -> SecondFactor {
        SecondFactor { secret: b"12345678901234567890".to_vec(), account: "jane".to_owned() }
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (second, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            let moment = Timestamp::from_second(second).unwrap();
            assert_eq!(of_the_standard().code_at(moment).unwrap(), code);
        }
    }

    #[test]
    fn a_code_is_taken_half_a_minute_early_or_late_and_no_more() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let step = |second| of_the_standard().step_of("287 082", at(second)).unwrap();
        assert_eq!(step(59), Some(1));
        assert_eq!(step(89), Some(1));
        assert_eq!(step(29), Some(1));
        assert_eq!(step(125), None);
    }

    #[test]
    fn what_is_kept_is_the_same_secret() {
        let one = SecondFactor::random("jane@example.org").unwrap();
        let again = SecondFactor::kept(&one.secret(), "jane@example.org").unwrap();
        let now = Timestamp::now();
        assert_eq!(again.code_at(now).unwrap(), one.code_at(now).unwrap());
        assert!(SecondFactor::kept("not base 32!", "jane").is_err());
    }

    #[test]
    fn the_picture_is_an_svg() {
        assert!(of_the_standard().picture().unwrap().contains("<svg"));
    }
}

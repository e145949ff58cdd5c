//! How patiently, how often and with whose trust files are fetched.
//!
//! In come the choices of whoever runs the fetch; out go sensible ones where there are none.

use std::path::PathBuf;
use std::time::Duration;

use super::address::Address;

pub use ureq::Proxy;

/// Where data.police.uk keeps the archives themselves: its own addresses lead there.
const POLICE_STORE: &str = "policeuk-data.s3.amazonaws.com";

/// The choices behind a fetch. `Settings::default()` suits data.police.uk.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder that holds the archives, with `/` at its end: also the page that lists them.
    pub archives: Address,
    /// The hosts that the archives' own may send us on to, such as `policeuk-data.s3.amazonaws.com`.
    pub sent_on_to: Vec<String>,
    /// How long a connection may take to be made.
    pub connect_within: Duration,
    /// How long a server may send nothing at all.
    pub stall_after: Duration,
    /// How often a file is tried, and how long to wait in between.
    pub tries: Tries,
    /// The most bytes that one file may have.
    pub most_bytes: u64,
    /// A file of certificates (PEM) to trust in place of the public authorities: needed where the
    /// council's network inspects secure traffic.
    pub trust: Option<PathBuf>,
    /// The proxy to go through. `Proxy::try_from_env()` reads it from `HTTPS_PROXY` and `NO_PROXY`,
    /// as people have it set; nothing here reads the environment unasked.
    pub proxy: Option<Proxy>,
    /// What waits between tries.
    pub sleep: fn(Duration),
}

/// How often a file is tried, and how long to wait in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// How many times in all.
    pub most: u32,
    /// The wait after the first failure; it doubles after each further one.
    pub first_wait: Duration,
    /// The longest wait, also when the server asks for one.
    pub longest_wait: Duration,
}

/// The wait that a server asked for is longer than we are willing to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLongAWait(pub(super) Duration);

impl Tries {
    /// The wait after `failures` failures in a row, when the server `asked` for one or did not.
    pub(super) fn wait_after(
        self,
        failures: u32,
        asked: Option<Duration>,
    ) -> Result<Duration, TooLongAWait> {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        let ours = self.first_wait.saturating_mul(doubled).min(self.longest_wait);
        match asked {
            Some(asked) if asked > self.longest_wait => Err(TooLongAWait(asked)),
            Some(asked) => Ok(asked.max(ours)),
            None => Ok(ours),
        }
    }
}

impl Default for Tries {
    fn default() -> Tries {
        Tries {
            most: 6,
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(120),
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            archives: Address::police_archives(),
            sent_on_to: vec![POLICE_STORE.to_owned()],
            connect_within: Duration::from_secs(20),
            stall_after: Duration::from_secs(60),
            tries: Tries::default(),
            // The largest archive, of April 2017, has 2.4 GB.
            most_bytes: 16 << 30,
            trust: None,
            proxy: None,
            sleep: std::thread::sleep,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let waits = (1..=9).map(|failures| Tries::default().wait_after(failures, None).unwrap());
        let expected = [2, 4, 8, 16, 32, 64, 120, 120, 120].map(seconds);
        assert_eq!(waits.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_wait_that_the_server_asks_for_is_kept_unless_it_is_too_long() {
        let tries = Tries::default();
        assert_eq!(tries.wait_after(1, Some(seconds(30))), Ok(seconds(30)));
        assert_eq!(tries.wait_after(3, Some(seconds(1))), Ok(seconds(8)));
        assert_eq!(tries.wait_after(1, Some(seconds(3600))), Err(TooLongAWait(seconds(3600))));
    }

    proptest! {
        #[test]
        fn no_wait_is_longer_than_the_longest(
            failures: u32,
            asked in proptest::option::of(0..120_u64),
        ) {
            let tries = Tries::default();
            let wait = tries.wait_after(failures, asked.map(seconds)).unwrap();
            prop_assert!(wait <= tries.longest_wait);
        }
    }
}

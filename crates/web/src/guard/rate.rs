//! How often somebody may try: to sign in, to use a link, to ask for a letter.
//!
//! In comes who tries; out goes whether they may, or in how long. Counts are kept in memory, so a restart
//! forgives; nothing of it is written down. Whoever keeps trying somebody else's account puts off other strangers to it, and not a
//! browser in which its owner has signed in before.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::DefaultKeyedRateLimiter;
use governor::Quota;
use governor::RateLimiter;
use governor::clock::Clock;
use governor::clock::DefaultClock;
use partnership::membership::person::PersonId;
use records::PartnershipId;

use crate::who::known_browser::KnownBrowser;

/// The limits of one server.
#[derive(Debug)]
pub(crate) struct Limits {
    by_account: DefaultKeyedRateLimiter<String>,
    strangers: DefaultKeyedRateLimiter<String>,
    by_address: DefaultKeyedRateLimiter<String>,
    feeds: DefaultKeyedRateLimiter<String>,
    letters: DefaultKeyedRateLimiter<String>,
    replies: DefaultKeyedRateLimiter<String>,
    beginnings: DefaultKeyedRateLimiter<String>,
    pages: Option<DefaultKeyedRateLimiter<String>>,
}

/// Too many tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; try again in {}", in_words(*.0))]
pub struct TooMany(pub Duration);

/// Tries for one account from one address, or from one browser in which its owner has signed in before: five at once, then one in
/// three minutes.
const FOR_ACCOUNT: (u32, Duration) = (5, Duration::from_secs(180));
/// Tries for one account from all other browsers, wherever they are: thirty at once, then one in two minutes. Many machines
/// together guess no more than that; meanwhile its owner signs in with a browser of before, or by a letter.
const OF_STRANGERS: (u32, Duration) = (30, Duration::from_secs(120));
/// Tries from one address, for any accounts: thirty at once, for a council's people share one, then one in
/// ten seconds.
const FROM_ADDRESS: (u32, Duration) = (30, Duration::from_secs(10));
/// Calendars asked for from one address: many at once, when the programs of a whole council start in the morning,
/// then one a second.
const FEEDS: (u32, Duration) = (120, Duration::from_secs(1));
/// Letters that somebody asks for without having signed in, to one address: three at once, then one in twenty minutes,
/// so that nobody can flood another's letter box.
const LETTERS: (u32, Duration) = (3, Duration::from_secs(1200));
/// Replies to a consultation from one address: as many at once as a class or a day room sends, then one in a minute. More
/// are taken all the same, and it is noted beside them.
const REPLIES: (u32, Duration) = (20, Duration::from_secs(60));
/// Replies begun from one address: two hundred at once, for a library, a school or a whole estate may share one, then one
/// in three seconds. Each begun reply is kept for weeks, so that a program could fill the disk with them.
const BEGINNINGS: (u32, Duration) = (200, Duration::from_secs(3));

/// Pages asked for from one address, at once: what a council of a thousand opens in a busy quarter of an hour. How many a second
/// may follow is a setting.
const PAGES_AT_ONCE: u32 = 12_000;

impl Limits {
    /// Limits by which nobody has tried yet, and by which one address may go on asking for so many pages a second; 0 stands for
    /// as many as it likes.
    pub(crate) fn new(pages_a_second: u32) -> Limits {
        Limits {
            by_account: limiter(FOR_ACCOUNT),
            strangers: limiter(OF_STRANGERS),
            by_address: limiter(FROM_ADDRESS),
            feeds: limiter(FEEDS),
            letters: limiter(LETTERS),
            replies: limiter(REPLIES),
            beginnings: limiter(BEGINNINGS),
            pages: NonZeroU32::new(pages_a_second).map(of_pages),
        }
    }

    /// Counts a try to sign in to an account: that of a browser in which its owner has signed in before by itself, and any other
    /// by the address that it comes from and together with those of all strangers to the account.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_sign_in(
        &self,
        account: &str,
        address: &str,
        known: Option<&KnownBrowser>,
    ) -> Result<(), TooMany> {
        if let Some(browser) = known {
            let browser = format!("{account} in {}", browser.as_str());
            return told("browser", check(&self.by_account, &browser));
        }
        self.count_address(address)?;
        told("account", check(&self.by_account, &format!("{account} from {address}")))?;
        told("strangers", check(&self.strangers, account))
    }

    /// Counts a try from an address alone.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_address(&self, address: &str) -> Result<(), TooMany> {
        told("address", check(&self.by_address, address))
    }

    /// Counts a try at the password of a person who is signed in, before what it guards is changed. Wherever it is asked
    /// for, tries count together.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_password(
        &self,
        partnership: &PartnershipId,
        person: &PersonId,
        address: &str,
    ) -> Result<(), TooMany> {
        self.count_address(address)?;
        let account = format!("{partnership} password {person}");
        told("account", check(&self.by_account, &account))
    }

    /// Counts a calendar asked for from an address.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_feed(&self, address: &str) -> Result<(), TooMany> {
        told("calendars", check(&self.feeds, address))
    }

    /// Counts a letter that somebody at an address asks for, to an account.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_letter(&self, account: &str, address: &str) -> Result<(), TooMany> {
        self.count_address(address)?;
        told("letters", check(&self.letters, account))
    }

    /// Counts a reply to a consultation from an address.
    ///
    /// # Errors
    /// When there were many: it is told, and nobody is refused.
    pub(crate) fn count_reply(&self, address: &str) -> Result<(), TooMany> {
        check(&self.replies, address)
    }

    /// Counts a reply that is begun from an address.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_beginning(&self, address: &str) -> Result<(), TooMany> {
        check(&self.beginnings, address)
    }

    /// Counts a page that is asked for from an address.
    ///
    /// # Errors
    /// When there were too many: in how long there may be another.
    pub(crate) fn count_page(&self, address: &str) -> Result<(), TooMany> {
        let Some(pages) = &self.pages else { return Ok(()) };
        told("pages", check(pages, address))
    }

    /// Forgets those who have not tried for long.
    pub(crate) fn tidy(&self) {
        self.by_account.retain_recent();
        self.strangers.retain_recent();
        self.by_address.retain_recent();
        self.feeds.retain_recent();
        self.letters.retain_recent();
        self.replies.retain_recent();
        self.beginnings.retain_recent();
        if let Some(pages) = &self.pages {
            pages.retain_recent();
        }
    }
}

fn limiter((at_once, then): (u32, Duration)) -> DefaultKeyedRateLimiter<String> {
    let quota = Quota::with_period(then).unwrap_or_else(|| Quota::per_minute(NonZeroU32::MIN));
    let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
    RateLimiter::keyed(quota.allow_burst(at_once))
}

fn of_pages(a_second: NonZeroU32) -> DefaultKeyedRateLimiter<String> {
    let at_once = NonZeroU32::new(PAGES_AT_ONCE).unwrap_or(NonZeroU32::MIN);
    RateLimiter::keyed(Quota::per_second(a_second).allow_burst(at_once))
}

fn check(limiter: &DefaultKeyedRateLimiter<String>, who: &str) -> Result<(), TooMany> {
    let tried = limiter.check_key(&who.to_owned());
    tried.map_err(|wait| TooMany(wait.wait_time_from(DefaultClock::default().now())))
}

/// Has the log say which limit put a try off, and not whose it was.
fn told(limit: &'static str, checked: Result<(), TooMany>) -> Result<(), TooMany> {
    checked.inspect_err(|_| tracing::warn!(limit, "a try was put off"))
}

fn in_words(wait: Duration) -> String {
    match wait.as_secs().div_ceil(60) {
        0 | 1 => "a minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_for_one_account_from_one_address_waits_and_others_do_not() {
        let limits = Limits::new(100);
        for _ in 0..5 {
            limits.count_sign_in("jane", "192.0.2.1", None).unwrap();
        }
        let refused = limits.count_sign_in("jane", "192.0.2.1", None).unwrap_err();
        assert!(refused.0 > Duration::from_secs(100), "{refused}");
        assert_eq!(refused.to_string(), "too many tries; try again in 3 minutes");
        assert!(limits.count_sign_in("joan", "192.0.2.1", None).is_ok());
        assert!(limits.count_sign_in("jane", "192.0.2.2", None).is_ok());
    }

    #[test]
    fn many_addresses_that_try_one_account_wait_together_and_its_known_browsers_do_not() {
        let limits = Limits::new(100);
        let (desk, home) = (KnownBrowser::called("desk"), KnownBrowser::called("home"));
        let tries =
            (0..40).map(|end| limits.count_sign_in("jane", &format!("192.0.2.{end}"), None));
        assert_eq!(tries.filter(Result::is_ok).count(), 30);
        for _ in 0..5 {
            // One of them is at the owner's own address.
            assert!(limits.count_sign_in("jane", "192.0.2.1", Some(&desk)).is_ok());
        }
        assert!(limits.count_sign_in("jane", "192.0.2.1", Some(&desk)).is_err());
        assert!(limits.count_sign_in("jane", "192.0.2.1", Some(&home)).is_ok());
    }

    #[test]
    fn an_address_that_tries_many_accounts_waits() {
        let limits = Limits::new(100);
        let tries = (0..31)
            .map(|number| limits.count_sign_in(&format!("person {number}"), "192.0.2.1", None));
        assert_eq!(tries.filter(Result::is_err).count(), 1);
    }

    #[test]
    fn guesses_of_the_password_of_whoever_is_signed_in_are_counted_wherever_they_come_from() {
        let limits = Limits::new(100);
        let (partnership, jane) =
            (PartnershipId("safer".parse().unwrap()), PersonId("jane".parse().unwrap()));
        let tries =
            (0..6).map(|end| limits.count_password(&partnership, &jane, &format!("192.0.2.{end}")));
        assert_eq!(tries.filter(Result::is_err).count(), 1);
    }

    #[test]
    fn an_address_that_asks_for_pages_without_end_waits_unless_it_may_have_as_many_as_it_likes() {
        let put_off = |limits: Limits| {
            let asked = (0..20_000).map(|_| limits.count_page("192.0.2.1"));
            let put_off = asked.filter(Result::is_err).count();
            assert!(limits.count_page("192.0.2.2").is_ok());
            put_off
        };
        assert!(put_off(Limits::new(1)) > 7_000);
        assert_eq!(put_off(Limits::new(0)), 0);
    }
}

//! A place at the table: who has signed in with this browser, to which partnership, and how far.
//!
//! In comes a session; out goes whose it is, if they are signed in wholly and have not been away too long.

use std::collections::HashMap;

use axum::http::request::Parts;
use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use records::Book;
use records::PartnershipId;
use records::SignedIn;
use tower_sessions::Session;

use crate::app::App;
use crate::page::fault::PageError;
use crate::who::kept_factor;

/// After so long without a page, somebody signs in again.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// After so long, somebody signs in again in any case.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How exactly it is noted when somebody was last here, so that not every page writes.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// The session's field.
const FIELD: &str = "seat";

/// Who has signed in with a browser.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Seat {
    partnership: PartnershipId,
    person: PersonId,
    /// How far they have proven who they are.
    pub(crate) proven: Proven,
    since: Timestamp,
    seen: Timestamp,
}

/// How far somebody has proven who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Proven {
    /// By password, or outside; the second factor is still to come.
    HalfWay,
    /// The same, and they have no second factor yet: they may do nothing but set one up.
    ToSetUp,
    /// As far as we ask.
    Wholly,
}

/// Takes a seat for somebody who has proven all but the second factor, and says which page comes next: the one that asks for it, or
/// that sets one up.
///
/// # Errors
/// When the records, the key or the session cannot be read.
pub(crate) async fn but_for_factor(
    app: &App,
    book: &Book,
    person: &Person,
    session: &Session,
) -> Result<&'static str, PageError> {
    let factor = match book.account(&person.id).await? {
        Some(account) => kept_factor::of(app, book, person, &account.value)?,
        None => None,
    };
    let (proven, page) = match factor {
        Some(_) => (Proven::HalfWay, "sign-in/code"),
        None => (Proven::ToSetUp, "me/second-factor"),
    };
    Seat::taken(book, &person.id, proven, app.settings.clock.now()).put(session).await?;
    Ok(page)
}

impl Seat {
    /// A seat taken now.
    pub(crate) fn taken(book: &Book, person: &PersonId, proven: Proven, now: Timestamp) -> Seat {
        Seat {
            partnership: book.id().clone(),
            person: person.clone(),
            proven,
            since: now,
            seen: now,
        }
    }

    /// The seat that a session's data hold.
    pub(crate) fn in_data(data: &HashMap<String, serde_json::Value>) -> Option<Seat> {
        data.get(FIELD).and_then(|seat| serde_json::from_value(seat.clone()).ok())
    }

    /// Since when somebody sits there.
    pub(crate) fn since(&self) -> Timestamp {
        self.since
    }

    /// When they were last here, to a few minutes.
    pub(crate) fn seen(&self) -> Timestamp {
        self.seen
    }

    /// Whose it is.
    pub(crate) fn whose(&self) -> SignedIn {
        SignedIn::of(self.partnership.clone(), self.person.clone())
    }

    /// The person, if they are still there.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) async fn person(&self, book: &Book) -> Result<Option<Person>, PageError> {
        Ok(book.person_signed_in(&self.whose()).await?.map(|held| held.value))
    }

    /// To which partnership somebody signs in with a browser, wherever they have got to.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) async fn partnership(session: &Session) -> Result<Option<PartnershipId>, PageError> {
        let seat: Option<Seat> = session.get(FIELD).await.map_err(broken)?;
        Ok(seat.map(|seat| seat.partnership))
    }

    /// The seat of whoever has signed in wholly to the partnership of `book` and has not been away too long.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) async fn of(
        parts: &Parts,
        app: &App,
        book: &Book,
    ) -> Result<Option<Seat>, PageError> {
        let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
        let found = Seat::found(session, book, app.settings.clock.now()).await?;
        Ok(found.filter(|seat| seat.proven == Proven::Wholly))
    }

    /// The seat in a session, wherever it has got to.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) async fn found(
        session: &Session,
        book: &Book,
        now: Timestamp,
    ) -> Result<Option<Seat>, PageError> {
        let seat: Option<Seat> = session.get(FIELD).await.map_err(broken)?;
        let Some(mut seat) = seat.filter(|seat| seat.partnership == *book.id()) else {
            return Ok(None);
        };
        if !seat.holds(now) {
            session.flush().await.map_err(broken)?;
            return Ok(None);
        }
        if now.duration_since(seat.seen) > NOTED_EVERY {
            seat.seen = now;
            session.insert(FIELD, &seat).await.map_err(broken)?;
        }
        Ok(Some(seat))
    }

    /// Whether it is a seat still at a moment.
    pub(crate) fn holds(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen) < IDLE && now.duration_since(self.since) < LONGEST
    }

    /// Puts it into a session, which gets a new name, so that nobody can have known it before.
    ///
    /// # Errors
    /// When the records cannot be written.
    pub(crate) async fn put(&self, session: &Session) -> Result<(), PageError> {
        session.cycle_id().await.map_err(broken)?;
        session.insert(FIELD, self).await.map_err(broken)
    }
}

/// A fault of the sessions.
pub(crate) fn broken(error: tower_sessions::session::Error) -> PageError {
    PageError::Broken(format!("a session could not be read or kept: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(since: i64, seen: i64) -> Seat {
        let at = |minutes: i64| Timestamp::from_second(minutes * 60).unwrap();
        Seat {
            partnership: PartnershipId("safer-maidstone".parse().unwrap()),
            person: PersonId("jane-smith".parse().unwrap()),
            proven: Proven::Wholly,
            since: at(since),
            seen: at(seen),
        }
    }

    #[test]
    fn a_seat_is_lost_after_an_hour_away_and_after_twelve_in_any_case() {
        let now = Timestamp::from_second(1_000 * 60).unwrap();
        assert!(seat(900, 950).holds(now));
        assert!(!seat(900, 940).holds(now));
        assert!(seat(281, 999).holds(now));
        assert!(!seat(280, 999).holds(now));
    }

    #[test]
    fn a_seat_is_found_in_a_sessions_data() {
        let seat = seat(0, 0);
        let data = HashMap::from([(FIELD.to_owned(), serde_json::to_value(&seat).unwrap())]);
        assert_eq!(Seat::in_data(&data), Some(seat));
        assert_eq!(Seat::in_data(&HashMap::new()), None);
    }
}

//! The seats that somebody has: in which browsers they are signed in, since when, and when they were last here.
//!
//! In come a book and a person; out go their sessions that hold still, the latest first. Neither a browser's name nor its
//! address is kept, so neither is told.

use jiff::Timestamp;
use partnership::membership::person::PersonId;
use records::Book;
use records::Fingerprint;
use tower_sessions::Session;

use crate::page::fault::PageError;
use crate::who::seat::Proven;
use crate::who::seat::Seat;

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    /// The fingerprint of its session's name, by which nobody can take it over.
    pub(crate) name: Fingerprint,
    /// The seat.
    pub(crate) seat: Seat,
}

/// The browsers in which a person is signed in wholly.
///
/// # Errors
/// When the records cannot be read.
pub(crate) async fn of(
    book: &Book,
    person: &PersonId,
    now: Timestamp,
) -> Result<Vec<Taken>, PageError> {
    let mut taken = Vec::new();
    for (name, session) in book.sessions_of(person, now).await? {
        let data = serde_json::from_str(&session.data).unwrap_or_default();
        let seat = Seat::in_data(&data);
        let seat = seat.filter(|seat| seat.proven == Proven::Wholly && seat.holds(now));
        taken.extend(seat.map(|seat| Taken { name, seat }));
    }
    taken.sort_by_key(|taken| std::cmp::Reverse(taken.seat.since()));
    Ok(taken)
}

/// By which fingerprint a browser's session is known.
pub(crate) fn name_of(session: &Session) -> Option<Fingerprint> {
    session.id().map(|id| Fingerprint::of(id.to_string()))
}

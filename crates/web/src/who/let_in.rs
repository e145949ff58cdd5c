//! County analysts: those who signed in at their own partnership, and were let into another.
//!
//! In come a session and the book of the partnership that was asked for; out goes who they are there. It is asked anew for
//! each page, of both books: of this one, whether they were let in, and of their own, whether they are still who they were.

use axum::http::request::Parts;
use partnership::membership::person::Person;
use records::Book;
use records::PartnershipId;
use tower_sessions::Session;

use crate::app::App;
use crate::page::Destination;
use crate::page::fault::PageError;
use crate::who::seat::Proven;
use crate::who::seat::Seat;

/// The partnership where a county analyst signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its short name.
    pub partnership: PartnershipId,
    /// What it is called.
    pub name: String,
}

impl Home {
    /// Their own list of the partnerships that let them in, which is at home.
    pub(crate) fn list(&self) -> String {
        format!("/{}/me/partnerships", self.partnership)
    }

    /// It as a place to go to.
    pub(crate) fn way_back(&self) -> Destination {
        let text = "Other partnerships".to_owned();
        Destination { text, href: self.list(), current: false, active: false }
    }
}

/// Who somebody is in the partnership of `book`, and where they signed in.
///
/// # Errors
/// When the records cannot be read.
pub(crate) async fn of(
    parts: &Parts,
    app: &App,
    book: &Book,
) -> Result<Option<(Person, Home)>, PageError> {
    let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
    let Some(partnership) = Seat::partnership(session).await? else { return Ok(None) };
    let Some(home) = app.records.book(&partnership).await? else { return Ok(None) };
    let seat = Seat::found(session, &home, app.settings.clock.now()).await?;
    let Some(seat) = seat.filter(|seat| seat.proven == Proven::Wholly) else { return Ok(None) };
    let Some(analyst) = book.county_analyst_signed_in(&seat.whose()).await? else {
        return Ok(None);
    };
    let there = seat.person(&home).await?;
    // A short name may be given to somebody new once its owner is gone; their address is their own.
    if there.is_none_or(|person| person.email != analyst.email) {
        return Ok(None);
    }
    let name = home.partnership().await?.value.name().to_owned();
    Ok(Some((analyst.as_person(), Home { partnership, name })))
}

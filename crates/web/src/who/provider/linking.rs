//! Linking an account at the provider to one's own, for those whom it does not name by a verified address.
//!
//! In comes somebody who has signed in and has just given their password; out they go to the provider, and back with its
//! name for them, which from then on signs them in. Only the browser and the person that began it can end it: otherwise
//! somebody could be led to link an account that is another's.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::terms::wording::sentence;
use records::Book;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::told;
use crate::who;
use crate::who::provider;
use crate::who::provider::Answer;
use crate::who::provider::Away;
use crate::who::provider::door::Door;
use crate::who::provider::shut::Shut;
use crate::who::seat::Proven;
use crate::who::seat::Seat;
use crate::who::visitor::Visitor;

/// Why nothing was linked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotLinked {
    /// The provider did not say who they are, or not to them.
    #[error(transparent)]
    Shut(#[from] Shut),
    /// Somebody else of the partnership is known by that account.
    #[error("{0} signed you in as somebody else of this partnership; ask your partnership manager")]
    OfSomebodyElse(String),
    /// They are known by another account already.
    #[error(
        "your account here is linked already, to another one at {0}; ask your partnership manager"
    )]
    Already(String),
}

/// The page that says why.
#[derive(Debug, serde::Serialize)]
struct NotLinkedPage {
    why: String,
    back: String,
}

/// Where the provider is asked who a visitor is, who has proven that they are themselves here.
pub(crate) async fn begin(
    visitor: &Visitor,
    door: &Arc<Door>,
    session: &Session,
) -> Result<Result<String, NotLinked>, PageError> {
    let links = Some(visitor.person.id.clone());
    let now = visitor.app.settings.clock.now();
    let to = provider::sent_away(door, session, &visitor.book, links, now).await?;
    Ok(to.map_err(NotLinked::from))
}

/// Takes back somebody who went to link their account.
pub(super) async fn back(
    app: &App,
    door: &Arc<Door>,
    away: Away,
    answer: Answer,
    session: &Session,
) -> Result<Response, PageError> {
    let book = who::book(app, &away.partnership).await?;
    match linked(app, door, &book, away, answer, session).await? {
        Ok(()) => {
            let done = format!("{} is linked to your account here, and signs you in.", door.name());
            told::keep(session, &sentence(&done)).await?;
            Ok(Redirect::to(&format!("/{}/me/account", book.id())).into_response())
        }
        Err(why) => not_linked(app, &book, &why),
    }
}

/// Links the account, if it is the right person who comes back.
async fn linked(
    app: &App,
    door: &Arc<Door>,
    book: &Book,
    away: Away,
    answer: Answer,
    session: &Session,
) -> Result<Result<(), NotLinked>, PageError> {
    let now = app.settings.clock.now();
    let Some(person) = who_began(book, &away, session, now).await? else {
        return Ok(Err(Shut::Lost.into()));
    };
    let guest = match provider::guest(door, away.ticket, answer).await? {
        Ok(guest) => guest,
        Err(shut) => return Ok(Err(shut.into())),
    };
    let name = || door.name().to_owned();
    match book.person_by_identity(&guest.identity).await? {
        Some(held) if held.value.id == person.id => return Ok(Ok(())),
        Some(_) => return Ok(Err(NotLinked::OfSomebodyElse(name()))),
        None => {}
    }
    let linked = provider::link(book, &person, guest.identity, now).await?;
    Ok(linked.map_err(|shut| match shut {
        Shut::Another => NotLinked::Already(name()),
        other => NotLinked::Shut(other),
    }))
}

/// The person who began it, if it is they who are signed in wholly with this browser still.
async fn who_began(
    book: &Book,
    away: &Away,
    session: &Session,
    now: Timestamp,
) -> Result<Option<Person>, PageError> {
    let seat = Seat::found(session, book, now).await?;
    let Some(seat) = seat.filter(|seat| seat.proven == Proven::Wholly) else { return Ok(None) };
    let person = seat.person(book).await?;
    Ok(person.filter(|person| away.links.as_ref() == Some(&person.id)))
}

/// The page of somebody whose account was not linked.
///
/// # Errors
/// When it cannot be drawn.
pub(crate) fn not_linked(app: &App, book: &Book, why: &NotLinked) -> Result<Response, PageError> {
    let for_log = match why {
        NotLinked::Shut(shut) => shut.for_log(),
        NotLinked::OfSomebodyElse(_) => "somebody else is known by that account",
        NotLinked::Already(_) => "the person is known by another account",
    };
    tracing::warn!(why = for_log, "an account of the outside sign-in was not linked");
    let back = format!("/{}/me/account", book.id());
    let it = NotLinkedPage { why: sentence(&why.to_string()), back };
    let around = Page::outside(app, "Nothing was linked");
    let html = page::draw(app, "who/not_linked.html", around, &it)?;
    Ok((StatusCode::CONFLICT, html).into_response())
}

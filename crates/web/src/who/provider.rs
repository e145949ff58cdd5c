//! Signing in with an outside provider, such as the council's own sign-in.
//!
//! In comes somebody who wants to; out they go to the provider, and back with what it says of them. Whoever it knows
//! is known to us by its name for them; the first time, by an e-mail address that it has verified. Nobody becomes one
//! of the people by it. Where the provider answers for the second factor, the seat is taken wholly; or else ours is asked for.

mod door;
pub(crate) mod linking;
mod shut;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::terms::wording::sentence;
use records::Account;
use records::Book;
use records::Held;
use records::OutsideIdentity;
use records::Signed;
use tower_sessions::Session;

use crate::app::App;
use crate::guard::origin;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::settings::Matching;
use crate::who;
use crate::who::Address;
pub(crate) use crate::who::provider::door::Door;
use crate::who::provider::door::Email;
use crate::who::provider::door::Guest;
use crate::who::provider::door::Ticket;
use crate::who::provider::shut::Shut;
use crate::who::seat;
use crate::who::seat::Proven;
use crate::who::seat::Seat;
use crate::who::seat::broken;
use crate::who::sign_in::Next;
use crate::who::sign_in::remember_next;
use crate::who::sign_in::take_next;
use crate::who::visitor::form_urlencoded;

/// Where the provider sends people back to, below the public address.
pub(crate) const BACK: &str = "/sign-in/back";

/// The session's field.
const FIELD: &str = "outside";

/// How long somebody may be away at the provider's pages.
const AWAY: SignedDuration = SignedDuration::from_mins(15);

/// Somebody who is at the provider's pages.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Away {
    partnership: String,
    since: Timestamp,
    ticket: Ticket,
    /// Who went to link their account, and not to sign in.
    #[serde(default)]
    links: Option<PersonId>,
}

/// What the provider sends back.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    state: String,
    code: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
    iss: Option<String>,
}

/// The page of somebody who was not let in.
#[derive(Debug, serde::Serialize)]
struct NotSignedIn {
    why: String,
    again: String,
}

/// Sends somebody to the provider.
pub(crate) async fn begin(
    State(app): State<App>,
    Path(partnership): Path<String>,
    Query(next): Query<Next>,
    address: Address,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    app.limits.count_address(&address.0)?;
    let book = who::book(&app, &partnership).await?;
    let door = app.door.clone().ok_or(PageError::NotFound)?;
    // Another site could sign somebody in whom the provider knows already; so they press the button on our own page.
    if origin::is_led_here(&headers) {
        let next = form_urlencoded(next.text());
        return Ok(Redirect::to(&format!("/{partnership}/sign-in?next={next}")).into_response());
    }
    match sent_away(&door, &session, &book, None, app.settings.clock.now()).await? {
        Ok(to) => {
            remember_next(&session, next.text()).await?;
            Ok(Redirect::to(&to).into_response())
        }
        Err(shut) => not_signed_in(&app, Some(&partnership), &shut),
    }
}

/// Where to send somebody; the session remembers that they are away, and whether to link an account.
async fn sent_away(
    door: &Arc<Door>,
    session: &Session,
    book: &Book,
    links: Option<PersonId>,
    since: Timestamp,
) -> Result<Result<String, Shut>, PageError> {
    let (to, ticket) = match door.apart(Door::ticket).await? {
        Ok(begun) => begun,
        Err(shut) => return Ok(Err(shut)),
    };
    let away = Away { partnership: book.id().to_string(), since, ticket, links };
    session.insert(FIELD, away).await.map_err(broken)?;
    Ok(Ok(to))
}

/// Takes somebody in who comes back from the provider.
pub(crate) async fn back(
    State(app): State<App>,
    Query(answer): Query<Answer>,
    address: Address,
    session: Session,
) -> Result<Response, PageError> {
    app.limits.count_address(&address.0)?;
    let door = app.door.clone().ok_or(PageError::NotFound)?;
    let now = app.settings.clock.now();
    // Whoever comes back comes back once.
    let away: Option<Away> = session.remove(FIELD).await.map_err(broken)?;
    let fits =
        |away: &Away| away.ticket.is_of(&answer.state) && now.duration_since(away.since) < AWAY;
    let Some(away) = away.filter(fits) else {
        return not_signed_in(&app, None, &Shut::Lost);
    };
    if away.links.is_some() {
        return linking::back(&app, &door, away, answer, &session).await;
    }
    let partnership = away.partnership.clone();
    match entered(&app, &door, away, answer).await? {
        Ok((book, person)) => {
            if door.answers_for_factor() {
                let next = take_next(&session, &partnership).await?;
                Seat::taken(&book, &person.id, Proven::Wholly, now).put(&session).await?;
                tracing::info!(by = "outside sign-in", "somebody signed in");
                return Ok(Redirect::to(&next).into_response());
            }
            let page = seat::but_for_factor(&app, &book, &person, &session).await?;
            Ok(Redirect::to(&format!("/{partnership}/{page}")).into_response())
        }
        Err(shut) => not_signed_in(&app, Some(&partnership), &shut),
    }
}

/// Who it is that comes back, if they are one of the people.
async fn entered(
    app: &App,
    door: &Arc<Door>,
    away: Away,
    answer: Answer,
) -> Result<Result<(Book, Person), Shut>, PageError> {
    let book = who::book(app, &away.partnership).await?;
    let guest = match guest(door, away.ticket, answer).await? {
        Ok(guest) => guest,
        Err(shut) => return Ok(Err(shut)),
    };
    if let Some(held) = book.person_by_identity(&guest.identity).await? {
        return Ok(Ok((book, held.value)));
    }
    let email = match (door.matching(), guest.email) {
        (Matching::Never, _) => return Ok(Err(Shut::unknown(door.name()))),
        (Matching::VerifiedEmail, Email::Verified(email)) => email,
        (Matching::VerifiedEmail, Email::NotVerified) => {
            return Ok(Err(Shut::not_verified(door.name())));
        }
    };
    let person = match person_of(&book, &email).await? {
        Some(person) => person,
        None => return Ok(Err(Shut::unknown(door.name()))),
    };
    let linked = link(&book, &person, guest.identity, app.settings.clock.now()).await?;
    Ok(linked.map(|()| (book, person)))
}

/// Whom the provider says that its answer is of.
async fn guest(
    door: &Arc<Door>,
    ticket: Ticket,
    answer: Answer,
) -> Result<Result<Guest, Shut>, PageError> {
    if let Some(error) = answer.error {
        let said = answer.error_description.unwrap_or_default();
        return Ok(Err(Shut::said(door.name(), &error, &said)));
    }
    let (code, iss) = (answer.code.unwrap_or_default(), answer.iss);
    door.apart(move |door| door.guest(&ticket, code, iss.as_deref())).await
}

async fn person_of(book: &Book, email: &EmailAddress) -> Result<Option<Person>, PageError> {
    Ok(book.person_by_email(email).await?.map(|held| held.value))
}

/// Puts the identity into the account of a person who had none.
async fn link(
    book: &Book,
    person: &Person,
    identity: OutsideIdentity,
    at: Timestamp,
) -> Result<Result<(), Shut>, PageError> {
    let signed = Signed { who: person.id.to_string(), at };
    let outside = Some(identity);
    let linked = match book.account(&person.id).await? {
        Some(Held { value, .. }) if value.outside.is_some() => return Ok(Err(Shut::Another)),
        Some(Held { value, version }) => {
            book.change_account(&signed, version, Account { outside, ..value }).await
        }
        None => {
            let account = Account { outside, ..Account::new(person.id.clone()) };
            book.enter_account(&signed, account).await
        }
    };
    linked.map(|_| Ok(())).map_err(PageError::from)
}

fn not_signed_in(app: &App, partnership: Option<&str>, shut: &Shut) -> Result<Response, PageError> {
    tracing::warn!(why = shut.for_log(), "somebody was not let in by the outside sign-in");
    let again = partnership.map_or_else(|| "/".to_owned(), |slug| format!("/{slug}/sign-in"));
    let it = NotSignedIn { why: sentence(&shut.to_string()), again };
    let around = Page::outside(app, "You are not signed in");
    let html = page::draw(app, "who/not_signed_in.html", around, &it)?;
    Ok((StatusCode::FORBIDDEN, html).into_response())
}

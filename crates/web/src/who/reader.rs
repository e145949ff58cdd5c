//! Somebody without an account who reads the year by a link: as a councillor does, and nothing of their own.
//!
//! In comes what is written in a link; out goes a reader, for as long as the link may be followed. That it may is asked
//! anew for each page, so whoever revokes it closes all of them at once.

use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Redirect;
use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use records::AccessLink;
use records::AccessLinkRefused;
use records::Book;
use records::ForWhom;
use records::PartnershipId;
use records::Purpose;
use tower_sessions::Session;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::who;
use crate::who::Address;
use crate::who::link;
use crate::who::seat::broken;
use crate::who::token::Token;

/// The session's field.
const FIELD: &str = "reader";

/// What a session keeps of a reader: the partnership, and the fingerprint of the link.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Reader {
    partnership: PartnershipId,
    token: records::Fingerprint,
}

/// Follows a link to read the year. Nothing is used up or changed by it, so it needs no button.
pub(crate) async fn read(
    State(app): State<App>,
    Path((partnership, token)): Path<(String, String)>,
    address: Address,
    session: Session,
) -> Result<Redirect, PageError> {
    app.limits.count_address(&address.0)?;
    let book = who::book(&app, &partnership).await?;
    let token = Token::shown(&token).fingerprint();
    let now = app.settings.clock.now();
    book.access_link(&token, Purpose::ReadYear, now).await.map_err(link::refused)?;
    let reader = Reader { partnership: book.id().clone(), token };
    session.cycle_id().await.map_err(broken)?;
    session.insert(FIELD, reader).await.map_err(broken)?;
    Ok(Redirect::to(&format!("/{partnership}")))
}

/// Whoever reads the pages of `book` with this browser, as a person in the role of a councillor, and the link.
pub(crate) async fn of(
    parts: &Parts,
    book: &Book,
    now: Timestamp,
) -> Result<Option<(Person, AccessLink)>, PageError> {
    let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
    let reader: Option<Reader> = session.get(FIELD).await.map_err(broken)?;
    let Some(reader) = reader.filter(|reader| reader.partnership == *book.id()) else {
        return Ok(None);
    };
    match book.access_link(&reader.token, Purpose::ReadYear, now).await {
        Ok(link) => Ok(Some((person(book, &link).await?, link))),
        Err(AccessLinkRefused::Unknown | AccessLinkRefused::Over(_)) => Ok(None),
        Err(other) => Err(link::refused(other)),
    }
}

async fn person(book: &Book, link: &AccessLink) -> Result<Person, PageError> {
    let named = match &link.for_whom {
        ForWhom::Named(name) => Some(name.clone()),
        ForWhom::Person(id) => book.person(id).await?.map(|held| held.value.name),
    };
    let broken = |_| PageError::Broken("a reader has no short name or address".to_owned());
    Ok(Person {
        id: PersonId(format!("reader-{}", link.number).parse().map_err(|_| broken(()))?),
        name: named.unwrap_or_default(),
        // An address that the standards keep free of any mail (RFC 2606).
        email: "reader@saferplan.invalid".parse().map_err(|_| broken(()))?,
        role: Role::Councillor,
        acts_for: [].into(),
    })
}

//! Taking a county analyst away: whoever looks after the host lets them in, and the partnership itself turns them out.

use axum::response::Redirect;
use partnership::membership::may::Deed;
use partnership::membership::person::PersonId;
use records::ChangeError;
use tower_sessions::Session;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// Takes one away, from what was seen.
pub(super) async fn take_away(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Redirect, PageError> {
    visitor.may(Deed::ChangePeople)?;
    let id = PersonId(named.parse().map_err(|_| PageError::NotFound)?);
    let held = visitor.book.county_analysts().await?.into_iter();
    let held = held.map(|held| held.value).find(|one| one.id == id).ok_or(PageError::NotFound)?;
    let seen = Form::of(pairs).seen()?;
    let gone = visitor.book.take_county_analyst_away(&visitor.signed(), seen, &id).await;
    gone.map_err(|refused| match refused {
        ChangeError::Records(error) => PageError::Records(error),
        ChangeError::Conflict(conflict) => PageError::Refused(conflict.to_string()),
    })?;
    visitor.tell(&session, &format!("{} was taken away.", held.name)).await?;
    Ok(Redirect::to(&visitor.path("/people")))
}

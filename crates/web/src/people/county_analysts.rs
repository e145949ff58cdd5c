//! Taking a county analyst away: whoever looks after the host lets them in, and the partnership itself turns them out. It is
//! asked before, as for its own people.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::county_analyst::CountyAnalyst;
use partnership::membership::may::Deed;
use partnership::membership::person::PersonId;
use partnership::terms::wording::capitalised;
use records::ChangeError;
use records::Held;
use records::PartnershipId;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TurnOut {
    path: String,
    above: String,
    name: String,
    email: String,
    home: String,
    given: String,
    version: i64,
}

/// Asks whether to take one away.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let held = found(&visitor, &named).await?;
    show(&visitor, &held, &Form::default()).await
}

/// Takes one away, from what was seen.
pub(super) async fn take_away(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let held = found(&visitor, &named).await?;
    let seen = Form::of(pairs).seen()?;
    let signed = visitor.signed();
    match visitor.book.take_county_analyst_away(&signed, seen, &held.value.id).await {
        Ok(()) => {
            visitor.tell(&session, &format!("{} was taken away.", held.value.name)).await?;
            Ok(Redirect::to(&visitor.path("/people")).into_response())
        }
        Err(ChangeError::Records(error)) => Err(error.into()),
        Err(ChangeError::Conflict(conflict)) => {
            let mut form = Form::default();
            form.fault("take-away", &conflict.to_string());
            show(&visitor, &held, &form).await
        }
    }
}

/// The one of a short name in an address, whom the visitor may take away.
async fn found(visitor: &Visitor, named: &str) -> Result<Held<CountyAnalyst>, PageError> {
    visitor.may(Deed::ChangePeople)?;
    let id = PersonId(named.parse().map_err(|_| PageError::NotFound)?);
    let mut all = visitor.book.county_analysts().await?.into_iter();
    all.find(|held| held.value.id == id).ok_or(PageError::NotFound)
}

/// What the partnership is called at which one signs in.
pub(super) async fn home(visitor: &Visitor, one: &CountyAnalyst) -> Result<String, PageError> {
    Ok(match visitor.app.records.book(&PartnershipId(one.home.clone())).await? {
        Some(home) => home.partnership().await?.value.name().to_owned(),
        None => one.home.to_string(),
    })
}

async fn show(
    visitor: &Visitor,
    held: &Held<CountyAnalyst>,
    form: &Form,
) -> Result<Response, PageError> {
    let (one, above) = (&held.value, visitor.path("/people"));
    let it = TurnOut {
        path: format!("{above}/county-analysts/{}/take-away", one.id),
        name: one.name.clone(),
        email: one.email.to_string(),
        home: home(visitor, one).await?,
        given: capitalised(one.given.in_words()),
        version: held.version.0,
        above: above.clone(),
    };
    let title = format!("Take {} away", one.name);
    let around = Page::of(visitor, title).below("people", above).with(form);
    Ok(page::draw(&visitor.app, "people/turn_out.html", around, &it)?.into_response())
}

//! The people who sign in: who they are, whom they act for, and the links by which they come in.
//!
//! In comes what an administrator or a manager types; out go people as the records have them. Nobody becomes or
//! ceases to be an administrator but through one, and the last person who may change people stays.

pub(crate) mod choices;
mod county_analysts;
mod entering;
mod leaving;
pub(crate) mod links;
mod list;
mod readers;
pub(crate) mod short_name;

use axum::Router;
use axum::routing::get;
use axum::routing::post;
use partnership::membership::may::Deed;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use records::ChangeError;
use records::Held;
use records::PersonRefused;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::visitor::Visitor;

/// The pages of people.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/people", get(list::show))
        .route("/people/new", get(entering::ask_new).post(entering::enter))
        .route("/people/{person}", get(entering::ask).post(entering::change))
        .route("/people/{person}/take-away", get(leaving::ask).post(leaving::take_away))
        .route("/people/{person}/sign-out", post(leaving::sign_out))
        .route("/people/{person}/link", post(links::make))
        .route("/people/{person}/links/{number}/revoke", post(links::revoke))
        .route(
            "/people/county-analysts/{analyst}/take-away",
            get(county_analysts::ask).post(county_analysts::take_away),
        )
        .route("/readers/new", get(readers::ask).post(readers::make))
        .route("/readers/links/{number}/revoke", post(readers::revoke))
}

/// The person of a short name in an address, whom the visitor may change.
async fn found(visitor: &Visitor, named: &str) -> Result<Held<Person>, PageError> {
    visitor.may(Deed::SeePeople)?;
    let id = PersonId(named.parse().map_err(|_| PageError::NotFound)?);
    let held = visitor.book.person(&id).await?.ok_or(PageError::NotFound)?;
    let role = Some(held.value.role);
    visitor.may(Deed::changing_person(role, role))?;
    Ok(held)
}

/// Puts what the records refuse beside the field that it is about.
fn tell(form: &mut Form, refused: PersonRefused) -> Result<(), PageError> {
    let text = refused.to_string();
    let field = match refused {
        PersonRefused::NoName
        | PersonRefused::SignsHere(_)
        | PersonRefused::Change(ChangeError::Conflict(_)) => "name",
        PersonRefused::ActsForNobody => "acts_for",
        PersonRefused::EmailTaken { .. } => "email",
        PersonRefused::LastWhoMay { .. } | PersonRefused::OfAnother => "role",
        PersonRefused::Change(ChangeError::Records(error)) => return Err(error.into()),
    };
    form.fault(field, &text);
    Ok(())
}

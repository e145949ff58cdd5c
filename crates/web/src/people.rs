//! The people who sign in: who they are, whom they act for, and the links by which they come in.
//!
//! In comes what an administrator or a manager types; out go people as the records have them. Nobody becomes or
//! ceases to be an administrator but through one, and the last person who may change people stays.

pub(crate) mod choices;
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
use partnership::membership::person::Role;
use records::ChangeError;
use records::Held;
use records::PersonRefused;
use records::RecordsError;

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
        .route("/people/{person}/link", post(links::make))
        .route("/people/{person}/links/{number}/revoke", post(links::revoke))
        .route("/readers/new", get(readers::ask).post(readers::make))
        .route("/readers/links/{number}/revoke", post(readers::revoke))
}

/// One change of people at a time, so that of the last two who may change people not each takes the other away.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// The person of a short name in an address, whom the visitor may change.
async fn found(visitor: &Visitor, named: &str) -> Result<Held<Person>, PageError> {
    visitor.may(Deed::SeePeople)?;
    let id = PersonId(named.parse().map_err(|_| PageError::NotFound)?);
    let held = visitor.book.person(&id).await?.ok_or(PageError::NotFound)?;
    let role = Some(held.value.role);
    visitor.may(Deed::changing_person(role, role))?;
    Ok(held)
}

/// All people, without their versions.
async fn all(visitor: &Visitor) -> Result<Vec<Person>, RecordsError> {
    Ok(visitor.book.people().await?.into_iter().map(|held| held.value).collect())
}

/// Goes on only where somebody is left who may change people once this one has another role, or none.
async fn somebody_is_left(
    visitor: &Visitor,
    person: &Person,
    role: Option<Role>,
) -> Result<Result<(), String>, RecordsError> {
    let before = all(visitor).await?;
    let others = before.iter().filter(|one| one.id != person.id).cloned();
    let changed = role.map(|role| Person { role, ..person.clone() });
    let after: Vec<Person> = others.chain(changed).collect();
    Ok(match Deed::left_to_nobody(&before, &after) {
        None => Ok(()),
        Some(deed) => Err(format!(
            "{} is the last who may {}; give somebody else that role first",
            person.name,
            deed.in_words()
        )),
    })
}

/// Puts what the records refuse beside the field that it is about.
fn tell(form: &mut Form, refused: PersonRefused) -> Result<(), PageError> {
    let text = refused.to_string();
    let field = match refused {
        PersonRefused::NoName | PersonRefused::Change(ChangeError::Conflict(_)) => "name",
        PersonRefused::ActsForNobody => "acts_for",
        PersonRefused::EmailTaken { .. } => "email",
        PersonRefused::Change(ChangeError::Records(error)) => return Err(error.into()),
    };
    form.fault(field, &text);
    Ok(())
}

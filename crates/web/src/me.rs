//! What is one's own: the list of what is due, the account, the calendar.
//!
//! In come requests of somebody who has signed in; nobody sees or changes here what is another's.

mod account;
mod calendar;
mod list;
mod outside;
mod partnerships;
mod password;
mod recovery;
mod sessions;

use axum::Router;
use axum::routing::get;
use axum::routing::post;
use records::Account;
use records::Held;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::Address;
use crate::who::again;
use crate::who::visitor::Visitor;

/// The pages of one's own.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/me", get(list::show))
        .route("/me/account", get(account::show))
        .route("/me/password", get(password::ask).post(password::change))
        .route("/me/recovery-codes", get(recovery::ask).post(recovery::renew))
        .route("/me/outside", get(outside::ask).post(outside::take))
        .route("/me/sessions", get(sessions::show).post(sessions::end))
        .route("/me/sign-out-everywhere", post(account::sign_out_everywhere))
        .route("/me/partnerships", get(partnerships::show))
        .route("/me/calendar", get(calendar::show).post(calendar::make))
        .route("/me/calendar.ics", get(calendar::download))
        .route("/me/calendar/links/{number}/revoke", post(calendar::revoke))
}

/// What is told to whoever has no password to give.
const NO_PASSWORD: &str =
    "you have no password yet; ask your partnership manager for a link to set one";

/// The visitor's own account.
async fn own_account(visitor: &Visitor) -> Result<Option<Held<Account>>, PageError> {
    Ok(visitor.book.account(&visitor.person.id).await?)
}

/// The visitor's own account, where it has a password.
async fn with_password(visitor: &Visitor) -> Result<Held<Account>, PageError> {
    let account = own_account(visitor).await?;
    let account = account.filter(|held| held.value.password.is_some());
    account.ok_or_else(|| PageError::Refused(NO_PASSWORD.to_owned()))
}

/// Asks for the present password again, and for the second factor where there is one, before what they guard is changed.
async fn proven_again(
    visitor: &Visitor,
    account: &Account,
    address: &Address,
    form: &mut Form,
) -> Result<(), PageError> {
    let whose = (&visitor.book, &visitor.person, account);
    again::proven(&visitor.app, whose, address, form).await
}

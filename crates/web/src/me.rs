//! What is one's own: the list of what is due, the account, the calendar.
//!
//! In come requests of somebody who has signed in; nobody sees or changes here what is another's.

mod account;
mod calendar;
mod list;
mod outside;
mod password;
mod recovery;

use axum::Router;
use axum::routing::get;
use axum::routing::post;
use records::Account;
use records::Held;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who;
use crate::who::Address;
use crate::who::password::Password;
use crate::who::visitor::Visitor;

/// The pages of one's own.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/me", get(list::show))
        .route("/me/account", get(account::show))
        .route("/me/password", get(password::ask).post(password::change))
        .route("/me/recovery-codes", get(recovery::ask).post(recovery::renew))
        .route("/me/outside", get(outside::ask).post(outside::take))
        .route("/me/sign-out-everywhere", post(account::sign_out_everywhere))
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

/// Asks for the present password again, before what it guards is changed; tries are counted.
async fn knows_password(
    visitor: &Visitor,
    account: &Account,
    address: &Address,
    form: &mut Form,
) -> Result<(), PageError> {
    visitor.app.limits.count_password(visitor.book.id(), &visitor.person.id, &address.0)?;
    let hash = account.password.as_ref().map(|hash| hash.text().to_owned());
    let typed = Password::typed(form.secret("password"));
    if !who::apart(move || typed.fits(hash.as_deref())).await? {
        form.fault(
            "password",
            "That is not your present password; enter the one that you sign in with",
        );
    }
    Ok(())
}

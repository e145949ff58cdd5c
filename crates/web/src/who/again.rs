//! Proving once more who one is, before anything is changed by which one proves it: by the password and, where there is
//! one, the second factor.
//!
//! So neither whoever sits down at an open browser nor whoever has only a password makes an account their own.

use partnership::membership::person::Person;
use records::Account;
use records::Book;
use records::Held;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who;
use crate::who::Address;
use crate::who::code;
use crate::who::kept_factor;
use crate::who::password::Password;
use crate::who::visitor::Visitor;

/// The field of the password.
const PASSWORD: &str = "password";
/// The field of the code.
const CODE: &str = "present_code";

/// What a form asks for once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Asks {
    /// The password, where the visitor has one.
    password: bool,
    /// A code beside it, where they have a second factor.
    code: bool,
}

/// What a form asks a visitor for.
///
/// # Errors
/// When the records or the key cannot be read.
pub(crate) async fn asks(visitor: &Visitor) -> Result<Asks, PageError> {
    let Visitor { app, book, person, .. } = visitor;
    let account = book.account(&person.id).await?.map(|held| held.value);
    let account = account.filter(|account| account.password.is_some());
    let code = account.as_ref().map(|account| asks_code(app, book, person, account)).transpose()?;
    Ok(Asks { password: account.is_some(), code: code == Some(true) })
}

/// Asks a visitor for password and code, as [`proven`] does, where they have a password. Whoever comes by the outside
/// sign-in alone has none, and is asked for nothing.
///
/// # Errors
/// When there were too many tries, or the records cannot be read or written.
pub(crate) async fn proven_by(
    visitor: &Visitor,
    address: &Address,
    form: &mut Form,
) -> Result<(), PageError> {
    let Visitor { app, book, person, .. } = visitor;
    match book.account(&person.id).await?.map(|held| held.value) {
        Some(account) if account.password.is_some() => {
            proven(app, (book, person, &account), address, form).await
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether a form asks for a code beside the password: where there is a second factor.
///
/// # Errors
/// When the key cannot be read.
pub(crate) fn asks_code(
    app: &App,
    book: &Book,
    person: &Person,
    account: &Account,
) -> Result<bool, PageError> {
    Ok(kept_factor::of(app, book, person, account)?.is_some())
}

/// Asks for the password; what is wrong stands in the form, and tries are counted.
///
/// # Errors
/// When there were too many tries, or the password could not be compared.
pub(crate) async fn knows_password(
    app: &App,
    (book, person, account): (&Book, &Person, &Account),
    address: &Address,
    form: &mut Form,
) -> Result<(), PageError> {
    app.limits.count_password(book.id(), &person.id, &address.0)?;
    let hash = account.password.as_ref().map(|hash| hash.text().to_owned());
    let typed = Password::typed(form.secret(PASSWORD));
    if !who::apart(move || typed.fits(hash.as_deref())).await? {
        tracing::warn!("a password that was asked for again was wrong");
        let text = "That is not your present password; enter the one that you sign in with";
        form.fault(PASSWORD, text);
    }
    Ok(())
}

/// Asks for the code, where there is a second factor and nothing else is wrong with the form, since a code is used up with
/// that; what is wrong with it stands in the form.
///
/// # Errors
/// When the records cannot be read or written.
pub(crate) async fn knows_code(
    app: &App,
    (book, person, account): (&Book, &Person, &Account),
    form: &mut Form,
) -> Result<(), PageError> {
    if form.has_faults() || !asks_code(app, book, person, account)? {
        return Ok(());
    }
    let typed = form.secret(CODE).trim().to_owned();
    if typed.is_empty() {
        form.fault(CODE, "Enter the code that your app shows, or a recovery code");
    } else if code::right(app, book, person, account, &typed).await?.is_none() {
        form.fault(CODE, code::WRONG);
    }
    Ok(())
}

/// The account as it is once a code was used up, since a recovery code is taken out of it with that.
///
/// # Errors
/// When it is gone meanwhile, or the records cannot be read.
pub(crate) async fn account_now(book: &Book, person: &Person) -> Result<Held<Account>, PageError> {
    let account = book.account(&person.id).await?;
    account.ok_or_else(|| PageError::Refused("your account was taken away meanwhile".to_owned()))
}

/// Asks for password and code.
///
/// # Errors
/// When there were too many tries, or the records cannot be read or written.
pub(crate) async fn proven(
    app: &App,
    whose: (&Book, &Person, &Account),
    address: &Address,
    form: &mut Form,
) -> Result<(), PageError> {
    knows_password(app, whose, address, form).await?;
    knows_code(app, whose, form).await
}

//! Changing one's own password: the present one is asked for, and every other browser is signed out.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use records::Account;
use records::Secret;
use tower_sessions::Session;

use crate::me;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who;
use crate::who::Address;
use crate::who::again;
use crate::who::again::Asks;
use crate::who::new_password;
use crate::who::password::FEWEST;
use crate::who::seat::Proven;
use crate::who::seat::Seat;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct PasswordPage {
    form: Shown,
    path: String,
    email: String,
    asks: Asks,
    fewest: usize,
}

/// Asks for the present password and a new one.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    me::with_password(&visitor).await?;
    show(&visitor, &Form::default()).await
}

/// Changes the password.
pub(super) async fn change(
    visitor: Visitor,
    address: Address,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let held = me::with_password(&visitor).await?;
    let mut form = Form::of(pairs);
    let Visitor { app, book, person, .. } = &visitor;
    let whose = (book, person, &held.value);
    again::knows_password(app, whose, &address, &mut form).await?;
    let chosen = new_password::chosen(app, book, person, &mut form).await?;
    again::knows_code(app, whose, &mut form).await?;
    let Some(chosen) = chosen.filter(|_| !form.has_faults()) else {
        return show(&visitor, &form).await;
    };
    let held = again::account_now(book, person).await?;
    let hash = who::apart(move || chosen.hashed()).await?;
    let hash = hash.map_err(|error| PageError::Broken(error.to_string()))?;
    let account = Account { password: Some(Secret::of(hash)), ..held.value };
    let signed = visitor.signed();
    let changed = visitor.book.change_account(&signed, held.version, account).await;
    changed?;
    visitor.book.end_sessions(&visitor.person.id).await?;
    let seat = Seat::taken(&visitor.book, &visitor.person.id, Proven::Wholly, signed.at);
    seat.put(&session).await?;
    tracing::info!(by = "account", "a password was set");
    visitor.tell(&session, "Your password was changed.").await?;
    Ok(Redirect::to(&visitor.path("/me/account")).into_response())
}

async fn show(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let it = PasswordPage {
        form: form.shown(),
        path: visitor.path("/me/password"),
        email: visitor.person.email.to_string(),
        asks: again::asks(visitor).await?,
        fewest: FEWEST,
    };
    let around = Page::of(visitor, "Change your password")
        .below("your account", visitor.path("/me/account"))
        .with(form);
    Ok(page::draw(&visitor.app, "me/password.html", around, &it)?.into_response())
}

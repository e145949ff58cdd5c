//! Linking one's account at the council's own sign-in, so that it signs one in from then on.
//!
//! The password is asked for again, so that whoever comes by a browser in which somebody is signed in cannot leave a way in
//! of their own. The way to the provider is a link and not what a form leads to: our own pages alone take our forms.

use std::sync::Arc;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::me;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who::Address;
use crate::who::again;
use crate::who::again::Asks;
use crate::who::provider::Door;
use crate::who::provider::linking;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct OutsidePage {
    form: Shown,
    path: String,
    email: String,
    asks: Asks,
    /// What the provider is called.
    name: String,
    /// Whether an account there is linked already.
    linked: bool,
    /// Where to go on to, once the password was right.
    to: Option<String>,
}

/// Asks for the password.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let door = door(&visitor)?;
    let held = me::with_password(&visitor).await?;
    let it = page_of(&visitor, &door, &Form::default()).await?;
    show(&visitor, OutsidePage { linked: held.value.outside.is_some(), ..it }, &Form::default())
}

/// Shows the way to the provider, once the password is right.
pub(super) async fn take(
    visitor: Visitor,
    address: Address,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let door = door(&visitor)?;
    let held = me::with_password(&visitor).await?;
    let mut form = Form::of(pairs);
    me::proven_again(&visitor, &held.value, &address, &mut form).await?;
    let it = page_of(&visitor, &door, &form).await?;
    if held.value.outside.is_some() || form.has_faults() {
        return show(&visitor, OutsidePage { linked: held.value.outside.is_some(), ..it }, &form);
    }
    match linking::begin(&visitor, &door, &session).await? {
        Ok(to) => show(&visitor, OutsidePage { to: Some(to), ..it }, &form),
        Err(why) => linking::not_linked(&visitor.app, &visitor.book, &why),
    }
}

/// The provider, where the settings have one.
fn door(visitor: &Visitor) -> Result<Arc<Door>, PageError> {
    visitor.app.door.clone().ok_or(PageError::NotFound)
}

async fn page_of(visitor: &Visitor, door: &Door, form: &Form) -> Result<OutsidePage, PageError> {
    Ok(OutsidePage {
        form: form.shown(),
        path: visitor.path("/me/outside"),
        email: visitor.person.email.to_string(),
        asks: again::asks(visitor).await?,
        name: door.name().to_owned(),
        linked: false,
        to: None,
    })
}

fn show(visitor: &Visitor, it: OutsidePage, form: &Form) -> Result<Response, PageError> {
    let around = Page::of(visitor, format!("Link {}", it.name))
        .below("your account", visitor.path("/me/account"))
        .with(form);
    Ok(page::draw(&visitor.app, "me/outside.html", around, &it)?.into_response())
}

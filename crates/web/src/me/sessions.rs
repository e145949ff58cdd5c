//! The browsers in which one is signed in: which there are, and signing out with some of them.
//!
//! The password is asked for where there is one, so that whoever sits down at an open browser cannot turn its owner out.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use records::Fingerprint;
use records::Once;
use tower_sessions::Session;

use crate::clock;
use crate::me;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who::Address;
use crate::who::again;
use crate::who::seat::broken;
use crate::who::seats;
use crate::who::seats::Taken;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct SessionsPage {
    form: Shown,
    path: String,
    email: String,
    asks_password: bool,
    browsers: Vec<Browser>,
}

/// A browser, as a box to tick.
#[derive(Debug, serde::Serialize)]
struct Browser {
    value: String,
    text: String,
    hint: String,
    is_ticked: bool,
}

/// Lists them.
pub(super) async fn show(visitor: Visitor, session: Session) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    draw(&visitor, &session, &Form::default()).await
}

/// Signs out with those that were ticked.
pub(super) async fn end(
    visitor: Visitor,
    address: Address,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let mut form = Form::of(pairs);
    let ticked: BTreeSet<Fingerprint> =
        form.texts("browser").filter_map(|text| text.parse().ok()).collect();
    if ticked.is_empty() {
        form.fault("browser", "Tick the browsers with which to sign out");
    }
    if let Some(held) = me::own_account(&visitor).await?
        && held.value.password.is_some()
    {
        let whose = (&visitor.book, &visitor.person, &held.value);
        again::knows_password(&visitor.app, whose, &address, &mut form).await?;
    }
    if form.has_faults() {
        return draw(&visitor, &session, &form).await;
    }
    let own = seats::name_of(&session);
    let is_own = own.is_some_and(|own| ticked.contains(&own));
    for name in &ticked {
        // One that has ended meanwhile has ended.
        let (Once::Now | Once::Already) =
            visitor.book.end_session(&visitor.person.id, name).await?;
    }
    tracing::info!(ended = ticked.len(), "somebody signed out with other browsers");
    if is_own {
        session.flush().await.map_err(broken)?;
        return Ok(Redirect::to(&visitor.path("/sign-in")).into_response());
    }
    visitor.tell(&session, "You are signed out there.").await?;
    Ok(Redirect::to(&visitor.path("/me/sessions")).into_response())
}

async fn draw(visitor: &Visitor, session: &Session, form: &Form) -> Result<Response, PageError> {
    let own = seats::name_of(session);
    let now = visitor.app.settings.clock.now();
    let ticked: BTreeSet<&str> = form.texts("browser").collect();
    let mut browsers = Vec::new();
    for Taken { name, seat } in seats::of(&visitor.book, &visitor.person.id, now).await? {
        let this = if own.as_ref() == Some(&name) { "This browser, signed" } else { "Signed" };
        let value = name.to_string();
        browsers.push(Browser {
            is_ticked: ticked.contains(value.as_str()),
            text: format!("{this} in on {}", clock::in_words(seat.since())?),
            hint: format!(
                "Last used on {}, or in the five minutes after",
                clock::in_words(seat.seen())?
            ),
            value,
        });
    }
    let account = me::own_account(visitor).await?;
    let it = SessionsPage {
        form: form.shown(),
        path: visitor.path("/me/sessions"),
        email: visitor.person.email.to_string(),
        asks_password: account.is_some_and(|held| held.value.password.is_some()),
        browsers,
    };
    let around = Page::of(visitor, "Where you are signed in")
        .below("your account", visitor.path("/me/account"))
        .with(form);
    Ok(page::draw(&visitor.app, "me/sessions.html", around, &it)?.into_response())
}

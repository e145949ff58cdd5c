//! New recovery codes, which take the place of the old.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use records::Account;
use records::Held;

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
use crate::who::token::recovery_codes;
use crate::who::token::recovery_fingerprint;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct AskPage {
    form: Shown,
    path: String,
    email: String,
    asks: Asks,
}

/// The page that shows the codes, once.
#[derive(Debug, serde::Serialize)]
struct CodesPage {
    codes: Vec<String>,
    next: String,
}

/// Asks for the password before new codes are made.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    with_factor(&visitor).await?;
    show(&visitor, &Form::default()).await
}

/// Makes new codes and shows them.
pub(super) async fn renew(
    visitor: Visitor,
    address: Address,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let held = with_factor(&visitor).await?;
    let mut form = Form::of(pairs);
    me::proven_again(&visitor, &held.value, &address, &mut form).await?;
    if form.has_faults() {
        return show(&visitor, &form).await;
    }
    let held = again::account_now(&visitor.book, &visitor.person).await?;
    let codes = recovery_codes().map_err(|error| PageError::Broken(error.to_string()))?;
    let prints = codes.iter().map(|code| recovery_fingerprint(code)).collect();
    let account = Account { recovery_codes: prints, ..held.value };
    let changed = visitor.book.change_account(&visitor.signed(), held.version, account).await;
    changed?;
    tracing::info!("recovery codes were made anew");
    let around = Page::of(&visitor, "Print your recovery codes");
    let it = CodesPage { codes, next: visitor.path("/me/account") };
    Ok(page::draw(&visitor.app, "who/recovery_codes.html", around, &it)?.into_response())
}

/// The account, where it has a second factor that codes can stand in for.
async fn with_factor(visitor: &Visitor) -> Result<Held<Account>, PageError> {
    let held = me::with_password(visitor).await?;
    let factor = held.value.second_factor.as_ref();
    if factor.is_some_and(|factor| factor.confirmed.is_some()) {
        Ok(held)
    } else {
        Err(PageError::Refused("you have no second factor yet; set one up first".to_owned()))
    }
}

async fn show(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let it = AskPage {
        form: form.shown(),
        path: visitor.path("/me/recovery-codes"),
        email: visitor.person.email.to_string(),
        asks: again::asks(visitor).await?,
    };
    let around = Page::of(visitor, "Make new recovery codes")
        .below("your account", visitor.path("/me/account"))
        .with(form);
    Ok(page::draw(&visitor.app, "me/recovery_codes.html", around, &it)?.into_response())
}

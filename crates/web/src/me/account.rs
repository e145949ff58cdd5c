//! One's own account: who one is here, how one signs in, and signing out everywhere.

use axum::response::Html;
use axum::response::Redirect;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use tower_sessions::Session;

use crate::me;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::seat::broken;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct MyAccount {
    path: String,
    name: String,
    email: String,
    role: String,
    acts_for: String,
    has_password: bool,
    has_second_factor: bool,
    recovery_codes: String,
    /// The council's own sign-in, where there is one.
    outside: Option<Outside>,
}

/// An outside provider, and whether it signs the visitor in.
#[derive(Debug, serde::Serialize)]
struct Outside {
    name: String,
    is_linked: bool,
}

/// Shows the account.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let account = me::own_account(&visitor).await?.map(|held| held.value);
    let factor = account.as_ref().and_then(|account| account.second_factor.as_ref());
    let codes = account.as_ref().map_or(0, |account| account.recovery_codes.len());
    let owners: Vec<&String> = visitor.person.acts_for.iter().collect();
    let it = MyAccount {
        path: visitor.path("/me"),
        name: visitor.person.name.clone(),
        email: visitor.person.email.to_string(),
        role: capitalised(visitor.person.role.in_words()),
        acts_for: listed(&owners),
        has_password: account.as_ref().is_some_and(|account| account.password.is_some()),
        has_second_factor: factor.is_some_and(|factor| factor.confirmed.is_some()),
        outside: visitor.app.door.as_ref().map(|door| Outside {
            name: capitalised(door.name()),
            is_linked: account.as_ref().is_some_and(|account| account.outside.is_some()),
        }),
        recovery_codes: match codes {
            0 => "None left".to_owned(),
            1 => "1 not used yet".to_owned(),
            several => format!("{several} not used yet"),
        },
    };
    let around = Page::of(&visitor, "Your account").below("my list", visitor.path("/me"));
    page::draw(&visitor.app, "me/account.html", around, &it)
}

/// Signs out with every browser, this one among them.
pub(super) async fn sign_out_everywhere(
    visitor: Visitor,
    session: Session,
) -> Result<Redirect, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    visitor.book.end_sessions(&visitor.person.id).await?;
    session.flush().await.map_err(broken)?;
    Ok(Redirect::to(&visitor.path("/sign-in")))
}

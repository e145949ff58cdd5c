//! Taking away what was entered by mistake; what only ended is given its last day instead.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use tower_sessions::Session;

use crate::membership;
use crate::membership::part::Part;
use crate::membership::part_page::Found;
use crate::membership::part_page::found;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct TakeAway {
    path: String,
    above: String,
    one: &'static str,
    name: String,
    detail: String,
    version: i64,
    has_days: bool,
}

/// Asks whether to take it away.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, part, place)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let found = found(&visitor, &part, &place).await?;
    show(&visitor, &found, &Form::default())
}

/// Takes it away.
pub(super) async fn take_away(
    visitor: Visitor,
    Path((_, part, place)): Path<(String, String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let found = found(&visitor, &part, &place).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    if seen != found.version {
        // Another may stand in its place by now.
        form.fault(
            "take-away",
            "Somebody changed the partnership meanwhile; look at it as it is now",
        );
        return show(&visitor, &found, &form);
    }
    let typed = found.part.without(found.typed.clone(), found.place);
    match visitor.book.change_partnership(&visitor.signed(), seen, typed).await {
        Ok(_) => {
            visitor.tell(&session, &format!("{} was taken away.", found.one.name())).await?;
            Ok(Redirect::to(&visitor.path("/partnership")).into_response())
        }
        Err(refused) => {
            membership::tell(&mut form, refused, &["take-away"])?;
            show(&visitor, &found, &form)
        }
    }
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let above = visitor.path(&format!("/partnership/{}/{}", found.part.path(), found.place + 1));
    let it = TakeAway {
        path: format!("{above}/take-away"),
        above: above.clone(),
        one: found.part.one_in_words(),
        name: found.one.name().to_owned(),
        detail: found.one.detail(),
        version: found.version.0,
        has_days: found.part != Part::Bodies,
    };
    let around =
        Page::of(visitor, format!("Take {} away", it.name)).below(&it.name, above).with(form);
    Ok(page::draw(&visitor.app, "membership/take_away.html", around, &it)?.into_response())
}

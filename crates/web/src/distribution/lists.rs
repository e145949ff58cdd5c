//! A distribution list: entered, and changed.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::distribution::list::DistributionList;
use partnership::distribution::list::ListId;
use partnership::distribution::list::Readership;
use partnership::membership::may::Deed;
use partnership::terms::slug;
use partnership::terms::wording::capitalised;
use records::Held;
use tower_sessions::Session;

use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::at::list_path;
use crate::distribution::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What addresses have in the place of a short name.
const NO_LIST: &str = "new";

/// The form.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    readerships: Vec<Choice>,
}

/// Asks for a list.
pub(super) async fn ask_new(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    draw(&visitor, None, &Form::default())
}

/// Enters it.
pub(super) async fn enter(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let mut form = Form::of(pairs);
    let there = visitor.book.distribution_lists().await?;
    let taken = |slug: &slug::Slug| {
        slug.as_str() == NO_LIST || there.iter().any(|held| held.value.id.0 == *slug)
    };
    let id = slug::free(form.text("name"), "list", taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?;
    let Some(list) = typed(&mut form, ListId(id)) else {
        return draw(&visitor, None, &form);
    };
    if let Err(why) = visitor.book.enter_distribution_list(&visitor.signed(), &list).await {
        refused::note(&mut form, "name", why)?;
        return draw(&visitor, None, &form);
    }
    visitor.tell(&session, "The list was added. Nobody is on it yet.").await?;
    Ok(Redirect::to(&list_path(&visitor, &list, "")).into_response())
}

/// Shows a list, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let held = at.list(&visitor).await?;
    let mut form = Form::default();
    form.put("name", &held.value.name);
    form.put("of", held.value.of.word());
    draw(&visitor, Some(&held), &form)
}

/// Changes it.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let held = at.list(&visitor).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let Some(list) = typed(&mut form, held.value.id.clone()) else {
        return draw(&visitor, Some(&held), &form);
    };
    let changed = visitor.book.change_distribution_list(&visitor.signed(), seen, &list).await;
    if let Err(why) = changed {
        refused::note(&mut form, "of", why)?;
        let held = at.list(&visitor).await?;
        return draw(&visitor, Some(&held), &form);
    }
    visitor.tell(&session, "The list was changed.").await?;
    Ok(Redirect::to(&list_path(&visitor, &list, "")).into_response())
}

fn typed(form: &mut Form, id: ListId) -> Option<DistributionList> {
    let name = form.needed("name", "write what the list is called, such as “Libraries”");
    let of = Readership::of_word(form.text("of"));
    if of.is_none() {
        form.fault("of", "choose whom the list is of");
    }
    Some(DistributionList { id, name: name?, of: of? })
}

fn draw(
    visitor: &Visitor,
    held: Option<&Held<DistributionList>>,
    form: &Form,
) -> Result<Response, PageError> {
    let readerships = Readership::ALL.into_iter().map(|of| {
        let choice = Choice::of(form, "of", of.word(), &capitalised(of.in_words()));
        if of.needs_consent() {
            choice.with_hint("On this list everybody is by consent: they gave an address to be told, and for nothing else. \
                It is never joined with what anybody answered.".to_owned())
        } else {
            choice
        }
    });
    let it = ListPage {
        form: form.shown(),
        path: match held {
            Some(held) => list_path(visitor, &held.value, "/change"),
            None => visitor.path("/distribution/lists/new"),
        },
        back: match held {
            Some(held) => list_path(visitor, &held.value, ""),
            None => visitor.path("/distribution"),
        },
        version: held.map(|held| refused::seen_next(form, held.version)),
        readerships: readerships.collect(),
    };
    let title = held.map_or("Add a list", |_| "Change the list");
    let around = below(visitor, title).with(form);
    Ok(page::draw(&visitor.app, "distribution/list.html", around, &it)?.into_response())
}

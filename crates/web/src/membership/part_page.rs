//! One organisation, task group, district or body: added, changed, or given its last day.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::TypedPartnership;
use partnership::membership::may::Deed;
use records::Version;
use tower_sessions::Session;

use crate::membership;
use crate::membership::part;
use crate::membership::part::One;
use crate::membership::part::Part;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct PartPage {
    form: Shown,
    path: String,
    part: &'static str,
    one: &'static str,
    choices: Vec<Choice>,
    is_new: bool,
}

/// What is changed: the part, the one of it, the description around it and its version.
pub(super) struct Found {
    pub(super) part: Part,
    pub(super) place: usize,
    pub(super) one: One,
    pub(super) typed: TypedPartnership,
    pub(super) version: Version,
}

/// The one that an address names, for whoever may change it.
pub(super) async fn found(visitor: &Visitor, part: &str, place: &str) -> Result<Found, PageError> {
    visitor.may(Deed::ChangePartnership)?;
    let part = Part::named(part).ok_or(PageError::NotFound)?;
    let number: usize = place.parse().map_err(|_| PageError::NotFound)?;
    let place = number.checked_sub(1).ok_or(PageError::NotFound)?;
    let held = visitor.book.partnership().await?;
    let typed = held.value.typed().clone();
    let one = part.all(&typed).into_iter().nth(place).ok_or(PageError::NotFound)?;
    Ok(Found { part, place, one, typed, version: held.version })
}

/// Asks for a new one.
pub(super) async fn ask_new(
    visitor: Visitor,
    Path((_, part)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnership)?;
    let part = Part::named(&part).ok_or(PageError::NotFound)?;
    let mut form = Form::default();
    let version = visitor.book.partnership().await?.version;
    form.put("version", &version.0.to_string());
    show_new(&visitor, part, &form)
}

/// Adds one.
pub(super) async fn enter(
    visitor: Visitor,
    Path((_, part)): Path<(String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnership)?;
    let part = Part::named(&part).ok_or(PageError::NotFound)?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let mut typed = visitor.book.partnership().await?.value.typed().clone();
    let body = part::body_id(form.text("name"), &typed);
    let Some(one) = part.read(&mut form, body) else { return show_new(&visitor, part, &form) };
    one.put(&mut typed, None);
    save(&visitor, &session, typed, seen, part, &mut form, "added").await?;
    if form.has_faults() {
        return show_new(&visitor, part, &form);
    }
    Ok(Redirect::to(&visitor.path("/partnership")).into_response())
}

/// Shows one, to be changed.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, part, place)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let found = found(&visitor, &part, &place).await?;
    let mut form = found.one.form();
    form.put("version", &found.version.0.to_string());
    show(&visitor, &found, &form)
}

/// Changes one.
pub(super) async fn change(
    visitor: Visitor,
    Path((_, part, place)): Path<(String, String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let found = found(&visitor, &part, &place).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let body = match &found.one {
        One::Body(body) => Some(body.id.clone()),
        One::Organisation(_) | One::TaskGroup(_) | One::District(_) => None,
    };
    let Some(one) = found.part.read(&mut form, body) else { return show(&visitor, &found, &form) };
    let mut typed = found.typed.clone();
    one.put(&mut typed, Some(found.place));
    save(&visitor, &session, typed, seen, found.part, &mut form, "changed").await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    Ok(Redirect::to(&visitor.path("/partnership")).into_response())
}

/// Saves a description; what is refused stands in the form.
async fn save(
    visitor: &Visitor,
    session: &Session,
    typed: TypedPartnership,
    seen: Version,
    part: Part,
    form: &mut Form,
    done: &str,
) -> Result<(), PageError> {
    match visitor.book.change_partnership(&visitor.signed(), seen, typed).await {
        Ok(_) => visitor.tell(session, &format!("{} was {done}.", form.text("name"))).await,
        Err(refused) => membership::tell(form, refused, part.fields()),
    }
}

fn show_new(visitor: &Visitor, part: Part, form: &Form) -> Result<Response, PageError> {
    let path = visitor.path(&format!("/partnership/{}/new", part.path()));
    let article = if part == Part::Organisations { "an" } else { "a" };
    let title = format!("Add {article} {}", part.one_in_words());
    draw(visitor, title, page_of(part, form, path, true), form)
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let (part, place) = (found.part, found.place + 1);
    let path = visitor.path(&format!("/partnership/{}/{place}", part.path()));
    draw(visitor, found.one.name().to_owned(), page_of(part, form, path, false), form)
}

fn page_of(part: Part, form: &Form, path: String, is_new: bool) -> PartPage {
    PartPage {
        form: form.shown(),
        path,
        part: part.path(),
        one: part.one_in_words(),
        choices: part.choices(form),
        is_new,
    }
}

fn draw(
    visitor: &Visitor,
    title: String,
    it: PartPage,
    form: &Form,
) -> Result<Response, PageError> {
    let around =
        Page::of(visitor, title).below("the partnership", visitor.path("/partnership")).with(form);
    Ok(page::draw(&visitor.app, "membership/part.html", around, &it)?.into_response())
}

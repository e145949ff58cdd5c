//! Adding somebody, and changing who they are.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use records::Held;
use tower_sessions::Session;

use crate::clock;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people;
use crate::people::choices;
use crate::people::choices::Choice;
use crate::people::links;
use crate::people::links::LinkLine;
use crate::people::links::Way;
use crate::people::list::signs_in_with;
use crate::people::short_name;
use crate::who::Address;
use crate::who::again;
use crate::who::again::Asks;
use crate::who::seats;
use crate::who::visitor::Visitor;

/// The form, to add or to change.
#[derive(Debug, serde::Serialize)]
struct PersonPage {
    form: Shown,
    path: String,
    roles: Vec<Choice>,
    owners: Vec<Choice>,
    /// Whether letters go, so that a link can be sent.
    letters_go: bool,
    /// What is known of somebody who is there already.
    known: Option<Known>,
}

#[derive(Debug, serde::Serialize)]
struct Known {
    signs_in_with: String,
    /// With how many browsers they are signed in; none where with none.
    signed_in: Option<String>,
    links: Vec<LinkLine>,
    /// Whether whoever changes their address proves first who they are.
    asks: Asks,
}

/// Asks whom to add.
pub(super) async fn ask_new(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePeople)?;
    let mut form = Form::default();
    form.put(links::SEND, "yes");
    show_new(&visitor, &form).await
}

/// Adds a person, and sends or shows the link by which they set their password.
pub(super) async fn enter(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePeople)?;
    let mut form = Form::of(pairs);
    let owners = choices::owners(&visitor, &BTreeSet::new()).await?;
    let taken = visitor.book.people().await?.into_iter().map(|held| held.value.id).collect();
    let id = short_name::made_from(form.text("name"), &taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is free".to_owned()))?;
    let Some(person) = read(&mut form, id, &owners) else {
        return show_new(&visitor, &form).await;
    };
    visitor.may(Deed::changing_person(None, Some(person.role)))?;
    if let Err(refused) = visitor.book.enter_person(&visitor.signed(), person.clone()).await {
        people::tell(&mut form, refused)?;
        return show_new(&visitor, &form).await;
    }
    let added = format!("{} was added.", person.name);
    links::make_and_give(&visitor, &session, &person, Way::asked(&form), Some(added)).await
}

/// Shows a person, to be changed.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let held = people::found(&visitor, &named).await?;
    let mut form = Form::default();
    form.put("name", &held.value.name);
    form.put("email", held.value.email.as_str());
    form.put("role", choices::word(held.value.role));
    for owner in &held.value.acts_for {
        form.put("acts_for", owner);
    }
    form.put("version", &held.version.0.to_string());
    show(&visitor, &held, &form).await
}

/// Changes a person.
pub(super) async fn change(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
    address: Address,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let held = people::found(&visitor, &named).await?;
    let mut form = Form::of(pairs);
    let owners = choices::owners(&visitor, &held.value.acts_for).await?;
    let seen = form.seen()?;
    let Some(person) = read(&mut form, held.value.id.clone(), &owners) else {
        return show(&visitor, &held, &form).await;
    };
    visitor.may(Deed::changing_person(Some(held.value.role), Some(person.role)))?;
    // Letters with links that set a password go to the address.
    if person.email != held.value.email {
        again::proven_by(&visitor, &address, &mut form).await?;
        if form.has_faults() {
            return show(&visitor, &held, &form).await;
        }
    }
    match visitor.book.change_person(&visitor.signed(), seen, person).await {
        Ok(_) => {
            visitor.tell(&session, &format!("{} was changed.", form.text("name"))).await?;
            Ok(Redirect::to(&visitor.path("/people")).into_response())
        }
        Err(refused) => {
            people::tell(&mut form, refused)?;
            show(&visitor, &held, &form).await
        }
    }
}

/// The person that a form describes; what is wrong stands in the form.
fn read(form: &mut Form, id: PersonId, owners: &BTreeSet<String>) -> Option<Person> {
    let name = form.needed("name", "Enter the person’s name");
    let email: Option<EmailAddress> = form.value("email", "Enter an e-mail address");
    let role = choices::role_of(form.text("role"));
    if role.is_none() {
        form.fault("role", "Choose what the person is there for");
    }
    let acts_for: BTreeSet<String> = form.texts("acts_for").map(str::to_owned).collect();
    if let Some(unknown) = acts_for.iter().find(|owner| !owners.contains(*owner)) {
        let text = format!("`{unknown}` sees to nothing here; choose from the list");
        form.fault("acts_for", &text);
    }
    let (Some(name), Some(email), Some(role), false) = (name, email, role, form.has_faults())
    else {
        return None;
    };
    Some(Person { id, name, email, role, acts_for })
}

async fn show_new(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let owners = choices::owners(visitor, &BTreeSet::new()).await?;
    let it = page_of(visitor, form, &visitor.path("/people/new"), &owners, None);
    let around =
        Page::of(visitor, "Add a person").below("people", visitor.path("/people")).with(form);
    Ok(page::draw(&visitor.app, "people/person.html", around, &it)?.into_response())
}

async fn show(visitor: &Visitor, held: &Held<Person>, form: &Form) -> Result<Response, PageError> {
    let person = &held.value;
    let owners = choices::owners(visitor, &person.acts_for).await?;
    let account = visitor.book.account(&person.id).await?.map(|held| held.value);
    let path = visitor.path(&format!("/people/{}", person.id));
    let known = Known {
        signs_in_with: signs_in_with(account.as_ref()),
        signed_in: signed_in(visitor, person).await?,
        asks: again::asks(visitor).await?,
        links: links::lines(visitor, visitor.book.access_links_of(&person.id).await?, &path)?,
    };
    let it = page_of(visitor, form, &path, &owners, Some(known));
    let around =
        Page::of(visitor, person.name.clone()).below("people", visitor.path("/people")).with(form);
    Ok(page::draw(&visitor.app, "people/person.html", around, &it)?.into_response())
}

/// In how many browsers a person is signed in, and when they were last here; none where in none.
async fn signed_in(visitor: &Visitor, person: &Person) -> Result<Option<String>, PageError> {
    let now = visitor.app.settings.clock.now();
    let taken = seats::of(&visitor.book, &person.id, now).await?;
    let Some(last) = taken.iter().map(|taken| taken.seat.seen()).max() else { return Ok(None) };
    let last = clock::in_words(last)?;
    Ok(Some(match taken.len() {
        1 => format!("Signed in with 1 browser, last used on {last}"),
        several => format!("Signed in with {several} browsers, last used on {last}"),
    }))
}

fn page_of(
    visitor: &Visitor,
    form: &Form,
    path: &str,
    owners: &BTreeSet<String>,
    known: Option<Known>,
) -> PersonPage {
    let mut owners: Vec<Choice> =
        owners.iter().map(|name| Choice::of(form, "acts_for", name, name)).collect();
    owners.sort_by_cached_key(|choice| choice.text.to_lowercase());
    PersonPage {
        form: form.shown(),
        path: path.to_owned(),
        roles: choices::roles(visitor, form),
        owners,
        letters_go: visitor.app.settings.mail.is_some(),
        known,
    }
}

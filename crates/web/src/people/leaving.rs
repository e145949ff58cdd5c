//! Taking somebody away, where what goes with them is told before; and signing them out, which takes nothing else.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::person::Person;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::Held;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct TakeAway {
    path: String,
    above: String,
    name: String,
    email: String,
    role: String,
    acts_for: String,
    version: i64,
    is_oneself: bool,
}

/// Asks whether to take the person away.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let held = people::found(&visitor, &named).await?;
    show(&visitor, &held, &Form::default())
}

/// Takes the person away.
pub(super) async fn take_away(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let held = people::found(&visitor, &named).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    match visitor.book.remove_person(&visitor.signed(), seen, &held.value.id).await {
        Ok(()) => {
            visitor.tell(&session, &format!("{} was taken away.", held.value.name)).await?;
            Ok(Redirect::to(&visitor.path("/people")).into_response())
        }
        Err(refused) => {
            people::tell(&mut form, refused)?;
            let text = form.faults().iter().map(|fault| fault.text.clone()).collect::<String>();
            let mut form = Form::default();
            form.fault("take-away", &text);
            show(&visitor, &held, &form)
        }
    }
}

/// Ends every session of the person: of whoever sits at a browser that they left, and their own.
pub(super) async fn sign_out(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
    session: Session,
) -> Result<Redirect, PageError> {
    let person = people::found(&visitor, &named).await?.value;
    let ended = visitor.book.end_sessions(&person.id).await?;
    tracing::info!(ended, "somebody was signed out by another");
    let told = match ended {
        0 => format!("{} was not signed in anywhere.", person.name),
        _ => format!("{} is signed out everywhere.", person.name),
    };
    if person.id == visitor.person.id {
        return Ok(Redirect::to(&visitor.path("/sign-in")));
    }
    visitor.tell(&session, &told).await?;
    Ok(Redirect::to(&visitor.path(&format!("/people/{}", person.id))))
}

fn show(visitor: &Visitor, held: &Held<Person>, form: &Form) -> Result<Response, PageError> {
    let person = &held.value;
    let above = visitor.path(&format!("/people/{}", person.id));
    let owners: Vec<&String> = person.acts_for.iter().collect();
    let it = TakeAway {
        path: format!("{above}/take-away"),
        above: above.clone(),
        name: person.name.clone(),
        email: person.email.to_string(),
        role: capitalised(person.role.in_words()),
        acts_for: listed(&owners),
        version: held.version.0,
        is_oneself: person.id == visitor.person.id,
    };
    let around = Page::of(visitor, format!("Take {} away", person.name))
        .below(&person.name, above)
        .with(form);
    Ok(page::draw(&visitor.app, "people/take_away.html", around, &it)?.into_response())
}

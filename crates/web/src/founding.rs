//! The first partnership, made in a browser behind a link that whoever starts the program is shown.
//!
//! In come a few answers about the partnership and about who keeps its year; out goes the partnership with its first
//! person, who is led on to choose a password.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::SignedDuration;
use partnership::membership::founding::Founding;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use partnership::terms::force::FORCES;
use records::Book;
use records::ChangeError;
use records::Fingerprint;
use records::ForWhom;
use records::FoundingRefused;
use records::MembershipRefused;
use records::NewAccessLink;
use records::PartnershipId;
use records::PersonRefused;
use records::Purpose;
use records::Signed;
use tokio::sync::Mutex;

use crate::app::App;
use crate::membership;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::people::short_name;
use crate::who;
use crate::who::Address;
use crate::who::link;
use crate::who::token::NoRandomness;
use crate::who::token::Token;

/// So long the founder has to choose a password, on the page that comes next.
const STANDS: SignedDuration = SignedDuration::from_hours(1);

/// What is told of a link that cannot be followed.
const OVER: &str = "The link was used already, or the program was started anew since. Whoever looks after the program \
                    can start it again, and is shown a new link if no partnership has been made";

/// The fields that the description's own faults may be about.
const FIELDS: [&str; 3] = ["name", "police_force", "code"];

/// What the link that is open now has written in it; nothing where none is open. It is kept in memory alone, so that
/// a link is good until the program stops.
pub(crate) type Opened = Mutex<Option<Fingerprint>>;

#[derive(Debug, serde::Serialize)]
struct FoundingPage {
    form: Shown,
    path: String,
    forces: Vec<Choice>,
}

#[derive(Debug, serde::Serialize)]
struct Nothing {}

/// Opens the page on which the first partnership is made. What comes back is the path of the link to it, which is good
/// until a partnership was made by it, another was opened, or the program stops.
///
/// # Errors
/// When the computer gives no randomness.
pub async fn open(app: &App) -> Result<String, NoRandomness> {
    let token = Token::random()?;
    *app.opened.lock().await = Some(token.fingerprint());
    Ok(path(token.as_str()))
}

/// Tells a browser that comes before there is any partnership what to do.
pub(crate) fn nothing_yet(app: &App) -> Result<Response, PageError> {
    let around = Page::outside(app, "No partnership yet");
    Ok(page::draw(app, "founding/nothing_yet.html", around, &Nothing {})?.into_response())
}

/// Asks for the few things that a partnership is described from.
pub(crate) async fn ask(
    State(app): State<App>,
    Path(token): Path<String>,
    address: Address,
) -> Result<Response, PageError> {
    app.limits.count_address(&address.0)?;
    followed(app.opened.lock().await.as_ref(), &token)?;
    show(&app, &token, &Form::default())
}

/// Makes the partnership with its manager, who goes on to choose a password.
pub(crate) async fn take(
    State(app): State<App>,
    Path(token): Path<String>,
    address: Address,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    app.limits.count_address(&address.0)?;
    // Held until it is made, so that the link makes one.
    let mut opened = app.opened.lock().await;
    followed(opened.as_ref(), &token)?;
    let mut form = Form::of(pairs);
    let Some((founding, manager)) = read(&mut form) else { return show(&app, &token, &form) };
    let id = short_name::plain(&founding.name, "partnership").parse();
    let id = PartnershipId(id.map_err(|_| PageError::Broken("no short name".to_owned()))?);
    let signed = Signed { who: manager.id.to_string(), at: app.settings.clock.now() };
    let made = app.records.found_partnership(&signed, &id, founding.described(), &manager).await;
    match made {
        Err(refused) => {
            tell(&mut form, refused)?;
            show(&app, &token, &form)
        }
        Ok(book) => {
            *opened = None;
            Ok(Redirect::to(&password_page(&book, &signed, &manager).await?).into_response())
        }
    }
}

/// Whether the link is the one that is open.
fn followed(opened: Option<&Fingerprint>, token: &str) -> Result<(), PageError> {
    if opened == Some(&Token::shown(token).fingerprint()) {
        return Ok(());
    }
    Err(PageError::Refused(OVER.to_owned()))
}

/// The partnership and its manager, as the form describes them; what is wrong stands in it, in the order of its fields.
fn read(form: &mut Form) -> Option<(Founding, Person)> {
    let name = form.needed("name", "Enter what the partnership is called");
    let police_force = form.needed("police_force", "Choose the police force");
    let district_name = form.needed("district_name", "Enter what the district is called");
    let district = form.value("code", "Enter the code of the district");
    let council = form.needed("council", "Enter what the district’s council is called");
    let county_council = form.optional("county_council");
    let your_name = form.needed("your_name", "Enter your name");
    let email = form.value("email", "Enter your e-mail address");
    let founding = Founding {
        name: name?,
        police_force: police_force?,
        district: district?,
        district_name: district_name?,
        council: council?,
        county_council,
    };
    let your_name = your_name?;
    let manager = Person {
        id: short_name::made_from(&your_name, &BTreeSet::new())?,
        name: your_name,
        email: email?,
        role: Role::Manager,
        acts_for: [founding.name.clone()].into(),
    };
    Some((founding, manager))
}

/// The path of the page on which the manager chooses a password.
async fn password_page(
    book: &Book,
    signed: &Signed,
    manager: &Person,
) -> Result<String, PageError> {
    let token = Token::random().map_err(|error| PageError::Broken(error.to_string()))?;
    let new = NewAccessLink {
        purpose: Purpose::SetPassword,
        for_whom: ForWhom::Person(manager.id.clone()),
        token: token.fingerprint(),
        expires: signed.at + STANDS,
    };
    book.make_access_link(signed, new).await.map_err(link::refused)?;
    Ok(who::path_of_link(book.id(), Purpose::SetPassword, &token))
}

/// Puts what the records refuse beside the field that it is about.
fn tell(form: &mut Form, refused: FoundingRefused) -> Result<(), PageError> {
    match refused {
        FoundingRefused::Membership(MembershipRefused::Taken(_)) => {
            form.fault("name", "There is a partnership of this name already; enter another");
            Ok(())
        }
        FoundingRefused::Membership(refused) => membership::tell(form, refused, &FIELDS),
        FoundingRefused::Person(PersonRefused::EmailTaken { .. }) => {
            form.fault("email", &refused.to_string());
            Ok(())
        }
        FoundingRefused::Person(PersonRefused::Change(ChangeError::Records(error))) => {
            Err(error.into())
        }
        FoundingRefused::Person(_) => {
            form.fault("your_name", &refused.to_string());
            Ok(())
        }
    }
}

fn show(app: &App, token: &str, form: &Form) -> Result<Response, PageError> {
    let force = |name: &str| Choice::of(form, "police_force", name, name);
    let none = Choice::of(form, "police_force", "", "Choose a force");
    let it = FoundingPage {
        form: form.shown(),
        path: path(token),
        forces: std::iter::once(none).chain(FORCES.iter().map(|one| force(one.name()))).collect(),
    };
    let around = Page::outside(app, "Set up your partnership").with(form);
    Ok(page::draw(app, "founding/founding.html", around, &it)?.into_response())
}

fn path(token: &str) -> String {
    format!("/set-up/{token}")
}

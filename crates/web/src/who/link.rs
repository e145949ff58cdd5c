//! Links that somebody follows without having signed in: to set a password, to sign in once.
//!
//! Following a link changes nothing until the button on its page is pressed, since mail programs open links by
//! themselves. Whatever is wrong with a link, whoever follows it is told the same.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::membership::person::Person;
use records::AccessLink;
use records::AccessLinkRefused;
use records::Book;
use records::ChangeError;
use records::ForWhom;
use records::Purpose;
use records::Secret;
use records::Signed;
use tower_sessions::Session;

use crate::app::App;
use crate::clock::Clock;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who;
use crate::who::Address;
use crate::who::new_password;
use crate::who::password::FEWEST;
use crate::who::seat;
use crate::who::seat::Proven;
use crate::who::seat::Seat;
use crate::who::token::Token;

/// Whether the server follows links to sign in once. They let somebody in by one factor, so none does but one whose
/// date stands still, as the worked example's does and no settings make it.
fn signs_in_by_link(app: &App) -> Result<(), PageError> {
    match app.settings.clock {
        Clock::Standing(_) | Clock::StandingAt(_) => Ok(()),
        Clock::Running => Err(PageError::Refused(OVER.to_owned())),
    }
}

/// What is told of a link that cannot be followed.
const OVER: &str = "The link was used already, has expired, or was withdrawn. Ask for a new one";

/// The page behind a link.
#[derive(Debug, serde::Serialize)]
struct LinkPage {
    form: Shown,
    path: String,
    partnership: String,
    name: String,
    email: String,
    fewest: usize,
}

/// A link that may be followed, and whom it is for.
struct Open {
    book: Book,
    token: Token,
    person: Person,
}

/// Asks for a new password.
pub(crate) async fn ask_password(
    State(app): State<App>,
    Path((partnership, token)): Path<(String, String)>,
    address: Address,
) -> Result<Response, PageError> {
    let open = open(&app, &partnership, &token, Purpose::SetPassword, &address).await?;
    show_password(&app, &open, &Form::default()).await
}

/// Sets the password, and goes on to the second factor.
pub(crate) async fn set_password(
    State(app): State<App>,
    Path((partnership, token)): Path<(String, String)>,
    address: Address,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let open = open(&app, &partnership, &token, Purpose::SetPassword, &address).await?;
    let mut form = Form::of(pairs);
    let Some(chosen) = new_password::chosen(&app, &open.book, &open.person, &mut form).await?
    else {
        return show_password(&app, &open, &form).await;
    };
    let hash = who::apart(move || chosen.hashed()).await?;
    let hash = Secret::of(hash.map_err(|error| PageError::Broken(error.to_string()))?);
    let now = app.settings.clock.now();
    let signed = signed(&open.person, now);
    let set = open.book.set_password_by_link(&signed, &open.token.fingerprint(), hash).await;
    set.map_err(refused)?;
    open.book.end_sessions(&open.person.id).await?;
    tracing::info!(by = "link", "a password was set");
    let page = seat::but_for_factor(&app, &open.book, &open.person, &session).await?;
    Ok(Redirect::to(&format!("/{partnership}/{page}")).into_response())
}

/// Asks whether to sign in.
pub(crate) async fn ask_sign_in(
    State(app): State<App>,
    Path((partnership, token)): Path<(String, String)>,
    address: Address,
) -> Result<Response, PageError> {
    signs_in_by_link(&app)?;
    let open = open(&app, &partnership, &token, Purpose::SignInOnce, &address).await?;
    let it = link_page(&open, "sign-in-once", &Form::default()).await?;
    Ok(page::draw(&app, "who/sign_in_once.html", Page::outside(&app, "Sign in"), &it)?
        .into_response())
}

/// Signs in, and uses the link up.
pub(crate) async fn sign_in(
    State(app): State<App>,
    Path((partnership, token)): Path<(String, String)>,
    address: Address,
    session: Session,
) -> Result<Response, PageError> {
    signs_in_by_link(&app)?;
    let open = open(&app, &partnership, &token, Purpose::SignInOnce, &address).await?;
    let now = app.settings.clock.now();
    let (signed, fingerprint) = (signed(&open.person, now), open.token.fingerprint());
    let used = open.book.use_access_link(&signed, &fingerprint, Purpose::SignInOnce).await;
    used.map_err(refused)?;
    Seat::taken(&open.book, &open.person.id, Proven::Wholly, now).put(&session).await?;
    tracing::info!(by = "link", "somebody signed in");
    Ok(Redirect::to(&format!("/{partnership}")).into_response())
}

/// The link, if it may be followed.
async fn open(
    app: &App,
    partnership: &str,
    token: &str,
    purpose: Purpose,
    address: &Address,
) -> Result<Open, PageError> {
    app.limits.count_address(&address.0)?;
    let book = who::book(app, partnership).await?;
    let token = Token::shown(token);
    let now = app.settings.clock.now();
    let link = book.access_link(&token.fingerprint(), purpose, now).await.map_err(refused)?;
    let person = person_of(&book, link).await?;
    Ok(Open { person, book, token })
}

async fn person_of(book: &Book, link: AccessLink) -> Result<Person, PageError> {
    let gone = || PageError::Refused(OVER.to_owned());
    let ForWhom::Person(id) = link.for_whom else { return Err(gone()) };
    book.person(&id).await?.map(|held| held.value).ok_or_else(gone)
}

/// What is told of a link that is refused, whichever way it is.
pub(crate) fn refused(error: AccessLinkRefused) -> PageError {
    match error {
        AccessLinkRefused::Unknown | AccessLinkRefused::Over(_) => {
            PageError::Refused(OVER.to_owned())
        }
        AccessLinkRefused::NoSuchPerson(_)
        | AccessLinkRefused::NeedsPerson(_)
        | AccessLinkRefused::NoName
        | AccessLinkRefused::ExpiredBefore(_)
        | AccessLinkRefused::TokenTaken
        | AccessLinkRefused::Change(ChangeError::Conflict(_)) => {
            PageError::Refused(error.to_string())
        }
        AccessLinkRefused::Account(refused) => refused.into(),
        AccessLinkRefused::Change(ChangeError::Records(error)) => error.into(),
    }
}

fn signed(person: &Person, at: Timestamp) -> Signed {
    Signed { who: person.id.to_string(), at }
}

async fn link_page(open: &Open, kind: &str, form: &Form) -> Result<LinkPage, PageError> {
    Ok(LinkPage {
        form: form.shown(),
        path: format!("/{}/{kind}/{}", open.book.id(), open.token.as_str()),
        partnership: open.book.partnership().await?.value.name().to_owned(),
        name: open.person.name.clone(),
        email: open.person.email.to_string(),
        fewest: FEWEST,
    })
}

async fn show_password(app: &App, open: &Open, form: &Form) -> Result<Response, PageError> {
    let it = link_page(open, "set-password", form).await?;
    let around = Page::outside(app, "Choose a password").with(form);
    Ok(page::draw(app, "who/set_password.html", around, &it)?.into_response())
}

//! Signing in: e-mail address and password, then the code of the second factor or a recovery code.
//!
//! Whoever is wrong is told the same, in the same time, whether it was the address or the password, so that nobody
//! learns who has an account.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::Person;
use records::Account;
use records::Book;
use records::Held;
use records::Secret;
use records::Signed;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who;
use crate::who::Address;
use crate::who::code;
use crate::who::code::Code;
use crate::who::known_browser;
use crate::who::known_browser::KnownBrowser;
use crate::who::password::Password;
use crate::who::password::is_weaker_than_now;
use crate::who::seat;
use crate::who::seat::Proven;
use crate::who::seat::Seat;
use crate::who::seat::broken;
use crate::who::visitor::form_urlencoded;

/// What is told to whoever is wrong.
const WRONG: &str = "The e-mail address or the password is wrong";

/// Who signs for a password that was hashed anew: nobody has proven yet who they are, and nobody asked for it.
const KEPT_UP: &str = "the page for signing in";

/// The pages of signing in.
#[derive(Debug, serde::Serialize)]
struct SignInPage {
    form: Shown,
    partnership: String,
    next: String,
    outside: Option<Outside>,
    forgotten: String,
}

/// The button of an outside provider.
#[derive(Debug, serde::Serialize)]
struct Outside {
    name: String,
    href: String,
}

/// Where to go once signed in.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

impl Next {
    /// The address, as it came.
    pub(crate) fn text(&self) -> &str {
        &self.next
    }
}

/// The page that asks for address and password.
pub(crate) async fn ask(
    State(app): State<App>,
    Path(partnership): Path<String>,
    Query(Next { next }): Query<Next>,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let mut form = Form::default();
    form.put("next", &next);
    show(&app, &book, &form).await
}

/// Checks address and password.
pub(crate) async fn take(
    State(app): State<App>,
    Path(partnership): Path<String>,
    address: Address,
    session: Session,
    headers: HeaderMap,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let mut form = Form::of(pairs);
    let email: Option<EmailAddress> = form.value("email", "Enter your e-mail address");
    if form.secret("password").is_empty() {
        form.fault("password", "Enter your password");
    }
    let (Some(email), false) = (email, form.has_faults()) else {
        return show(&app, &book, &form).await;
    };
    let known = KnownBrowser::of(&app, &book, &email, &headers);
    app.limits.count_sign_in(&format!("{partnership} {email}"), &address.0, known.as_ref())?;
    let Some((person, account)) = fitting(&book, &email, form.secret("password")).await? else {
        tracing::warn!("an address or a password was wrong");
        form.fault("email", WRONG);
        return show(&app, &book, &form).await;
    };
    keep_up(&app, &book, account, form.secret("password")).await?;
    let page = seat::but_for_factor(&app, &book, &person, &session).await?;
    remember_next(&session, form.text("next")).await?;
    Ok(Redirect::to(&format!("/{partnership}/{page}")).into_response())
}

/// The person and account of that address and password.
async fn fitting(
    book: &Book,
    email: &EmailAddress,
    password: &str,
) -> Result<Option<(Person, Held<Account>)>, PageError> {
    let person = book.person_by_email(email).await?.map(|held| held.value);
    let account = match &person {
        Some(person) => book.account(&person.id).await?,
        None => None,
    };
    let hash = account.as_ref().and_then(|account| account.value.password.as_ref());
    let hash = hash.map(|hash| hash.text().to_owned());
    let password = Password::typed(password);
    let fits = who::apart(move || password.fits(hash.as_deref())).await?;
    Ok(person.zip(account).filter(|_| fits))
}

/// Hashes a password anew that was just given, where its hash was made with less than those that are made now. Whoever gave it
/// goes on signing in when that cannot be kept: somebody may have changed the account meanwhile, and the next time will do.
async fn keep_up(
    app: &App,
    book: &Book,
    account: Held<Account>,
    password: &str,
) -> Result<(), PageError> {
    let hash = account.value.password.as_ref();
    if !hash.is_some_and(|hash| is_weaker_than_now(hash.text())) {
        return Ok(());
    }
    let password = Password::typed(password);
    let hash = who::apart(move || password.hashed()).await?;
    let hash = hash.map_err(|error| PageError::Broken(error.to_string()))?;
    let signed = Signed { who: KEPT_UP.to_owned(), at: app.settings.clock.now() };
    let Held { value, version } = account;
    let account = Account { password: Some(Secret::of(hash)), ..value };
    if book.change_account(&signed, version, account).await.is_err() {
        tracing::warn!("a password that was hashed anew could not be kept");
    }
    Ok(())
}

/// The page that asks for the code.
pub(crate) async fn ask_code(
    State(app): State<App>,
    Path(partnership): Path<String>,
    session: Session,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    match half_way(&app, &book, &session).await? {
        Some(_) => show_code(&app, &book, &Form::default()).await,
        None => Ok(Redirect::to(&format!("/{partnership}/sign-in")).into_response()),
    }
}

/// Checks the code, or a recovery code in its place.
pub(crate) async fn take_code(
    State(app): State<App>,
    Path(partnership): Path<String>,
    address: Address,
    session: Session,
    headers: HeaderMap,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let mut form = Form::of(pairs);
    let Some((person, account)) = half_way(&app, &book, &session).await? else {
        return Ok(Redirect::to(&format!("/{partnership}/sign-in")).into_response());
    };
    let known = KnownBrowser::of(&app, &book, &person.email, &headers);
    let counted = format!("{partnership} code {}", person.id);
    app.limits.count_sign_in(&counted, &address.0, known.as_ref())?;
    let now = app.settings.clock.now();
    let typed = form.secret("code").trim().to_owned();
    let Some(by) = right_code(&app, &book, (&person, &account.value), &typed, &mut form).await?
    else {
        return show_code(&app, &book, &form).await;
    };
    let next = take_next(&session, &partnership).await?;
    Seat::taken(&book, &person.id, Proven::Wholly, now).put(&session).await?;
    tracing::info!(by = by.for_log(), "somebody signed in");
    let cookie = known_browser::cookie(&app, &book, &person.email)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response())
}

/// Ends the session.
pub(crate) async fn out(
    Path(partnership): Path<String>,
    session: Session,
) -> Result<Redirect, PageError> {
    session.flush().await.map_err(broken)?;
    Ok(Redirect::to(&format!("/{partnership}/sign-in")))
}

/// Whoever has given a right password with this browser, and has a second factor to give.
async fn half_way(
    app: &App,
    book: &Book,
    session: &Session,
) -> Result<Option<(Person, Held<Account>)>, PageError> {
    let seat = Seat::found(session, book, app.settings.clock.now()).await?;
    let Some(seat) = seat.filter(|seat| seat.proven == Proven::HalfWay) else { return Ok(None) };
    let Some(person) = seat.person(book).await? else { return Ok(None) };
    let account = book.account(&person.id).await?;
    Ok(account.map(|account| (person, account)))
}

async fn right_code(
    app: &App,
    book: &Book,
    (person, account): (&Person, &Account),
    typed: &str,
    form: &mut Form,
) -> Result<Option<Code>, PageError> {
    if typed.is_empty() {
        form.fault("code", "Enter the code that your app shows, or a recovery code");
        return Ok(None);
    }
    let code = code::right(app, book, person, account, typed).await?;
    if code.is_none() {
        form.fault("code", code::WRONG);
    }
    Ok(code)
}

async fn show(app: &App, book: &Book, form: &Form) -> Result<Response, PageError> {
    let partnership = book.partnership().await?.value.name().to_owned();
    let page = SignInPage {
        form: form.shown(),
        partnership,
        outside: app.door.as_ref().map(|door| {
            let next = form_urlencoded(form.text("next"));
            let href = format!("/{}/sign-in/outside?next={next}", book.id());
            Outside { name: door.name().to_owned(), href }
        }),
        next: form.text("next").to_owned(),
        forgotten: forgotten(book),
    };
    let around = Page::outside(app, "Sign in").with(form);
    Ok(page::draw(app, "who/sign_in.html", around, &page)?.into_response())
}

async fn show_code(app: &App, book: &Book, form: &Form) -> Result<Response, PageError> {
    let partnership = book.partnership().await?.value.name().to_owned();
    let (next, outside) = (String::new(), None);
    let forgotten = forgotten(book);
    let page = SignInPage { form: form.shown(), partnership, next, outside, forgotten };
    let around = Page::outside(app, "Enter your code").with(form);
    Ok(page::draw(app, "who/code.html", around, &page)?.into_response())
}

/// Where somebody goes who forgot their password.
fn forgotten(book: &Book) -> String {
    format!("/{}/forgotten-password", book.id())
}

const NEXT: &str = "next";

/// Remembers which page was asked for before signing in.
pub(crate) async fn remember_next(session: &Session, next: &str) -> Result<(), PageError> {
    session.insert(NEXT, next).await.map_err(broken)
}

/// The page that was asked for before signing in, if it is one of the partnership's.
pub(crate) async fn take_next(session: &Session, partnership: &str) -> Result<String, PageError> {
    let next: Option<String> = session.remove(NEXT).await.map_err(broken)?;
    Ok(next.filter(|next| is_ours(next, partnership)).unwrap_or_else(|| format!("/{partnership}")))
}

/// Whether an address leads to a page of the partnership, and nowhere else.
fn is_ours(next: &str, partnership: &str) -> bool {
    let rest = next.strip_prefix('/').and_then(|rest| rest.strip_prefix(partnership));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && !next.contains(['\\', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_our_own_pages_only() {
        for ours in ["/safer", "/safer/", "/safer?on=2014-10-14", "/safer/meetings/one"] {
            assert!(is_ours(ours, "safer"), "{ours}");
        }
        for other in [
            "",
            "//evil.example",
            "/saferX",
            "https://evil.example",
            "/other",
            "/safer\\@evil",
            "safer",
        ] {
            assert!(!is_ours(other, "safer"), "{other}");
        }
    }
}

//! A forgotten password: whoever asks gets a letter with a link, and only who reads that letter learns of it.
//!
//! In comes an e-mail address; out goes the same page in each case, at once. Whom the address belongs to is looked up,
//! and the letter sent, apart from the answer, so that neither its words nor its time tell who has an account.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use jiff::SignedDuration;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::Person;
use partnership::reminders::invitation::Invited;
use records::Book;
use records::ForWhom;
use records::NewAccessLink;
use records::Purpose;
use records::RecordsError;
use records::Signed;

use crate::app::App;
use crate::letters;
use crate::letters::Link;
use crate::page;
use crate::page::Page;
use crate::page::fault;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who;
use crate::who::Address;
use crate::who::token::Token;

/// For so long the link may be followed: whoever asks for it is waiting for it.
const STANDS: SignedDuration = SignedDuration::from_hours(2);
/// The same in words.
const STANDS_IN_WORDS: &str = "two hours";

/// Who signs for the link in the audit record. Anybody can ask, so it is nobody's name.
const SIGNED: &str = "the page for forgotten passwords";

#[derive(Debug, serde::Serialize)]
struct ForgottenPage {
    form: Shown,
    partnership: String,
    /// Whether letters go at all.
    letters_go: bool,
    /// Whether it was asked for already.
    asked: bool,
    stands: &'static str,
    sign_in: String,
}

/// How far somebody has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// They are to give their address.
    Asking,
    /// They have given one.
    Asked,
}

/// Asks for the address.
pub(crate) async fn ask(
    State(app): State<App>,
    Path(partnership): Path<String>,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    show(&app, &book, &Form::default(), Stage::Asking).await
}

/// Has a letter sent to the address, if it is of somebody with a password.
pub(crate) async fn take(
    State(app): State<App>,
    Path(partnership): Path<String>,
    address: Address,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    if app.settings.mail.is_none() {
        return show(&app, &book, &Form::default(), Stage::Asking).await;
    }
    let mut form = Form::of(pairs);
    let Some(email) = form.value::<EmailAddress>("email", "Enter your e-mail address") else {
        return show(&app, &book, &form, Stage::Asking).await;
    };
    app.limits.count_letter(&format!("{partnership} {email}"), &address.0)?;
    let (sending, of) = (app.clone(), book.clone());
    app.errands.begin(async move {
        if let Err(why) = send(&sending, &of, &email).await {
            tracing::warn!(why, "no link to set a forgotten password was sent");
        }
    })?;
    show(&app, &book, &form, Stage::Asked).await
}

/// Sends a link to whomever the address belongs to, if they sign in with a password; otherwise nothing.
async fn send(app: &App, book: &Book, email: &EmailAddress) -> Result<(), &'static str> {
    let found = with_password(book, email).await.map_err(|error| fault::kind(&error))?;
    let Some(person) = found else { return Ok(()) };
    let token = Token::random().map_err(|_| "the computer gave no randomness")?;
    let at = app.settings.clock.now();
    let signed = Signed { who: SIGNED.to_owned(), at };
    let link = NewAccessLink {
        purpose: Purpose::SetPassword,
        for_whom: ForWhom::Person(person.id.clone()),
        token: token.fingerprint(),
        expires: at + STANDS,
    };
    let made = book.make_access_link(&signed, link).await;
    let expires = made.map_err(|_| "the link could not be made")?.expires;
    let link = Link { to: Invited::SetPassword, token: &token, expires };
    letters::send_link(app, book, &person, &link).await.map_err(|error| error.for_log())
}

/// The person of an address, if they have a password to forget.
async fn with_password(book: &Book, email: &EmailAddress) -> Result<Option<Person>, RecordsError> {
    let Some(held) = book.person_by_email(email).await? else { return Ok(None) };
    let account = book.account(&held.value.id).await?;
    Ok(account.filter(|account| account.value.password.is_some()).map(|_| held.value))
}

async fn show(app: &App, book: &Book, form: &Form, stage: Stage) -> Result<Response, PageError> {
    let title = match stage {
        Stage::Asking => "Forgotten your password?",
        Stage::Asked => "Look for a letter",
    };
    let it = ForgottenPage {
        form: form.shown(),
        partnership: book.partnership().await?.value.name().to_owned(),
        letters_go: app.settings.mail.is_some(),
        asked: stage == Stage::Asked,
        stands: STANDS_IN_WORDS,
        sign_in: format!("/{}/sign-in", book.id()),
    };
    let around = Page::outside(app, title).below("signing in", it.sign_in.clone()).with(form);
    Ok(page::draw(app, "who/forgotten.html", around, &it)?.into_response())
}

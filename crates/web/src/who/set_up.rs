//! Setting up the second factor: a picture for an app to take, the code that it shows, and recovery codes to print.
//!
//! The secret waits in the session until a code has shown that the app has it; only then is it the account's.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::membership::person::Person;
use records::Account;
use records::Book;
use records::Held;
use records::Once;
use records::Signed;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who;
use crate::who::Address;
use crate::who::again;
use crate::who::kept_factor;
use crate::who::seat::Proven;
use crate::who::seat::Seat;
use crate::who::seat::broken;
use crate::who::second_factor::SecondFactor;
use crate::who::sign_in::take_next;
use crate::who::token::recovery_codes;
use crate::who::token::recovery_fingerprint;

/// The page that shows the secret and asks for a code.
#[derive(Debug, serde::Serialize)]
struct SetUpPage {
    form: Shown,
    path: String,
    picture: String,
    secret: String,
    asks_password: bool,
    asks_code: bool,
}

/// The page that shows the recovery codes, once.
#[derive(Debug, serde::Serialize)]
struct CodesPage {
    codes: Vec<String>,
    next: String,
}

/// Where the secret waits.
const WAITING: &str = "second-factor";

/// Whoever sets a second factor up, and how they came.
struct Setting {
    book: Book,
    seat: Seat,
    person: Person,
    account: Held<Account>,
}

/// Shows a new secret and asks for its code.
pub(crate) async fn ask(
    State(app): State<App>,
    Path(partnership): Path<String>,
    session: Session,
) -> Result<Response, PageError> {
    match setting(&app, &partnership, &session).await? {
        Some(setting) => show(&app, &setting, &session, &Form::default()).await,
        None => Ok(Redirect::to(&format!("/{partnership}/sign-in")).into_response()),
    }
}

/// Checks the code, makes the secret the account's and shows the recovery codes.
pub(crate) async fn take(
    State(app): State<App>,
    Path(partnership): Path<String>,
    address: Address,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let Some(setting) = setting(&app, &partnership, &session).await? else {
        return Ok(Redirect::to(&format!("/{partnership}/sign-in")).into_response());
    };
    let mut form = Form::of(pairs);
    let whose = (&setting.book, &setting.person, &setting.account.value);
    if setting.asks_again() {
        again::knows_password(&app, whose, &address, &mut form).await?;
    }
    let (factor, now) = (waiting(&app, &setting, &session).await?, app.settings.clock.now());
    let step = proven(&factor, &mut form, now)?;
    if setting.asks_again() {
        again::knows_code(&app, whose, &mut form).await?;
    }
    let Some(step) = step.filter(|_| !form.has_faults()) else {
        return show(&app, &setting, &session, &form).await;
    };
    let codes = recovery_codes().map_err(|error| PageError::Broken(error.to_string()))?;
    let Setting { book, person, .. } = setting;
    let Held { value, version } = again::account_now(&book, &person).await?;
    let account = Account {
        second_factor: Some(records::SecondFactor {
            secret: kept_factor::encrypted(&app, &book, &person, &factor)?,
            confirmed: Some(now),
        }),
        recovery_codes: codes.iter().map(|code| recovery_fingerprint(code)).collect(),
        ..value
    };
    let signed = Signed { who: person.id.to_string(), at: now };
    let changed = book.change_account(&signed, version, account).await;
    changed?;
    // The code that was just shown is used up.
    let (Once::Now | Once::Already) = book.accept_code(&person.id, step).await?;
    session.remove::<String>(WAITING).await.map_err(broken)?;
    let next = take_next(&session, &partnership).await?;
    Seat::taken(&book, &person.id, Proven::Wholly, now).put(&session).await?;
    tracing::info!("a second factor was set up");
    let around = Page::outside(&app, "Print your recovery codes");
    Ok(page::draw(&app, "who/recovery_codes.html", around, &CodesPage { codes, next })?
        .into_response())
}

/// The step of time of the code that was typed, where it is right.
fn proven(
    factor: &SecondFactor,
    form: &mut Form,
    now: Timestamp,
) -> Result<Option<i64>, PageError> {
    let step = factor.step_of(form.secret("code"), now);
    let step = step.map_err(|error| PageError::Broken(error.to_string()))?;
    if step.is_none() {
        form.fault(
            "code",
            "That is not the code that your app shows now; enter the six figures that it shows",
        );
    }
    Ok(step)
}

impl Setting {
    /// Whoever is in already proves once more who they are before another second factor takes its place.
    fn asks_again(&self) -> bool {
        self.seat.proven == Proven::Wholly
    }
}

async fn setting(
    app: &App,
    partnership: &str,
    session: &Session,
) -> Result<Option<Setting>, PageError> {
    let book = who::book(app, partnership).await?;
    let seat = Seat::found(session, &book, app.settings.clock.now()).await?;
    let Some(seat) = seat.filter(|seat| seat.proven != Proven::HalfWay) else { return Ok(None) };
    let Some(person) = seat.person(&book).await? else { return Ok(None) };
    let account = book.account(&person.id).await?;
    Ok(account.map(|account| Setting { book, seat, person, account }))
}

/// The secret that waits in the session, or a new one.
async fn waiting(
    app: &App,
    setting: &Setting,
    session: &Session,
) -> Result<SecondFactor, PageError> {
    let Setting { book, person, .. } = setting;
    let waits: Option<String> = session.get(WAITING).await.map_err(broken)?;
    if let Some(text) = waits
        && let Some(factor) = kept_factor::opened(app, book, person, &text)?
    {
        return Ok(factor);
    }
    let factor = SecondFactor::random(person.email.as_str());
    let factor = factor.map_err(|error| PageError::Broken(error.to_string()))?;
    // Sessions are stored, so it is encrypted there, too.
    let encrypted = kept_factor::encrypted(app, book, person, &factor)?;
    session.insert(WAITING, encrypted.text()).await.map_err(broken)?;
    Ok(factor)
}

async fn show(
    app: &App,
    setting: &Setting,
    session: &Session,
    form: &Form,
) -> Result<Response, PageError> {
    let factor = waiting(app, setting, session).await?;
    let page = SetUpPage {
        form: form.shown(),
        path: format!("/{}/me/second-factor", setting.book.id()),
        picture: factor.picture().map_err(|error| PageError::Broken(error.to_string()))?,
        secret: in_fours(&factor.secret()),
        asks_password: setting.asks_again(),
        asks_code: setting.asks_again()
            && again::asks_code(app, &setting.book, &setting.person, &setting.account.value)?,
    };
    let around = Page::outside(app, "Set up your second factor").with(form);
    Ok(page::draw(app, "who/second_factor.html", around, &page)?.into_response())
}

/// A secret in groups of four letters, to be typed from a page.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

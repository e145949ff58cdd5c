//! Anybody asks, by themselves, to be told when something is published.
//!
//! In comes an e-mail address; out goes a letter with a link, and the same page whoever's the address is. Nothing is kept
//! before that link is followed: what was asked stands encrypted in it, so that only whoever reads the letter can confirm it.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::distribution::asking_to_be_told::AsksToBeTold;
use partnership::membership::person::EmailAddress;
use records::Book;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who;
use crate::who::Address;
use crate::who::encryption::Key;
use crate::who::encryption::Opened;
use crate::who::kept_factor::keys;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TellingPage {
    form: Shown,
    path: String,
    languages: Vec<Choice>,
    /// Whether letters go at all.
    letters_go: bool,
    /// Until when the link works, once it was asked for; empty before.
    until: String,
    contact: Option<String>,
    /// Where what is published stands.
    published: String,
}

/// Whose publications an address names.
#[derive(Debug, serde::Deserialize)]
pub(super) struct OfWhom {
    partnership: String,
}

/// As whose the link is encrypted, so that one of another partnership, or for anything else, opens nothing here.
fn whose(book: &Book) -> String {
    format!("{}/asks to be told", book.id())
}

/// What was asked, of what is written in a link; none where nothing was, or another key encrypted it.
///
/// # Errors
/// When the key cannot be read.
pub(super) fn opened(
    app: &App,
    book: &Book,
    written: &str,
) -> Result<Option<AsksToBeTold>, PageError> {
    // Of a link that was altered there is no more to say than of one that never was.
    Ok(match keys(app)?.open(written, &whose(book)) {
        Ok(Opened::Secret(asked) | Opened::Former(asked)) => serde_json::from_str(&asked).ok(),
        Ok(Opened::Plain(_) | Opened::OtherKey) | Err(_) => None,
    })
}

/// Asks for the address.
pub(super) async fn ask(
    State(app): State<App>,
    Path(OfWhom { partnership }): Path<OfWhom>,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    draw(&app, &book, String::new(), &Form::default()).await
}

/// Has a letter sent to it.
pub(super) async fn take(
    State(app): State<App>,
    Path(OfWhom { partnership }): Path<OfWhom>,
    Address(address): Address,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let mut form = Form::of(pairs);
    let missing = "Enter the e-mail address to which letters are to go";
    let email = form.value::<EmailAddress>("email", missing);
    let (Some(email), true) = (email, app.settings.mail.is_some()) else {
        return draw(&app, &book, String::new(), &form).await;
    };
    let account = format!("{partnership} told {}", email.as_str().to_lowercase());
    app.limits.count_letter(&account, &address)?;
    let asks = AsksToBeTold { email, language: language(&form), on: app.settings.clock.today()? };
    let until = asks.until().in_words();
    let link = link(&app, &book, &asks)?;
    let letter = asks.letter(book.partnership().await?.value.name(), &link);
    let letter = letter.ok_or_else(|| PageError::Broken("a letter to nobody".to_owned()))?;
    let sending = app.clone();
    // Apart from the answer, so that the time that it takes tells nothing.
    app.errands.begin(async move {
        if let Some(post) = sending.settings.mail.as_ref()
            && let Err(why) = post.send(&letter).await
        {
            tracing::warn!(
                why = why.for_log(),
                "nobody was asked to confirm that they are to be told"
            );
        }
    })?;
    draw(&app, &book, until, &Form::default()).await
}

fn language(form: &Form) -> Language {
    let chosen = Language::ALL.into_iter().find(|one| one.code() == form.text("language"));
    chosen.unwrap_or(Language::English)
}

fn link(app: &App, book: &Book, asks: &AsksToBeTold) -> Result<String, PageError> {
    let key = Key::read_or_make(&app.settings.secret_key_file)?;
    let asked = serde_json::to_string(asks);
    let asked = asked.map_err(|why| PageError::Broken(why.to_string()))?;
    Ok(app.settings.origin.page(&path(book, &key.encrypt(&asked, &whose(book))?)))
}

/// The path of the page behind a link.
pub(super) fn path(book: &Book, written: &str) -> String {
    format!("/{}/told/{written}", book.id())
}

async fn draw(app: &App, book: &Book, until: String, form: &Form) -> Result<Response, PageError> {
    let languages = Language::ALL.map(|one| {
        let choice = Choice::of(form, "language", one.code(), one.in_words());
        let usual = one == Language::English && form.text("language").is_empty();
        Choice { checked: choice.checked || usual, ..choice }
    });
    let it = TellingPage {
        form: form.shown(),
        path: format!("/{}/published/told", book.id()),
        languages: languages.to_vec(),
        letters_go: app.settings.mail.is_some(),
        until,
        contact: app.settings.contact.clone(),
        published: format!("/{}/published", book.id()),
    };
    let title = if it.until.is_empty() {
        "Be told when something is published"
    } else {
        "Look for a letter from us"
    };
    let around = outside(app, book, title).await?.with(form);
    Ok(page::draw(app, "distribution/telling.html", around, &it)?.into_response())
}

/// A page of everybody's, below what was published.
pub(super) async fn outside(app: &App, book: &Book, title: &str) -> Result<Page, PageError> {
    Ok(Page {
        partnership: book.partnership().await?.value.name().to_owned(),
        home: format!("/{}/published", book.id()),
        ..Page::outside(app, title)
    })
}

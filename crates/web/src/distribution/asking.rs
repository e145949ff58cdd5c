//! Anybody asks for what was published in another format, without an account.
//!
//! In comes a form; out goes a request that the partnership sees, and a page that says by when it is answered. Nothing else is
//! asked or kept than where to send it.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::terms::day::Day;
use records::Book;
use records::Signed;

use crate::app::App;
use crate::distribution::refused;
use crate::distribution::requests::asked;
use crate::distribution::requests::formats;
use crate::distribution::told;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who;
use crate::who::Address;

/// Who signs for what anybody asks.
const SIGNED: &str = "somebody who asked for another format";

/// The page.
#[derive(Debug, serde::Serialize)]
struct AskingPage {
    form: Shown,
    path: String,
    formats: Vec<Choice>,
    documents: Vec<String>,
    /// By when what was asked just now is due; empty before.
    due: String,
    contact: Option<String>,
}

/// Whose publications an address names.
#[derive(Debug, serde::Deserialize)]
pub(super) struct OfWhom {
    partnership: String,
}

/// What stands behind the question mark of the address.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    /// The day by which what was asked just now is due.
    #[serde(default)]
    due: String,
}

/// Asks what is wanted.
pub(super) async fn ask(
    State(app): State<App>,
    Path(OfWhom { partnership }): Path<OfWhom>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let due = asked.due.parse::<Day>().map(Day::in_words).unwrap_or_default();
    draw(&app, &book, due, &Form::default()).await
}

/// Takes the request.
pub(super) async fn take(
    State(app): State<App>,
    Path(OfWhom { partnership }): Path<OfWhom>,
    Address(address): Address,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let mut form = Form::of(pairs);
    app.limits.count_reply(&address)?;
    let today = app.settings.clock.today()?;
    let signed = Signed { who: SIGNED.to_owned(), at: app.settings.clock.now() };
    match book.enter_format_request(&signed, asked(&form, today), today).await {
        Ok(number) => {
            let all = book.format_requests().await?;
            let kept = all.iter().find(|one| one.number == number);
            let due = kept.map_or(today, |one| one.request.due());
            let to = format!("/{}/published/formats?due={due}", book.id());
            Ok(Redirect::to(&to).into_response())
        }
        Err(why) => {
            refused::note(&mut form, "format", why)?;
            draw(&app, &book, String::new(), &form).await
        }
    }
}

async fn draw(app: &App, book: &Book, due: String, form: &Form) -> Result<Response, PageError> {
    let kept = book.publications().await?;
    let stands = kept.iter().rev().filter(|one| one.publication.withdrawn().is_none());
    let mut documents: Vec<String> = Vec::new();
    for document in stands.flat_map(|one| one.publication.documents()) {
        if !documents.contains(document) {
            documents.push(document.clone());
        }
    }
    let it = AskingPage {
        form: form.shown(),
        path: format!("/{}/published/formats", book.id()),
        formats: formats(form),
        documents,
        due,
        contact: app.settings.contact.clone(),
    };
    let title = if it.due.is_empty() { "Ask for another format" } else { "We have your request" };
    let around = told::outside(app, book, title).await?;
    Ok(page::draw(app, "distribution/asking.html", around.with(form), &it)?.into_response())
}

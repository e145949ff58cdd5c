//! What everybody reads without signing in: the list of what was published, and each file of it.
//!
//! In comes an address; out go bytes that are checked against the hash under which they were published. Of whoever reads
//! nothing is asked, kept or logged.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use records::Book;
use records::Fingerprint;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::file::READ_ONLY;
use crate::page::taken::Path;
use crate::publication::overview::Shown;
use crate::who;
use crate::who::aside;

/// The list.
#[derive(Debug, serde::Serialize)]
struct PublishedPage {
    publications: Vec<Shown>,
    formats: String,
    told: String,
}

/// Whose publications an address names.
#[derive(Debug, serde::Deserialize)]
pub(super) struct OfWhom {
    partnership: String,
}

/// Which publication an address names.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Which {
    partnership: String,
    number: String,
}

/// Which file of a publication an address names.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Named {
    partnership: String,
    number: String,
    path: String,
}

/// Shows everything that was published, the latest first.
pub(super) async fn list(
    State(app): State<App>,
    Path(OfWhom { partnership }): Path<OfWhom>,
) -> Result<Html<String>, PageError> {
    let book = who::book(&app, &partnership).await?;
    let below = |below: &str| format!("/{}{below}", book.id());
    let kept = book.publications().await?;
    let publications = kept.iter().rev().map(|one| Shown::of(one, below)).collect();
    let around = Page {
        partnership: book.partnership().await?.value.name().to_owned(),
        home: below("/published"),
        ..Page::outside(&app, "What was published")
    };
    let (formats, told) = (below("/published/formats"), below("/published/told"));
    let it = PublishedPage { publications, formats, told };
    page::draw(&app, "publication/published.html", around, &it)
}

/// Leads to the first page of a publication.
pub(super) async fn first(
    State(app): State<App>,
    Path(Which { partnership, number }): Path<Which>,
) -> Result<Redirect, PageError> {
    let book = who::book(&app, &partnership).await?;
    let path = "index.html".to_owned();
    sha256(&book, &number, &path).await?;
    Ok(Redirect::to(&format!("/{}/published/{number}/{path}", book.id())))
}

/// Sends a file.
pub(super) async fn file(
    State(app): State<App>,
    Path(Named { partnership, number, path }): Path<Named>,
) -> Result<Response, PageError> {
    let book = who::book(&app, &partnership).await?;
    let sha256 = sha256(&book, &number, &path).await?;
    let (_, store) = app.sites.ok_or(PageError::NotFound)?;
    let read = aside(move || store.read(&sha256)).await?;
    // What is wrong with a file is for those who look after it: the log says it.
    let bytes = read.map_err(|why| PageError::Broken(why.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type(&path))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(READ_ONLY)),
    ];
    Ok((headers, bytes).into_response())
}

/// Under which hash a file is kept, as long as everybody may read it; of one that was withdrawn it is told why.
async fn sha256(book: &Book, number: &str, path: &str) -> Result<Fingerprint, PageError> {
    let kept = book.publications().await?;
    let of_it = kept.iter().find(|one| one.number.to_string() == number);
    let publication = of_it.map(|one| &one.publication).ok_or(PageError::NotFound)?;
    if let Some(withdrawn) = publication.withdrawn() {
        let (on, why) = (withdrawn.on.in_words(), &withdrawn.why);
        return Err(PageError::Gone(format!("this was withdrawn on {on}: {why}")));
    }
    let file = publication.file(path).ok_or(PageError::NotFound)?;
    let sha256 = file.sha256.to_string().parse::<Fingerprint>();
    sha256.map_err(|why| PageError::Broken(format!("a file’s hash: {why}")))
}

/// What a browser is told that a file of that name is.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("csv") => "text/csv; charset=utf-8; header=present",
        Some("json") => "application/json",
        Some("atom") => "application/atom+xml",
        Some(_) | None => "application/octet-stream",
    }
}

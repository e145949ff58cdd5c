//! Another text to be consulted on, as a file of any kind: kept byte by byte, and known by its hash.
//!
//! In comes a file; out goes the consultation about it, unless people were asked about another one already.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::consulted_on::ConsultedOn;
use partnership::consultation::consulted_on::TextHash;
use partnership::membership::may::Deed;
use records::LONGEST_TEXT;
use records::NewConsultation;
use sha2::Digest;
use sha2::Sha256;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::saving::Found;
use crate::consultations::saving::WHOLE;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TextPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    now: String,
    download: String,
    most: String,
    /// Whether people were asked about the text, so that it cannot be another.
    frozen: bool,
    whole: Vec<Fault>,
}

/// Asks for a file.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::default();
    form.put("text_title", &held.consultation.typed().text.title);
    show(&visitor, &Found { at, held }, &form)
}

/// Puts a file in the place of the text.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let mut seen = found.held.clone();
    seen.latest.version = form.seen()?;
    let title = form.needed("text_title", "Write what the text is called");
    if file.is_empty() {
        form.fault("file", "Choose a file that is not empty");
    }
    let Some(title) = title.filter(|_| !form.has_faults()) else {
        return show(&visitor, &found, &form);
    };
    let mut description = found.held.consultation.typed().clone();
    let sha256 = TextHash::of(Sha256::digest(&file).into());
    description.text = ConsultedOn { title, sha256 };
    let new = NewConsultation { questionnaire: found.typed(), description, text: file };
    found.put(&visitor, &seen, new, &mut form, &|_| None).await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    found.done(&visitor, &session, "", "The text consulted on was saved.").await
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let mut versions = found.held.versions();
    let it = TextPage {
        form: form.shown(),
        path: found.at.path(visitor, "/text/change"),
        back: found.at.path(visitor, ""),
        version: found.version(),
        now: found.held.consultation.typed().text.title.clone(),
        download: found.at.path(visitor, "/text"),
        most: format!("{} MiB", LONGEST_TEXT >> 20),
        frozen: versions.any(|held| held.value.was_asked().is_ok()),
        whole: form.faults().iter().filter(|fault| fault.field == WHOLE).cloned().collect(),
    };
    let around = found.at.page(visitor, &found.held, "The text consulted on").with(form);
    Ok(page::draw(&visitor.app, "consultations/bringing_text.html", around, &it)?.into_response())
}

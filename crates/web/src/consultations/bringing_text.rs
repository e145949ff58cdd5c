//! Another text to be consulted on, as a file that people can be given to read: kept byte by byte, and known by its hash.
//!
//! In comes a file for one language or several; out goes the consultation about it, unless people who read one of them were
//! asked about another one already.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::consulted_on::TextHash;
use partnership::consultation::consulted_on::TranslatedText;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::language::Language;
use partnership::consultation::version::Refused;
use partnership::membership::may::Deed;
use partnership::terms::wording::sentence;
use records::HeldConsultation;
use records::LONGEST_TEXT;
use records::NewConsultation;
use records::TextKind;
use sha2::Digest;
use sha2::Sha256;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::one;
use crate::consultations::saving::Found;
use crate::consultations::saving::WHOLE;
use crate::consultations::saving::text_of;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TextPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    /// The texts as they are now, each with where it is.
    now: Vec<(String, String)>,
    /// The languages to choose from, where there are several.
    languages: Vec<Choice>,
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
    let languages = &held.latest.value.questionnaire().typed().languages;
    if let [_] = languages.as_slice() {
        form.put("text_title", &held.consultation.typed().text.title);
    }
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
    let SentWithFile { pairs, file, name } = coming.read().await?;
    let mut form = Form::of(pairs);
    let mut seen = found.held.clone();
    seen.latest.version = form.seen()?;
    let title = form.needed("text_title", "Write what the text is called");
    let languages = languages(&mut form, &found);
    if file.is_empty() {
        form.fault("file", "Choose a file that is not empty");
    } else if let Err(no_text) = TextKind::of_file(&name, &file) {
        form.fault("file", &sentence(&no_text.to_string()));
    }
    let Some(title) = title.filter(|_| !form.has_faults()) else {
        return show(&visitor, &found, &form);
    };
    let mut description = found.held.consultation.typed().clone();
    let sha256 = TextHash::of(Sha256::digest(&file).into());
    let text = TranslatedText { title, sha256 };
    description.text = description.text.with(&text, &languages, &found.typed().languages);
    if let Err(refused) = lets_be(&found, &description) {
        form.fault("languages", &refused.to_string());
        return show(&visitor, &found, &form);
    }
    let text = if description.text.sha256 == sha256 {
        file
    } else {
        visitor.book.keep_consulted_text(&visitor.signed(), file).await?;
        text_of(&visitor, &description).await?
    };
    let new = NewConsultation { questionnaire: found.typed(), description, text };
    found.put(&visitor, &seen, new, &mut form, &|_| None).await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    found.done(&visitor, &session, "", "The text consulted on was saved.").await
}

/// The languages that the file speaks: those that were chosen, or the only one.
fn languages(form: &mut Form, found: &Found) -> BTreeSet<Language> {
    let asked = found.typed().languages;
    if let [only] = asked.as_slice() {
        return [*only].into();
    }
    let chosen =
        asked.into_iter().filter(|one| form.texts("languages").any(|text| text == one.code()));
    let chosen: BTreeSet<Language> = chosen.collect();
    if chosen.is_empty() {
        form.fault("languages", "Choose which languages the file is in");
    }
    chosen
}

/// That the text may be this one: nobody was asked about another in the same language.
fn lets_be(found: &Found, description: &TypedConsultation) -> Result<(), Refused> {
    let before = &found.held.consultation.typed().text;
    found.held.versions().try_for_each(|held| held.value.lets_text_be(before, &description.text))
}

/// Whether everybody who can be asked was asked about a text, so that none can be another.
fn is_frozen(held: &HeldConsultation) -> bool {
    let was_asked = |language: &Language| {
        let mut asked = held.versions().filter(|held| held.value.was_asked().is_ok());
        asked.any(|held| held.value.questionnaire().is_in(*language))
    };
    held.latest.value.questionnaire().typed().languages.iter().all(was_asked)
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let asked = &found.held.latest.value.questionnaire().typed().languages;
    let choice = |one: &Language| Choice::of(form, "languages", one.code(), one.in_words());
    let it = TextPage {
        form: form.shown(),
        path: found.at.path(visitor, "/text/change"),
        back: found.at.path(visitor, ""),
        version: found.version(),
        now: now(visitor, found),
        languages: if asked.len() > 1 { asked.iter().map(choice).collect() } else { Vec::new() },
        most: format!("{} MiB", LONGEST_TEXT >> 20),
        frozen: is_frozen(&found.held),
        whole: form.faults().iter().filter(|fault| fault.field == WHOLE).cloned().collect(),
    };
    let around = found.at.page(visitor, &found.held, "The text consulted on").with(form);
    Ok(page::draw(&visitor.app, "consultations/bringing_text.html", around, &it)?.into_response())
}

/// The texts as they are now, each with where it is.
fn now(visitor: &Visitor, found: &Found) -> Vec<(String, String)> {
    let texts = one::texts(visitor, &found.at, &found.held).into_iter();
    texts.map(|text| (text.title, text.href)).collect()
}

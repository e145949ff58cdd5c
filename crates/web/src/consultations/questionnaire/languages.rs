//! The languages of a questionnaire, and every text of it in all of them side by side.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::editing::Text;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use records::NewConsultation;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::saving::Found;
use crate::consultations::saving::text_of;
use crate::consultations::words;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct LanguagesPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    asked: Vec<Choice>,
    texts: Vec<Side>,
    /// The languages to write in, as hidden fields.
    chosen: Vec<&'static str>,
    whole: Vec<Fault>,
}

/// A text in all languages.
#[derive(Debug, serde::Serialize)]
struct Side {
    what: String,
    fields: Vec<Field>,
}

/// A text in one language.
#[derive(Debug, serde::Serialize)]
struct Field {
    name: String,
    code: &'static str,
    label: String,
    value: String,
    fault: Option<Message>,
    long: bool,
}

/// So many characters stand on a line.
const LONG: usize = 60;

/// All texts of a consultation in order: those that people are told, then those of the questionnaire.
fn texts(found: &Found) -> Vec<Text> {
    let told = found.held.consultation.typed();
    let text = |what, words: &Words| Text {
        place: "What people are told".to_owned(),
        what,
        words: words.clone(),
    };
    let mut all = vec![
        text("decided already", &told.already_decided),
        text("whom to ask for help", &told.enquiries),
        text("what becomes of answers", &told.becomes_of_answers),
    ];
    all.extend(found.typed().texts());
    all
}

fn chosen(form: &Form) -> Vec<Language> {
    let sent = |one: &Language| form.texts("languages").any(|text| text == one.code());
    Language::ALL.into_iter().filter(sent).collect()
}

/// Asks for the texts in the questionnaire's languages, or in those that the address names.
pub(in crate::consultations) async fn ask(
    visitor: Visitor,
    at: At,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    if chosen(&form).is_empty() {
        for language in found.typed().languages {
            form.put("languages", language.code());
        }
    }
    for (number, text) in (0_usize..).zip(texts(&found)) {
        words::put(&mut form, &format!("text-{number}"), &text.words);
    }
    show(&visitor, &found, &form)
}

/// Saves the texts.
pub(in crate::consultations) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    let mut seen = found.held.clone();
    seen.latest.version = form.seen()?;
    let languages = chosen(&form);
    if languages.is_empty() {
        form.fault("languages", "Choose a language");
        return show(&visitor, &found, &form);
    }
    let all = texts(&found);
    let mut typed = Vec::new();
    for (number, text) in (0_usize..).zip(&all) {
        let name = format!("text-{number}");
        let written = words::needed(&mut form, &name, &languages, "Write this");
        typed.push(text.words.overlaid(&written));
    }
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    let new = translated(&visitor, &found, languages, typed).await?;
    found.put(&visitor, &seen, new, &mut form, &|_| None).await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    found.done(&visitor, &session, "/questionnaire", "The languages and texts were saved.").await
}

async fn translated(
    visitor: &Visitor,
    found: &Found,
    languages: Vec<Language>,
    typed: Vec<Words>,
) -> Result<NewConsultation, PageError> {
    let before = found.held.consultation.typed();
    let text = text_of(visitor, before).await?;
    let mut words = typed.into_iter();
    let mut next = |old: &Words| words.next().unwrap_or_else(|| old.clone());
    let description = TypedConsultation {
        already_decided: next(&before.already_decided),
        enquiries: next(&before.enquiries),
        becomes_of_answers: next(&before.becomes_of_answers),
        ..before.clone()
    };
    let mut questionnaire = found.typed().with_texts(words);
    questionnaire.languages = languages;
    Ok(NewConsultation { questionnaire, description, text })
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let languages = chosen(form);
    let shown = form.shown();
    let sides = (0_usize..).zip(texts(found));
    let sides = sides.map(|(number, text)| side(number, &text, &languages, &shown));
    let it = LanguagesPage {
        path: found.at.path(visitor, "/questionnaire/languages"),
        back: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        asked: Language::ALL
            .into_iter()
            .map(|one| Choice::of(form, "languages", one.code(), one.in_words()))
            .collect(),
        texts: sides.collect(),
        chosen: languages.iter().map(|one| one.code()).collect(),
        form: shown.clone(),
        whole: form.faults().to_vec(),
    };
    let around = found.at.page(visitor, &found.held, "Languages and translation").with(form);
    let around = around.below("Questionnaire", found.at.path(visitor, "/questionnaire"));
    Ok(page::draw(&visitor.app, "consultations/languages.html", around, &it)?.into_response())
}

/// A text in all languages, with room for the longest of them in each.
fn side(number: usize, text: &Text, languages: &[Language], shown: &Shown) -> Side {
    let name = |language: &Language| words::field(&format!("text-{number}"), *language);
    let value = |language: &Language| shown.value.get(&name(language)).cloned().unwrap_or_default();
    let is_long = |language: &Language| value(language).chars().count() > LONG;
    let long = text.what == "introduction" || languages.iter().any(is_long);
    let field = |language: &Language| Field {
        label: language.in_words().to_owned(),
        code: language.code(),
        fault: shown.fault.get(&name(language)).cloned(),
        value: value(language),
        name: name(language),
        long,
    };
    let what = capitalised(&format!("{}: {}", text.place, text.what));
    Side { what, fields: languages.iter().map(field).collect() }
}

//! What people are told of a consultation, as a form: whom it asks, what is decided already, until when, who decides.
//!
//! In comes a form; out goes a description as the core takes it, or every field that lacks something.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::consulted_on::ConsultedOn;
use partnership::consultation::exercise::Audience;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::membership::body::Body;
use partnership::membership::body::BodyId;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::span::Span;
use partnership::terms::wording::capitalised;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::when::When;
use records::HeldConsultation;
use records::NewConsultation;
use records::Version;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::sampling;
use crate::consultations::saving::Found;
use crate::consultations::saving::text_of;
use crate::consultations::words;
use crate::consultations::words::Tongue;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct DescribingPage {
    form: Shown,
    path: String,
    back: String,
    languages: Vec<Tongue>,
    choices: Choices,
}

/// What may be chosen.
#[derive(Debug, serde::Serialize)]
pub(super) struct Choices {
    audience: Vec<Choice>,
    found: Vec<Choice>,
    correction: Choice,
    bodies: Vec<Choice>,
}

impl Choices {
    /// The audiences, and the bodies of the partnership.
    pub(super) fn of(form: &Form, bodies: &[Body]) -> Choices {
        let audience = Audience::ALL
            .into_iter()
            .map(|one| Choice::of(form, "audience", word(one), &capitalised(one.in_words())));
        let body = |body: &Body| {
            Choice::of(form, "decided_by", &body.id.to_string(), &capitalised(&body.name))
        };
        Choices {
            audience: audience.collect(),
            found: sampling::choices(form),
            correction: sampling::correction(form),
            bodies: bodies.iter().map(body).collect(),
        }
    }
}

/// The word by which a form sends an audience.
fn word(audience: Audience) -> &'static str {
    match audience {
        Audience::Partnership => "partnership",
        Audience::Subgroups => "subgroups",
        Audience::KeyPartners => "key-partners",
        Audience::Public => "public",
    }
}

/// The texts of a description, with what is said where one is missing.
const TEXTS: [(&str, &str); 3] = [
    ("already_decided", "Write what is decided already"),
    ("enquiries", "Write whom to ask for help"),
    ("becomes_of_answers", "Write what becomes of the answers"),
];

/// Fills the fields of a description in; its days, its sample and when it is decided are left out of one that is copied.
pub(super) fn put(form: &mut Form, description: &TypedConsultation) {
    for audience in &description.audience {
        form.put("audience", word(*audience));
    }
    words::put(form, "already_decided", &description.already_decided);
    words::put(form, "enquiries", &description.enquiries);
    words::put(form, "becomes_of_answers", &description.becomes_of_answers);
    form.put("return_address", &description.return_address.join("\n"));
    form.put("decided_by", &description.decided_by.to_string());
}

/// Fills in what another year has anew: the text, who was drawn by chance, the days, when it is decided.
fn put_days(form: &mut Form, description: &TypedConsultation) {
    form.put("text_title", &description.text.title);
    sampling::put(form, description.sample.as_ref());
    form.put("first", &description.days.first().in_words());
    form.put("last", &description.days.last().in_words());
    form.put("decided", &description.decided.in_words());
}

/// What is told where the text has no title.
pub(super) const NO_TITLE: &str = "Write what the text is called";

/// The description that a form has, about the text under that title; what is wrong stands in the form.
pub(super) fn read(
    form: &mut Form,
    languages: &[Language],
    (title, text): (Option<String>, ConsultedOn),
) -> Option<TypedConsultation> {
    let audience = audience(form);
    let sample = sampling::read(form);
    let already_decided = words::needed(form, TEXTS[0].0, languages, TEXTS[0].1);
    let days = days(form);
    let decided_by = form.value("decided_by", "Choose who decides").map(BodyId);
    let decided: Option<Spoken<When>> = form.value("decided", "Enter when it is decided");
    let return_address = form.needed("return_address", "Write where paper is returned to");
    let enquiries = words::needed(form, TEXTS[1].0, languages, TEXTS[1].1);
    let becomes_of_answers = words::needed(form, TEXTS[2].0, languages, TEXTS[2].1);
    if form.has_faults() {
        return None;
    }
    let lines = return_address?;
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(TypedConsultation {
        audience,
        text: ConsultedOn { title: title?, ..text },
        already_decided,
        days: days?,
        decided_by: decided_by?,
        decided: decided?.0,
        return_address: lines.map(str::to_owned).collect(),
        enquiries,
        becomes_of_answers,
        sample,
        weighting: None,
        illustrative: false,
    })
}

fn audience(form: &mut Form) -> BTreeSet<Audience> {
    let chosen: BTreeSet<Audience> = Audience::ALL
        .into_iter()
        .filter(|one| form.texts("audience").any(|text| text == word(*one)))
        .collect();
    if chosen.is_empty() {
        form.fault("audience", "Choose who is asked");
    }
    chosen
}

fn days(form: &mut Form) -> Option<Span<Day>> {
    let first: Option<Spoken<Day>> = form.value("first", "Enter the first day");
    let last: Option<Spoken<Day>> = form.value("last", "Enter the last day");
    let span = Span::of(first?.0, last?.0);
    if span.is_err() {
        form.fault("last", "The last day is before the first; exchange the two");
    }
    span.ok()
}

/// Asks for the description.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::default();
    let typed = held.latest.value.questionnaire().typed();
    words::put(&mut form, "title", &typed.title);
    words::put(&mut form, "introduction", &typed.introduction);
    put(&mut form, held.consultation.typed());
    put_days(&mut form, held.consultation.typed());
    show(&visitor, &Found { at, held }, form).await
}

/// Changes the description.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    let seen = seen(&form, &found.held)?;
    let mut questionnaire = found.typed();
    let languages = questionnaire.languages.clone();
    let title = words::needed(&mut form, "title", &languages, "Write the title");
    let introduction =
        words::needed(&mut form, "introduction", &languages, "Write the introduction");
    questionnaire.title = questionnaire.title.overlaid(&title);
    questionnaire.introduction = questionnaire.introduction.overlaid(&introduction);
    let before = found.held.consultation.typed();
    let text = (form.needed("text_title", NO_TITLE), before.text.clone());
    let Some(typed) = read(&mut form, &languages, text) else {
        return show(&visitor, &found, form).await;
    };
    let description = keeping(before, typed);
    let text = text_of(&visitor, &description).await?;
    let new = NewConsultation { questionnaire, description, text };
    found.put(&visitor, &seen, new, &mut form, &|_| None).await?;
    if form.has_faults() {
        return show(&visitor, &found, form).await;
    }
    found.done(&visitor, &session, "", "What people are told was saved.").await
}

/// The description with what `before` had in languages that are not asked now.
fn keeping(before: &TypedConsultation, typed: TypedConsultation) -> TypedConsultation {
    let over = |old: &Words, new: &Words| old.overlaid(new);
    TypedConsultation {
        already_decided: over(&before.already_decided, &typed.already_decided),
        enquiries: over(&before.enquiries, &typed.enquiries),
        becomes_of_answers: over(&before.becomes_of_answers, &typed.becomes_of_answers),
        weighting: before.weighting.clone(),
        illustrative: before.illustrative,
        ..typed
    }
}

/// The consultation as the form's page had shown it.
pub(super) fn seen(form: &Form, held: &HeldConsultation) -> Result<HeldConsultation, PageError> {
    let mut seen = held.clone();
    seen.latest.version = form.seen()?;
    let description = form.text("description").parse().map(Version);
    seen.description =
        description.map_err(|_| PageError::from(crate::page::taken::Unreadable::Form))?;
    Ok(seen)
}

async fn show(visitor: &Visitor, found: &Found, form: Form) -> Result<Response, PageError> {
    let bodies = visitor.book.partnership().await?.value.bodies().to_vec();
    let typed = found.held.latest.value.questionnaire().typed();
    let mut shown = form.shown();
    shown.value.insert("version".to_owned(), found.version());
    shown.value.insert("description".to_owned(), found.held.description.0.to_string());
    let it = DescribingPage {
        form: shown,
        path: found.at.path(visitor, "/change"),
        back: found.at.path(visitor, ""),
        languages: words::tongues(&typed.languages),
        choices: Choices::of(&form, &bodies),
    };
    let around = found.at.page(visitor, &found.held, "What people are told").with(&form);
    Ok(page::draw(&visitor.app, "consultations/describing.html", around, &it)?.into_response())
}

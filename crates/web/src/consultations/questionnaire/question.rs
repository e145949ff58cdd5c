//! A question of a questionnaire: added by kind, or changed; each kind asks for what it needs and nothing else.
//!
//! In comes a form; out goes the question as the core takes it, with its faults told beside their fields.

mod faults;
mod fields;

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::question::Kind;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::question_bank::Scale;
use partnership::consultation::questionnaire::About;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::questionnaire::said;
use crate::consultations::saving::Found;
use crate::consultations::words;
use crate::consultations::words::Tongue;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page that asks for the kind of a question.
#[derive(Debug, serde::Serialize)]
struct KindPage {
    form: Shown,
    path: String,
    ready: String,
    kinds: Vec<Choice>,
}

/// The page of a question.
#[derive(Debug, serde::Serialize)]
struct QuestionPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    kind: &'static str,
    kind_told: String,
    other_kinds: Vec<(String, String)>,
    languages: Vec<Tongue>,
    sections: Vec<Choice>,
    has_answers: bool,
    scales: Vec<Choice>,
    roles: Vec<RoleLine>,
    rows_are: &'static str,
    at_most: &'static str,
    asks_number: bool,
    asks_longest: bool,
    areas: Vec<Choice>,
    whole: Vec<Fault>,
}

/// An answer that plays a part, to be ticked.
#[derive(Debug, serde::Serialize)]
struct RoleLine {
    word: &'static str,
    text: &'static str,
    checked: bool,
}

/// The word by which forms and addresses send a kind.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::OneOf => "one-of",
        Kind::AnyOf => "any-of",
        Kind::Scale => "scale",
        Kind::Grid => "grid",
        Kind::Ranking => "ranking",
        Kind::Number => "number",
        Kind::ShortText => "short-text",
        Kind::LongText => "long-text",
        Kind::Postcode => "postcode",
    }
}

fn kind_of(form: &Form) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| word(*kind) == form.text("kind"))
}

/// What a kind is for.
fn explained(kind: Kind) -> &'static str {
    match kind {
        Kind::OneOf => "Answers of your own, of which one is chosen. Each can lead elsewhere.",
        Kind::AnyOf => "Answers of your own, of which several can be chosen, or so many at most.",
        Kind::Scale => {
            "Steps in order, such as from “Very safe” to “Very unsafe”. Each can lead elsewhere."
        }
        Kind::Grid => {
            "Several things asked about with one scale: a grid on paper, one thing a page on-line."
        }
        Kind::Ranking => "Things to be put in order, the most important first.",
        Kind::Number => "A whole number, from a lowest to a highest.",
        Kind::ShortText => "One line to write on.",
        Kind::LongText => "Room for people’s own words.",
        Kind::Postcode => "Only the area is kept, never the postcode itself.",
    }
}

/// Asks for the kind of a new question, and then for the question.
pub(in crate::consultations) async fn ask_new(
    visitor: Visitor,
    at: At,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let begun = pairs.iter().any(|(name, _)| name == "kind" || name == "asked");
    let mut form = Form::of(pairs);
    let Some(kind) = kind_of(&form) else {
        if begun {
            form.fault("kind", "Choose how it is answered");
        }
        return show_kinds(&visitor, &found, &form);
    };
    let typed = found.typed();
    let last = typed.sections.len().max(1).to_string();
    if form.text("section").is_empty() {
        form = Form::default();
        form.put("section", &last);
    }
    let section =
        form.text("section").parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let about = section.and_then(|place| typed.sections.get(place)).map(|section| section.about);
    if about == Some(About::You) && kind.has_answers() {
        form.put("roles", fields::role_word(AnswerRole::PreferNotToSay));
    }
    if matches!(kind, Kind::OneOf | Kind::AnyOf) {
        form.put("scale", fields::OWN);
    }
    fields::put_roles(&mut form, &[]);
    show(&visitor, &found, None, kind, &form)
}

/// Adds a question.
pub(in crate::consultations) async fn take_new(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    let Some(kind) = kind_of(&form) else {
        form.fault("kind", "Choose how it is answered");
        return show_kinds(&visitor, &found, &form);
    };
    put(&visitor, &found, &session, None, kind, form).await
}

/// The question that an address names.
pub(super) fn there(
    found: &Found,
    parts: &BTreeMap<String, String>,
) -> Result<TypedQuestion, PageError> {
    let named = parts.get("question").and_then(|text| text.parse().ok()).map(QuestionId);
    let there = named.and_then(|id| found.typed().typed_question(&id).cloned());
    there.ok_or(PageError::NotFound)
}

/// Asks for the changes of a question, of its own kind or of another.
pub(in crate::consultations) async fn ask(
    visitor: Visitor,
    at: At,
    Path(parts): Path<BTreeMap<String, String>>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let question = there(&found, &parts)?;
    let kind = kind_of(&Form::of(pairs)).unwrap_or(question.kind);
    let section = found.typed().place_of(&question.id).map_or(0, |(section, _)| section);
    let mut form = Form::default();
    form.put("section", &(section + 1).to_string());
    fields::put(&mut form, &question);
    show(&visitor, &found, Some(&question), kind, &form)
}

/// Changes a question.
pub(in crate::consultations) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Path(parts): Path<BTreeMap<String, String>>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let question = there(&found, &parts)?;
    let form = Form::of(pairs);
    let kind = kind_of(&form).unwrap_or(question.kind);
    put(&visitor, &found, &session, Some(&question), kind, form).await
}

/// Adds or changes the question that a form has.
async fn put(
    visitor: &Visitor,
    found: &Found,
    session: &Session,
    before: Option<&TypedQuestion>,
    kind: Kind,
    mut form: Form,
) -> Result<Response, PageError> {
    let seen = form.seen()?;
    let typed = found.typed();
    let section =
        form.text("section").parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let section = section.filter(|section| *section < typed.sections.len());
    if section.is_none() {
        form.fault("section", "Choose the section that it stands in");
    }
    let question = fields::read(&mut form, kind, &typed, before);
    let (Some(section), Some(question), false) = (section, question, form.has_faults()) else {
        return show(visitor, found, before, kind, &form);
    };
    let languages = typed.languages.clone();
    let changed = typed.with_question(section, question.clone());
    let field_of = |fault: &_| faults::field_of(fault, &question, &languages);
    found.save(visitor, seen, changed, &mut form, &field_of).await?;
    if form.has_faults() {
        return show(visitor, found, before, kind, &form);
    }
    let done = if before.is_some() { "The question was saved." } else { "The question was added." };
    found.done(visitor, session, "/questionnaire", done).await
}

fn show_kinds(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let choice = |kind: Kind| {
        let choice = Choice::of(form, "kind", word(kind), &capitalised(kind.in_words()));
        choice.with_hint(explained(kind).to_owned())
    };
    let it = KindPage {
        form: form.shown(),
        path: found.at.path(visitor, "/questionnaire/new-question"),
        ready: found.at.path(visitor, "/questionnaire/ready"),
        kinds: Kind::ALL.into_iter().map(choice).collect(),
    };
    let around = around(visitor, found, "Add a question").with(form);
    Ok(page::draw(&visitor.app, "consultations/kind.html", around, &it)?.into_response())
}

fn around(visitor: &Visitor, found: &Found, title: &str) -> Page {
    let page = found.at.page(visitor, &found.held, title);
    page.below("Questionnaire", found.at.path(visitor, "/questionnaire"))
}

fn show(
    visitor: &Visitor,
    found: &Found,
    before: Option<&TypedQuestion>,
    kind: Kind,
    form: &Form,
) -> Result<Response, PageError> {
    let typed = found.typed();
    let below = match before {
        Some(question) => format!("/questionnaire/questions/{}", question.id),
        None => "/questionnaire/new-question".to_owned(),
    };
    let path = found.at.path(visitor, &below);
    let sections = (1_usize..).zip(&typed.sections).map(|(number, section)| {
        let text = format!("{number}. {}", said(&typed, &section.title));
        Choice::of(form, "section", &number.to_string(), &text)
    });
    let it = QuestionPage {
        form: form.shown(),
        back: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        kind: word(kind),
        kind_told: capitalised(kind.in_words()),
        other_kinds: other_kinds(&path, before, kind),
        path,
        languages: words::tongues(&typed.languages),
        sections: sections.collect(),
        has_answers: kind.has_answers(),
        scales: scales(form),
        roles: roles(form, kind),
        rows_are: rows_are(kind),
        at_most: at_most(kind),
        asks_number: kind == Kind::Number,
        asks_longest: matches!(kind, Kind::ShortText | Kind::LongText),
        areas: if kind == Kind::Postcode { fields::areas(form) } else { Vec::new() },
        whole: form.faults().to_vec(),
    };
    let title = title(&typed, before);
    let around = around(visitor, found, &title).with(form);
    Ok(page::draw(&visitor.app, "consultations/question.html", around, &it)?.into_response())
}

fn title(typed: &TypedQuestionnaire, before: Option<&TypedQuestion>) -> String {
    let number = before
        .and_then(|question| typed.typed_questions().position(|other| other.id == question.id));
    number.map_or_else(|| "Add a question".to_owned(), |at| format!("Question {}", at + 1))
}

/// What the rows of a kind are; empty where it has none.
fn rows_are(kind: Kind) -> &'static str {
    match kind {
        Kind::Grid => "Rows of the grid",
        Kind::Ranking => "Things to be put in order",
        _neither => "",
    }
}

/// What is limited in a kind; empty where nothing is.
fn at_most(kind: Kind) -> &'static str {
    match kind {
        Kind::AnyOf => "How many can be chosen at most",
        Kind::Ranking => "How many are put in order",
        _neither => "",
    }
}

/// Links to the form of a question of another kind.
fn other_kinds(path: &str, before: Option<&TypedQuestion>, kind: Kind) -> Vec<(String, String)> {
    let others = Kind::ALL.into_iter().filter(|other| before.is_some() && *other != kind);
    others
        .map(|other| (format!("{path}?kind={}", word(other)), capitalised(other.in_words())))
        .collect()
}

fn scales(form: &Form) -> Vec<Choice> {
    let own = Choice::of(form, "scale", fields::OWN, "Answers of its own, as written below");
    let scale = |scale: Scale| {
        let answers = scale.answers();
        let labels: Vec<&str> = answers
            .iter()
            .map(|answer| {
                answer.label.said_in(partnership::consultation::language::Language::English)
            })
            .collect();
        let text = format!("{}: {}", scale.in_words(), labels.join(", "));
        Choice::of(form, "scale", fields::scale_word(scale), &text)
    };
    std::iter::once(own).chain(Scale::ALL.into_iter().map(scale)).collect()
}

fn roles(form: &Form, kind: Kind) -> Vec<RoleLine> {
    let fits = |role: &AnswerRole| match kind {
        // Other words are asked for in a question of their own.
        Kind::Grid => *role != AnswerRole::Other,
        _any => true,
    };
    let line = |role: AnswerRole| RoleLine {
        word: fields::role_word(role),
        text: role.in_words(),
        checked: form.texts("roles").any(|text| text == fields::role_word(role)),
    };
    AnswerRole::SPECIAL.into_iter().filter(fits).map(line).collect()
}

//! A new consultation: the year, the languages and what to begin with; then all that people are told, in one form.
//!
//! In come forms; out goes a consultation with the first draft of its questionnaire: ready questions, a copy of
//! another's, or one first question.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::consulted_on::ConsultedOn;
use partnership::consultation::consulted_on::TextHash;
use partnership::consultation::language::Language;
use partnership::consultation::language::Words;
use partnership::consultation::question::Kind;
use partnership::consultation::question::TypedQuestion;
use partnership::consultation::questionnaire::About;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::questionnaire::TypedSection;
use partnership::consultation::ready_questions::ready_sections;
use partnership::membership::may::Deed;
use partnership::terms::slug;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::ConsultationRefused;
use records::HeldConsultation;
use records::NewConsultation;
use sha2::Digest;
use sha2::Sha256;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::at::title_of;
use crate::consultations::describing;
use crate::consultations::describing::Choices;
use crate::consultations::saving;
use crate::consultations::words;
use crate::consultations::words::Tongue;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page that asks what to begin with.
#[derive(Debug, serde::Serialize)]
struct ChoosingPage {
    form: Shown,
    path: String,
    planning: String,
    cycles: Vec<Choice>,
    languages: Vec<Choice>,
    beginnings: Vec<Choice>,
}

/// The page that asks all else.
#[derive(Debug, serde::Serialize)]
struct BeginningPage {
    form: Shown,
    path: String,
    chosen: Vec<(String, String)>,
    summary: String,
    languages: Vec<Tongue>,
    first_question: bool,
    choices: Choices,
}

/// What was chosen on the first page.
struct Chosen {
    cycle: Cycle,
    languages: Vec<Language>,
    begin: Begin,
}

/// What the questionnaire begins with.
enum Begin {
    /// One question in one's own words.
    First,
    /// The ready questions.
    Ready,
    /// A copy.
    Copy(Box<HeldConsultation>),
}

/// Asks for a new consultation: what to begin with, and once that is chosen all else.
pub(super) async fn ask(
    visitor: Visitor,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let begun = !pairs.is_empty();
    let mut form = Form::of(pairs);
    if !begun {
        form.put("languages", "en");
        if let Some(latest) = visitor.book.cycles().await?.last() {
            form.put("cycle", &latest.to_string());
        }
        return show_choosing(&visitor, &form).await;
    }
    let Some(chosen) = chosen(&visitor, &mut form).await? else {
        return show_choosing(&visitor, &form).await;
    };
    if let Begin::Copy(held) = &chosen.begin {
        let typed = held.latest.value.questionnaire().typed();
        words::put(&mut form, "title", &typed.title);
        words::put(&mut form, "introduction", &typed.introduction);
        describing::put(&mut form, held.consultation.typed());
    }
    show(&visitor, &chosen, &form).await
}

/// Enters the consultation.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let mut form = Form::of(pairs);
    let Some(chosen) = chosen(&visitor, &mut form).await? else {
        return show_choosing(&visitor, &form).await;
    };
    let Some(new) = read(&visitor, &chosen, &mut form).await? else {
        return show(&visitor, &chosen, &form).await;
    };
    let at = At { cycle: chosen.cycle, questionnaire: new.questionnaire.id.clone() };
    let entered = visitor.book.enter_consultation(&visitor.signed(), chosen.cycle, new).await;
    if let Err(refused) = entered {
        note(&visitor, &mut form, refused).await?;
        return show(&visitor, &chosen, &form).await;
    }
    let done = "The consultation was entered as a draft. Next, look through its questions.";
    visitor.tell(&session, done).await?;
    Ok(Redirect::to(&at.path(&visitor, "/questionnaire")).into_response())
}

/// Nothing but a questionnaire of the same short name can be in the way of a new one.
async fn note(
    visitor: &Visitor,
    form: &mut Form,
    refused: ConsultationRefused,
) -> Result<(), PageError> {
    saving::note(visitor, form, refused, &|fault| {
        fault.place.starts_with("questionnaire").then(|| "id".to_owned())
    })
    .await
}

/// What a form chose on the first page; what is missing stands in the form.
async fn chosen(visitor: &Visitor, form: &mut Form) -> Result<Option<Chosen>, PageError> {
    let cycle: Option<Cycle> = form.value("cycle", "Choose a year");
    let languages: Vec<Language> = Language::ALL
        .into_iter()
        .filter(|one| form.texts("languages").any(|text| text == one.code()))
        .collect();
    if languages.is_empty() {
        form.fault("languages", "Choose a language");
    }
    let begin = match form.text("begin").split_once('/') {
        None if form.text("begin") == "first" => Some(Begin::First),
        None if form.text("begin") == "ready" => Some(Begin::Ready),
        None => None,
        Some((cycle, questionnaire)) => copy(visitor, cycle, questionnaire).await?,
    };
    if begin.is_none() {
        form.fault("begin", "Choose what to begin with");
    }
    let chosen = (cycle, begin);
    let (Some(cycle), Some(begin), false) = (chosen.0, chosen.1, languages.is_empty()) else {
        return Ok(None);
    };
    Ok(Some(Chosen { cycle, languages, begin }))
}

async fn copy(
    visitor: &Visitor,
    cycle: &str,
    questionnaire: &str,
) -> Result<Option<Begin>, PageError> {
    let (Ok(cycle), Ok(questionnaire)) = (cycle.parse(), questionnaire.parse()) else {
        return Ok(None);
    };
    let held = At { cycle, questionnaire }.found(visitor).await?;
    Ok(Some(Begin::Copy(Box::new(held))))
}

/// The consultation that a form describes; what is wrong stands in the form.
async fn read(
    visitor: &Visitor,
    chosen: &Chosen,
    form: &mut Form,
) -> Result<Option<NewConsultation>, PageError> {
    let languages = &chosen.languages;
    let title = words::needed(form, "title", languages, "Write the title");
    let taken = taken(visitor, chosen.cycle).await?;
    let id = id(form, &title, &taken);
    let introduction = words::needed(form, "introduction", languages, "Write the introduction");
    let sections = sections(&chosen.begin, form, languages);
    let text_title = form.needed("text_title", describing::NO_TITLE);
    let note =
        form.needed("text_note", "Write the text, or where it can be read").unwrap_or_default();
    let sha256 = TextHash::of(Sha256::digest(note.as_bytes()).into());
    let text = ConsultedOn {
        title: String::new(),
        sha256,
        languages: languages.first().copied().into_iter().collect(),
        translated: BTreeMap::new(),
    };
    let Some(description) = describing::read(form, languages, (text_title, text)) else {
        return Ok(None);
    };
    let Some(id) = id else { return Ok(None) };
    let languages = languages.clone();
    let questionnaire =
        TypedQuestionnaire { id, languages, title, introduction, quoted_if: None, sections };
    Ok(Some(NewConsultation { questionnaire, description, text: note.into_bytes() }))
}

/// The short names that consultations of a year have.
async fn taken(visitor: &Visitor, cycle: Cycle) -> Result<Vec<Slug>, PageError> {
    let held = visitor.book.consultations(cycle).await?;
    Ok(held.iter().map(|held| held.questionnaire().clone()).collect())
}

/// The short name that was typed, or one that is made from the title.
fn id(form: &mut Form, title: &Words, taken: &[Slug]) -> Option<Slug> {
    if let Some(typed) = form.optional_value::<Slug>("id") {
        if taken.contains(&typed) {
            form.fault(
                "id",
                "Another consultation of this year has this short name; write another",
            );
            return None;
        }
        return Some(typed);
    }
    let short: String = title.said_in(Language::English).chars().take(26).collect();
    let is_new = |slug: &Slug| slug.as_str() != "new" && !taken.contains(slug);
    slug::free(&short, "consultation", |slug| !is_new(slug))
}

/// The sections that it begins with.
fn sections(begin: &Begin, form: &mut Form, languages: &[Language]) -> Vec<TypedSection> {
    match begin {
        Begin::Ready => ready_sections(),
        Begin::Copy(held) => held.latest.value.questionnaire().typed().sections.clone(),
        Begin::First => {
            let missing = "Write the first question";
            let ask = words::needed(form, "first_question", languages, missing);
            let section =
                words::needed(form, "section", languages, "Write what the first section is called");
            let id = slug::free(ask.said_in(Language::English), "question", |slug| {
                slug.as_str() == "end"
            });
            let question = |id| {
                TypedQuestion::bare(
                    partnership::consultation::answer::QuestionId(id),
                    Kind::LongText,
                    ask,
                )
            };
            vec![TypedSection {
                title: section,
                introduction: None,
                about: About::Views,
                questions: id.map(question).into_iter().collect(),
            }]
        }
    }
}

async fn show_choosing(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let cycles = visitor.book.cycles().await?;
    let mut beginnings = vec![
        Choice::of(form, "begin", "ready", "Ready questions").with_hint(
            "Feeling safe, problems where one lives, what to do first, about you: twelve questions to be changed"
                .to_owned(),
        ),
        Choice::of(form, "begin", "first", "One question of your own").with_hint(
            "You write the first one now and add others, your own or ready ones, one by one".to_owned(),
        ),
    ];
    for cycle in cycles.iter().rev() {
        for held in visitor.book.consultations(*cycle).await? {
            let value = format!("{cycle}/{}", held.questionnaire());
            let text = format!("A copy of “{}”, {}", title_of(&held), cycle.in_words());
            beginnings.push(Choice::of(form, "begin", &value, &text));
        }
    }
    let it = ChoosingPage {
        form: form.shown(),
        path: visitor.path("/consultations/new"),
        planning: visitor.path("/timetable/new"),
        cycles: cycles
            .iter()
            .rev()
            .map(|cycle| Choice::of(form, "cycle", &cycle.to_string(), &cycle.in_words()))
            .collect(),
        languages: Language::ALL
            .into_iter()
            .map(|one| Choice::of(form, "languages", one.code(), one.in_words()))
            .collect(),
        beginnings,
    };
    let around = around(visitor).with(form);
    Ok(page::draw(&visitor.app, "consultations/choosing.html", around, &it)?.into_response())
}

fn around(visitor: &Visitor) -> Page {
    Page::of(visitor, "A new consultation").below("Consultations", visitor.path("/consultations"))
}

async fn show(visitor: &Visitor, chosen: &Chosen, form: &Form) -> Result<Response, PageError> {
    let bodies = visitor.book.partnership().await?.value.bodies().to_vec();
    let begin = match &chosen.begin {
        Begin::First => "beginning with a question of your own".to_owned(),
        Begin::Ready => "beginning with ready questions".to_owned(),
        Begin::Copy(held) => format!("beginning with a copy of “{}”", title_of(held)),
    };
    let mut named: Vec<(String, String)> = Vec::new();
    for name in ["cycle", "languages", "begin"] {
        named.extend(form.texts(name).map(|text| (name.to_owned(), text.to_owned())));
    }
    let it = BeginningPage {
        form: form.shown(),
        path: visitor.path("/consultations/new"),
        chosen: named,
        summary: format!("For {}, {begin}.", chosen.cycle.in_words()),
        languages: words::tongues(&chosen.languages),
        first_question: matches!(chosen.begin, Begin::First),
        choices: Choices::of(form, &bodies),
    };
    let around = around(visitor).with(form);
    Ok(page::draw(&visitor.app, "consultations/beginning.html", around, &it)?.into_response())
}

//! A section of a questionnaire: added, or its words changed.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::language::Words;
use partnership::consultation::questionnaire::About;
use partnership::consultation::questionnaire::TypedSection;
use partnership::consultation::questionnaire::fault::QuestionnaireFault;
use partnership::consultation::questionnaire::fault::Wrong;
use partnership::membership::may::Deed;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::saving::Found;
use crate::consultations::words;
use crate::consultations::words::Tongue;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct SectionPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    languages: Vec<Tongue>,
    abouts: Vec<Choice>,
    whole: Vec<Fault>,
}

/// The parts of an address.
type Parts = Path<BTreeMap<String, String>>;

/// The place of the section that an address names; none for a new one.
fn place(found: &Found, parts: &BTreeMap<String, String>) -> Result<Option<usize>, PageError> {
    let named = parts.get("section").map_or("", String::as_str);
    if named == "new" {
        return Ok(None);
    }
    let place = named.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let there = found.held.latest.value.questionnaire().sections().len();
    place.filter(|place| *place < there).map(Some).ok_or(PageError::NotFound)
}

/// Asks for a section.
pub(in crate::consultations) async fn ask(
    visitor: Visitor,
    at: At,
    Path(parts): Parts,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let place = place(&found, &parts)?;
    let mut form = Form::default();
    if let Some(section) = place.and_then(|place| found.typed().sections.into_iter().nth(place)) {
        words::put(&mut form, "title", &section.title);
        words::put(&mut form, "introduction", &section.introduction.unwrap_or_default());
        form.put("about", word(section.about));
    } else {
        form.put("about", word(About::Views));
    }
    show(&visitor, &found, place, &form)
}

/// Adds or changes a section.
pub(in crate::consultations) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Path(parts): Parts,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let place = place(&found, &parts)?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let mut typed = found.typed();
    let there = place.and_then(|place| typed.sections.get(place).cloned());
    let section = read(&mut form, &typed.languages, there);
    if form.has_faults() {
        return show(&visitor, &found, place, &form);
    }
    match place.and_then(|place| typed.sections.get_mut(place)) {
        Some(there) => *there = section,
        None => typed.sections.push(section),
    }
    found.save(&visitor, seen, typed, &mut form, &|fault| field_of(fault, place)).await?;
    if form.has_faults() {
        return show(&visitor, &found, place, &form);
    }
    let done = if place.is_some() { "The section was saved." } else { "The section was added." };
    found.done(&visitor, &session, "/questionnaire", done).await
}

/// The section that a form has; a missing title is noted.
fn read(
    form: &mut Form,
    languages: &[partnership::consultation::language::Language],
    there: Option<TypedSection>,
) -> TypedSection {
    let before = there.unwrap_or(TypedSection {
        title: Words::default(),
        introduction: None,
        about: About::Views,
        questions: Vec::new(),
    });
    let title = words::needed(form, "title", languages, "Write what the section is called");
    let introduction = before.introduction.clone().unwrap_or_default();
    let introduction = words::read(form, "introduction", languages, &introduction);
    let about = [About::Views, About::You].into_iter().find(|one| word(*one) == form.text("about"));
    TypedSection {
        title: before.title.overlaid(&title),
        introduction: Some(introduction).filter(|words| !words.is_blank()),
        about: about.unwrap_or_default(),
        questions: before.questions,
    }
}

fn field_of(fault: &QuestionnaireFault, place: Option<usize>) -> Option<String> {
    let here = place.map(|place| format!("section {}", place + 1));
    match &fault.wrong {
        Wrong::Untranslated { what, language } if here.as_ref() == Some(&fault.place) => {
            Some(format!("{what}-{language}"))
        }
        Wrong::CannotDecline | Wrong::AboutYouRequired => None,
        _other_place => None,
    }
}

fn word(about: About) -> &'static str {
    match about {
        About::Views => "views",
        About::You => "you",
    }
}

fn show(
    visitor: &Visitor,
    found: &Found,
    place: Option<usize>,
    form: &Form,
) -> Result<Response, PageError> {
    let named = place.map_or_else(|| "new".to_owned(), |place| (place + 1).to_string());
    let choice = |about, text: &str| Choice::of(form, "about", word(about), text);
    let it = SectionPage {
        form: form.shown(),
        path: found.at.path(visitor, &format!("/questionnaire/sections/{named}")),
        back: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        languages: words::tongues(&found.typed().languages),
        abouts: vec![
            choice(About::Views, "What people see, think or want"),
            choice(About::You, "The person who answers").with_hint(
                "Every question can be left out, and one with answers has “Prefer not to say” among them".to_owned(),
            ),
        ],
        whole: form.faults().to_vec(),
    };
    let title = match place {
        Some(place) => format!("Section {}", place + 1),
        None => "Add a section".to_owned(),
    };
    let around = found.at.page(visitor, &found.held, &title).with(form);
    let around = around.below("Questionnaire", found.at.path(visitor, "/questionnaire"));
    Ok(page::draw(&visitor.app, "consultations/section.html", around, &it)?.into_response())
}

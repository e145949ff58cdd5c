//! Ready questions of the question bank, to be added to a questionnaire.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::ready_questions::ready_question;
use partnership::consultation::ready_questions::ready_sections;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::questionnaire::said;
use crate::consultations::saving::Found;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReadyPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    groups: Vec<Group>,
    sections: Vec<Choice>,
    whole: Vec<Fault>,
}

/// Ready questions about one thing.
#[derive(Debug, serde::Serialize)]
struct Group {
    id: String,
    title: String,
    questions: Vec<Choice>,
}

/// Shows those that are not asked yet.
pub(in crate::consultations) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    show(&visitor, &Found { at, held }, &Form::default())
}

/// Adds those that were ticked.
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
    let seen = form.seen()?;
    let ids: Vec<QuestionId> =
        form.texts("questions").filter_map(|text| text.parse().ok().map(QuestionId)).collect();
    if ids.is_empty() {
        form.fault("questions", "Tick the questions to be added");
    }
    let section = chosen_section(&mut form, &found.typed());
    let (Some(section), false) = (section, form.has_faults()) else {
        return show(&visitor, &found, &form);
    };
    let added = with(found.typed(), section, &ids);
    let count = added.typed_questions().count() - found.typed().typed_questions().count();
    found.save(&visitor, seen, added, &mut form, &|_| None).await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    let done = match count {
        1 => "1 question was added.".to_owned(),
        many => format!("{many} questions were added."),
    };
    found.done(&visitor, &session, "/questionnaire", &done).await
}

/// Where they go: to the end of a section of this number, or under the sections of the bank (`None` within).
fn chosen_section(form: &mut Form, typed: &TypedQuestionnaire) -> Option<Option<usize>> {
    let chosen = form.text("section").to_owned();
    if chosen == "own" {
        return Some(None);
    }
    let place = chosen.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let place = place.filter(|place| *place < typed.sections.len());
    if place.is_none() {
        form.fault("section", "Choose where to add them");
    }
    place.map(Some)
}

/// The questionnaire with ready questions.
fn with(
    typed: TypedQuestionnaire,
    section: Option<usize>,
    ids: &[QuestionId],
) -> TypedQuestionnaire {
    if let Some(section) = section {
        let questions = ids.iter().filter_map(ready_question);
        let new = questions.filter(|question| typed.typed_question(&question.id).is_none());
        let new: Vec<_> = new.collect();
        return new
            .into_iter()
            .fold(typed, |typed, question| typed.with_question(section, question));
    }
    let mut sections = ready_sections();
    for section in &mut sections {
        section.questions.retain(|question| ids.contains(&question.id));
    }
    typed.with_sections(sections)
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let typed = found.typed();
    let mut groups = Vec::new();
    for (number, section) in (1..).zip(ready_sections()) {
        let new = section.questions.iter().filter(|one| typed.typed_question(&one.id).is_none());
        let questions: Vec<Choice> = new
            .map(|question| {
                let (id, text) = (question.id.to_string(), said(&typed, &question.ask));
                let told = capitalised(question.kind.in_words());
                Choice::of(form, "questions", &id, &text).with_hint(told)
            })
            .collect();
        if !questions.is_empty() {
            // The summary of faults leads to the first group.
            let id =
                if groups.is_empty() { "questions".to_owned() } else { format!("group-{number}") };
            groups.push(Group { id, title: said(&typed, &section.title), questions });
        }
    }
    let own =
        Choice::of(form, "section", "own", "Under these headings, as new sections at the end");
    let sections = (1..).zip(&typed.sections).map(|(number, section): (usize, _)| {
        let text = format!("At the end of section {number}, {}", said(&typed, &section.title));
        Choice::of(form, "section", &number.to_string(), &text)
    });
    let it = ReadyPage {
        form: form.shown(),
        path: found.at.path(visitor, "/questionnaire/ready"),
        back: found.at.path(visitor, "/questionnaire"),
        version: found.version(),
        groups,
        sections: std::iter::once(own).chain(sections).collect(),
        whole: form.faults().to_vec(),
    };
    let around = found.at.page(visitor, &found.held, "Add ready questions").with(form);
    let around = around.below("Questionnaire", found.at.path(visitor, "/questionnaire"));
    Ok(page::draw(&visitor.app, "consultations/ready.html", around, &it)?.into_response())
}

//! The fields of a step, for whoever enters or changes one.
//!
//! In comes a form, or a step to fill it with; out goes a step, or what is wrong with which field.

use std::collections::BTreeSet;

use partnership::membership::Partnership;
use partnership::membership::body::BodyId;
use partnership::terms::slug::Slug;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use partnership::timetable::Timetable;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::step::EndedBy;
use partnership::timetable::step::Step;
use partnership::timetable::step::StepId;
use partnership::timetable::step::StepKind;
use partnership::timetable::step::Subject;
use partnership::timetable::when::When;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Message;
use crate::page::form::Shown as ShownForm;
use crate::who::visitor::Visitor;
use crate::year::Opened;

/// The value of the radio that says that no body decides.
const NO_BODY: &str = "none";

/// A page with the fields of a step.
#[derive(Debug, serde::Serialize)]
pub(super) struct FieldsPage {
    pub(super) action: String,
    pub(super) back: String,
    pub(super) form: ShownForm,
    /// The version seen; none for a new step.
    pub(super) version: Option<i64>,
    /// How the step is now, where somebody else has changed it.
    pub(super) now: Vec<Fact>,
    pub(super) kinds: Vec<Item>,
    pub(super) subjects: Vec<Item>,
    pub(super) bodies: Vec<Item>,
    pub(super) others: Vec<Item>,
    pub(super) owners: BTreeSet<String>,
}

/// Something to tick or choose.
#[derive(Debug, serde::Serialize)]
pub(super) struct Item {
    value: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<Message>,
}

/// A field as it is now.
#[derive(Debug, serde::Serialize)]
pub(super) struct Fact {
    name: &'static str,
    value: String,
}

impl FieldsPage {
    /// The fields of a step of an open year, other than the step itself.
    pub(super) async fn of(
        visitor: &Visitor,
        opened: &Opened,
        itself: Option<&StepId>,
        form: &Form,
    ) -> Result<FieldsPage, PageError> {
        let partnership = visitor.book.partnership().await?.value;
        let timetable = opened.so_far.timetable();
        let others = opened.so_far.by_date();
        let others = others.into_iter().filter(|course| Some(&course.step.id) != itself);
        Ok(FieldsPage {
            action: String::new(),
            back: String::new(),
            form: form.shown(),
            version: None,
            now: Vec::new(),
            kinds: StepKind::ALL.into_iter().map(kind_item).collect(),
            subjects: Subject::ALL.into_iter().map(subject_item).collect(),
            bodies: bodies(&partnership),
            others: others
                .map(|course| {
                    let when = sentence(&course.when.in_words());
                    Item::of(course.step.id.to_string(), &course.step.title, Some(when))
                })
                .collect(),
            owners: owners(visitor, timetable, &partnership),
        })
    }
}

impl Item {
    fn of(value: String, text: &str, hint: Option<String>) -> Item {
        Item { value, text: text.to_owned(), hint: hint.map(|text| Message { text }) }
    }
}

fn kind_item(kind: StepKind) -> Item {
    Item::of(written(&kind), &capitalised(kind.as_noun()), Some(sentence(kind.meaning())))
}

fn subject_item(subject: Subject) -> Item {
    Item::of(written(&subject), &capitalised(subject.in_words()), None)
}

fn bodies(partnership: &Partnership) -> Vec<Item> {
    let none = "For a consultation, and for what is drafted, written, published or distributed.";
    let bodies = partnership.bodies().iter().map(|body| {
        let kind = capitalised(body.kind.in_words());
        let hint = (kind != capitalised(&body.name)).then_some(kind);
        Item::of(body.id.to_string(), &capitalised(&body.name), hint)
    });
    let none = Item::of(NO_BODY.to_owned(), "No body decides it", Some(none.to_owned()));
    bodies.chain([none]).collect()
}

/// Who can be suggested to see to a step.
fn owners(visitor: &Visitor, timetable: &Timetable, partnership: &Partnership) -> BTreeSet<String> {
    let owners = timetable.owners().into_iter();
    let organisations = partnership.organisations_on(visitor.today).map(|one| one.name.as_str());
    let groups = partnership.task_groups_on(visitor.today).map(|group| group.name.as_str());
    let all = owners.chain(organisations).chain(groups).chain([partnership.name()]);
    all.map(str::to_owned).collect()
}

/// Fills the form with a step as it is.
pub(super) fn filled(step: &Step) -> Form {
    let mut form = Form::default();
    form.put("id", &step.id.to_string());
    form.put("title", &step.title);
    form.put("kind", &written(&step.kind));
    form.put("subject", &written(&step.subject));
    form.put("when", &spoken(step.when));
    form.put("owner", &step.owner);
    form.put("body", &step.body.as_ref().map_or(NO_BODY.to_owned(), ToString::to_string));
    for needed in &step.needs {
        form.put("needs", &needed.to_string());
    }
    form
}

/// A step as it is now, to be set beside what was typed.
pub(super) fn facts(step: &Step, timetable: &Timetable) -> Vec<Fact> {
    let needs = step.needs.iter().filter_map(|id| timetable.step(id));
    let needs: Vec<&str> = needs.map(|needed| needed.title.as_str()).collect();
    let nothing = |words: String| if words.is_empty() { "Nothing".to_owned() } else { words };
    let body = timetable.body_of(step).map_or("No body", |body| &body.name);
    let fact = |name, value| Fact { name, value };
    vec![
        fact("Title", step.title.clone()),
        fact("Kind", capitalised(step.kind.as_noun())),
        fact("On what", capitalised(step.subject.in_words())),
        fact("When", capitalised(&step.when.in_words())),
        fact("Seen to by", step.owner.clone()),
        fact("Decided by", body.to_owned()),
        fact("What it needs first", nothing(needs.join("; "))),
    ]
}

/// The step that a form describes, if it describes one: all its faults are noted.
pub(super) fn read(form: &mut Form) -> Option<Step> {
    let title = form.needed("title", "write a title");
    let id = short_name(form);
    let kind = one_of(form, "kind", "choose what kind of step it is");
    let subject = one_of(form, "subject", "choose what it is done to");
    let when = form.value::<Spoken<When>>("when", "write when it is planned for");
    let owner = form.needed("owner", "write who sees to it");
    let body = body(form, kind);
    let needs = form.texts("needs").map(|id| id.parse().map(StepId)).collect::<Result<_, _>>();
    let needs = needs.map_err(|error| form.fault("needs", &error.to_string())).ok();
    Some(Step {
        id: id?,
        kind: kind?,
        subject: subject?,
        title: title?,
        when: when?.0,
        owner: owner?,
        body: body?,
        needs: needs?,
    })
}

/// The short name that was typed, or one made from the title.
fn short_name(form: &mut Form) -> Option<StepId> {
    if form.text("id").is_empty() {
        return made_from(form.text("title")).map(StepId).or_else(|| {
            form.fault("id", "write a short name: none can be made from the title");
            None
        });
    }
    form.value("id", "write a short name").map(StepId)
}

/// A title in small letters, digits and hyphens.
fn made_from(title: &str) -> Option<Slug> {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let name = name.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    name.get(..60).unwrap_or(name).trim_end_matches('-').parse().ok()
}

/// The body that was chosen; a kind that no body decides may leave it out.
fn body(form: &mut Form, kind: Option<StepKind>) -> Option<Option<BodyId>> {
    match (form.text("body"), kind.map(StepKind::ended_by)) {
        (NO_BODY, _) | ("", Some(EndedBy::Owner)) => Some(None),
        ("", Some(EndedBy::Decision) | None) => {
            form.fault("body", "choose which body decides it, or that none does");
            None
        }
        (_, Some(EndedBy::Decision | EndedBy::Owner) | None) => {
            form.value("body", "choose a body").map(|id| Some(BodyId(id)))
        }
    }
}

/// A choice by the word that files have for it.
fn one_of<T: DeserializeOwned>(form: &mut Form, name: &str, missing: &str) -> Option<T> {
    let chosen = serde_json::from_value(Value::String(form.text(name).to_owned())).ok();
    if chosen.is_none() {
        form.fault(name, missing);
    }
    chosen
}

/// The word that files have for a choice.
fn written(choice: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(choice).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A time as people write it in the field.
pub(super) fn spoken(when: When) -> String {
    match when {
        When::On(day) => day.in_words(),
        When::Between(days) => days.in_words(),
        When::Through(_) | When::In(_) | When::From(_) => when.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_made_from_the_title() {
        let made = |title: &str| made_from(title).map(|name| name.to_string());
        assert_eq!(
            made("Rolling Plan adopted (2015–16)").as_deref(),
            Some("rolling-plan-adopted-2015-16")
        );
        assert_eq!(made("2nd draft").as_deref(), Some("nd-draft"));
        assert_eq!(made("—"), None);
        assert!(made(&"long words ".repeat(20)).unwrap().len() <= 60);
    }

    #[test]
    fn a_step_fills_the_form_and_is_read_from_it_again() {
        let step: Step = serde_json::from_str(
            r#"{ "id": "plan-adopted", "kind": "adopt", "subject": "plan", "title": "Plan adopted",
                 "when": "2015-04-22", "owner": "Council", "body": "council", "needs": ["plan-to-cabinet"] }"#,
        )
        .unwrap();
        let mut form = filled(&step);
        assert_eq!(read(&mut form), Some(step));
    }
}

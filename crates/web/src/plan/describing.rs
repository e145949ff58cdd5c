//! An action that is entered, and described otherwise.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::described::Among;
use partnership::plan::action::described::Described;
use partnership::plan::action::refused::ActionRefused;
use partnership::plan::rolling::Objective;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::KeptAction;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::refused;
use crate::plan::told;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct DescribingPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    objectives: Vec<Choice>,
    leads: Vec<Choice>,
    partners: Vec<Choice>,
    said: Vec<Choice>,
}

/// Asks for an action; an address may choose its objective, or what was said that it does.
pub(super) async fn ask_new(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    draw(&visitor, &opened, None, &Form::of(asked))
}

/// Enters it.
pub(super) async fn enter(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::of(pairs);
    let Some(described) = read(&mut form, (&opened, visitor.today), None) else {
        return draw(&visitor, &opened, None, &form);
    };
    let (book, signed) = (&visitor.book, visitor.signed());
    match book.enter_action(&signed, at.cycle, described, visitor.today).await {
        Ok(number) => {
            let done = format!("Action {number} was entered. Say next by what it is measured.");
            lead_on(&visitor, &session, at.cycle, (&format!("/actions/{number}"), &done)).await
        }
        Err(why) => {
            refused::note(&mut form, "title", why)?;
            draw(&visitor, &opened, None, &form)
        }
    }
}

/// Shows how an action is described, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let kept = &opened.action(&at)?;
    draw(&visitor, &opened, Some(kept), &filled(kept))
}

/// Describes it otherwise.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (kept, mut form) = (&opened.action(&at)?, Form::of(pairs));
    let seen = (at.cycle, kept.number, form.seen()?);
    let before = Some(kept.action.described());
    let Some(described) = read(&mut form, (&opened, visitor.today), before) else {
        return draw(&visitor, &opened, Some(kept), &form);
    };
    let deed = ActionDeed::Describe(Box::new(described));
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.record_action_deed(&signed, seen, deed, visitor.today).await {
        refused::note(&mut form, "title", why)?;
        let now = Opened::to(&visitor, &at, Deed::WritePlan).await?;
        return draw(&visitor, &now, Some(&now.action(&at)?), &form);
    }
    let below = format!("/actions/{}", kept.number);
    lead_on(&visitor, &session, at.cycle, (&below, "The action was changed.")).await
}

/// The action that a form describes; all that is wrong stands in it. Of `before` stay the measure, which has a page of its
/// own, and what was said in other cycles, which the form does not show.
fn read(
    form: &mut Form,
    (opened, today): (&Opened, Day),
    before: Option<&Described>,
) -> Option<Described> {
    let objective = form.optional_value("objective");
    let text = |field: &str| form.text(field).to_owned();
    let lead = text("lead");
    let ticked = form.texts("said").filter_map(|number| number.parse().ok());
    let unshown = before.into_iter().flat_map(|before| before.said.iter().copied());
    let unshown = unshown.filter(|number| !opened.plan.said.contains_key(number));
    let mut described = Described {
        title: text("title"),
        about: text("about"),
        objective,
        person: text("person"),
        // Whoever leads it takes part anyhow.
        partners: form.texts("partners").filter(|one| *one != lead).map(str::to_owned).collect(),
        lead,
        resources: text("resources"),
        funding: text("funding"),
        measure: before.and_then(|before| before.measure.clone()),
        // Until the day is read, after what is wrong with the fields above it.
        due: today,
        said: ticked.chain(unshown).collect(),
    };
    let members = leading(opened, today, before);
    let objectives = opened.plan.held.value.objectives().iter().map(Objective::number).collect();
    let among = Among { members: &members, objectives: &objectives };
    refused::note_action(form, "title", &ActionRefused::Described(described.faults_among(among)));
    let due: Option<Spoken<Day>> = form.value("due", "Enter the day by which it shall be done");
    described.due = due?.0;
    (!form.has_faults()).then_some(described)
}

/// The names of those who may lead an action: the members, and whoever leads it already.
fn leading(opened: &Opened, today: Day, before: Option<&Described>) -> BTreeSet<String> {
    let members = opened.partnership.members_on(today).map(|one| one.name.clone());
    members.chain(before.map(|before| before.lead.clone())).collect()
}

fn filled(kept: &KeptAction) -> Form {
    let (mut form, described) = (Form::default(), kept.action.described());
    form.put("title", &described.title);
    form.put("about", &described.about);
    form.put("objective", &described.objective.map(|one| one.to_string()).unwrap_or_default());
    form.put("lead", &described.lead);
    form.put("person", &described.person);
    for partner in &described.partners {
        form.put("partners", partner);
    }
    form.put("resources", &described.resources);
    form.put("funding", &described.funding);
    form.put("due", &kept.action.due().in_words());
    for number in &described.said {
        form.put("said", &number.to_string());
    }
    form
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: Option<&KeptAction>,
    form: &Form,
) -> Result<Response, PageError> {
    let (path, back, title) = match kept {
        Some(kept) => {
            let path = |below| opened.action_path(visitor, kept.number, below);
            (path("/change"), path(""), "Change the action")
        }
        None => (opened.path(visitor, "/actions/new"), opened.path(visitor, ""), "Enter an action"),
    };
    let it = DescribingPage {
        form: form.shown(),
        path,
        back,
        version: kept.map(|kept| form.seen_next(kept.version)),
        objectives: objectives(opened, form),
        leads: leads(visitor, opened, (kept, form)),
        partners: partners(visitor, opened, (kept, form)),
        said: said(opened, form),
    };
    let around = match kept {
        Some(kept) => opened.action_page(visitor, kept, title),
        None => opened.page(visitor, title),
    };
    Ok(page::draw(&visitor.app, "plan/describing.html", around.with(form), &it)?.into_response())
}

fn objectives(opened: &Opened, form: &Form) -> Vec<Choice> {
    let full = opened.full();
    let choice = |one: &Objective| {
        let priority = full.priority(one.priority()).map(|priority| priority.wording());
        let hint = format!("Priority: {}", priority.unwrap_or("none in force"));
        Choice::of(form, "objective", &one.number().to_string(), one.words()).with_hint(hint)
    };
    let all = opened.plan.held.value.objectives().iter().map(choice);
    let none = Choice::of(form, "objective", "", "None of these");
    all.chain([none]).collect()
}

fn leads(
    visitor: &Visitor,
    opened: &Opened,
    (kept, form): (Option<&KeptAction>, &Form),
) -> Vec<Choice> {
    let before = kept.map(|kept| kept.action.described());
    let none = Choice::of(form, "lead", "", "Choose one");
    let others = told::bodies(form, "lead", leading(opened, visitor.today, before));
    std::iter::once(none).chain(others).collect()
}

fn partners(
    visitor: &Visitor,
    opened: &Opened,
    (kept, form): (Option<&KeptAction>, &Form),
) -> Vec<Choice> {
    let organisations = opened.partnership.organisations_on(visitor.today);
    let groups = opened.partnership.task_groups_on(visitor.today);
    let names = organisations.map(|one| one.name.clone()).chain(groups.map(|one| one.name.clone()));
    let already = kept.into_iter().flat_map(|kept| kept.action.described().partners.clone());
    told::bodies(form, "partners", names.chain(already).collect())
}

fn said(opened: &Opened, form: &Form) -> Vec<Choice> {
    let choice = |(number, entry): (&i64, &partnership::consultation::you_said::YouSaid)| {
        let hint = entry.answer().in_words().to_owned();
        Choice::of(form, "said", &number.to_string(), entry.said()).with_hint(hint)
    };
    opened.plan.said.iter().map(choice).collect()
}

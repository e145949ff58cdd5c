//! Entering, changing and taking away a measure of a task group.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::task_groups::measure::Better;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use partnership::terms::slug::Slug;
use partnership::terms::slug::free;
use partnership::terms::wording::capitalised;
use records::Held;
use records::TaskGroupsRefused;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::task_groups::measure_fields;
use crate::task_groups::refused;
use crate::task_groups::which::Group;
use crate::task_groups::which::Known;
use crate::task_groups::which::around;
use crate::task_groups::which::last_ended;
use crate::who::visitor::Visitor;

/// What no measure is called: it means something else in an address.
const NOT_A_MEASURE: &str = "new";

/// The form.
#[derive(Debug, serde::Serialize)]
struct MeasurePage {
    form: Shown,
    path: String,
    back: String,
    group: String,
    known: bool,
    /// The version that is to be changed: after a conflict, the one that is there now.
    version: Option<String>,
    /// Whether it has values or judgements, so that it cannot be taken away.
    has_values: bool,
    better: Vec<Choice>,
    baseline_quarters: Vec<Choice>,
    target_quarters: Vec<Choice>,
    change_quarters: Vec<Choice>,
}

/// A group whose measures a visitor may change.
async fn changeable(visitor: &Visitor, slug: &str) -> Result<(Known, Group), PageError> {
    if !visitor.can(Deed::ChangeTaskGroups) {
        visitor.may(Deed::ChangeTaskGroups)?;
    }
    let known = Known::of(&visitor.book, visitor.today).await?;
    let group = known.group(slug)?.clone();
    visitor.may_for(Deed::ChangeTaskGroups, &group.name)?;
    Ok((known, group))
}

/// A measure of a group that a visitor may change.
pub(super) async fn found(
    visitor: &Visitor,
    (slug, measure): (&str, &str),
) -> Result<(Known, Group, Held<Measure>), PageError> {
    let (known, group) = changeable(visitor, slug).await?;
    let mut own = known.measures_of(&group.name);
    let held = own.find(|held| held.value.id().to_string() == measure).cloned();
    drop(own);
    Ok((known, group, held.ok_or(PageError::NotFound)?))
}

/// Asks what is measured.
pub(super) async fn ask_new(
    visitor: Visitor,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (_, group) = changeable(&visitor, &slug).await?;
    draw(&visitor, &group, None, &Form::default())
}

/// Enters a measure.
pub(super) async fn enter(
    visitor: Visitor,
    session: Session,
    Path((_, slug)): Path<(String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (known, group) = changeable(&visitor, &slug).await?;
    let mut form = Form::of(pairs);
    let id = short_name(&known, form.text("name"))?;
    let Some(measure) = measure_fields::read(&mut form, (&id, &group.name), None) else {
        return draw(&visitor, &group, None, &form);
    };
    if let Err(error) = visitor.book.enter_measure(&visitor.signed(), &measure).await {
        refused::note(&mut form, "name", error.into())?;
        return draw(&visitor, &group, None, &form);
    }
    let told = format!("“{}” is measured now. Enter its values next.", measure.typed().name);
    lead_on(&visitor, &session, &group, &told).await
}

/// A short name that no measure has, made of its name.
fn short_name(known: &Known, name: &str) -> Result<MeasureId, PageError> {
    let taken: BTreeSet<&Slug> = known.measures.iter().map(|held| &held.value.id().0).collect();
    let is_taken = |slug: &Slug| slug.as_str() == NOT_A_MEASURE || taken.contains(slug);
    let none = || PageError::Broken("no short name is free for a measure".to_owned());
    free(name, "measure", is_taken).map(MeasureId).ok_or_else(none)
}

/// Shows a measure, to be changed.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, slug, measure)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let (known, group, held) = found(&visitor, (&slug, &measure)).await?;
    draw(&visitor, &group, Some((&known, &held)), &measure_fields::filled(&held.value))
}

/// Changes a measure.
pub(super) async fn change(
    visitor: Visitor,
    session: Session,
    Path((_, slug, measure)): Path<(String, String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (known, group, held) = found(&visitor, (&slug, &measure)).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let (id, before) = (held.value.id(), Some(&held.value));
    let Some(measure) = measure_fields::read(&mut form, (id, &group.name), before) else {
        return draw(&visitor, &group, Some((&known, &held)), &form);
    };
    if let Err(error) = visitor.book.change_measure(&visitor.signed(), seen, &measure).await {
        refused::note(&mut form, "name", error.into())?;
        return draw(&visitor, &group, Some((&known, &held)), &form);
    }
    lead_on(&visitor, &session, &group, &format!("“{}” was changed.", measure.typed().name)).await
}

/// Takes a measure away that has no values.
pub(super) async fn take_away(
    visitor: Visitor,
    session: Session,
    Path((_, slug, measure)): Path<(String, String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (known, group, held) = found(&visitor, (&slug, &measure)).await?;
    let seen = Form::of(pairs).seen()?;
    let removed = visitor.book.remove_measure(&visitor.signed(), seen, held.value.id()).await;
    match removed {
        Ok(()) => {
            let told = format!("“{}” was taken away.", held.value.typed().name);
            lead_on(&visitor, &session, &group, &told).await
        }
        Err(refused @ TaskGroupsRefused::HasValues(_)) => {
            let mut form = measure_fields::filled(&held.value);
            form.fault("name", &refused.to_string());
            draw(&visitor, &group, Some((&known, &held)), &form)
        }
        Err(other) => Err(refused::told(other)),
    }
}

async fn lead_on(
    visitor: &Visitor,
    session: &Session,
    group: &Group,
    told: &str,
) -> Result<Response, PageError> {
    visitor.tell(session, told).await?;
    let path = visitor.path(&format!("/task-groups/{}", group.slug));
    Ok(Redirect::to(&path).into_response())
}

fn draw(
    visitor: &Visitor,
    group: &Group,
    measure: Option<(&Known, &Held<Measure>)>,
    form: &Form,
) -> Result<Response, PageError> {
    let back = visitor.path(&format!("/task-groups/{}", group.slug));
    let ended = last_ended(visitor.today);
    let better = |one: Better| Choice::of(form, "better", one.code(), &capitalised(one.in_words()));
    let has_values = measure.is_some_and(|(known, held)| {
        let id = held.value.id();
        known.values.iter().any(|held| held.value.measure == *id)
            || known.by_hand.iter().any(|held| held.value.of_what().0 == id)
    });
    let it = MeasurePage {
        path: measure.map_or_else(
            || format!("{back}/new"),
            |(_, held)| format!("{back}/{}", held.value.id()),
        ),
        group: group.name.clone(),
        known: measure.is_some(),
        version: measure.map(|(_, held)| held.version.0.to_string()),
        has_values,
        better: Better::ALL.map(better).to_vec(),
        baseline_quarters: measure_fields::quarters(form, "baseline_quarter", ended),
        target_quarters: measure_fields::quarters(form, "target_quarter", ended),
        change_quarters: measure_fields::quarters(form, "change_from", ended),
        form: form.shown(),
        back,
    };
    let title = if it.known { "Change a measure" } else { "Add a measure" };
    let around = around(visitor, title).below(&group.name, it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "task_groups/measure.html", around, &it)?.into_response())
}

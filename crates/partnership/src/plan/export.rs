//! The plan's actions as a file for another program: what each is, whom it serves, how it stands and how it does.
//!
//! In comes a plan with all that belongs to it; out go lines of cells.

use crate::plan::action::Action;
use crate::plan::board::Column;
use crate::plan::in_full::PlanInFull;
use crate::task_groups::measure::At;

/// The heads of the columns.
const HEADS: [&str; 26] = [
    "action",
    "title",
    "about",
    "priority",
    "objective",
    "lead authority",
    "person or post",
    "partners",
    "resources",
    "funding",
    "measure",
    "unit",
    "better",
    "baseline quarter",
    "baseline",
    "target quarter",
    "target",
    "due",
    "stands",
    "why it stands so",
    "column of the board",
    "last quarter noted",
    "how it did",
    "what was noted",
    "figure",
    "carried over from",
];

/// The lines, with their heads first, in the order of the actions' numbers.
pub fn lines(full: PlanInFull<'_>) -> Vec<Vec<String>> {
    let heads = HEADS.iter().map(|head| (*head).to_owned()).collect();
    let rows = full.actions.iter().map(|(number, action)| {
        let mut cells = of_description(full, *number, action);
        cells.extend(of_measure(action));
        cells.extend(of_standing(action));
        cells
    });
    std::iter::once(heads).chain(rows).collect()
}

fn of_description(full: PlanInFull<'_>, number: i64, action: &Action) -> Vec<String> {
    let described = action.described();
    let objective = described.objective.and_then(|number| full.plan.objective(number));
    let priority = full.priority_of(action).map(|one| one.wording().to_owned());
    let partners: Vec<&str> = described.partners.iter().map(String::as_str).collect();
    vec![
        number.to_string(),
        described.title.clone(),
        described.about.clone(),
        priority.unwrap_or_default(),
        objective.map(|one| one.words().to_owned()).unwrap_or_default(),
        described.lead.clone(),
        described.person.clone(),
        partners.join("; "),
        described.resources.clone(),
        described.funding.clone(),
    ]
}

fn of_measure(action: &Action) -> Vec<String> {
    let Some(measure) = &action.described().measure else { return vec![String::new(); 7] };
    let typed = measure.typed();
    let at = |at: Option<At>| {
        let quarter = at.map(|at| at.quarter.to_string()).unwrap_or_default();
        [quarter, at.map(|at| at.value.to_string()).unwrap_or_default()]
    };
    let ([from, baseline], [until, target]) = (at(typed.baseline), at(typed.target));
    let (name, unit) = (typed.name.clone(), typed.unit.clone());
    vec![name, unit, typed.better.code().to_owned(), from, baseline, until, target]
}

fn of_standing(action: &Action) -> Vec<String> {
    let latest = action.latest();
    let origin = action.origin().map(|from| {
        let own = format!("{} action {}", from.cycle, from.number);
        from.partnership.as_ref().map_or(own.clone(), |other| format!("{} {own}", other.id))
    });
    let figure = latest.and_then(|progress| progress.figure);
    vec![
        action.due().to_string(),
        action.standing().in_words(),
        action.because().unwrap_or_default().to_owned(),
        Column::of(action).in_words().to_owned(),
        latest.map(|progress| progress.quarter.to_string()).unwrap_or_default(),
        latest.map(|progress| progress.judgement.in_words().to_owned()).unwrap_or_default(),
        latest.map(|progress| progress.words.clone()).unwrap_or_default(),
        figure.map(|figure| figure.to_string()).unwrap_or_default(),
        origin.unwrap_or_default(),
    ]
}

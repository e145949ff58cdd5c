//! How far a plan was carried out, for the next assessment to refer to (SI 2007/1830, regulation 5): in words and as a table.
//!
//! In comes a plan with all that belongs to it; out goes each thing under the name that a reference gives, with what it rests
//! on: `{plan:progress}`, `{plan:progress-violence}` of a priority, `{plan:action-4}`, and `{table:plan-actions}`.

use std::collections::BTreeMap;

use crate::assessment::answer::Row;
use crate::assessment::answer::Value;
use crate::assessment::gathered::Named;
use crate::assessment::gathered::answers::Charted;
use crate::assessment::material::Noted;
use crate::assessment::material::Supply;
use crate::assessment::reference::Kind;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Status;
use crate::plan::action::Action;
use crate::plan::board::Column as OnBoard;
use crate::plan::board::board;
use crate::plan::in_full::PlanInFull;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;
use crate::terms::wording::listed;

/// What is told of the plan in words: of all its actions, of those under each priority, and of each.
pub fn named(full: PlanInFull<'_>) -> Vec<Named> {
    if full.actions.is_empty() {
        return Vec::new();
    }
    let made_up = if full.plan.wording().illustrative { "illustrative " } else { "" };
    let called = format!("the {made_up}plan {}", full.plan.cycle().in_words());
    let all = noted("progress".to_owned(), &called, summary(&called, full.actions));
    let of_priorities = full.priorities.iter().filter_map(|priority| {
        let serves =
            |action: &Action| full.priority_of(action).is_some_and(|one| one.id() == priority.id());
        let own = full.actions.iter().filter(|(_, action)| serves(action));
        let own: BTreeMap<i64, Action> =
            own.map(|(number, action)| (*number, action.clone())).collect();
        let of = format!("{called} for the priority “{}”", priority.wording());
        let name = format!("progress-{}", priority.id());
        (!own.is_empty()).then(|| noted(name, &called, summary(&of, &own)))
    });
    let of_actions = full.actions.iter().map(|(number, action)| {
        let words = match last_words(action) {
            Some(words) => format!("“{}” {}: {words}", action.described().title, stands(action)),
            None => format!("“{}” {}", action.described().title, stands(action)),
        };
        noted(format!("action-{number}"), &called, words)
    });
    std::iter::once(all).chain(of_priorities).chain(of_actions).collect()
}

/// The plan's actions side by side, where it has some.
pub fn shown(full: PlanInFull<'_>) -> Option<Charted> {
    let cycle = full.plan.cycle().in_words();
    let rows = full.actions.iter().map(|(number, action)| {
        let words = |words: String| Value::Words(words);
        let entries = vec![
            words(capitalised(&action.described().lead)),
            words(capitalised(&action.standing().in_words())),
            words(OnBoard::of(action).in_words().to_owned()),
            words(last_words(action).unwrap_or("–").to_owned()),
        ];
        let heading = format!("{number}. {}", action.described().title);
        Row { place: None, heading, entries, weight: RowWeight::Ordinary }
    });
    let supply = Supply {
        caption: full.plan.wording().label().on(&format!("Actions of the plan {cycle}")),
        columns: vec![
            Column::words("Action"),
            Column::words("Lead"),
            Column::words("Where it stands"),
            Column::words("How it does"),
            Column::words("In words"),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
        source: format!("the partnership’s records of the plan {cycle}"),
        drawing: None,
    };
    let name = (Kind::Table, "plan-actions".to_owned());
    (!full.actions.is_empty()).then_some((name, supply))
}

fn noted(name: String, called: &str, words: String) -> Named {
    let rests_on = vec![capitalised(&format!("{called}, as its records stand."))];
    let noted = Noted { words, counted: None, status: Status::Provisional, rests_on };
    ((Kind::Plan, name), noted)
}

/// How many actions are in which column of the board: "of the nine actions of the plan 2015–16, …".
fn summary(of: &str, actions: &BTreeMap<i64, Action>) -> String {
    let columns = board(actions).into_iter().filter(|(_, numbers)| !numbers.is_empty());
    let told: Vec<String> = columns
        .map(|(column, numbers)| {
            format!("{} {}", counted(numbers.len()), of_column(column, numbers.len()))
        })
        .collect();
    match actions.len() {
        1 => format!("of the one action of {of}, {}", listed(&told)),
        many => format!("of the {} actions of {of}, {}", counted(many), listed(&told)),
    }
}

fn of_column(column: OnBoard, count: usize) -> &'static str {
    let is_one = count == 1;
    match column {
        OnBoard::NotNoted if is_one => "has nothing noted yet",
        OnBoard::NotNoted => "have nothing noted yet",
        OnBoard::OffTrack if is_one => "is off track",
        OnBoard::OffTrack => "are off track",
        OnBoard::AtRisk if is_one => "is at risk",
        OnBoard::AtRisk => "are at risk",
        OnBoard::OnTrack if is_one => "is on track",
        OnBoard::OnTrack => "are on track",
        OnBoard::Deferred if is_one => "is deferred",
        OnBoard::Deferred => "are deferred",
        OnBoard::Finished if is_one => "is finished",
        OnBoard::Finished => "are finished",
        OnBoard::Dropped if is_one => "was dropped",
        OnBoard::Dropped => "were dropped",
        OnBoard::CarriedOver if is_one => "was carried over",
        OnBoard::CarriedOver => "were carried over",
    }
}

fn stands(action: &Action) -> String {
    match OnBoard::of(action) {
        OnBoard::Deferred => format!("is {}", action.standing().in_words()),
        column => of_column(column, 1).to_owned(),
    }
}

/// What was said last of an action, without its full stop.
fn last_words(action: &Action) -> Option<&str> {
    let noted = action.latest().map(|noted| noted.words.as_str());
    let words = action.because().or(noted).map(|words| words.trim().trim_end_matches('.'));
    words.filter(|words| !words.is_empty())
}

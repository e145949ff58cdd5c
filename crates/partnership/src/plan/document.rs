//! The plan as a document: what it wants, what will be done by whom and by when, and how far that was carried out.
//!
//! In come a plan with all that belongs to it and the decision that made its priorities; out go the document, and for each
//! row of its tables the record of what it rests on.

mod progress;

use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::text;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::membership::Partnership;
use crate::plan::action::Action;
use crate::plan::in_full::PlanInFull;
use crate::plan::set_out::Item;
use crate::plan::set_out::Of;
use crate::plan::set_out::Part;
use crate::plan::set_out::set_out;
use crate::priorities::decided::DecidedPriorities;
use crate::priorities::decided::PriorityId;
use crate::task_groups::measure::At;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;
use crate::terms::wording::sentence;

/// What the document is made from.
#[derive(Debug, Clone, Copy)]
pub struct Commission<'a> {
    /// The short name that the partnership is known by, with which references begin.
    pub known_as: &'a str,
    /// The partnership.
    pub partnership: &'a Partnership,
    /// The plan with all that belongs to it.
    pub full: PlanInFull<'a>,
    /// The decision that made the priorities in force.
    pub decided: Option<&'a DecidedPriorities>,
    /// The day of the document.
    pub today: Day,
}

/// The document and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPlan {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

/// Composes the document as the plan is written today. Nothing is refused: what is missing is told. References begin with
/// the partnership's short name and the cycle: `safer-maidstone/plan/2015-16/2.1`.
pub fn compose(commission: &Commission<'_>) -> PrintedPlan {
    let plan = commission.full.plan;
    let prefix = format!("{}/plan/{}", commission.known_as, plan.cycle());
    let mut tables = Tables::new(prefix.clone());
    let mut sections = vec![in_brief(commission, &mut tables)];
    for (number, part) in (1..).zip(set_out(commission.full)) {
        sections.push(section(commission, (number, part), &mut tables));
    }
    sections.extend(progress::section(commission, &mut tables));
    let (label, publisher) = (plan.wording().label(), commission.partnership.name());
    let document = Document {
        title: label.on("Rolling Plan"),
        subtitle: plan.years(),
        publisher: publisher.to_owned(),
        description: label.on(&format!(
            "What the {publisher} will do from {} on: its strategy, priorities, objectives and actions.",
            plan.cycle().in_words()
        )),
        dated: commission.today.in_words(),
        reference_prefix: prefix,
        sections,
    };
    PrintedPlan { document, traced: tables.into_traced() }
}

/// How many priorities, objectives and actions there are, and which decision made the priorities.
fn in_brief(commission: &Commission<'_>, tables: &mut Tables) -> Section {
    let full = commission.full;
    let counts = full.actions.values().filter(|action| action.standing().counts()).count();
    let several = |count: usize, one: &str, many: &str| match count {
        1 => format!("one {one}"),
        count => format!("{} {many}", counted(count)),
    };
    let refreshes = full.plan.refreshes().map_or_else(String::new, |cycle| {
        format!(" It refreshes the plan of {}.", cycle.in_words())
    });
    let lead = format!(
        "This plan covers {}. It has {}, {} and {}.{refreshes}",
        full.plan.years(),
        several(full.priorities.len(), "priority", "priorities"),
        several(full.plan.objectives().len(), "objective", "objectives"),
        several(counts, "action", "actions"),
    );
    let mut blocks = vec![Block::Lead(vec![text(lead)])];
    blocks.extend(priorities(commission, tables).map(Block::Table));
    Section { anchor: "in-brief".into(), heading: "In brief".to_owned(), blocks }
}

/// Which decision made the priorities, in a sentence.
fn made_by(commission: &Commission<'_>) -> Option<String> {
    let minuted = commission.decided?.minuted();
    let body = commission.partnership.body(minuted.body());
    let body = body.map_or_else(|| minuted.body().to_string(), |body| body.name.clone());
    let (on, minute) = (minuted.on().in_words(), minuted.minute());
    Some(sentence(&format!("decided by {body} on {on}, {minute}")))
}

/// The priorities, each with how many objectives and actions are under it.
fn priorities(commission: &Commission<'_>, tables: &mut Tables) -> Option<Table> {
    let full = commission.full;
    if full.priorities.is_empty() {
        return None;
    }
    let made_by = made_by(commission);
    let drafted = (1..).zip(full.priorities).map(|(number, priority)| {
        let objectives = full.plan.objectives().iter();
        let objectives = objectives.filter(|one| one.priority() == priority.id()).count();
        let actions = full.actions.values().filter(|action| {
            let serves = full.priority_of(action).is_some_and(|one| one.id() == priority.id());
            serves && action.standing().counts()
        });
        let words = vec![
            Entry::Recorded {
                words: priority.wording().to_owned(),
                rests_on: made_by.iter().cloned().collect(),
            },
            Entry::Words(objectives.to_string()),
            Entry::Words(actions.count().to_string()),
        ];
        Drafted {
            heading: format!("Priority {number}"),
            entries: words,
            weight: RowWeight::Ordinary,
        }
    });
    let columns = vec![
        Column::words("Number"),
        Column::words("Priority"),
        Column::figures("Objectives"),
        Column::figures("Actions"),
    ];
    let caption = format!("Priorities, {}", full.plan.cycle().in_words());
    let caption = full.plan.wording().label().on(&caption);
    let notes = made_by.iter().map(|told| vec![text(told.clone())]).collect();
    Some(tables.table("priorities", caption, columns, drafted.collect(), notes))
}

fn section(
    commission: &Commission<'_>,
    (number, part): (usize, Part),
    tables: &mut Tables,
) -> Section {
    let mut blocks: Vec<Block> = Vec::new();
    for item in &part.items {
        match (block(item), blocks.last_mut()) {
            // Actions that follow one another are one list.
            (Block::List(next), Some(Block::List(before))) => before.extend(next),
            (block, _) => blocks.push(block),
        }
    }
    if let Some(table) = actions(commission, (number, &part), tables) {
        blocks.push(Block::Table(table));
    }
    Section { anchor: format!("part-{number}"), heading: part.heading, blocks }
}

fn block(item: &Item) -> Block {
    match item {
        Item::Words(words) => Block::Paragraph(vec![text(words.clone())]),
        Item::Named { name, words } => {
            Block::Paragraph(vec![Inline::Strong(format!("{name}: ")), text(words.clone())])
        }
        Item::Objective { number, words } => Block::Heading {
            anchor: format!("objective-{number}"),
            text: format!("Objective {number}: {words}"),
        },
        Item::Action { number, title, sentences } => {
            let title =
                Inline::Strong(format!("{} ", sentence(&format!("Action {number}: {title}"))));
            Block::List(vec![vec![title, text(sentences.join(" "))]])
        }
    }
}

/// The actions of a part side by side, where it has some.
fn actions(
    commission: &Commission<'_>,
    (number, part): (usize, &Part),
    tables: &mut Tables,
) -> Option<Table> {
    let all = commission.full.actions;
    let those = part.items.iter().filter_map(|item| match item {
        Item::Action { number, .. } => all.get_key_value(number),
        Item::Words(_) | Item::Named { .. } | Item::Objective { .. } => None,
    });
    let drafted: Vec<Drafted> =
        those.map(|(number, action)| row(commission.full, *number, action)).collect();
    if drafted.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Action"),
        Column::words("Lead"),
        Column::words("Measure"),
        Column::words("From and to"),
        Column::words("Due"),
    ];
    let caption = match &part.of {
        Of::Priority(id) => format!("Actions under {}", heading_of(commission.full, id)),
        Of::Strategy | Of::Unserving | Of::Authorities | Of::Said | Of::Views => {
            "Other actions".to_owned()
        }
    };
    let caption = commission.full.plan.wording().label().on(&caption);
    Some(tables.table(&format!("actions-{number}"), caption, columns, drafted, Vec::new()))
}

fn heading_of(full: PlanInFull<'_>, id: &PriorityId) -> String {
    let place = full.priorities.iter().position(|one| one.id() == id);
    place.map_or_else(|| id.to_string(), |place| format!("priority {}", place + 1))
}

fn row(full: PlanInFull<'_>, number: i64, action: &Action) -> Drafted {
    let described = action.described();
    let measure = described.measure.as_ref().map(|measure| measure.typed());
    let dash = || "–".to_owned();
    let at = |at: Option<At>| {
        at.map_or_else(dash, |at| format!("{} ({})", at.value.printed(), at.quarter.in_short()))
    };
    let from_to =
        measure.map(|measure| format!("{} to {}", at(measure.baseline), at(measure.target)));
    let entries = vec![
        Entry::Words(capitalised(&described.lead)),
        Entry::Words(measure.map_or_else(dash, |one| format!("{} ({})", one.name, one.unit))),
        Entry::Words(from_to.unwrap_or_else(dash)),
        Entry::Recorded { words: action.due().in_words(), rests_on: rests_on(full, action) },
    ];
    let heading = format!("{number}. {}", described.title);
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}

/// What an action rests on: its objective and priority, what people said, and the plan that it comes from.
fn rests_on(full: PlanInFull<'_>, action: &Action) -> Vec<String> {
    let described = action.described();
    let objective = described.objective.and_then(|number| full.plan.objective(number));
    let objective = objective.map(|one| {
        let under = full.priority(one.priority()).map_or_else(
            || "a priority that is not in force".to_owned(),
            |priority| format!("the priority “{}”", priority.wording()),
        );
        format!("Objective {}, “{}”, under {under}.", one.number(), one.words())
    });
    let said = described.said.iter().filter_map(|number| full.said.get(number));
    let said = said.map(|entry| format!("People said “{}”.", entry.said()));
    let origin = action.origin().map(|from| {
        let (plan, number) = (from.in_words(), from.number);
        sentence(&format!("action {number} of {plan}, carried over because: {}", from.because))
    });
    objective.into_iter().chain(said).chain(origin).collect()
}

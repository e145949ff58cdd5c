//! A plan's objectives and actions, and what was answered to people.

use crate::consultation::report::Label;
use crate::consultation::you_said::WeAnswer;
use crate::consultation::you_said::YouSaid;
use crate::plan::action::Action;
use crate::terms::wording::capitalised;
use crate::thread::everything::Consulted;
use crate::thread::everything::OfCycle;
use crate::thread::node::Node;
use crate::thread::node::Withheld;
use crate::thread::reference::Name;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::Woven;

/// Weaves those of a year.
pub(super) fn weave(woven: &mut Woven, year: &OfCycle) {
    for (number, entry) in &year.said {
        of_said(woven, year, *number, entry);
    }
    let Some(plan) = &year.plan else { return };
    for objective in plan.objectives() {
        let reference = NodeRef::Objective(year.cycle, objective.number());
        let node = Node::of(reference.clone(), objective.words());
        woven.put(node.labelled(year.label_of_plan()));
        let priority = NodeRef::Priority(year.cycle, objective.priority().clone());
        woven.rests(&reference, Relation::Serves, priority);
    }
    for (number, action) in &year.actions {
        of_action(woven, year, *number, action);
    }
}

fn of_action(woven: &mut Woven, year: &OfCycle, number: i64, action: &Action) {
    let (reference, described) = (NodeRef::Action(year.cycle, number), action.described());
    let node = Node::of(reference.clone(), described.title.clone()).dated(action.since());
    let node = node.labelled(year.label_of_plan());
    let node = node
        .with("Lead", &described.lead)
        .with("Due", action.due().in_words())
        .with("Where it stands", capitalised(&action.standing().in_words()));
    // What another partnership left stands in its own thread.
    let from_another = action.origin().filter(|from| from.partnership.is_some());
    let told = from_another.map(|from| format!("Action {} of {}", from.number, from.in_words()));
    woven.put(node.with("Goes on from", told.unwrap_or_default()));
    if let Some(objective) = described.objective {
        woven.rests(&reference, Relation::Serves, NodeRef::Objective(year.cycle, objective));
    }
    for said in &described.said {
        woven.rests(&reference, Relation::Does, NodeRef::Said(year.cycle, *said));
    }
    if let Some(origin) = action.origin().filter(|from| from.partnership.is_none()) {
        let before = NodeRef::Action(origin.cycle, origin.number);
        woven.rests(&reference, Relation::GoesOnFrom, before);
    }
}

fn of_said(woven: &mut Woven, year: &OfCycle, number: i64, entry: &YouSaid) {
    let reference = NodeRef::Said(year.cycle, number);
    let answered = |one: &&Consulted| one.themes.iter().any(|theme| entry.answers(theme));
    let consulted = year.consultations.iter().find(answered);
    let is_open = consulted.is_none_or(|one| one.closed.is_none());
    let label = consulted.map_or(Label::Real, |consulted| consulted.label);
    let node = of_answer(reference.clone(), entry).labelled(label);
    woven.put(node.withheld(is_open.then_some(Withheld::ConsultationOpen)));
    let mut themes = consulted.into_iter().flat_map(|one| &one.themes);
    let title = themes.find(|theme| entry.answers(theme)).map(|theme| &theme.code().title);
    let theme = match title {
        Some(title) => NodeRef::theme(year.cycle, title),
        None => Name::of(&entry.code().to_string()).map(|name| NodeRef::Theme(year.cycle, name)),
    };
    if let Some(theme) = theme {
        woven.rests(&reference, Relation::AnswersTo, theme);
    }
}

/// The node of what was answered to people.
pub(super) fn of_answer(reference: NodeRef, entry: &YouSaid) -> Node {
    let (what, on) = match entry.answer() {
        WeAnswer::WeDid { what, on, .. } => (what, Some(*on)),
        WeAnswer::WeWill { what, .. } => (what, None),
        WeAnswer::WeDidNot { because } => (because, None),
    };
    let node = Node::of(reference, entry.said()).with(entry.answer().in_words(), what);
    on.into_iter().fold(node, Node::dated)
}

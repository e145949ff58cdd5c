//! Documents on their way: passages, amendments, the decisions by which bodies agreed, and the adopted text.

use std::collections::BTreeMap;

use crate::approval::deed::Deed;
use crate::approval::document::DocumentKind;
use crate::approval::history::History;
use crate::approval::sitting::Sitting;
use crate::approval::text::Passage;
use crate::approval::under_way::Amended;
use crate::approval::under_way::AmendedBy;
use crate::approval::under_way::Assent;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::thread::everything::OfCycle;
use crate::thread::node::Node;
use crate::thread::node::Withheld;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::Woven;
use crate::thread::weaving::clipped;
use crate::thread::weaving::on_its_way::OnItsWay;
use crate::thread::weaving::priorities::decision_node;
use crate::thread::weaving::quoted::Quoted;

/// Shorter words than this stand in a passage by chance.
const SHORTEST_WORDS: usize = 12;

/// The decisions of a document's sittings, by their day and minute.
type Decisions = BTreeMap<(Day, String), NodeRef>;

/// Weaves the documents of a year.
pub(super) fn weave(woven: &mut Woven, year: &OfCycle) {
    for history in &year.documents {
        let Some(document) = OnItsWay::of(history, &year.circulated) else { continue };
        let decisions = decisions(woven, history);
        let quoted = document.draft.map(Quoted::of);
        let worded = worded(year, &document);
        let rests = Document { year, document, decisions, quoted, worded };
        rests.amendments(woven);
        rests.passages(woven);
        rests.adopted(woven);
    }
}

/// A document while it is woven in.
struct Document<'d> {
    year: &'d OfCycle,
    document: OnItsWay<'d>,
    decisions: Decisions,
    quoted: Option<Quoted<'d>>,
    /// Words that its passages may have, and whose they are.
    worded: Vec<(String, NodeRef)>,
}

impl Document<'_> {
    fn amendments(&self, woven: &mut Woven) {
        for (place, amended) in (1..).zip(self.document.amendments) {
            let reference = NodeRef::Amendment(self.document.document, place);
            let title = format!("{}: {}", amended.by_whom(), amended.change.in_words());
            // A passage that was taken out stands in what was put forward alone.
            let of = amended.change.passage();
            let before = self.document.base.and_then(|base| base.passage(of));
            let exempt =
                self.document.text.passage(of).or(before).and_then(|one| one.exempt.as_ref());
            let why = exempt.map(|_| Withheld::Exempt);
            let node = Node::of(reference.clone(), capitalised(&title)).dated(amended.on);
            woven.put(node.withheld(why).withheld(self.not_adopted()));
            if let Some(decision) = self.carried_at(amended) {
                woven.rests(&reference, Relation::AgreedBy, decision.clone());
            }
        }
    }

    fn passages(&self, woven: &mut Woven) {
        let agreed = self.document.assents.last();
        let agreed = agreed.and_then(|assent| self.decision(assent)).cloned();
        for passage in self.document.text.passages() {
            let reference = NodeRef::Passage(self.document.document, passage.id);
            let quoting = self.quoted.as_ref().and_then(|quoted| quoted.withheld(passage.id));
            let node = Node::of(reference.clone(), clipped(&passage.words))
                .with("Under", &passage.under)
                .with("It says", &passage.words)
                .withheld(passage.exempt.as_ref().map(|_| Withheld::Exempt))
                .withheld(quoting)
                .withheld(self.not_adopted());
            let on = self.document.adopted.map(|adopted| adopted.on());
            woven.put(on.into_iter().fold(node, Node::dated));
            if let Some(decision) = &agreed {
                woven.rests(&reference, Relation::AgreedBy, decision.clone());
            }
            self.rests_on(woven, passage, &reference);
        }
    }

    /// What a passage quotes, whose words it has, and how it was amended.
    fn rests_on(&self, woven: &mut Woven, passage: &Passage, reference: &NodeRef) {
        let mut relation = Relation::Quotes;
        for (place, amended) in (1..).zip(self.document.amendments) {
            if amended.made.passage == passage.id {
                let amendment = NodeRef::Amendment(self.document.document, place);
                woven.rests(reference, Relation::AmendedBy, amendment);
                relation = Relation::Quoted;
            }
        }
        if let Some(quoted) = &self.quoted {
            quoted.weave(woven, (self.year, reference), (passage.id, relation));
        }
        let words = spaced(&passage.words);
        let worded = self.worded.iter().filter(|(own, _)| has_words(&words, own));
        let mut whose: Vec<NodeRef> = worded.map(|(_, whose)| whose.clone()).collect();
        // Of an action that was amended the number is left.
        let numbered = self.numbered_action(&words).filter(|action| !whose.contains(action));
        whose.extend(numbered);
        for whose in whose {
            woven.rests(reference, Relation::WordsOf, whose);
        }
    }

    /// The action whose number a passage of a plan begins with.
    fn numbered_action(&self, words: &str) -> Option<NodeRef> {
        let number = number_of_action(words)?;
        let is_plans = self.document.document.kind == DocumentKind::Plan;
        let is_one = is_plans && self.year.actions.contains_key(&number);
        is_one.then_some(NodeRef::Action(self.year.cycle, number))
    }

    fn adopted(&self, woven: &mut Woven) {
        let Some(adopted) = self.document.adopted else { return };
        let document = self.document.document;
        let reference = NodeRef::Adopted(document);
        let node = Node::of(reference.clone(), document.in_words()).dated(adopted.on());
        let node = node.with("SHA-256", adopted.hash().to_string());
        woven.put(node.with("How it came about", adopted.in_words()));
        for passage in self.document.text.passages() {
            woven.rests(&reference, Relation::Has, NodeRef::Passage(document, passage.id));
        }
        for (place, _) in (1..).zip(self.document.amendments) {
            woven.rests(&reference, Relation::AmendedBy, NodeRef::Amendment(document, place));
        }
        for decision in self.document.assents.iter().filter_map(|assent| self.decision(assent)) {
            woven.rests(&reference, Relation::AgreedBy, decision.clone());
        }
    }

    fn not_adopted(&self) -> Option<Withheld> {
        self.document.adopted.is_none().then_some(Withheld::NotAdopted)
    }

    fn decision(&self, assent: &Assent) -> Option<&NodeRef> {
        self.decisions.get(&(assent.on, assent.minute.clone()))
    }

    fn carried_at(&self, amended: &Amended) -> Option<&NodeRef> {
        match &amended.by {
            AmendedBy::Body { minute, .. } => self.decisions.get(&(amended.on, minute.clone())),
            AmendedBy::Delegation { .. } => None,
        }
    }
}

/// Puts what bodies decided on a document.
fn decisions(woven: &mut Woven, history: &History) -> Decisions {
    let cycle = history.document().cycle;
    let sittings = history.deeds().iter().filter_map(|deed| match deed {
        Deed::Decide(sitting) => Some(sitting.as_ref()),
        Deed::PutForward(_)
        | Deed::Amend(_)
        | Deed::CallIn(_)
        | Deed::Settle(_)
        | Deed::TakeBack { .. } => None,
    });
    let mut decisions = Decisions::new();
    for Sitting { body, on, decision, taken, .. } in sittings {
        let reference = NodeRef::Decision(cycle, taken.meeting.clone(), taken.step.clone());
        let node = decision_node(reference.clone(), body, (*on, &decision.minute));
        let outcome = capitalised(decision.outcome.in_words());
        woven.put(node.with("What was decided", outcome));
        decisions.insert((*on, decision.minute.clone()), reference);
    }
    decisions
}

/// The words of a plan's priorities, objectives and actions, which a passage of the plan may have word for word.
fn worded(year: &OfCycle, document: &OnItsWay<'_>) -> Vec<(String, NodeRef)> {
    let mut worded: Vec<(String, NodeRef)> = Vec::new();
    match document.document.kind {
        DocumentKind::Assessment => return worded,
        DocumentKind::Plan => {}
    }
    let priorities = year.decided.iter().flat_map(|decided| decided.priorities());
    worded.extend(
        priorities
            .map(|one| (spaced(one.wording()), NodeRef::Priority(year.cycle, one.id().clone()))),
    );
    let objectives = year.plan.iter().flat_map(|plan| plan.objectives());
    worded.extend(
        objectives.map(|one| (spaced(one.words()), NodeRef::Objective(year.cycle, one.number()))),
    );
    worded.extend(year.actions.iter().map(|(number, action)| {
        (spaced(&action.described().title), NodeRef::Action(year.cycle, *number))
    }));
    worded
}

/// The number of the action that a passage of a plan begins with.
pub(super) fn number_of_action(words: &str) -> Option<i64> {
    words.strip_prefix("Action ")?.split_once(':')?.0.parse().ok()
}

/// Words with one blank between them, and without the full stop at their end.
pub(super) fn spaced(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches('.').to_owned()
}

/// Whether a passage has words, word for word and as whole words; of short ones, whether it is these and nothing else.
pub(super) fn has_words(passage: &str, words: &str) -> bool {
    if words.chars().count() < SHORTEST_WORDS {
        return !words.is_empty() && passage == words;
    }
    let is_edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    passage.match_indices(words).any(|(at, found)| {
        let (before, after) = (passage.get(..at), passage.get(at + found.len()..));
        is_edge(before.and_then(|text| text.chars().next_back()))
            && is_edge(after.and_then(|text| text.chars().next()))
    })
}

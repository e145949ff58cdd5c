//! What the passages of a circulated draft quote: figures and phrases with the extracts that they were computed from, and
//! references to what people found and said.

use std::collections::BTreeMap;

use crate::approval::text::PassageId;
use crate::assessment::answer::Answer;
use crate::assessment::answer::Value;
use crate::assessment::circulated::Circulated;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::clearing::Why;
use crate::assessment::passage::passages;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::evidence::figure::Figure;
use crate::thread::everything::OfCycle;
use crate::thread::node::Node;
use crate::thread::node::Standing;
use crate::thread::node::Withheld;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::Woven;
use crate::thread::weaving::clipped;
use crate::timetable::cycle::Cycle;

/// What a draft's passages quote, and what of it may not be public.
#[derive(Debug)]
pub(super) struct Quoted<'d> {
    draft: &'d Circulated,
    /// The references of each passage.
    by_passage: BTreeMap<PassageId, Vec<Reference>>,
    /// What the public edition of a passage does not show, and why.
    passages: BTreeMap<PassageId, Withheld>,
    references: BTreeMap<String, Withheld>,
}

impl<'d> Quoted<'d> {
    /// What a draft quotes.
    pub(super) fn of(draft: &'d Circulated) -> Quoted<'d> {
        let sections = draft.sections();
        let mut by_passage = BTreeMap::new();
        for (_, passage) in passages(&sections) {
            let id = passage.number.and_then(|number| PassageId::numbered(number.value()));
            let references = passage.body.references().cloned().collect();
            by_passage.extend(id.map(|id| (id, references)));
        }
        let (mut of_passages, mut references) = (BTreeMap::new(), BTreeMap::new());
        let cleared = ClearedDraft::of(&sections, &draft.answers, &BTreeMap::new());
        for redaction in cleared.register() {
            let why = match redaction.why {
                Why::Exempt(_) => Withheld::Exempt,
                Why::Confidential => Withheld::Confidential,
                Why::SmallCount => Withheld::SmallCount,
            };
            let number = redaction.passage.and_then(|one| PassageId::numbered(one.value()));
            of_passages.extend(number.map(|id| (id, why)));
            references.insert(redaction.what.clone(), why);
        }
        Quoted { draft, by_passage, passages: of_passages, references }
    }

    /// Why a passage may not be public, by what it quotes.
    pub(super) fn withheld(&self, passage: PassageId) -> Option<Withheld> {
        self.passages.get(&passage).copied()
    }

    /// Weaves in what a passage quotes, or quoted before it was amended.
    pub(super) fn weave(
        &self,
        woven: &mut Woven,
        (year, from): (&OfCycle, &NodeRef),
        (passage, relation): (PassageId, Relation),
    ) {
        for reference in self.by_passage.get(&passage).into_iter().flatten() {
            let to = NodeRef::quoted(year.cycle, reference);
            if let NodeRef::Quoted(..) = &to {
                self.put(woven, year, reference, &to);
            }
            woven.rests(from, relation, to);
        }
    }

    /// Puts what a reference was answered with, and what that rests on.
    fn put(&self, woven: &mut Woven, year: &OfCycle, reference: &Reference, to: &NodeRef) {
        let Some(answer) = self.draft.answers.get(reference) else { return };
        let why = self.references.get(&reference.to_string()).copied();
        let node = Node::of(to.clone(), clipped(&answer.what)).with("It said", &answer.says);
        let cautions = answer.cautions.iter().fold(node, |node, one| node.with("Caution", one));
        let mut node = cautions.dated(self.draft.on).withheld(why);
        if let Some(stale) = &year.stale {
            woven.checked.insert(to.clone());
            let of = (self.draft.version.number, reference.clone());
            if let Some(now) = stale.get(&of) {
                node.standing = Standing::Stale(now.clone());
            }
        }
        woven.put(node);
        if let Some(action) = action_before(year, reference) {
            woven.rests(to, Relation::RestsOn, action);
        }
        for figure in figures(answer) {
            for extract in &figure.sources {
                woven.rests(to, Relation::ComputedFrom, NodeRef::from(*extract));
            }
        }
        // Which of several consultations asked a question, its reference does not say.
        if let (Kind::Answers, [only]) = (reference.kind, year.consultations.as_slice()) {
            let consultation = NodeRef::Consultation(year.cycle, only.id.clone());
            woven.rests(to, Relation::HeardIn, consultation);
        }
    }
}

/// The action of the plan before of which a reference tells, if it tells of one.
fn action_before(year: &OfCycle, reference: &Reference) -> Option<NodeRef> {
    let number = reference.name().strip_prefix("action-").filter(|_| reference.kind == Kind::Plan);
    let before = Cycle::beginning(year.cycle.year().start() - 1)?;
    Some(NodeRef::Action(before, number?.parse().ok()?))
}

/// All figures of an answer, those of its table too.
pub(super) fn figures(answer: &Answer) -> impl Iterator<Item = &Figure> {
    let rows = answer.shown.iter().flat_map(|shown| &shown.rows);
    let entries = rows.flat_map(|row| &row.entries).filter_map(|value| match value {
        Value::Words(_) => None,
        Value::Figure(figure) => Some(figure.as_ref()),
    });
    answer.figures.iter().chain(entries)
}

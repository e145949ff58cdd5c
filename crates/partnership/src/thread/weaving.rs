//! Weaves the thread: every stage's things as nodes, each with what it rests on.
//!
//! In comes everything that is held; out go nodes and edges, with what is stale or gone marked along the way, and
//! what no public document shows withheld.

mod evidence;
mod priorities;
mod plan;
mod on_its_way;
mod quoted;
mod documents;
pub(super) mod shown;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::thread::Edge;
use crate::thread::everything::Everything;
use crate::thread::node::Node;
use crate::thread::node::Openness;
use crate::thread::node::Standing;
use crate::thread::node::Withheld;
use crate::thread::reference::NodeRef;
use crate::thread::reference::kind_in_words;
use crate::thread::relation::Relation;
use crate::thread::weaving::shown::Shown;

/// Nodes and edges while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Woven {
    pub(super) nodes: BTreeMap<NodeRef, Node>,
    pub(super) edges: BTreeSet<Edge>,
    /// Nodes that were asked what they would now say: what they rest on does not make these stale.
    checked: BTreeSet<NodeRef>,
    /// The parts of commentaries by their names, with what they are parts of.
    parts: BTreeMap<NodeRef, NodeRef>,
}

/// The thread of everything that is held, and what of it public documents show.
pub(super) fn woven(everything: &Everything<'_>) -> (Woven, Shown) {
    let mut woven = Woven::default();
    evidence::weave(&mut woven, everything);
    for year in everything.cycles {
        priorities::weave(&mut woven, year);
        plan::weave(&mut woven, year);
        documents::weave(&mut woven, year);
    }
    evidence::extracts(&mut woven, everything.extracts);
    let mut woven = woven.finished();
    let shown = shown::shown(&woven, everything);
    woven.withhold_but(&shown);
    (woven, shown)
}

impl Woven {
    /// What can be said of nodes only once all of them are there.
    pub(super) fn finished(mut self) -> Woven {
        self.say_what_is_gone();
        self.say_what_is_behind();
        self
    }

    /// Puts a node where there is none of its reference yet.
    pub(super) fn put(&mut self, node: Node) {
        self.nodes.entry(node.reference.clone()).or_insert(node);
    }

    /// Says that one node rests on another. A part of a commentary stands for the whole of it.
    pub(super) fn rests(&mut self, from: &NodeRef, relation: Relation, to: NodeRef) {
        let to = self.parts.get(&to).cloned().unwrap_or(to);
        if *from != to {
            self.edges.insert(Edge { from: from.clone(), relation, to });
        }
    }

    fn say_what_is_gone(&mut self) {
        let targets: BTreeSet<NodeRef> = self.edges.iter().map(|edge| edge.to.clone()).collect();
        for reference in targets {
            let title = format!("{} that is not kept any more", kind_in_words(reference.kind()));
            let node = Node::of(reference, title).withheld(Some(Withheld::Gone));
            self.put(Node { standing: Standing::Gone, ..node });
        }
    }

    fn say_what_is_behind(&mut self) {
        let stale = self.nodes.values().filter(|node| node.standing.is_stale());
        let mut next: Vec<NodeRef> = stale.map(|node| node.reference.clone()).collect();
        let resting = resting(&self.edges);
        while let Some(reference) = next.pop() {
            for from in resting.get(&reference).into_iter().flatten() {
                let node = self.nodes.get_mut(from).filter(|_| !self.checked.contains(from));
                if let Some(node) = node.filter(|node| node.standing == Standing::Holds) {
                    node.standing = Standing::Behind;
                    next.push(from.clone());
                }
            }
        }
    }

    /// What everybody may read is what public documents show, and nothing else is.
    pub(super) fn withhold_but(&mut self, shown: &Shown) {
        for (reference, node) in &mut self.nodes {
            node.openness = match node.openness {
                _ if shown.contains_key(reference) => Openness::Open,
                Openness::Open => Openness::Withheld(Withheld::NotShown),
                withheld @ Openness::Withheld(_) => withheld,
            };
        }
    }
}

/// What rests on each node.
fn resting(edges: &BTreeSet<Edge>) -> BTreeMap<NodeRef, Vec<NodeRef>> {
    let mut resting: BTreeMap<NodeRef, Vec<NodeRef>> = BTreeMap::new();
    for edge in edges {
        resting.entry(edge.to.clone()).or_default().push(edge.from.clone());
    }
    resting
}

/// Words that are not too long for a title.
fn clipped(words: &str) -> String {
    const LONGEST: usize = 140;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST {
        return words;
    }
    let short: String = words.chars().take(LONGEST).collect();
    let whole = short.rsplit_once(' ').map_or(short.as_str(), |(before, _)| before);
    format!("{whole} …")
}

//! The golden thread: from any sentence, figure, priority, action or decision back to what it rests on, and forward to what
//! uses it.
//!
//! In comes everything that is held, as the earlier stages have it; out goes a thread of nodes, each with what it rests on in
//! a word or two, to be walked either way, exported, and shown to the public without what may not be public.

pub mod reference;
pub mod relation;
pub mod node;
pub mod everything;
mod weaving;
pub mod gap;
pub mod walk;
pub mod export;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::thread::everything::Everything;
use crate::thread::gap::ThreadGap;
use crate::thread::node::Node;
use crate::thread::node::Openness;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;

/// That one node rests on another, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What rests on the other.
    pub from: NodeRef,
    /// How it does.
    pub relation: Relation,
    /// On what.
    pub to: NodeRef,
}

/// The thread: nodes, what they rest on, and what hangs together with nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thread {
    nodes: BTreeMap<NodeRef, Node>,
    edges: BTreeSet<Edge>,
    /// The edges once more, by what rests on something.
    beneath: BTreeMap<NodeRef, Vec<Edge>>,
    /// And by what it rests on.
    above: BTreeMap<NodeRef, Vec<Edge>>,
    gaps: Vec<ThreadGap>,
}

impl Thread {
    /// The thread of everything that is held.
    pub fn of(everything: &Everything<'_>) -> Thread {
        let woven = weaving::woven(everything);
        Thread::tied(woven.nodes, woven.edges, gap::gaps(everything))
    }

    fn tied(nodes: BTreeMap<NodeRef, Node>, edges: BTreeSet<Edge>, gaps: Vec<ThreadGap>) -> Thread {
        let mut beneath: BTreeMap<NodeRef, Vec<Edge>> = BTreeMap::new();
        let mut above: BTreeMap<NodeRef, Vec<Edge>> = BTreeMap::new();
        for edge in &edges {
            beneath.entry(edge.from.clone()).or_default().push(edge.clone());
            above.entry(edge.to.clone()).or_default().push(edge.clone());
        }
        Thread { nodes, edges, beneath, above, gaps }
    }

    /// The node of a reference, if there is one.
    pub fn node(&self, reference: &NodeRef) -> Option<&Node> {
        self.nodes.get(reference)
    }

    /// All nodes, kind by kind.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values()
    }

    /// All edges, by what rests on something.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter()
    }

    /// What hangs together with nothing.
    pub fn gaps(&self) -> &[ThreadGap] {
        &self.gaps
    }

    /// What the public may see: nodes that something adopted rests on and nothing withholds, with the edges between them.
    /// What is missing between them is the partnership's own affair.
    #[must_use]
    pub fn public(&self) -> Thread {
        let is_open = |reference: &NodeRef| {
            self.nodes.get(reference).is_some_and(|node| node.openness == Openness::Open)
        };
        let nodes = self.nodes.iter().filter(|(reference, _)| is_open(reference));
        let nodes = nodes.map(|(reference, node)| (reference.clone(), node.clone()));
        let edges = self.edges.iter().filter(|edge| is_open(&edge.from) && is_open(&edge.to));
        Thread::tied(nodes.collect(), edges.cloned().collect(), Vec::new())
    }
}

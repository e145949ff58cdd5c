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
pub mod public;
pub mod export;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::thread::everything::Everything;
use crate::thread::gap::ThreadGap;
use crate::thread::node::Node;
use crate::thread::public::PublicThread;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::shown::Shown;

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
    /// The nodes that public documents show, in their words.
    shown: Shown,
}

impl Thread {
    /// The thread of everything that is held.
    pub fn of(everything: &Everything<'_>) -> Thread {
        let (woven, shown) = weaving::woven(everything);
        Thread { shown, ..Thread::tied(woven.nodes, woven.edges, gap::gaps(everything)) }
    }

    fn tied(nodes: BTreeMap<NodeRef, Node>, edges: BTreeSet<Edge>, gaps: Vec<ThreadGap>) -> Thread {
        let mut beneath: BTreeMap<NodeRef, Vec<Edge>> = BTreeMap::new();
        let mut above: BTreeMap<NodeRef, Vec<Edge>> = BTreeMap::new();
        for edge in &edges {
            beneath.entry(edge.from.clone()).or_default().push(edge.clone());
            above.entry(edge.to.clone()).or_default().push(edge.clone());
        }
        Thread { nodes, edges, beneath, above, gaps, shown: Shown::new() }
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

    /// The thread as everybody may read it, under names that tell nothing else.
    #[must_use]
    pub fn public(&self) -> PublicThread {
        PublicThread::of(self.as_adopted())
    }

    /// What stands behind adopted texts, as public documents show it and in their words, with the edges between. What a passage
    /// quoted before it was amended is not what it rests on, and what is missing is the partnership's own affair.
    #[must_use]
    pub fn as_adopted(&self) -> Thread {
        let is_shown = |reference: &NodeRef| self.shown.contains_key(reference);
        let edges = self.edges.iter().filter(|edge| edge.relation.is_of_what_was_adopted());
        let edges = edges.filter(|edge| is_shown(&edge.from) && is_shown(&edge.to)).cloned();
        Thread::tied(self.shown.clone(), edges.collect(), Vec::new())
    }
}

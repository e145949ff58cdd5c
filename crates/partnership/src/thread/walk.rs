//! Walks along the thread: one step back or forward, and level by level to its end.
//!
//! In come a thread and where to begin; out go nodes with how they hang together. A walk goes round no circle, and meets
//! each node once.

use std::collections::BTreeSet;

use crate::thread::Thread;
use crate::thread::node::Node;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;

/// The most steps that a whole walk takes: more than the longest way from an adopted text to an extract has.
pub const MOST_STEPS: usize = 12;

/// Which way a walk goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To what things rest on.
    Back,
    /// To what uses them.
    Forward,
}

impl Thread {
    /// What a node rests on, each with how.
    pub fn back<'t>(
        &'t self,
        node: &NodeRef,
    ) -> impl Iterator<Item = (Relation, &'t Node)> + use<'t> {
        let edges = self.beneath.get(node).into_iter().flatten();
        edges.filter_map(|edge| Some((edge.relation, self.node(&edge.to)?)))
    }

    /// What rests on a node, each with how.
    pub fn forward<'t>(
        &'t self,
        node: &NodeRef,
    ) -> impl Iterator<Item = (Relation, &'t Node)> + use<'t> {
        let edges = self.above.get(node).into_iter().flatten();
        edges.filter_map(|edge| Some((edge.relation, self.node(&edge.from)?)))
    }

    /// What stands one step from a node, two steps, and so on, at most [`MOST_STEPS`]: each node once, at its least number of
    /// steps.
    pub fn levels<'t>(&'t self, node: &'t NodeRef, way: Way) -> Vec<Vec<&'t Node>> {
        let mut seen: BTreeSet<&NodeRef> = BTreeSet::from([node]);
        let (mut levels, mut at): (Vec<Vec<&Node>>, Vec<&NodeRef>) = (Vec::new(), vec![node]);
        while levels.len() < MOST_STEPS {
            let mut next: Vec<&Node> = Vec::new();
            for from in at {
                next.extend(self.next(from, way).filter(|one| seen.insert(&one.reference)));
            }
            if next.is_empty() {
                break;
            }
            next.sort_by_key(|one| &one.reference);
            at = next.iter().map(|one| &one.reference).collect();
            levels.push(next);
        }
        levels
    }

    fn next<'t>(&'t self, from: &'t NodeRef, way: Way) -> Box<dyn Iterator<Item = &'t Node> + 't> {
        match way {
            Way::Back => Box::new(self.back(from).map(|(_, node)| node)),
            Way::Forward => Box::new(self.forward(from).map(|(_, node)| node)),
        }
    }
}

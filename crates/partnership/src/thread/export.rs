//! The thread for another program: the whole of it, or one node with what stands around it.
//!
//! In comes a thread; out go values that a file writes, as JSON or otherwise.

use crate::terms::day::Day;
use crate::thread::Edge;
use crate::thread::Thread;
use crate::thread::gap::ThreadGap;
use crate::thread::node::Node;
use crate::thread::node::Openness;
use crate::thread::node::Standing;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::walk::Way;

/// The whole thread.
#[derive(Debug, serde::Serialize)]
pub struct Exported<'t> {
    nodes: Vec<OfNode<'t>>,
    edges: Vec<OfEdge<'t>>,
    gaps: Vec<OfGap>,
}

/// A node with what stands around it.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExportedNode<'t> {
    node: OfNode<'t>,
    /// What it rests on, step by step.
    rests_on: Vec<Vec<OfNode<'t>>>,
    /// What uses it, step by step.
    used_by: Vec<Vec<OfNode<'t>>>,
    /// How it hangs together with what is one step away.
    edges: Vec<OfEdge<'t>>,
}

#[derive(Debug, serde::Serialize)]
struct OfNode<'t> {
    reference: &'t NodeRef,
    kind: &'static str,
    title: &'t str,
    on: Option<Day>,
    facts: Vec<Fact<'t>>,
    standing: &'t Standing,
    openness: Openness,
}

#[derive(Debug, serde::Serialize)]
struct Fact<'t> {
    what: &'static str,
    words: &'t str,
}

#[derive(Debug, serde::Serialize)]
struct OfEdge<'t> {
    from: &'t NodeRef,
    relation: Relation,
    words: &'static str,
    to: &'t NodeRef,
}

/// A gap.
#[derive(Debug, serde::Serialize)]
pub struct OfGap {
    what: &'static str,
    reference: NodeRef,
    told: String,
}

impl Thread {
    /// The whole thread.
    pub fn exported(&self) -> Exported<'_> {
        Exported {
            nodes: self.nodes().map(of_node).collect(),
            edges: self.edges().map(of_edge).collect(),
            gaps: self.exported_gaps(),
        }
    }

    /// The gaps.
    pub fn exported_gaps(&self) -> Vec<OfGap> {
        let of_gap = |gap: &ThreadGap| OfGap {
            what: gap.kind_in_words(),
            reference: gap.node(),
            told: gap.told(),
        };
        self.gaps().iter().map(of_gap).collect()
    }

    /// A node with all that it rests on and all that uses it, step by step; none where there is no such node.
    pub fn exported_node<'t>(&'t self, reference: &'t NodeRef) -> Option<ExportedNode<'t>> {
        let levels = |way| -> Vec<Vec<OfNode<'t>>> {
            let levels = self.levels(reference, way).into_iter();
            levels.map(|level| level.into_iter().map(of_node).collect()).collect()
        };
        let around = |edge: &&Edge| edge.from == *reference || edge.to == *reference;
        Some(ExportedNode {
            node: of_node(self.node(reference)?),
            rests_on: levels(Way::Back),
            used_by: levels(Way::Forward),
            edges: self.edges().filter(around).map(of_edge).collect(),
        })
    }
}

fn of_node(node: &Node) -> OfNode<'_> {
    let facts = node.facts.iter().map(|(what, words)| Fact { what, words });
    OfNode {
        reference: &node.reference,
        kind: node.kind_in_words(),
        title: &node.title,
        on: node.on,
        facts: facts.collect(),
        standing: &node.standing,
        openness: node.openness,
    }
}

fn of_edge(edge: &Edge) -> OfEdge<'_> {
    let Edge { from, relation, to } = edge;
    OfEdge { from, relation: *relation, words: relation.back(), to }
}

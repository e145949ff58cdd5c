//! The thread as everybody may read it: what stands behind an adopted sentence, under names that tell nothing else.
//!
//! In comes what is shown of a thread; out go its nodes under names such as `finding-2`, each with its neighbours, for pages
//! and files. References of our own pages are not among them: what an analyst called a finding may tell what no document does.

use std::collections::BTreeMap;

use crate::approval::document::DocumentId;
use crate::approval::text::PassageId;
use crate::terms::day::Day;
use crate::terms::slug;
use crate::thread::Thread;
use crate::thread::node::Node;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::walk::Way;

/// The public thread. Only [`Thread::public`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicThread {
    thread: Thread,
    names: BTreeMap<NodeRef, String>,
}

/// A node of the public thread.
#[derive(Debug, Clone, Copy)]
pub struct PublicNode<'t> {
    within: &'t PublicThread,
    node: &'t Node,
}

/// The public thread for another program.
#[derive(Debug, serde::Serialize)]
pub struct Exported<'t> {
    nodes: Vec<OfNode<'t>>,
    edges: Vec<OfEdge<'t>>,
}

#[derive(Debug, serde::Serialize)]
struct OfNode<'t> {
    id: &'t str,
    kind: &'static str,
    title: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    facts: Vec<Fact<'t>>,
}

#[derive(Debug, serde::Serialize)]
struct Fact<'t> {
    what: &'static str,
    words: &'t str,
}

#[derive(Debug, serde::Serialize)]
struct OfEdge<'t> {
    from: &'t str,
    relation: Relation,
    words: &'static str,
    to: &'t str,
}

impl PublicThread {
    /// That of what is shown.
    pub(super) fn of(thread: Thread) -> PublicThread {
        let mut times: BTreeMap<&'static str, usize> = BTreeMap::new();
        let names = thread.nodes().map(|node| {
            let many = times.entry(node.reference.kind()).or_default();
            *many += 1;
            (node.reference.clone(), name(&node.reference, *many))
        });
        PublicThread { names: names.collect(), thread }
    }

    /// Its nodes, kind by kind.
    pub fn nodes(&self) -> impl Iterator<Item = PublicNode<'_>> {
        self.thread.nodes().map(|node| PublicNode { within: self, node })
    }

    /// The node of a passage of a document; none where not everybody may read it.
    pub fn passage(&self, document: DocumentId, passage: PassageId) -> Option<PublicNode<'_>> {
        let node = self.thread.node(&NodeRef::Passage(document, passage))?;
        Some(PublicNode { within: self, node })
    }

    /// All of it for another program.
    pub fn exported(&self) -> Exported<'_> {
        let edges = self.thread.edges().map(|edge| OfEdge {
            from: self.name(&edge.from),
            relation: edge.relation,
            words: edge.relation.back(),
            to: self.name(&edge.to),
        });
        Exported { nodes: self.nodes().map(of_node).collect(), edges: edges.collect() }
    }

    fn name(&self, reference: &NodeRef) -> &str {
        self.names.get(reference).map_or("", String::as_str)
    }
}

impl<'t> PublicNode<'t> {
    /// Its name, which nothing else of the thread has: `finding-2`.
    pub fn name(&self) -> &'t str {
        self.within.name(&self.node.reference)
    }

    /// What kind of thing it is, in words.
    pub fn kind_in_words(&self) -> &'static str {
        self.node.kind_in_words()
    }

    /// What it is called or says, in words.
    pub fn title(&self) -> &'t str {
        &self.node.title
    }

    /// What is told of it: headings with words.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let on = self.node.on.map(|on| ("Day", on.in_words()));
        on.into_iter().chain(self.node.facts.iter().cloned()).collect()
    }

    /// What it rests on, each with how.
    pub fn rests_on(&self) -> Vec<(&'static str, PublicNode<'t>)> {
        let back = self.within.thread.back(&self.node.reference);
        back.map(|(how, node)| (how.back(), self.beside(node))).collect()
    }

    /// What uses it, each with how.
    pub fn used_by(&self) -> Vec<(&'static str, PublicNode<'t>)> {
        let forward = self.within.thread.forward(&self.node.reference);
        forward.map(|(how, node)| (how.forward(), self.beside(node))).collect()
    }

    /// What stands further back, two steps away and more, the nearest first.
    pub fn further_back(&self) -> Vec<PublicNode<'t>> {
        let levels = self.within.thread.levels(&self.node.reference, Way::Back);
        levels.into_iter().skip(1).flatten().map(|node| self.beside(node)).collect()
    }

    fn beside(&self, node: &'t Node) -> PublicNode<'t> {
        PublicNode { within: self.within, node }
    }
}

/// The name of the so-manieth node of its kind. What has a number or a hash everybody may read is called by that.
fn name(reference: &NodeRef, many: usize) -> String {
    match reference {
        NodeRef::Adopted(_)
        | NodeRef::Passage(..)
        | NodeRef::Amendment(..)
        | NodeRef::Action(..)
        | NodeRef::Objective(..)
        | NodeRef::Extract(_) => slug::plain(&reference.to_string(), "node"),
        NodeRef::Decision(..)
        | NodeRef::Priority(..)
        | NodeRef::Issue(..)
        | NodeRef::Said(..)
        | NodeRef::Quoted(..)
        | NodeRef::Finding(_)
        | NodeRef::Theme(..)
        | NodeRef::Consultation(..)
        | NodeRef::Panel(_)
        | NodeRef::Commentary(_) => format!("{}-{many}", reference.kind()),
    }
}

fn of_node(one: PublicNode<'_>) -> OfNode<'_> {
    let facts = one.node.facts.iter().map(|(what, words)| Fact { what, words });
    OfNode {
        id: one.name(),
        kind: one.kind_in_words(),
        title: one.title(),
        on: one.node.on,
        facts: facts.collect(),
    }
}

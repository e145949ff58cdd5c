//! What stands behind a sentence that was adopted, as everybody may read it.
//!
//! In comes a node of the public thread; out go its title, what may be told of it, and its neighbours. Where an action stands
//! now, and words that an amendment had on its way, are not of what was adopted and are not told.

use crate::approval::document::DocumentId;
use crate::approval::text::PassageId;
use crate::thread::Thread;
use crate::thread::node::Node;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::walk::Way;

/// The headings of what is told of a node.
const TOLD: [&str; 12] = [
    "It says",
    "Under",
    "It said",
    "Caution",
    "Minute",
    "What was decided",
    "How it came about",
    "Publisher",
    "Licence",
    "What it is",
    "Taken",
    "Question",
];

/// A node as everybody may read it.
#[derive(Debug, Clone, Copy)]
pub struct Behind<'t> {
    thread: &'t Thread,
    node: &'t Node,
}

impl<'t> Behind<'t> {
    /// That of a node of the public thread.
    pub(super) fn of(thread: &'t Thread, node: &'t Node) -> Behind<'t> {
        Behind { thread, node }
    }

    /// Its reference.
    pub fn reference(&self) -> &'t NodeRef {
        &self.node.reference
    }

    /// The passage of a document that it is, if it is one.
    pub fn passage(&self) -> Option<(DocumentId, PassageId)> {
        match &self.node.reference {
            NodeRef::Passage(document, passage) => Some((*document, *passage)),
            _ => None,
        }
    }

    /// What kind of thing it is, in words.
    pub fn kind_in_words(&self) -> &'static str {
        self.node.kind_in_words()
    }

    /// What it is called. An amendment is called by its day, since its words may not be those that were adopted; a passage, which
    /// is long, by its number.
    pub fn title(&self) -> String {
        match (&self.node.reference, self.node.on) {
            (NodeRef::Amendment(..), Some(on)) => format!("Amendment of {}", on.in_words()),
            (NodeRef::Amendment(..), None) => "Amendment".to_owned(),
            (NodeRef::Passage(document, passage), _) => {
                format!("Passage {passage} of the {}", document.in_words())
            }
            _ => self.node.title.clone(),
        }
    }

    /// What is told of it: headings with words.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let on = self.node.on.map(|on| ("Day", on.in_words()));
        // By the hash of a text of which something is left out, somebody could try what that may have been.
        let is_file = matches!(self.node.reference, NodeRef::Extract(_));
        let is_told = |heading: &str| TOLD.contains(&heading) || (is_file && heading == "SHA-256");
        let facts = self.node.facts.iter().filter(|(heading, _)| is_told(heading));
        let standing = self.node.standing.is_stale();
        let standing = standing.then(|| ("Now", self.node.standing.in_words().to_owned()));
        on.into_iter().chain(facts.cloned()).chain(standing).collect()
    }

    /// What it rests on, each with how.
    pub fn rests_on(&self) -> Vec<(&'static str, Behind<'t>)> {
        let back = self.thread.back(&self.node.reference);
        back.map(|(how, node)| (Relation::back(how), Behind::of(self.thread, node))).collect()
    }

    /// What uses it, each with how.
    pub fn used_by(&self) -> Vec<(&'static str, Behind<'t>)> {
        let forward = self.thread.forward(&self.node.reference);
        forward.map(|(how, node)| (Relation::forward(how), Behind::of(self.thread, node))).collect()
    }

    /// What stands further back, two steps away and more.
    pub fn further_back(&self) -> Vec<Vec<Behind<'t>>> {
        let levels = self.thread.levels(&self.node.reference, Way::Back).into_iter().skip(1);
        let level =
            |level: Vec<&'t Node>| level.into_iter().map(|node| Behind::of(self.thread, node));
        levels.map(|one| level(one).collect()).collect()
    }
}

//! One node: what it is, what it rests on and what uses it, as lists and as a picture.

use axum::response::Html;
use partnership::thread::Thread;
use partnership::thread::node::Node;
use partnership::thread::node::Openness;
use partnership::thread::node::Standing;
use partnership::thread::reference::NodeRef;
use partnership::thread::walk::Way;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::thread::picture::picture;
use crate::thread::place::in_an_address;
use crate::thread::place::own_page;
use crate::thread::place::path_of;
use crate::thread::woven::followed;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct NodePage {
    title: String,
    kind: &'static str,
    reference: String,
    on: Option<String>,
    facts: Vec<(&'static str, String)>,
    stands: Tag,
    says_now: Option<String>,
    public: Tag,
    because: Option<&'static str>,
    own: Option<String>,
    back: Vec<Line>,
    forward: Vec<Line>,
    further_back: Vec<Level>,
    further_forward: Vec<Level>,
    picture: String,
    picture_words: String,
    json: String,
}

/// What is said in a word or two, and then in a colour.
#[derive(Debug, serde::Serialize)]
struct Tag {
    text: &'static str,
    colour: &'static str,
}

/// A node one step away or further.
#[derive(Debug, serde::Serialize)]
struct Line {
    /// How both hang together; empty where it is further away.
    relation: &'static str,
    kind: &'static str,
    title: String,
    href: String,
    marks: Vec<&'static str>,
}

/// What is so many steps away.
#[derive(Debug, serde::Serialize)]
struct Level {
    heading: String,
    lines: Vec<Line>,
}

/// The node that an address names.
///
/// # Errors
/// When there is none.
pub(super) fn named<'t>(thread: &'t Thread, typed: &str) -> Result<&'t Node, PageError> {
    let reference: NodeRef = typed.parse().map_err(|_| PageError::NotFound)?;
    thread.node(&reference).ok_or(PageError::NotFound)
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, typed)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let thread = followed(&visitor).await?;
    let node = named(&thread, &typed)?;
    let it = node_page(&visitor, &thread, node);
    let around = Page::of(&visitor, node.title.clone());
    let around = around.below("Golden thread", visitor.path("/thread"));
    page::draw(&visitor.app, "thread/one.html", around, &it)
}

fn node_page(visitor: &Visitor, thread: &Thread, node: &Node) -> NodePage {
    let reference = &node.reference;
    let back = thread.back(reference).map(|(how, node)| (how.back(), node));
    let back: Vec<_> = back.collect();
    let forward = thread.forward(reference).map(|(how, node)| (how.forward(), node));
    let forward: Vec<_> = forward.collect();
    let line = |&(relation, node): &(&'static str, &Node)| line(visitor, relation, node);
    let kind = node.kind_in_words();
    NodePage {
        title: node.title.clone(),
        kind,
        reference: reference.to_string(),
        on: node.on.map(|on| on.in_words()),
        facts: node.facts.clone(),
        stands: stands(&node.standing),
        says_now: says_now(&node.standing),
        public: public(node.openness),
        because: node.openness.because(),
        own: own_page(visitor, reference),
        back: back.iter().map(line).collect(),
        forward: forward.iter().map(line).collect(),
        further_back: further(visitor, thread, node, Way::Back),
        further_forward: further(visitor, thread, node, Way::Forward),
        picture: picture(&back, node, &forward),
        picture_words: format!(
            "{kind} in the middle, what it rests on at its left, what uses it at its right; the lists say the same"
        ),
        json: visitor.path(&format!("/thread/json/{}", in_an_address(reference))),
    }
}

fn says_now(standing: &Standing) -> Option<String> {
    match standing {
        Standing::Stale(now) => Some(now.clone()),
        Standing::Holds | Standing::Behind | Standing::Gone => None,
    }
}

/// What is two steps away and more.
fn further(visitor: &Visitor, thread: &Thread, node: &Node, way: Way) -> Vec<Level> {
    let levels = thread.levels(&node.reference, way).into_iter().enumerate().skip(1);
    let each = levels.map(|(at, level)| Level {
        heading: match way {
            Way::Back => format!("{} steps back", at + 1),
            Way::Forward => format!("{} steps forward", at + 1),
        },
        lines: level.into_iter().map(|node| line(visitor, "", node)).collect(),
    });
    each.collect()
}

fn line(visitor: &Visitor, relation: &'static str, node: &Node) -> Line {
    Line {
        relation,
        kind: node.kind_in_words(),
        title: node.title.clone(),
        href: path_of(visitor, &node.reference),
        marks: marks(node),
    }
}

/// What must be said beside a node wherever it is named.
pub(super) fn marks(node: &Node) -> Vec<&'static str> {
    let stale = node.standing.is_stale().then(|| node.standing.in_words());
    let withheld = (node.openness != Openness::Open).then(|| node.openness.in_words());
    stale.into_iter().chain(withheld).collect()
}

fn stands(standing: &Standing) -> Tag {
    let colour = match standing {
        Standing::Holds => "green",
        Standing::Stale(_) | Standing::Behind => "yellow",
        Standing::Gone => "red",
    };
    Tag { text: standing.in_words(), colour }
}

fn public(openness: Openness) -> Tag {
    let colour = match openness {
        Openness::Open => "green",
        Openness::Withheld(_) => "grey",
    };
    Tag { text: openness.in_words(), colour }
}

//! Where the thread is taken up: by a reference that is typed, or by a kind that is chosen.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::thread::Thread;
use partnership::thread::node::Node;
use partnership::thread::reference::NodeRef;
use partnership::thread::reference::kind_in_words;

use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::words;
use crate::thread::place::path_of;
use crate::thread::woven::MAY_FOLLOW;
use crate::thread::woven::followed;
use crate::who::visitor::Visitor;

/// What is told to whoever may follow all of it while there is nothing.
const BEGINS: &str = "The thread begins with findings, themes of consultations, issues of panels and commentaries, and grows with \
    the priorities, the plan and the texts that rest on them.";
/// What is told to others while nothing is adopted.
const NOT_ADOPTED: &str =
    "You can follow what stands behind the assessment and the plan once they are adopted.";

/// What else there is, for whoever may follow all of it.
const MORE: [(&str, &str); 3] = [
    ("/thread/gaps", "Gaps: what hangs together with nothing"),
    ("/thread/thread.json", "The whole thread as JSON; not for the public"),
    ("/thread/public.json", "What everybody may read of it, as JSON"),
];

/// What is asked for.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    /// A reference.
    #[serde(default, rename = "ref")]
    reference: String,
    /// A kind.
    #[serde(default)]
    kind: String,
}

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    form: Shown,
    path: String,
    kinds: Vec<Kind>,
    nodes: Option<Table>,
    /// What is told where there is nothing to follow.
    nothing: &'static str,
    /// Gaps and files, for whoever may follow all of it.
    more: Vec<PageLink>,
}

/// A kind of which there are nodes.
#[derive(Debug, serde::Serialize)]
struct Kind {
    text: String,
    href: String,
}

/// Shows the page, or leads on to the node of a reference.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let thread = followed(&visitor).await?;
    let mut form = Form::default();
    form.put("ref", &asked.reference);
    let typed = asked.reference.trim();
    if !typed.is_empty() {
        match typed.parse::<NodeRef>() {
            Ok(node) if thread.node(&node).is_some() => {
                return Ok(Redirect::to(&path_of(&visitor, &node)).into_response());
            }
            Ok(node) => form.fault(
                "ref",
                &format!(
                    "Nothing in the thread is called `{node}`; choose a kind to see what there is"
                ),
            ),
            Err(wrong) => form.fault("ref", &wrong.to_string()),
        }
    }
    let path = visitor.path("/thread");
    let it = ListPage {
        form: form.shown(),
        kinds: kinds(&thread, &path),
        nodes: nodes(&visitor, &thread, &asked.kind),
        nothing: if visitor.can(MAY_FOLLOW) { BEGINS } else { NOT_ADOPTED },
        more: more(&visitor),
        path,
    };
    let around = Page::of(&visitor, "Golden thread").with(&form);
    Ok(page::draw(&visitor.app, "thread/list.html", around, &it)?.into_response())
}

fn more(visitor: &Visitor) -> Vec<PageLink> {
    let link = |(below, words): (&str, &str)| PageLink::to(visitor.path(below), words);
    if visitor.can(MAY_FOLLOW) { MORE.map(link).to_vec() } else { Vec::new() }
}

/// The kinds of which there are nodes, each with how many.
fn kinds(thread: &Thread, path: &str) -> Vec<Kind> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for node in thread.nodes() {
        *count.entry(node.reference.kind()).or_default() += 1;
    }
    let each = NodeRef::kinds().filter_map(|kind| {
        let many = count.get(kind)?;
        let text = format!("{} ({many})", kind_in_words(kind));
        Some(Kind { text, href: format!("{path}?kind={kind}") })
    });
    each.collect()
}

/// The nodes of a kind; none where it has none.
fn nodes(visitor: &Visitor, thread: &Thread, kind: &str) -> Option<Table> {
    let of_kind = thread.nodes().filter(|node| node.reference.kind() == kind);
    let row = |node: &Node| {
        vec![
            link(node.title.clone(), path_of(visitor, &node.reference)),
            words(node.reference.to_string()),
            words(node.on.map_or_else(|| "–".to_owned(), |on| on.in_words())),
            words(node.standing.in_words()),
            words(node.openness.in_words()),
        ]
    };
    let heads = ["What it is", "Reference", "Day", "Stands", "Public"];
    Table::of("nodes", kind_in_words(kind), &heads).with(of_kind.map(row).collect())
}

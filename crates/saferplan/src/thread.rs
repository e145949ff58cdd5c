//! `trace` of what is no figure of a document: from a node of the golden thread back to what it rests on and forward to what
//! uses it; and `trace --gaps`, what hangs together with nothing.

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;
use archive::Archive;
use partnership::evidence::finding::Now;
use partnership::terms::extract::Extract;
use partnership::terms::slug::Slug;
use partnership::thread::Thread;
use partnership::thread::node::Node;
use partnership::thread::node::Openness;
use partnership::thread::reference::NodeRef;
use partnership::thread::walk::Way;
use records::Book;
use records::HeldThread;
use web::Evidence;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::tracing::TraceArguments;
use crate::evidence::HeldEvidence;
use crate::home::Home;
use crate::load;
use crate::print;
use crate::stale;

const HEADINGS: [&str; 7] = ["way", "steps", "how", "reference", "what", "stands", "public"];

/// Follows a node and prints what stands around it.
pub(crate) fn follow(home: &Home, reference: &str, arguments: &TraceArguments) -> Result<()> {
    let reference: NodeRef = reference.parse()?;
    let thread = woven(home, arguments)?;
    let node = thread.node(&reference).with_context(|| {
        format!("nothing is called `{reference}`; `saferplan trace --gaps` and the page of the thread tell what there is")
    })?;
    match arguments.format {
        Format::Json => print::json(&thread.exported_node(&reference)),
        Format::Csv => print::list(arguments.format, &HEADINGS, &rows(&thread, &reference)),
        Format::Table => {
            in_words(node)?;
            print::list(arguments.format, &HEADINGS, &rows(&thread, &reference))
        }
    }
}

/// Prints what hangs together with nothing.
pub(crate) fn gaps(home: &Home, arguments: &TraceArguments) -> Result<()> {
    let thread = woven(home, arguments)?;
    if thread.gaps().is_empty() && arguments.format == Format::Table {
        return print::line("There are no gaps: everything that is held hangs together.");
    }
    let gaps = thread
        .gaps()
        .iter()
        .map(|gap| vec![gap.kind_in_words().to_owned(), gap.node().to_string(), gap.told()]);
    print::list(arguments.format, &["gap", "reference", "what to do"], &gaps.collect::<Vec<_>>())
}

/// The thread of a partnership, with what findings and circulated drafts would now say.
fn woven(home: &Home, arguments: &TraceArguments) -> Result<Thread> {
    let books = Books::open(home)?;
    let book = books.book(arguments.partnership.as_ref())?;
    let held = books.wait(book.held_thread(books::today()?));
    let mut held = held.context("reading the records")?;
    let extracts = extracts(&load::open_list(home)?);
    let now = now(home, &books, &book, &held)?;
    stale::mark(home, &book, books.handle(), &mut held.cycles)?;
    Ok(held.woven(&extracts, &now))
}

/// The files that are held.
pub(crate) fn extracts(archive: &Archive) -> Vec<Extract> {
    archive.extracts().iter().map(|held| held.extract.clone()).collect()
}

fn now(home: &Home, books: &Books, book: &Book, held: &HeldThread) -> Result<BTreeMap<Slug, Now>> {
    let group = books.wait(book.partnership())?.value.typed().comparison_group.clone();
    let evidence = HeldEvidence::of(home);
    let evidence: &dyn Evidence = &evidence;
    let each = held
        .findings
        .iter()
        .map(|finding| Ok((finding.id.clone(), stale::now(evidence, &group, finding)?)));
    each.collect()
}

fn in_words(node: &Node) -> Result<()> {
    print::line(format!("{}  {}\n{}", node.reference, node.kind_in_words(), node.title))?;
    let on = node.on.map(|on| ("Day", on.in_words()));
    let facts = on.iter().chain(&node.facts);
    for (heading, words) in facts {
        print::line(format!("{heading}: {words}"))?;
    }
    print::line(format!("{}. {}.\n", stands(node), node.openness.in_words()))
}

fn stands(node: &Node) -> &'static str {
    node.standing.in_words()
}

/// What stands around a node, the nearest first.
fn rows(thread: &Thread, reference: &NodeRef) -> Vec<Vec<String>> {
    let how = |way: Way, other: &NodeRef| -> &'static str {
        let found = match way {
            Way::Back => {
                let mut back = thread.back(reference);
                back.find(|(_, node)| node.reference == *other).map(|(how, _)| how.back())
            }
            Way::Forward => {
                let mut forward = thread.forward(reference);
                forward.find(|(_, node)| node.reference == *other).map(|(how, _)| how.forward())
            }
        };
        found.unwrap_or_default()
    };
    let mut rows = Vec::new();
    for (way, name) in [(Way::Back, "rests on"), (Way::Forward, "used by")] {
        for (step, level) in (1..).zip(thread.levels(reference, way)) {
            rows.extend(level.into_iter().map(|node| {
                let how = how(way, &node.reference).to_owned();
                row((name, step), how, node)
            }));
        }
    }
    rows
}

fn row((way, step): (&str, usize), how: String, node: &Node) -> Vec<String> {
    let public = match node.openness {
        Openness::Open => "yes",
        Openness::Withheld(_) => "no",
    };
    vec![
        way.to_owned(),
        step.to_string(),
        how,
        node.reference.to_string(),
        node.title.clone(),
        stands(node).to_owned(),
        public.to_owned(),
    ]
}

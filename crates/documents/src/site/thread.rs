//! What stands behind each adopted sentence: a page for each node of the golden thread that everybody may read.
//!
//! In comes a site; out go pages under `thread/`, each with what it rests on and what uses it, the documents with a link from
//! each passage to its page, and all of it as data.

use partnership::approval::document::DocumentId;
use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::publication::part::Part;
use partnership::publication::part::PartKind;
use partnership::publication::site::Site;
use partnership::thread::public::PublicNode;

use crate::html::around::Around;
use crate::html::around::To;
use crate::html::whole;
use crate::markup::Markup;
use crate::site::FIRST;
use crate::site::SiteFile;
use crate::site::file;
use crate::site::index;

/// The folder of its pages.
const FOLDER: &str = "thread";

/// A page for each node.
pub(super) fn files(site: &Site) -> Vec<SiteFile> {
    site.thread().nodes().map(|one| page(site, one)).collect()
}

/// The document of a part with a link from each of its passages that has a page.
pub(super) fn linked(site: &Site, part: &Part) -> Document {
    let mut document = part.document().clone();
    let PartKind::Adopted(kind) = part.kind() else { return document };
    let of = DocumentId { kind: *kind, cycle: site.whose().cycle };
    let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
    for block in blocks {
        let Block::Paragraph(line) = block else { continue };
        let Some(Inline::Strong(number)) = line.first() else { continue };
        let number = number.trim_end_matches('.').to_owned();
        let passage = number.parse().ok().and_then(|passage| site.thread().passage(of, passage));
        let Some(passage) = passage else { continue };
        line.push(Inline::Text(" ".to_owned()));
        let text = format!("What passage {number} rests on");
        line.push(Inline::Link { text, address: format!("../{FOLDER}/{}", name(passage)) });
    }
    document
}

fn name(one: PublicNode<'_>) -> String {
    format!("{}.html", one.name())
}

fn page(site: &Site, one: PublicNode<'_>) -> SiteFile {
    let (whose, kind) = (site.whose(), one.kind_in_words());
    let document = Document {
        title: one.title().to_owned(),
        subtitle: kind.to_owned(),
        publisher: whose.publisher.clone(),
        description: format!("{kind}: what it rests on, and what uses it"),
        dated: format!("Published on {}", whose.today.in_words()),
        reference_prefix: String::new(),
        sections: Vec::new(),
    };
    let above = To { words: index::title(site), address: format!("../{FIRST}") };
    let around = Around::below(vec![above], Vec::new());
    let written = whole(&document, None, &around, |page| {
        facts(page, one);
        neighbours(page, "rests-on", "What it rests on", &one.rests_on());
        further(page, &one.further_back());
        neighbours(page, "used-by", "What uses it", &one.used_by());
    });
    file(format!("{FOLDER}/{}", name(one)), written)
}

fn facts(page: &mut Markup, one: PublicNode<'_>) {
    page.element("dl", &[], |page| {
        for (heading, words) in one.facts() {
            page.leaf("dt", &[], heading);
            page.leaf("dd", &[], &words);
        }
    });
}

fn neighbours(
    page: &mut Markup,
    name: &str,
    heading: &str,
    neighbours: &[(&'static str, PublicNode<'_>)],
) {
    if neighbours.is_empty() {
        return;
    }
    index::section(page, name, heading, |page| {
        page.element("ul", &[], |page| {
            for (how, other) in neighbours {
                page.element("li", &[], |page| {
                    page.words(&format!("It {how} "));
                    link(page, *other);
                });
            }
        });
    });
}

fn further(page: &mut Markup, nodes: &[PublicNode<'_>]) {
    if nodes.is_empty() {
        return;
    }
    index::section(page, "further", "Further back", |page| {
        page.element("ul", &[], |page| {
            for other in nodes {
                page.element("li", &[], |page| link(page, *other));
            }
        });
    });
}

/// A link to the page of a node, with what kind of thing it is.
fn link(page: &mut Markup, other: PublicNode<'_>) {
    page.leaf("a", &[("href", &name(other))], other.title());
    page.words(&format!(" ({})", other.kind_in_words()));
}

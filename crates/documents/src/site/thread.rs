//! What stands behind each adopted sentence: a page for each node of the golden thread that everybody may read.
//!
//! In comes a site; out go pages under `thread/`, each with what it rests on and what uses it, and the documents with a link
//! from each passage to its page.

use std::collections::BTreeMap;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::publication::behind::Behind;
use partnership::publication::part::Part;
use partnership::publication::part::PartKind;
use partnership::publication::site::Site;
use partnership::thread::reference::NodeRef;

use crate::html::around::Around;
use crate::html::around::To;
use crate::html::whole;
use crate::markup::Markup;
use crate::site::FIRST;
use crate::site::SiteFile;
use crate::site::file;
use crate::site::index;
use crate::wording::anchor;

/// The folder of its pages.
const FOLDER: &str = "thread";
/// The heading of what a node rests on.
const BEHIND_IT: &str = "What it rests on";

/// The pages by the references of their nodes.
pub(super) struct Pages<'s> {
    site: &'s Site,
    names: BTreeMap<NodeRef, String>,
}

impl<'s> Pages<'s> {
    /// Those of a site.
    pub(super) fn of(site: &'s Site) -> Pages<'s> {
        let names = site.behind().map(|one| {
            let name = format!("{}.html", anchor(&one.reference().to_string()));
            (one.reference().clone(), name)
        });
        Pages { site, names: names.collect() }
    }

    /// A page for each node.
    pub(super) fn files(&self) -> Vec<SiteFile> {
        self.site.behind().map(|one| self.page(one)).collect()
    }

    /// The document of a part with a link from each of its passages that has a page.
    pub(super) fn linked(&self, part: &Part) -> Document {
        let mut document = part.document().clone();
        let PartKind::Adopted(kind) = part.kind() else { return document };
        let passages = self.site.behind().filter_map(|one| {
            let (of, passage) = one.passage()?;
            (of.kind == *kind && of.cycle == self.site.whose().cycle)
                .then(|| (format!("{passage}."), self.names.get(one.reference())))
        });
        let pages: BTreeMap<String, &String> =
            passages.filter_map(|(number, name)| Some((number, name?))).collect();
        let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
        for block in blocks {
            let Block::Paragraph(line) = block else { continue };
            let Some(Inline::Strong(number)) = line.first() else { continue };
            let (Some(name), number) = (pages.get(number), number.clone()) else { continue };
            let address = format!("../{FOLDER}/{name}");
            line.push(Inline::Text(" ".to_owned()));
            let text = format!("What passage {} rests on", number.trim_end_matches('.'));
            line.push(Inline::Link { text, address });
        }
        document
    }

    fn page(&self, one: Behind<'_>) -> SiteFile {
        let whose = self.site.whose();
        let document = Document {
            title: one.title(),
            subtitle: one.kind_in_words().to_owned(),
            publisher: whose.publisher.clone(),
            description: format!("{}: what it rests on, and what uses it", one.kind_in_words()),
            dated: format!("Published on {}", whose.today.in_words()),
            reference_prefix: String::new(),
            sections: Vec::new(),
        };
        let above = To { words: index::title(self.site), address: format!("../{FIRST}") };
        let around = Around::below(vec![above], Vec::new());
        let written = whole(&document, None, &around, |page| {
            facts(page, &one);
            self.neighbours(page, "rests-on", BEHIND_IT, &one.rests_on());
            self.further(page, &one.further_back());
            self.neighbours(page, "used-by", "What uses it", &one.used_by());
        });
        let name = self.names.get(one.reference()).cloned().unwrap_or_default();
        file(format!("{FOLDER}/{name}"), written)
    }

    fn neighbours(
        &self,
        page: &mut Markup,
        name: &str,
        heading: &str,
        neighbours: &[(&'static str, Behind<'_>)],
    ) {
        if neighbours.is_empty() {
            return;
        }
        index::section(page, name, heading, |page| {
            page.element("ul", &[], |page| {
                for (how, other) in neighbours {
                    page.element("li", &[], |page| {
                        page.words(&format!("It {how} "));
                        self.link(page, other);
                    });
                }
            });
        });
    }

    fn further(&self, page: &mut Markup, levels: &[Vec<Behind<'_>>]) {
        if levels.is_empty() {
            return;
        }
        index::section(page, "further", "Further back", |page| {
            page.element("ul", &[], |page| {
                for other in levels.iter().flatten() {
                    page.element("li", &[], |page| self.link(page, other));
                }
            });
        });
    }

    /// A link to the page of a node, with what kind of thing it is.
    fn link(&self, page: &mut Markup, other: &Behind<'_>) {
        let name = self.names.get(other.reference()).map_or("", String::as_str);
        page.leaf("a", &[("href", name)], &other.title());
        page.words(&format!(" ({})", other.kind_in_words()));
    }
}

fn facts(page: &mut Markup, one: &Behind<'_>) {
    page.element("dl", &[], |page| {
        let reference = ("Reference", one.reference().to_string());
        for (heading, words) in std::iter::once(reference).chain(one.facts()) {
            page.leaf("dt", &[], heading);
            page.leaf("dd", &[], &words);
        }
    });
}

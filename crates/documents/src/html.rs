//! The document as a web page: one file that needs nothing else, or a page for each section.
//!
//! In comes the content tree; out goes semantic HTML with its style within, readable without
//! scripts, by keyboard, on a phone and on paper, to WCAG 2.2 AA.

pub(crate) mod around;
mod blocks;
mod links;
mod table;

use partnership::content::Document;
use partnership::content::Section;

use crate::colours;
use crate::html::around::Around;
use crate::html::links::Links;
use crate::letterhead::Letterhead;
use crate::markup::Markup;
use crate::wording::anchor;
use crate::wording::clean;
use crate::wording::how_to_follow;

const STYLE: &str = include_str!("html/style.css");

/// The name of the page that a document of several begins with.
pub const FIRST: &str = "index.html";

/// The document as one self-contained page.
///
/// The markup is also well-formed XML, so that any reader of either can check it.
pub fn page(document: &Document) -> String {
    page_under(document, None)
}

/// The same with a picture at its head.
pub fn page_under(document: &Document, letterhead: Option<&Letterhead>) -> String {
    page_around(document, &Around::nothing().under(letterhead))
}

/// The same as a page for each section, for those who read a long document on a screen: the files' names with what they
/// hold, the page with the contents first.
pub fn pages(document: &Document) -> Vec<(String, String)> {
    pages_around(document, &Around::nothing())
}

/// The document as one page that is a part of a site.
pub(crate) fn page_around(document: &Document, around: &Around) -> String {
    let links = Links::within(document);
    whole(document, None, around, |page| {
        if document.sections.len() >= FEWEST_LISTED {
            contents(page, document, |section| format!("#{}", anchor(&section.anchor)));
        }
        for section in &document.sections {
            self::section(page, section, &links);
        }
        around.files(page);
        follow(page, document);
    })
}

/// The document as pages that are a part of a site.
pub(crate) fn pages_around(document: &Document, around: &Around) -> Vec<(String, String)> {
    let opening = whole(document, None, around, |page| {
        contents(page, document, links::file);
        around.files(page);
        follow(page, document);
    });
    let mut pages = vec![(FIRST.to_owned(), opening)];
    let within = around.within(document);
    for (place, section) in document.sections.iter().enumerate() {
        let name = links::file(section);
        let links = Links::across(document, &name);
        let written = whole(document, Some(&section.heading), &within, |page| {
            self::section(page, section, &links);
            turn(page, document, place);
        });
        pages.push((name, written));
    }
    pages
}

/// A page of the document; `of` is what it is about, where it is not all of it.
pub(crate) fn whole(
    document: &Document,
    of: Option<&str>,
    around: &Around,
    main: impl FnOnce(&mut Markup),
) -> String {
    let mut page = Markup::after("<!DOCTYPE html>\n");
    page.open("html", &[("lang", "en-GB")]);
    head(&mut page, document, of, around);
    page.open("body", &[]);
    page.leaf("a", &[("class", "skip"), ("href", "#main_content")], "Skip to main content");
    around.way_back(&mut page, of.unwrap_or(&document.title));
    page.element("header", &[("class", "band")], |page| {
        around.head(page);
        title_block(page, document);
    });
    page.element("main", &[("id", "main_content"), ("tabindex", "-1")], main);
    page.element("footer", &[], |page| {
        let line = [document.publisher.as_str(), &document.title, &document.dated].join(" · ");
        page.leaf("p", &[], &line);
    });
    let mut written = page.finish();
    written.push('\n');
    written
}

/// The way on from a section's page.
fn turn(page: &mut Markup, document: &Document, place: usize) {
    let neighbour = |place: Option<usize>| place.and_then(|place| document.sections.get(place));
    page.element("nav", &[("class", "turn"), ("aria-label", "Pages")], |page| {
        page.element("ul", &[("role", "list")], |page| {
            let mut way = |to: &str, address: &str, name: &str| {
                page.element("li", &[], |page| {
                    page.words(to);
                    page.leaf("a", &[("href", address)], name);
                });
            };
            if let Some(section) = neighbour(place.checked_sub(1)) {
                way("Before: ", &links::file(section), &section.heading);
            }
            way("", FIRST, "Contents");
            if let Some(section) = neighbour(place.checked_add(1)) {
                way("Next: ", &links::file(section), &section.heading);
            }
        });
    });
}

fn head(page: &mut Markup, document: &Document, of: Option<&str>, around: &Around) {
    let whole = format!("{}: {}", document.title, document.subtitle);
    let title = of.map_or_else(|| whole.clone(), |of| format!("{of} · {whole}"));
    page.element("head", &[], |page| {
        page.empty("meta", &[("charset", "utf-8")]);
        let view = "width=device-width, initial-scale=1";
        page.empty("meta", &[("name", "viewport"), ("content", view)]);
        page.leaf("title", &[], &clean(&title));
        page.empty("meta", &[("name", "description"), ("content", &document.description)]);
        page.empty("meta", &[("name", "author"), ("content", &document.publisher)]);
        page.open("style", &[]);
        page.raw(&palette());
        page.raw(STYLE);
        page.raw(around.style());
        page.raw(&around.style_of_letterhead());
        page.close();
    });
}

/// The colours by the names that the style knows them by.
fn palette() -> String {
    let named = [
        ("accent", colours::ACCENT),
        ("tint", colours::TINT),
        ("ink", colours::INK),
        ("quiet", colours::QUIET),
        ("rule", colours::RULE),
        ("caution", colours::CAUTION),
        ("caution-tint", colours::CAUTION_TINT),
    ];
    let lines = named.map(|(name, colour)| format!("--{name}: {colour};"));
    format!("\n:root {{ {} }}\n", lines.join(" "))
}

fn title_block(page: &mut Markup, document: &Document) {
    page.leaf("p", &[("class", "publisher")], &document.publisher);
    page.leaf("h1", &[], &document.title);
    page.leaf("p", &[("class", "subtitle")], &document.subtitle);
    page.leaf("p", &[("class", "dated")], &document.dated);
}

/// On one page so many sections have their contents before them.
const FEWEST_LISTED: usize = 3;

fn contents(page: &mut Markup, document: &Document, place: impl Fn(&Section) -> String) {
    page.element(
        "nav",
        &[("class", "contents"), ("aria-labelledby", "contents_heading")],
        |page| {
            page.leaf("h2", &[("id", "contents_heading")], "Contents");
            page.element("ol", &[], |page| {
                for section in &document.sections {
                    page.open("li", &[]);
                    page.leaf("a", &[("href", &place(section))], &section.heading);
                    page.close();
                }
            });
        },
    );
}

/// The sections of a document behind so many.
pub(crate) fn sections_after(page: &mut Markup, document: &Document, count: usize) {
    let links = Links::within(document);
    for section in document.sections.iter().skip(count) {
        self::section(page, section, &links);
    }
}

fn section(page: &mut Markup, section: &Section, links: &Links) {
    let id = anchor(&section.anchor);
    let heading = format!("{id}_heading");
    page.element("section", &[("id", &id), ("aria-labelledby", &heading)], |page| {
        page.leaf("h2", &[("id", &heading)], &clean(&section.heading));
        for block in &section.blocks {
            blocks::block(page, block, links);
        }
    });
}

fn follow(page: &mut Markup, document: &Document) {
    let Some(how) = how_to_follow(document) else { return };
    page.element("p", &[("class", "follow")], |page| {
        page.words(how.sentence);
        page.words(" ");
        page.leaf("code", &[], &how.command);
        page.words(".");
    });
}

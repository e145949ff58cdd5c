//! The document as a web page: one file that needs nothing else.
//!
//! In comes the content tree; out goes semantic HTML with its style within, readable without
//! scripts, by keyboard, on a phone and on paper, to WCAG 2.2 AA.

mod blocks;
mod table;

use std::collections::BTreeSet;

use partnership::content::Document;
use partnership::content::Reference;
use partnership::content::Section;

use crate::colours;
use crate::markup::Markup;
use crate::wording::anchor;
use crate::wording::clean;
use crate::wording::how_to_follow;
use crate::wording::targets;

const STYLE: &str = include_str!("html/style.css");

/// The document as one self-contained page.
///
/// The markup is also well-formed XML, so that any reader of either can check it.
pub fn page(document: &Document) -> String {
    let mut page = Markup::after("<!DOCTYPE html>\n");
    let targets = targets(document);
    page.open("html", &[("lang", "en-GB")]);
    head(&mut page, document);
    page.open("body", &[]);
    page.leaf("a", &[("class", "skip"), ("href", "#main_content")], "Skip to main content");
    page.element("header", &[("class", "band")], |page| title_block(page, document));
    page.element("main", &[("id", "main_content"), ("tabindex", "-1")], |page| {
        contents(page, document);
        for section in &document.sections {
            self::section(page, section, &targets);
        }
        follow(page, document);
    });
    page.element("footer", &[], |page| {
        let line = [document.publisher.as_str(), &document.title, &document.dated].join(" · ");
        page.leaf("p", &[], &line);
    });
    let mut written = page.finish();
    written.push('\n');
    written
}

fn head(page: &mut Markup, document: &Document) {
    page.element("head", &[], |page| {
        page.empty("meta", &[("charset", "utf-8")]);
        let view = "width=device-width, initial-scale=1";
        page.empty("meta", &[("name", "viewport"), ("content", view)]);
        page.leaf("title", &[], &format!("{}: {}", document.title, document.subtitle));
        page.empty("meta", &[("name", "description"), ("content", &document.description)]);
        page.empty("meta", &[("name", "author"), ("content", &document.publisher)]);
        page.open("style", &[]);
        page.raw(&palette());
        page.raw(STYLE);
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

fn contents(page: &mut Markup, document: &Document) {
    if document.sections.len() < 3 {
        return;
    }
    page.element(
        "nav",
        &[("class", "contents"), ("aria-labelledby", "contents_heading")],
        |page| {
            page.leaf("h2", &[("id", "contents_heading")], "Contents");
            page.element("ol", &[], |page| {
                for section in &document.sections {
                    page.open("li", &[]);
                    let place = format!("#{}", anchor(&section.anchor));
                    page.leaf("a", &[("href", &place)], &section.heading);
                    page.close();
                }
            });
        },
    );
}

fn section(page: &mut Markup, section: &Section, targets: &BTreeSet<Reference>) {
    let id = anchor(&section.anchor);
    let heading = format!("{id}_heading");
    page.element("section", &[("id", &id), ("aria-labelledby", &heading)], |page| {
        page.leaf("h2", &[("id", &heading)], &clean(&section.heading));
        for block in &section.blocks {
            blocks::block(page, block, targets);
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

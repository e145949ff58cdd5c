//! The blocks of a page, all but tables.
//!
//! In comes a block of the content tree; out goes its markup, with every figure linked to the row
//! it stands in.

use partnership::content::Block;
use partnership::content::Inline;
use partnership::content::KeyFigure;
use partnership::content::Reference;
use partnership::content::chart::Chart;

use crate::html::links::Links;
use crate::html::table;
use crate::markup::Markup;
use crate::svg;
use crate::wording::BEFORE_REFERENCE;
use crate::wording::anchor;
use crate::wording::clean;
use crate::wording::safe_address;

/// One block.
pub(super) fn block(page: &mut Markup, block: &Block, links: &Links) {
    match block {
        Block::Heading { anchor, text } => {
            page.leaf("h3", &[("id", &self::anchor(anchor))], &clean(text));
        }
        Block::Lead(text) => paragraph(page, &[("class", "lead")], text, links),
        Block::Paragraph(text) => paragraph(page, &[], text, links),
        Block::List(items) => page.element("ul", &[], |page| {
            for item in items {
                page.element("li", &[], |page| inlines(page, item, links));
            }
        }),
        Block::KeyFigures(figures) => key_figures(page, figures, links),
        Block::Caution { title, text } => caution(page, title, text, links),
        Block::Table(table) => table::table(page, table, links),
        Block::Chart(chart) => figure(page, chart, links),
    }
}

fn paragraph(
    page: &mut Markup,
    attributes: &[(&'static str, &str)],
    text: &[Inline],
    links: &Links,
) {
    page.element("p", attributes, |page| inlines(page, text, links));
}

/// Running text.
pub(super) fn inlines(page: &mut Markup, text: &[Inline], links: &Links) {
    for piece in text {
        match piece {
            Inline::Text(words) => page.words(words),
            Inline::Strong(words) => page.leaf("strong", &[], words),
            Inline::Figure { text, reference: to } => {
                page.words(text);
                reference(page, *to, links);
            }
            Inline::Link { text, address } => match safe_address(address) {
                Some(address) => page.leaf("a", &[("href", &address)], text),
                None => page.words(text),
            },
        }
    }
}

/// The small number beside a figure, linked to the row that the figure stands in.
fn reference(page: &mut Markup, reference: Reference, links: &Links) {
    page.words(BEFORE_REFERENCE);
    page.element("sup", &[], |page| {
        let words = reference.to_string();
        match links.row(reference) {
            Some(place) => {
                let name = format!("{words}: table {}, row {}", reference.table, reference.row);
                page.leaf("a", &[("href", &place), ("aria-label", &name)], &words);
            }
            None => page.words(&words),
        }
    });
}

fn key_figures(page: &mut Markup, figures: &[KeyFigure], links: &Links) {
    page.element("ul", &[("class", "tiles"), ("role", "list")], |page| {
        for figure in figures {
            page.element("li", &[], |page| {
                page.element("p", &[("class", "value")], |page| {
                    page.words(&figure.value);
                    reference(page, figure.reference, links);
                });
                page.leaf("p", &[("class", "label")], &figure.label);
                if !figure.detail.is_empty() {
                    page.leaf("p", &[("class", "detail")], &figure.detail);
                }
            });
        }
    });
}

fn caution(page: &mut Markup, title: &str, text: &[Inline], links: &Links) {
    page.element("div", &[("class", "caution"), ("role", "note")], |page| {
        page.element("p", &[("class", "caution-title")], |page| {
            page.leaf("strong", &[], &format!("Caution: {title}"));
        });
        paragraph(page, &[], text, links);
    });
}

fn figure(page: &mut Markup, chart: &Chart, links: &Links) {
    let name = anchor(&chart.name);
    let (id, caption) = (format!("{name}_figure"), format!("{name}_caption"));
    page.element("figure", &[("id", &id), ("aria-labelledby", &caption)], |page| {
        page.element("figcaption", &[("id", &caption)], |page| {
            page.leaf("strong", &[("class", "finding")], &chart.title);
            page.leaf("span", &[("class", "unit")], &chart.subtitle);
        });
        let region = [
            ("class", "scroll drawing"),
            ("role", "region"),
            ("aria-labelledby", caption.as_str()),
            ("tabindex", "0"),
        ];
        page.element("div", &region, |page| page.raw(&svg::chart(chart)));
        page.leaf("p", &[("class", "source")], &format!("Source: {}", chart.source));
        page.element("details", &[], |page| {
            page.leaf("summary", &[], "This chart in words");
            page.leaf("p", &[], &chart.alternative);
            page.element("p", &[], |page| figures_drawn(page, chart, links));
        });
    });
}

/// Where the figures of a chart are, linked to if the table is in this document.
fn figures_drawn(page: &mut Markup, chart: &Chart, links: &Links) {
    let name = format!("Table {}", chart.table);
    page.words("The figures are in ");
    match links.table(chart.table) {
        Some(place) => page.leaf("a", &[("href", &place)], &name),
        None => page.words(&name),
    }
    page.words(".");
}

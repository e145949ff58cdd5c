//! The blocks of a page, all but tables.
//!
//! In comes a block of the content tree; out goes its markup, with every figure linked to the row
//! it stands in.

use std::collections::BTreeSet;

use partnership::content::Block;
use partnership::content::Inline;
use partnership::content::KeyFigure;
use partnership::content::Reference;
use partnership::content::chart::Chart;

use crate::html::table;
use crate::markup::Markup;
use crate::svg;
use crate::wording::BEFORE_REFERENCE;
use crate::wording::anchor;
use crate::wording::safe_address;

/// One block.
pub(super) fn block(page: &mut Markup, block: &Block, targets: &BTreeSet<Reference>) {
    match block {
        Block::Lead(text) => paragraph(page, &[("class", "lead")], text, targets),
        Block::Paragraph(text) => paragraph(page, &[], text, targets),
        Block::List(items) => page.element("ul", &[], |page| {
            for item in items {
                page.element("li", &[], |page| inlines(page, item, targets));
            }
        }),
        Block::KeyFigures(figures) => key_figures(page, figures, targets),
        Block::Caution { title, text } => caution(page, title, text, targets),
        Block::Table(table) => table::table(page, table, targets),
        Block::Chart(chart) => figure(page, chart, targets),
    }
}

fn paragraph(
    page: &mut Markup,
    attributes: &[(&'static str, &str)],
    text: &[Inline],
    targets: &BTreeSet<Reference>,
) {
    page.element("p", attributes, |page| inlines(page, text, targets));
}

/// Running text.
pub(super) fn inlines(page: &mut Markup, text: &[Inline], targets: &BTreeSet<Reference>) {
    for piece in text {
        match piece {
            Inline::Text(words) => page.words(words),
            Inline::Strong(words) => page.leaf("strong", &[], words),
            Inline::Figure { text, reference: to } => {
                page.words(text);
                reference(page, *to, targets);
            }
            Inline::Link { text, address } => match safe_address(address) {
                Some(address) => page.leaf("a", &[("href", &address)], text),
                None => page.words(text),
            },
        }
    }
}

/// The small number beside a figure, linked to the row that the figure stands in.
fn reference(page: &mut Markup, reference: Reference, targets: &BTreeSet<Reference>) {
    page.words(BEFORE_REFERENCE);
    page.element("sup", &[], |page| {
        let words = reference.to_string();
        if targets.contains(&reference) {
            let place = format!("#{}", reference.anchor());
            let name = format!("{words}: table {}, row {}", reference.table, reference.row);
            page.leaf("a", &[("href", &place), ("aria-label", &name)], &words);
        } else {
            page.words(&words);
        }
    });
}

fn key_figures(page: &mut Markup, figures: &[KeyFigure], targets: &BTreeSet<Reference>) {
    page.element("ul", &[("class", "tiles"), ("role", "list")], |page| {
        for figure in figures {
            page.element("li", &[], |page| {
                page.element("p", &[("class", "value")], |page| {
                    page.words(&figure.value);
                    reference(page, figure.reference, targets);
                });
                page.leaf("p", &[("class", "label")], &figure.label);
                if !figure.detail.is_empty() {
                    page.leaf("p", &[("class", "detail")], &figure.detail);
                }
            });
        }
    });
}

fn caution(page: &mut Markup, title: &str, text: &[Inline], targets: &BTreeSet<Reference>) {
    page.element("div", &[("class", "caution"), ("role", "note")], |page| {
        page.element("p", &[("class", "caution-title")], |page| {
            page.leaf("strong", &[], &format!("Caution: {title}"));
        });
        paragraph(page, &[], text, targets);
    });
}

fn figure(page: &mut Markup, chart: &Chart, targets: &BTreeSet<Reference>) {
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
            page.element("p", &[], |page| figures_drawn(page, chart, targets));
        });
    });
}

/// Where the figures of a chart are, linked to if the table is in this document.
fn figures_drawn(page: &mut Markup, chart: &Chart, targets: &BTreeSet<Reference>) {
    let name = format!("Table {}", chart.table);
    page.words("The figures are in ");
    if targets.iter().any(|target| target.table == chart.table) {
        page.leaf("a", &[("href", &format!("#table_{}", chart.table))], &name);
    } else {
        page.words(&name);
    }
    page.words(".");
}

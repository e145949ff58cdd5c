//! The section that opens the report: how many replied, what they said in short, and what to bear in mind.

use crate::consultation::report::channels;
use crate::consultation::report::commission::Label;
use crate::consultation::report::profile::found_in_words;
use crate::consultation::report::questions::Finding;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Inline;
use crate::content::KeyFigure;
use crate::content::Reference;
use crate::content::Section;
use crate::content::table::with_commas;
use crate::content::text;
use crate::terms::wording::listed;

/// The most findings that are told in brief.
const MOST: usize = 12;

/// The section.
pub(super) fn section(teller: &Teller<'_>, findings: &[Finding]) -> Section {
    let mut blocks: Vec<Block> = Vec::new();
    let figures = key_figures(teller);
    if figures.len() > 1 {
        blocks.push(Block::KeyFigures(figures));
    }
    blocks.push(Block::Lead(lead(teller)));
    if teller.commission.label == Label::Illustrative {
        blocks.push(Block::Caution {
            title: "Illustrative".to_owned(),
            text: vec![text(
                "The replies were made up to show what such a report says. Nobody said any of this.",
            )],
        });
    }
    blocks.push(Block::Caution {
        title: "For whom these figures speak".to_owned(),
        text: vec![text(found_in_words(&teller.found))],
    });
    let told: Vec<Vec<Inline>> = findings
        .iter()
        .take(MOST)
        .map(|found| {
            vec![Inline::Figure { text: format!("{}.", found.words), reference: found.reference }]
        })
        .collect();
    if !told.is_empty() {
        let text = "What those who replied said".to_owned();
        blocks.push(Block::Heading { anchor: "said".into(), text });
        blocks.push(Block::List(told));
    }
    Section { anchor: "headline".into(), heading: "In brief".into(), blocks }
}

/// The row of the first table that a way stands in, by its place; that of all replies is the last.
fn row(at: usize) -> Reference {
    Reference { table: 1, row: u16::try_from(at + 1).unwrap_or(u16::MAX) }
}

fn counts(teller: &Teller<'_>) -> Vec<(u64, &'static str, Reference)> {
    let ways = channels::present(teller).into_iter().enumerate();
    let shown =
        ways.filter_map(|(at, (place, way))| match teller.count(0, Part::Category(place)) {
            Count::Shown(count) => Some((count, way.in_words(), row(at))),
            Count::Withheld => None,
        });
    let mut shown: Vec<_> = shown.collect();
    shown.sort_by_key(|(count, _, _)| std::cmp::Reverse(*count));
    shown
}

fn key_figures(teller: &Teller<'_>) -> Vec<KeyFigure> {
    let Count::Shown(all) = teller.count(0, Part::All) else { return Vec::new() };
    let days = teller.commission.consultation.typed().days.in_words();
    let last = row(channels::present(teller).len());
    let key = |count, label: &str, detail: String, reference| KeyFigure {
        value: with_commas(count),
        label: label.to_owned(),
        detail,
        reference,
    };
    let mut figures = vec![key(all, "replies", teller.commission.label.on(&days), last)];
    for (count, way, reference) in counts(teller).into_iter().take(3) {
        figures.push(key(count, way, String::new(), reference));
    }
    figures
}

fn lead(teller: &Teller<'_>) -> Vec<Inline> {
    let commission = teller.commission;
    let publisher = commission.publisher;
    let days = commission.consultation.typed().days.in_words();
    let text_of = &commission.consultation.typed().text.title;
    let last = row(channels::present(teller).len());
    let mut words = vec![text(format!("{publisher} asked about “{text_of}”, {days}. "))];
    match teller.count(0, Part::All) {
        Count::Shown(0) => words.push(text("Nobody has replied.")),
        Count::Withheld => words.push(text(format!(
            "Fewer than {} replied, so nothing can be told of what they said.",
            commission.profile.smallest_shown()
        ))),
        Count::Shown(all) => {
            let told = format!("{} replied", with_commas(all));
            words.push(Inline::Figure { text: told, reference: last });
            let ways: Vec<String> = counts(teller)
                .iter()
                .map(|(count, way, _)| format!("{} {way}", with_commas(*count)))
                .collect();
            let whole = ways.len() == channels::present(teller).len();
            let tail = match (ways.is_empty(), whole) {
                (true, _) => ".".to_owned(),
                (false, true) => format!(": {}.", listed(&ways)),
                (false, false) => format!(", {} among them.", listed(&ways)),
            };
            words.push(text(tail));
        }
    }
    words
}

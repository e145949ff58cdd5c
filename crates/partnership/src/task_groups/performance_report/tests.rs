//! Tests of the performance report, by the worked example.

use std::collections::BTreeSet;

use super::*;
use crate::content::Inline;
use crate::task_groups::described::tests::maidstone;
use crate::timetable::tests::maidstone::partnership;

fn report(quarter: &str, known: &TaskGroups) -> Report {
    compose(&Commission {
        known_as: "safer-maidstone",
        partnership: &partnership(),
        quarter: quarter.parse().unwrap(),
        today: "2014-11-26".parse().unwrap(),
        known,
    })
}

fn said(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(words) | Inline::Strong(words) => words.as_str(),
        Inline::Figure { text, .. } | Inline::Link { text, .. } => text.as_str(),
    });
    words.collect()
}

fn printed(report: &Report) -> String {
    let mut out = String::new();
    for section in &report.document.sections {
        out += &format!("# {}\n", section.heading);
        for block in &section.blocks {
            out += &match block {
                Block::Heading { text, .. } => format!("## {text}"),
                Block::Lead(words) | Block::Paragraph(words) => said(words),
                Block::Caution { text, .. } => said(text),
                Block::List(items) => {
                    items.iter().map(|item| format!("- {}\n", said(item))).collect()
                }
                Block::KeyFigures(_) => String::new(),
                Block::Chart(chart) => format!("[{}] {}", chart.title, chart.alternative),
                Block::Table(table) => {
                    let rows = table.rows.iter().map(|row| {
                        let cells: Vec<_> = row.cells.iter().map(|cell| cell.printed()).collect();
                        format!("| {}\n", cells.join(" | "))
                    });
                    let notes = table.notes.iter().map(|note| format!("  {}\n", said(note)));
                    format!("{}\n{}", table.caption, rows.chain(notes).collect::<String>())
                }
            };
            out.push('\n');
        }
    }
    out
}

#[test]
fn the_report_of_the_worked_example() {
    insta::assert_snapshot!(printed(&report("2014-Q2", &maidstone())));
}

#[test]
fn every_title_table_and_chart_says_that_the_example_is_illustrative() {
    let report = report("2014-Q2", &maidstone());
    assert!(report.document.title.starts_with("Illustrative: "));
    // Files and feeds call it by title and subtitle, and say it once.
    assert!(!report.document.subtitle.contains("Illustrative"), "{}", report.document.subtitle);
    assert!(report.document.tables().all(|table| table.caption.starts_with("Illustrative: ")));
    let blocks = report.document.sections.iter().flat_map(|section| &section.blocks);
    let charts: Vec<_> = blocks
        .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
        .collect();
    assert!(
        !charts.is_empty() && charts.iter().all(|chart| chart.title.starts_with("Illustrative: "))
    );
}

#[test]
fn each_row_can_be_followed_and_each_chart_and_table_has_its_own_name() {
    let report = report("2014-Q2", &maidstone());
    let rows: usize = report.document.tables().map(|table| table.rows.len()).sum();
    let references: BTreeSet<_> = report.traced.iter().map(|row| &row.reference).collect();
    assert_eq!((references.len(), report.traced.len()), (rows, rows));
    let victims =
        report.traced.iter().find(|row| row.heading == "Repeat victims of domestic abuse");
    let victims = victims.unwrap();
    assert!(victims.reference.starts_with("safer-maidstone/task-groups/2014-Q2/2."));
    assert!(victims.rests_on.iter().any(|told| told.contains("The path runs from")), "{victims:?}");
    let names: BTreeSet<_> = report.document.tables().map(|table| &table.name).collect();
    assert_eq!(names.len(), report.document.tables().count());
}

#[test]
fn a_report_without_measures_or_commentaries_tells_that_there_are_none() {
    let none = TaskGroups {
        measures: Vec::new(),
        values: Vec::new(),
        by_hand: Vec::new(),
        commentaries: Vec::new(),
        ..maidstone()
    };
    let told = printed(&report("2014-Q2", &none));
    assert!(told.contains("No task group has a measure yet."), "{told}");
    assert!(told.contains("No commentary was asked of the Domestic Violence Forum."), "{told}");
}

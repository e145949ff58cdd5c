//! The section on offence classes: counts, change, its interval, and what drove the total.

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Section;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::decimal;
use crate::content::text;
use crate::evidence::figure::Line;
use crate::evidence::phrases;
use crate::evidence::phrases::Direction;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::change::PercentChange;
use crate::statistics::change::RateRatio;
use crate::statistics::contribution::MAINLY_RULE;
use crate::terms::period::Season;
use crate::terms::wording;

const COUNTED: &str = "Count of rows in `crime` of the district's LSOAs, months and force; \
    anti-social behaviour is in no total of crime.";
const DIFFERENCE: &str = "This quarter's count less the count of the period before.";
const PER_CENT: &str = "Difference as a share of the count of the period before; not given where the \
    two counts together are fewer than 20.";
const INTERVAL: &str = "95% Clopper–Pearson interval of the share that this period has of both \
    counts, turned into a ratio of rates per day.";
const READING: &str = "Exact conditional binomial test; among the classes the false discovery rate is \
    held at 5% (Benjamini and Hochberg, 1995).";

pub(super) fn section(reporter: &mut Reporter<'_>) -> Option<Section> {
    let table = table(reporter);
    let mut blocks = Vec::new();
    blocks.extend(drivers(reporter));
    blocks.extend(movements(reporter));
    blocks.push(Block::Table(table));
    Some(Section {
        anchor: "classes".into(),
        heading: "What was recorded, and what changed".into(),
        blocks,
    })
}

/// Every line's counts and change, total first.
pub(super) fn table(reporter: &mut Reporter<'_>) -> Table {
    let evidence = reporter.evidence;
    let lines: Vec<&LineEvidence> = [&evidence.total]
        .into_iter()
        .chain(&evidence.classes)
        .chain([&evidence.incidents])
        .collect();
    let drafted = lines.iter().map(|line| row(reporter, line)).collect();
    let caption = format!(
        "Crimes recorded by {} in {}, by offence class",
        evidence.subject.force.name(),
        reporter.area()
    );
    let table = reporter.tables.table(
        "offence-classes",
        caption,
        columns(reporter),
        drafted,
        notes(reporter),
    );
    reporter.remember_lines(&table, lines.iter().map(|line| line.line));
    table
}

fn columns(reporter: &Reporter<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::words("Offence class"),
        Column::figures(reporter.evidence.subject.period.span_in_short()),
    ];
    if let Some(before) = &reporter.evidence.before {
        columns.push(Column::figures(before.period.span_in_short()));
        columns.push(Column::figures("Change"));
        columns.push(Column::figures("Change, %"));
        columns.push(Column::figures("95% interval"));
        columns.push(Column::words("Reading"));
    }
    columns
}

fn row(reporter: &Reporter<'_>, line: &LineEvidence) -> Drafted {
    let now = reporter.counted_now(line);
    let figure = reporter.figure("Count, this quarter", COUNTED, Cell::Count(line.now), vec![now]);
    let mut entries: Vec<Entry> = vec![figure.into()];
    if reporter.evidence.before.is_some() {
        entries.extend(changes(reporter, line));
    }
    let incident = line.line == reporter.evidence.incidents.line;
    let weight = if line.line == Line::AllCrime { RowWeight::Strong } else { RowWeight::Ordinary };
    let apart = if incident { " incidents" } else { "" };
    Drafted { heading: format!("{}{apart}", line.line.name()), entries, weight }
}

fn changes(reporter: &Reporter<'_>, line: &LineEvidence) -> Vec<Entry> {
    let counted = reporter.counted_both(line);
    let missing = || Cell::Missing("the crime types were others in the period before".to_owned());
    let before = line.before.map_or_else(missing, Cell::Count);
    let change = line.change.as_ref();
    let difference = change.map_or_else(missing, |change| Cell::Difference(change.difference));
    let percent = change.map_or_else(missing, |change| per_cent(line, change.percent));
    let interval = change.map_or_else(missing, |change| interval(change.ratio));
    let reading = Cell::Words(phrases::direction(line).map_or("—", Direction::in_words).to_owned());
    let figure = |measure: &str, method: &str, value: Cell| {
        reporter.compared_figure(measure, method, value, counted.clone()).into()
    };
    vec![
        figure("Count, period before", COUNTED, before),
        figure("Change", DIFFERENCE, difference),
        figure("Change, per cent", PER_CENT, percent),
        figure("95% interval of change", INTERVAL, interval),
        figure("Reading", READING, reading),
    ]
}

fn per_cent(line: &LineEvidence, percent: PercentChange) -> Cell {
    let both = line.before.unwrap_or(0) + line.now;
    match percent {
        PercentChange::By(percent) if both >= phrases::FEWEST_FOR_PER_CENT => {
            Cell::Change { share: percent / 100.0 }
        }
        PercentChange::By(_) | PercentChange::FromNone | PercentChange::NoneInEither => {
            Cell::Missing("too few to put in per cent".to_owned())
        }
    }
}

fn interval(ratio: RateRatio) -> Cell {
    let signed = |ratio: f64| {
        let percent = (ratio - 1.0) * 100.0;
        let sign = if percent >= 0.05 { "+" } else { "" };
        format!("{sign}{}%", decimal(percent, 0))
    };
    match ratio {
        RateRatio::Measured { low, high, .. } if high.is_finite() => {
            Cell::Words(format!("{} to {}", signed(low), signed(high)))
        }
        RateRatio::Measured { low, .. } | RateRatio::AtLeast(low) => {
            Cell::Words(format!("{} or more", signed(low)))
        }
        RateRatio::Unknown => Cell::Missing("none in either period".to_owned()),
    }
}

/// What drove the total, where the total moved.
fn drivers(reporter: &Reporter<'_>) -> Option<Block> {
    let contributions = reporter.evidence.contributions.as_ref()?;
    let moved = match phrases::direction(&reporter.evidence.total)? {
        Direction::Rose => "rise",
        Direction::Fell => "fall",
        Direction::LittleChanged | Direction::Unclear => return None,
    };
    let names: Vec<String> =
        reporter.evidence.classes.iter().map(|line| line.line.in_sentence()).collect();
    let sentence = phrases::driven_by(&contributions.mainly, &names, moved);
    let total = reporter.of_line(Line::AllCrime);
    Some(Block::Paragraph(vec![Reporter::linked(sentence, total)]))
}

/// The classes that rose or fell, in a sentence each way, and that the others did not.
fn movements(reporter: &Reporter<'_>) -> Option<Block> {
    reporter.evidence.before.as_ref()?;
    let moved: Vec<_> = reporter
        .evidence
        .classes
        .iter()
        .filter(|line| phrases::direction(line).is_some_and(Direction::is_told))
        .collect();
    if moved.is_empty() {
        let words = "No single offence class changed by more than chance may bring.";
        return Some(Block::Paragraph(vec![text(words)]));
    }
    let mut words = vec![text("Among the offence classes, ")];
    let last = moved.len() - 1;
    for (at, line) in moved.iter().enumerate() {
        words.push(text(format!("{} ", line.line.in_sentence())));
        words.push(Reporter::linked(phrases::change(line)?, reporter.of_line(line.line)));
        words.push(text(match at {
            at if at == last => ".",
            at if at + 1 == last => "; and ",
            _ => "; ",
        }));
    }
    let others = reporter.evidence.classes.len() - moved.len();
    if others > 0 {
        words.push(text(format!(
            " The other {} moved by no more than chance may bring.",
            wording::counted(others)
        )));
    }
    Some(Block::Paragraph(words))
}

fn notes(reporter: &Reporter<'_>) -> Vec<Vec<crate::content::Inline>> {
    let mut notes =
        vec![vec![text("Anti-social behaviour incidents are not crimes and are in no total.")]];
    if let Some(before) = &reporter.evidence.before {
        notes.push(vec![text(
            "“Rose” and “fell” are said only where an exact test, with the false discovery rate held \
             at 5% over the classes, finds more change than chance would bring. The interval is of the \
             change in crimes per day, since the periods may differ by a day or two.",
        )]);
        if before.season == Season::Different {
            notes.push(vec![text(
                "The two periods are different seasons of the year, so part of a change may be the \
                 season.",
            )]);
        }
        notes.push(vec![text(MAINLY_RULE)]);
    }
    notes
}

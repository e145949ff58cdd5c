//! An answer as a page shows it: words, charts, tables, where it comes from, and what a draft calls it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::assessment::enquired;
use partnership::content::chart::Chart;
use partnership::content::table::Cell;
use partnership::content::table::ColumnKind;
use partnership::content::table::Table;
use partnership::content::table::with_commas;
use partnership::evidence::enquiry::answered::Answered;
use partnership::evidence::figure::Counted;
use partnership::evidence::figure::TracedRow;
use partnership::evidence::held::Held;
use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::wording::capitalised;

use crate::app::DrawChart;
use crate::page::blocks::signs_told;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// An answer.
#[derive(Debug, serde::Serialize)]
pub(super) struct AnswerShown {
    title: String,
    headline: String,
    more: Vec<String>,
    cautions: Vec<String>,
    charts: Vec<ChartShown>,
    tables: Vec<TableShown>,
    notes: Vec<String>,
    sources: Vec<SourceShown>,
    licences: Vec<String>,
    trace: Vec<RowTraced>,
    references: Vec<String>,
    link: String,
    csv: String,
}

/// A chart.
#[derive(Debug, serde::Serialize)]
struct ChartShown {
    name: String,
    title: String,
    drawn: String,
    words: String,
    file: String,
    source: String,
}

/// A table.
#[derive(Debug, serde::Serialize)]
struct TableShown {
    id: String,
    caption: String,
    columns: Vec<Head>,
    rows: Vec<Vec<Word>>,
    notes: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
struct Head {
    text: String,
    numeric: bool,
}

#[derive(Debug, serde::Serialize)]
struct Word {
    text: String,
}

/// Extracts of one publisher and layout.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct SourceShown {
    what: String,
    covers: String,
    taken: String,
    extracts: String,
}

/// What a row rests on.
#[derive(Debug, serde::Serialize)]
pub(super) struct RowTraced {
    heading: String,
    figures: Vec<FigureTraced>,
    counted: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
struct FigureTraced {
    measure: String,
    printed: String,
    method: String,
}

impl AnswerShown {
    /// The answer as a page shows it.
    pub(super) fn of(
        visitor: &Visitor,
        answered: &Answered,
        held: &Held,
    ) -> Result<AnswerShown, PageError> {
        let query = answered.enquiry.to_string();
        let draw = visitor.app.draw_chart;
        let chart = |chart: &Chart| {
            let file = visitor.path(&format!("/evidence/file/{}.svg?{query}", chart.name));
            chart_shown(chart, file, draw)
        };
        let first = answered.tables.first().map(|table| table.caption.clone());
        let own = answered.traced.iter().filter(|row| Some(&row.table) == first.as_ref());
        let (headline, more) = answered
            .says
            .split_first()
            .map_or((String::new(), Vec::new()), |(first, rest)| (first.clone(), rest.to_vec()));
        Ok(AnswerShown {
            title: answered.title.clone(),
            headline,
            more,
            cautions: answered.cautions.clone(),
            charts: answered.charts.iter().map(chart).collect(),
            tables: answered.tables.iter().map(table_shown).collect(),
            notes: answered.notes.clone(),
            sources: sources(&held.extracts, &answered.sources),
            licences: licences(&held.extracts, &answered.sources),
            trace: own.map(RowTraced::of).collect(),
            references: enquired::references(&answered.enquiry)
                .iter()
                .map(ToString::to_string)
                .collect(),
            link: visitor.path(&format!("/evidence?{query}")),
            csv: visitor.path(&format!("/evidence/file/answer.csv?{query}")),
        })
    }

    /// What it is about.
    pub(super) fn title(&self) -> &str {
        &self.title
    }
}

fn chart_shown(chart: &Chart, file: String, draw: DrawChart) -> ChartShown {
    ChartShown {
        name: chart.name.clone(),
        title: chart.title.clone(),
        drawn: draw(chart),
        words: chart.alternative.clone(),
        file,
        source: chart.source.clone(),
    }
}

fn table_shown(table: &Table) -> TableShown {
    let head = |column: &partnership::content::table::Column| Head {
        text: column.heading.clone(),
        numeric: column.kind == ColumnKind::Figures,
    };
    let word = |cell: &Cell| Word { text: cell.printed() };
    TableShown {
        id: table.name.clone(),
        caption: table.caption.clone(),
        columns: table.columns.iter().map(head).collect(),
        rows: table.rows.iter().map(|row| row.cells.iter().map(word).collect()).collect(),
        notes: signs_told(table).into_iter().collect(),
    }
}

/// The extracts among those held, a line for each publisher and layout.
pub(super) fn sources(held: &[Extract], used: &BTreeSet<ExtractId>) -> Vec<SourceShown> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Extract>> = BTreeMap::new();
    for extract in held.iter().filter(|extract| used.contains(&extract.id)) {
        groups.entry((&extract.publisher, &extract.layout)).or_default().push(extract);
    }
    groups.iter().map(|((publisher, layout), group)| source(publisher, layout, group)).collect()
}

/// Under which licences they were published, each once.
pub(super) fn licences(held: &[Extract], used: &BTreeSet<ExtractId>) -> Vec<String> {
    let used = held.iter().filter(|extract| used.contains(&extract.id));
    let licences: BTreeSet<&String> = used.map(|extract| &extract.licence).collect();
    licences.into_iter().cloned().collect()
}

fn source(publisher: &str, layout: &str, group: &[&Extract]) -> SourceShown {
    let spans = || group.iter().filter_map(|extract| extract.covers);
    let covers = spans().map(|(first, _)| first).min().zip(spans().map(|(_, last)| last).max());
    let areas = || group.first().map_or(String::new(), |extract| extract.areas.clone());
    let taken: BTreeSet<&str> = group.iter().filter_map(|one| one.taken.get(..10)).collect();
    SourceShown {
        what: format!("{publisher}: {layout}"),
        covers: covers.map_or_else(areas, |(first, last)| first.in_words_to(last)),
        taken: taken.into_iter().collect::<Vec<_>>().join(", "),
        extracts: match group {
            [one] => one.id.short(),
            several => format!("{} files", with_commas(u64::try_from(several.len()).unwrap_or(0))),
        },
    }
}

impl RowTraced {
    /// What a row rests on.
    pub(super) fn of(row: &TracedRow) -> RowTraced {
        let figures = row.figures.iter().map(|figure| FigureTraced {
            measure: figure.measure.clone(),
            printed: figure.printed.clone(),
            method: figure.method.clone(),
        });
        let counted: BTreeSet<String> =
            row.figures.iter().flat_map(|figure| &figure.counted).map(counted).collect();
        RowTraced {
            heading: row.heading.clone(),
            figures: figures.collect(),
            counted: counted.into_iter().collect(),
        }
    }
}

fn counted(counted: &Counted) -> String {
    let (first, last) = counted.months;
    format!(
        "{}: {} recorded by {} in {} ({}), {}: {}",
        capitalised(&counted.purpose),
        counted.line.in_sentence(),
        counted.reported_by,
        counted.area_name,
        counted.area,
        first.in_words_to(last),
        with_commas(counted.count)
    )
}

//! Puts figures into tables: numbers the tables, and keeps for each row the record behind it.
//!
//! In come figures; out go tables for the document and records for `trace`, so that no figure can be
//! printed that cannot be followed.

use crate::content::Inline;
use crate::content::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::figure::TracedRow;
use crate::evidence::held::Held;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::quarter::QuarterEvidence;

/// Composes one document's tables.
pub struct Reporter<'a> {
    /// What is held.
    pub held: &'a Held,
    /// The evidence reported on.
    pub evidence: &'a QuarterEvidence,
    tables: u16,
    traced: Vec<TracedRow>,
    lines: Vec<(Line, Reference)>,
    rates: Vec<(Line, Reference)>,
}

/// A row before it is set: its heading, then words and figures.
pub struct Drafted {
    /// The first cell.
    pub heading: String,
    /// The other cells.
    pub entries: Vec<Entry>,
    /// Whether it stands apart.
    pub weight: RowWeight,
}

/// A cell before it is set.
pub enum Entry {
    /// Words that state no figure of their own.
    Words(String),
    /// A figure.
    Figure(Box<Figure>),
}

impl<'a> Reporter<'a> {
    /// A reporter with no table yet.
    pub fn new(held: &'a Held, evidence: &'a QuarterEvidence) -> Reporter<'a> {
        let (traced, lines, rates) = (Vec::new(), Vec::new(), Vec::new());
        Reporter { held, evidence, tables: 0, traced, lines, rates }
    }

    /// The district's name.
    pub fn area(&self) -> String {
        self.held.geography.name(self.evidence.subject.area)
    }

    /// What full references begin with, such as `E07000110/2014-Q1`.
    pub fn prefix(&self) -> String {
        format!("{}/{}", self.evidence.subject.area, self.evidence.subject.period)
    }

    /// The records of all rows set.
    pub fn into_traced(self) -> Vec<TracedRow> {
        self.traced
    }

    /// The number that the next table will have.
    pub fn next_table(&self) -> u16 {
        self.tables + 1
    }

    /// Sets a table and keeps its rows' records.
    pub fn table(
        &mut self,
        name: &str,
        caption: String,
        columns: Vec<Column>,
        drafted: Vec<Drafted>,
        notes: Vec<Vec<Inline>>,
    ) -> Table {
        self.tables += 1;
        let mut table = Table {
            number: self.tables,
            name: name.to_owned(),
            caption,
            columns,
            rows: Vec::new(),
            notes,
        };
        for (position, draft) in drafted.into_iter().enumerate() {
            let reference = table.reference(position);
            self.traced.push(TracedRow {
                reference: format!("{}/{reference}", self.prefix()),
                table: table.caption.clone(),
                heading: draft.heading.clone(),
                figures: draft.entries.iter().filter_map(Entry::traced).collect(),
            });
            let cells = draft.entries.into_iter().map(Entry::into_cell);
            let cells = [Cell::Words(draft.heading)].into_iter().chain(cells).collect();
            table.rows.push(Row { cells, weight: draft.weight });
        }
        table
    }

    /// Remembers in which row of `table` each line's counts stand.
    pub fn remember_lines(&mut self, table: &Table, lines: impl Iterator<Item = Line>) {
        self.lines = lines.enumerate().map(|(at, line)| (line, table.reference(at))).collect();
    }

    /// Remembers in which row of `table` each line's rates stand.
    pub fn remember_rates(&mut self, table: &Table, lines: impl Iterator<Item = Line>) {
        self.rates = lines.enumerate().map(|(at, line)| (line, table.reference(at))).collect();
    }

    /// The row in which a line's counts stand.
    pub fn of_line(&self, line: Line) -> Reference {
        let found = self.lines.iter().find(|(known, _)| *known == line);
        found.map_or(Reference { table: 1, row: 1 }, |(_, reference)| *reference)
    }

    /// The row in which a line's rate stands: beside the group's, or else beside its counts.
    pub fn of_rate(&self, line: Line) -> Reference {
        let found = self.rates.iter().find(|(known, _)| *known == line);
        found.map_or_else(|| self.of_line(line), |(_, reference)| *reference)
    }

    /// A figure of the subject's quarter alone.
    pub fn figure(
        &self,
        measure: &str,
        method: &str,
        value: Cell,
        counted: Vec<Counted>,
    ) -> Figure {
        let subject = self.evidence.subject;
        Figure {
            measure: measure.to_owned(),
            method: method.to_owned(),
            value,
            area: subject.area,
            period: subject.period,
            against: None,
            sources: self.evidence.sources.clone(),
            counted,
            status: Status::Provisional,
            breaks: Vec::new(),
        }
    }

    /// A figure that compares the quarter with the period before it.
    pub fn compared_figure(
        &self,
        measure: &str,
        method: &str,
        value: Cell,
        counted: Vec<Counted>,
    ) -> Figure {
        let mut figure = self.figure(measure, method, value, counted);
        if let Some(before) = &self.evidence.before {
            figure.against = Some(before.period);
            figure.sources.extend(&before.sources);
            figure.breaks = self.evidence.cautions.clone();
        }
        figure
    }

    /// A figure of the subject beside its group.
    pub fn group_figure(
        &self,
        measure: &str,
        method: &str,
        value: Cell,
        counted: Vec<Counted>,
    ) -> Figure {
        let mut figure = self.figure(measure, method, value, counted);
        if let Ok(beside) = &self.evidence.beside {
            figure.sources.extend(&beside.sources);
        }
        figure
    }

    /// The rows counted for a line in the quarter.
    pub fn counted_now(&self, line: &LineEvidence) -> Counted {
        let subject = self.evidence.subject;
        let force = subject.force.name();
        self.held.counted("this quarter", subject.area, force, subject.period, line.line)
    }

    /// The rows counted for a line in the quarter and in the period before.
    pub fn counted_both(&self, line: &LineEvidence) -> Vec<Counted> {
        let subject = self.evidence.subject;
        let before = self.evidence.before.as_ref().map(|before| {
            let force = subject.force.name();
            self.held.counted("the period before", subject.area, force, before.period, line.line)
        });
        [self.counted_now(line)].into_iter().chain(before).collect()
    }

    /// A link to the row that a figure in words stands in.
    pub fn linked(text: impl Into<String>, reference: Reference) -> Inline {
        Inline::Figure { text: text.into(), reference }
    }
}

impl Entry {
    fn traced(&self) -> Option<crate::evidence::figure::TracedFigure> {
        match self {
            Entry::Words(_) => None,
            Entry::Figure(figure) => Some(figure.traced()),
        }
    }

    fn into_cell(self) -> Cell {
        match self {
            Entry::Words(words) => Cell::Words(words),
            Entry::Figure(figure) => figure.value,
        }
    }
}

impl From<Figure> for Entry {
    fn from(figure: Figure) -> Entry {
        Entry::Figure(Box::new(figure))
    }
}

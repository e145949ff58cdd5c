//! Reports on a quarter: makes its figures, sets them into a document's tables, and remembers in which
//! row each stands, so that words can point there.

use crate::content::Inline;
use crate::content::Reference;
use crate::content::table::Cell;
use crate::content::table::Table;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::held::Held;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::quarter::QuarterEvidence;
use crate::evidence::tables::Tables;

/// Composes one document's tables.
pub struct Reporter<'a> {
    /// What is held.
    pub held: &'a Held,
    /// The evidence reported on.
    pub evidence: &'a QuarterEvidence,
    /// The document's tables.
    pub tables: Tables,
    lines: Vec<(Line, Reference)>,
    rates: Vec<(Line, Reference)>,
}

impl<'a> Reporter<'a> {
    /// A reporter that adds to the tables of a document.
    pub fn new(held: &'a Held, evidence: &'a QuarterEvidence, tables: Tables) -> Reporter<'a> {
        Reporter { held, evidence, tables, lines: Vec::new(), rates: Vec::new() }
    }

    /// The district's name.
    pub fn area(&self) -> String {
        self.held.geography.name(self.evidence.subject.area)
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

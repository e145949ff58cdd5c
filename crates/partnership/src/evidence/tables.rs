//! Sets figures and records into tables: numbers the tables, and keeps for each row what is behind it.
//!
//! In come rows as they are drafted; out go tables for a document and records for `trace`, so that
//! nothing can be printed in a table that cannot be followed.

use crate::content::Inline;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::evidence::figure::Figure;
use crate::evidence::figure::TracedFigure;
use crate::evidence::figure::TracedRow;

/// The tables of one document.
#[derive(Debug)]
pub struct Tables {
    prefix: String,
    set: u16,
    traced: Vec<TracedRow>,
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
    /// Words that rest on what somebody decided or recorded.
    Recorded {
        /// The words.
        words: String,
        /// What they rest on, a sentence each.
        rests_on: Vec<String>,
    },
    /// A figure that rests on what is recorded and on no extract, such as a count of replies.
    Counted {
        /// The value.
        value: Cell,
        /// What it rests on, a sentence each; a withheld value must not be told here.
        rests_on: Vec<String>,
    },
    /// A figure.
    Figure(Box<Figure>),
}

impl Tables {
    /// No table yet, of a document whose references begin with `prefix`, such as `E07000110/2014-Q1`.
    pub fn new(prefix: String) -> Tables {
        Tables { prefix, set: 0, traced: Vec::new() }
    }

    /// What full references begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The number that the next table will have.
    pub fn next(&self) -> u16 {
        self.set + 1
    }

    /// The records of all rows set.
    pub fn into_traced(self) -> Vec<TracedRow> {
        self.traced
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
        self.set += 1;
        let (name, rows) = (name.to_owned(), Vec::new());
        let mut table = Table { number: self.set, name, caption, columns, rows, notes };
        for (position, draft) in drafted.into_iter().enumerate() {
            let reference = table.reference(position);
            self.traced.push(TracedRow {
                reference: format!("{}/{reference}", self.prefix),
                table: table.caption.clone(),
                heading: draft.heading.clone(),
                figures: draft.entries.iter().filter_map(Entry::traced).collect(),
                rests_on: draft.entries.iter().flat_map(Entry::rests_on).cloned().collect(),
            });
            let cells = draft.entries.into_iter().map(Entry::into_cell);
            let cells = [Cell::Words(draft.heading)].into_iter().chain(cells).collect();
            table.rows.push(Row { cells, weight: draft.weight });
        }
        table
    }
}

impl Entry {
    fn traced(&self) -> Option<TracedFigure> {
        match self {
            Entry::Words(_) | Entry::Recorded { .. } | Entry::Counted { .. } => None,
            Entry::Figure(figure) => Some(figure.traced()),
        }
    }

    fn rests_on(&self) -> &[String] {
        match self {
            Entry::Recorded { rests_on, .. } | Entry::Counted { rests_on, .. } => rests_on,
            Entry::Words(_) | Entry::Figure(_) => &[],
        }
    }

    fn into_cell(self) -> Cell {
        match self {
            Entry::Words(words) | Entry::Recorded { words, .. } => Cell::Words(words),
            Entry::Counted { value, .. } => value,
            Entry::Figure(figure) => figure.value,
        }
    }
}

impl From<Figure> for Entry {
    fn from(figure: Figure) -> Entry {
        Entry::Figure(Box::new(figure))
    }
}

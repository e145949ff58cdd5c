//! Rows of one street-level or outcomes file, column by column, as a thread reads them.
//!
//! In come rows that borrow from the reader's buffer; out go columns ready to be sorted into
//! months. Each file has its own rows, so many files can be read at once.

use std::collections::BTreeMap;

use partnership::evidence::rows::Outcome;
use partnership::evidence::rows::StreetCrime;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::tables::Table;
use crate::text_column::TextColumn;

/// Rows of one street-level file.
///
/// ```
/// # use archive::StreetRows; use partnership::evidence::rows::StreetCrime;
/// # use partnership::terms::{extract::ExtractId, offence::OffenceClass};
/// let mut rows = StreetRows::new(ExtractId::of([7; 32]));
/// rows.push(&StreetCrime {
///     line: 2, crime_id: None, month: "2014-06".parse()?, reported_by: "Kent Police",
///     falls_within: "Kent Police", position: None, location: "On or near Mote Road",
///     lsoa: None, class: OffenceClass::Robbery, last_outcome: None,
/// });
/// assert_eq!(rows.len(), 1);
/// # Ok::<(), partnership::terms::month::MonthError>(())
/// ```
#[derive(Debug)]
pub struct StreetRows(pub(crate) PoliceRows);

/// Rows of one outcomes file.
#[derive(Debug)]
pub struct OutcomeRows(pub(crate) PoliceRows);

/// The rows from which a file should be handed over in parts, so that memory stays bounded.
const FULL: usize = 500_000;

/// What distinguishes one kind of police file: its table and the texts that are kept once each.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The table that its rows belong to.
    pub(crate) table: Table,
    /// The columns of text, the reporting force first.
    pub(crate) texts: &'static [&'static str],
    /// Which of them says where in order a row belongs.
    pub(crate) ordered_by: usize,
}

/// The place of the reporting force among the texts of either layout.
const REPORTED_BY: usize = 0;

/// Columns of text in a street-level file.
pub(crate) const STREET: Layout = Layout {
    table: Table::Crime,
    texts: &["reported_by", "falls_within", "location", "lsoa_code", "lsoa_name", "last_outcome"],
    ordered_by: LSOA_NAME,
};
/// The place of the LSOA's code among the texts of a street-level row.
pub(crate) const LSOA_CODE: usize = 3;
/// The place of the LSOA's name among the texts of a street-level row.
pub(crate) const LSOA_NAME: usize = 4;

/// Columns of text in an outcomes file.
pub(crate) const OUTCOMES: Layout = Layout {
    table: Table::Outcome,
    texts: &["reported_by", "lsoa_code", "outcome_type"],
    ordered_by: 1,
};

/// The columns that both kinds share, and those that one has.
#[derive(Debug)]
pub(crate) struct PoliceRows {
    pub(crate) layout: &'static Layout,
    pub(crate) extract: ExtractId,
    pub(crate) months: Vec<Month>,
    pub(crate) texts: Vec<TextColumn>,
    pub(crate) classes: Vec<OffenceClass>,
    pub(crate) positions: Vec<Option<(f64, f64)>>,
    pub(crate) crime_ids: Vec<Option<[u8; 32]>>,
    pub(crate) lines: Vec<u64>,
}

impl PoliceRows {
    fn new(extract: ExtractId, layout: &'static Layout) -> PoliceRows {
        PoliceRows {
            layout,
            extract,
            months: Vec::new(),
            texts: layout.texts.iter().map(|_| TextColumn::new()).collect(),
            classes: Vec::new(),
            positions: Vec::new(),
            crime_ids: Vec::new(),
            lines: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The months met, each with its rows; in a published file there is one.
    pub(crate) fn by_month(&self) -> BTreeMap<Month, Vec<u32>> {
        let mut months: BTreeMap<Month, Vec<u32>> = BTreeMap::new();
        for (row, month) in (0..).zip(&self.months) {
            months.entry(*month).or_default().push(row);
        }
        months
    }

    /// The reporting forces.
    pub(crate) fn forces(&self) -> &TextColumn {
        &self.texts[REPORTED_BY]
    }

    /// Adds a row's texts, in the order of the layout.
    fn push_texts<const TEXTS: usize>(&mut self, texts: [Option<&str>; TEXTS]) {
        for (column, text) in self.texts.iter_mut().zip(texts) {
            column.push(text);
        }
    }
}

impl StreetRows {
    /// No rows yet of `extract`.
    pub fn new(extract: ExtractId) -> StreetRows {
        StreetRows(PoliceRows::new(extract, &STREET))
    }

    /// Adds a row.
    pub fn push(&mut self, row: &StreetCrime) {
        let StreetRows(rows) = self;
        rows.push_texts([
            Some(row.reported_by),
            Some(row.falls_within),
            Some(row.location),
            row.lsoa.as_ref().map(|(code, _)| code.as_str()),
            row.lsoa.as_ref().map(|(_, name)| *name),
            row.last_outcome,
        ]);
        rows.months.push(row.month);
        rows.classes.push(row.class);
        rows.positions.push(row.position);
        rows.crime_ids.push(row.crime_id);
        rows.lines.push(row.line);
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether these should go to `Import::add_street_rows` before more are read: a file this long
    /// is handed over in parts.
    pub fn is_full(&self) -> bool {
        self.len() >= FULL
    }
}

impl OutcomeRows {
    /// No rows yet of `extract`.
    pub fn new(extract: ExtractId) -> OutcomeRows {
        OutcomeRows(PoliceRows::new(extract, &OUTCOMES))
    }

    /// Adds a row.
    pub fn push(&mut self, row: &Outcome) {
        let OutcomeRows(rows) = self;
        let lsoa_code = row.lsoa_code.as_ref().map(|code| code.as_str());
        rows.push_texts([Some(row.reported_by), lsoa_code, Some(row.outcome_type)]);
        rows.months.push(row.month);
        rows.crime_ids.push(row.crime_id);
        rows.lines.push(row.line);
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether these should go to `Import::add_outcome_rows` before more are read.
    pub fn is_full(&self) -> bool {
        self.len() >= FULL
    }
}

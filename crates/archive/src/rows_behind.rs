//! The rows behind a count: for following a figure back to lines of files.

use datafusion::arrow::array::Array as _;
use datafusion::arrow::array::RecordBatch;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::Archive;
use crate::batch_columns::count;
use crate::batch_columns::list;
use crate::batch_columns::reals;
use crate::batch_columns::texts;
use crate::batch_columns::wholes;
use crate::counts_read::class;
use crate::query_error::QueryError;

/// Which rows are wanted. An empty list of areas, classes or forces means all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsWanted {
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
    /// LSOAs, or present districts, which stand for all their LSOAs.
    pub areas: Vec<AreaCode>,
    /// Crime types.
    pub classes: Vec<OffenceClass>,
    /// Reporting forces.
    pub forces: Vec<String>,
    /// How many rows at most; the total is of all.
    pub at_most: u64,
}

/// The rows behind a count.
#[derive(Debug, Clone, PartialEq)]
pub struct RowsBehind {
    /// How many there are, those counted elsewhere included.
    pub total: u64,
    /// The first of them that are held as rows, by month, extract and line.
    pub rows: Vec<RowBehind>,
    /// The query that gives the total, for anyone to run again: over the rows where all are held as
    /// rows, else over the counts.
    pub query: String,
}

/// One row behind a count.
#[derive(Debug, Clone, PartialEq)]
pub struct RowBehind {
    /// The extract.
    pub extract: ExtractId,
    /// The line in its file, the header being line 1.
    pub line: u64,
    /// The month.
    pub month: Month,
    /// The force that reported.
    pub reported_by: String,
    /// The force in whose area it lies.
    pub falls_within: String,
    /// Longitude and latitude in degrees, where given.
    pub position: Option<(f64, f64)>,
    /// Words for the place.
    pub location: String,
    /// Code and name of the LSOA, where given.
    pub lsoa: Option<(AreaCode, String)>,
    /// The crime type.
    pub class: OffenceClass,
    /// The last outcome, where given.
    pub last_outcome: Option<String>,
}

impl RowsWanted {
    /// What a query says after `where`; `place` is the column that says where a row lies.
    fn condition(&self, place: &str) -> String {
        let mut all = vec![format!("month between '{}' and '{}'", self.first, self.last)];
        if !self.areas.is_empty() {
            let areas = list(&self.areas);
            all.push(format!(
                "({place} in ({areas}) or {place} in (select area_code from present_district \
                 where district_code in ({areas})))"
            ));
        }
        if !self.classes.is_empty() {
            all.push(format!("crime_type in ({})", list(&self.classes)));
        }
        if !self.forces.is_empty() {
            all.push(format!("reported_by in ({})", list(&self.forces)));
        }
        all.join(" and ")
    }
}

impl Archive {
    /// The rows behind a count, and the count itself as it stands now.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn rows_behind(&self, wanted: &RowsWanted) -> Result<RowsBehind, QueryError> {
        let (condition, of_counts) = (wanted.condition("lsoa_code"), wanted.condition("area_code"));
        let over_rows = format!("select count(*) as count from crime where {condition}");
        let over_counts =
            format!("select coalesce(sum(count), 0) as count from crime_count where {of_counts}");
        let total = self.one_number(&over_counts)?;
        let query = if self.one_number(&over_rows)? == total { over_rows } else { over_counts };
        let mut rows = Vec::new();
        let first = format!(
            "select * from crime_row where {condition} order by month, extract, line limit {}",
            wanted.at_most
        );
        for batch in self.engine.stream(&first)? {
            read(&batch?, &mut rows)?;
        }
        Ok(RowsBehind { total, rows, query })
    }

    /// The answer to a query for one whole number, named `count`.
    fn one_number(&self, query: &str) -> Result<u64, QueryError> {
        let mut number = 0;
        for batch in self.engine.stream(query)? {
            number = count(&wholes(&batch?, "count")?, 0);
        }
        Ok(number)
    }
}

fn read(batch: &RecordBatch, to: &mut Vec<RowBehind>) -> Result<(), QueryError> {
    let (extracts, lines) = (texts(batch, "extract")?, wholes(batch, "line")?);
    let (months, forces) = (texts(batch, "month")?, texts(batch, "reported_by")?);
    let (within, locations) = (texts(batch, "falls_within")?, texts(batch, "location")?);
    let (codes, names) = (texts(batch, "lsoa_code")?, texts(batch, "lsoa_name")?);
    let (classes, outcomes) = (texts(batch, "crime_type")?, texts(batch, "last_outcome")?);
    let (longitudes, latitudes) = (reals(batch, "longitude")?, reals(batch, "latitude")?);
    for row in 0..batch.num_rows() {
        let placed = longitudes.is_valid(row) && latitudes.is_valid(row);
        to.push(RowBehind {
            extract: extracts.required(row)?,
            line: count(&lines, row),
            month: months.required(row)?,
            reported_by: forces.owned(row),
            falls_within: within.owned(row),
            position: placed.then(|| (longitudes.value(row), latitudes.value(row))),
            location: locations.owned(row),
            lsoa: codes.parsed(row)?.map(|code| (code, names.owned(row))),
            class: class(&classes.owned(row))?,
            last_outcome: outcomes.of(row).map(str::to_owned),
        });
    }
    Ok(())
}

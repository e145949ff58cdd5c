//! Counts of crime for the core: by district for the whole country, by LSOA for one district.

use datafusion::arrow::array::RecordBatch;
use partnership::evidence::rows::CrimeCount;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::Archive;
use crate::batch_columns::count;
use crate::batch_columns::texts;
use crate::batch_columns::wholes;
use crate::query_error::QueryError;

/// A count and the extract that it was counted from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldCount {
    /// The count.
    pub count: CrimeCount,
    /// The extract.
    pub extract: ExtractId,
}

impl Archive {
    /// Crimes of `first` to `last` by month, force, present district, type and extract, in order.
    ///
    /// Counts of an area that no link places have no code; their name is the district in the name
    /// of the LSOA, and empty where the rows give no place.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn crime_counts_by_district(
        &self,
        first: Month,
        last: Month,
    ) -> Result<Vec<HeldCount>, QueryError> {
        self.counts(&format!(
            "select month, reported_by, district_code as area_code, district_name as area_name, \
             crime_type, count, extract from district_count \
             where month between '{first}' and '{last}'"
        ))
    }

    /// Crimes of `first` to `last` in the LSOAs that lie in the present `district`, in order.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn crime_counts_by_lsoa(
        &self,
        district: AreaCode,
        first: Month,
        last: Month,
    ) -> Result<Vec<HeldCount>, QueryError> {
        self.counts(&format!(
            "select month, reported_by, area_code, area_name, crime_type, count, extract \
             from crime_count where month between '{first}' and '{last}' \
             and substr(area_code, 1, 3) in ('E01', 'W01') and area_code in \
             (select area_code from present_district where district_code = '{district}')"
        ))
    }

    fn counts(&self, sql: &str) -> Result<Vec<HeldCount>, QueryError> {
        let mut counts = Vec::new();
        for batch in self.engine.stream(sql)? {
            read(&batch?, &mut counts)?;
        }
        counts.sort();
        Ok(counts)
    }
}

fn read(batch: &RecordBatch, to: &mut Vec<HeldCount>) -> Result<(), QueryError> {
    let (months, forces) = (texts(batch, "month")?, texts(batch, "reported_by")?);
    let (codes, names) = (texts(batch, "area_code")?, texts(batch, "area_name")?);
    let (classes, extracts) = (texts(batch, "crime_type")?, texts(batch, "extract")?);
    let counts = wholes(batch, "count")?;
    for row in 0..batch.num_rows() {
        let count = CrimeCount {
            month: months.required(row)?,
            reported_by: forces.owned(row),
            area: codes.parsed::<AreaCode>(row)?,
            area_name: names.owned(row),
            class: class(&classes.owned(row))?,
            count: count(&counts, row),
        };
        to.push(HeldCount { count, extract: extracts.required(row)? });
    }
    Ok(())
}

/// The crime type that the archive wrote under this name.
pub(crate) fn class(name: &str) -> Result<OffenceClass, QueryError> {
    let unknown = || QueryError::Running(format!("`{name}` is not a crime type"));
    OffenceClass::published(name).ok_or_else(unknown)
}

//! Households, residents and hectares by lower layer super output area (LSOA), from a census.
//!
//! In come a file's bytes; out go one row an LSOA, and a report.

use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::Households;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::table::Row;
use crate::table::read_table;

/// The Census 2011 table with a column for each of persons, hectares and households. Three columns
/// are called "Persons"; the first of them is all persons.
pub(crate) static CENSUS_2011: Layout = Layout {
    name: "Census 2011 persons, households and hectares by LSOA",
    kind: Some(SourceKind::Households),
    columns: &[
        &["lsoa code"],
        &["lsoa name"],
        &["local authority code"],
        &["local authority name"],
        &["persons"],
        &["households"],
        &["hectares"],
    ],
    optional: &[],
};

/// Our own layout, which names its year.
pub(crate) static TIDY: Layout = Layout {
    name: "residents, households and hectares by LSOA",
    kind: Some(SourceKind::Households),
    columns: &[
        &["lsoa code"],
        &["lsoa name"],
        &["district code"],
        &["district name"],
        &["residents"],
        &["households"],
        &["hectares"],
        &["year"],
    ],
    optional: &[],
};

/// Reads a file of households.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<Households>, FileReport), ReadError> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let report = read_table(SourceKind::Households, bytes, &mut |layout, row, _| {
        let one = households(layout, row)?;
        if !seen.insert((one.lsoa, one.year)) {
            return Err(RowFault::new(
                "lsoa code",
                one.lsoa.as_str(),
                "each LSOA only once a year",
            ));
        }
        all.push(one);
        Ok(())
    });
    Ok((all, report.map_err(|fault| fault.of(name))?))
}

fn households(layout: &Layout, row: &Row) -> Result<Households, RowFault> {
    let [lsoa, name, district, district_name, residents, households, hectares, year] =
        row.columns();
    let year = if *layout == CENSUS_2011 { 2011 } else { cell::year("year", year)? };
    let district = cell::area("district code", district)?;
    Ok(Households {
        lsoa: cell::area("lsoa code", lsoa)?,
        name: name.to_owned(),
        district: (district, district_name.to_owned()),
        year,
        residents: cell::count("residents", residents)?,
        households: cell::count("households", households)?,
        hectares: cell::measure("hectares", hectares)?,
    })
}

#[cfg(test)]
mod tests;

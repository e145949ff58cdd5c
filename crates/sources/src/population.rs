//! Residents by area and year: mid-year estimates of the Office for National Statistics (ONS).
//!
//! In come a file's bytes; out go residents by area and year, and a report.

use std::collections::BTreeMap;
use std::io::Read;

use partnership::evidence::rows::Residents;
use partnership::terms::extract::SourceKind;
use partnership::terms::month::Month;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::table::read_table;

/// Mid-year estimates with one row an area and year.
pub(crate) static MID_YEAR_ESTIMATES: Layout = Layout {
    name: "mid-year estimates of residents",
    kind: Some(SourceKind::Population),
    columns: &[&["code"], &["name"], &["year"], &["population"]],
    optional: &[],
};

/// Our own layout: `area_code,area_name,year,residents`.
pub(crate) static TIDY: Layout = Layout {
    name: "residents by area and year",
    kind: Some(SourceKind::Population),
    columns: &[&["area code"], &["area name"], &["year"], &["residents"]],
    optional: &[],
};

/// Reads a file of residents.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<Residents>, FileReport), ReadError> {
    let mut all: Vec<Residents> = Vec::new();
    let mut seen = BTreeMap::new();
    let report = read_table(SourceKind::Population, bytes, &mut |_, row, report| {
        let one = residents(row)?;
        if let Some(earlier) = seen.insert((one.area, one.year), one.residents) {
            if earlier != one.residents {
                seen.insert((one.area, one.year), earlier);
                return Err(RowFault::new(
                    "residents",
                    row.columns::<4>()[3],
                    "the number given before",
                ));
            }
            report.meet(Trap::RepeatedArea, row.line);
        } else {
            report.months.extend(Month::new(one.year, 6));
            all.push(one);
        }
        Ok(())
    });
    Ok((all, report.map_err(|fault| fault.of(name))?))
}

fn residents(row: &Row) -> Result<Residents, RowFault> {
    let [area, name, year, residents] = row.columns();
    Ok(Residents {
        area: cell::area("area code", area)?,
        name: name.to_owned(),
        year: cell::year("year", year)?,
        residents: cell::count("residents", residents)?,
    })
}

#[cfg(test)]
mod tests;

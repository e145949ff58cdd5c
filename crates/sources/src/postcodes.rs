//! Postcodes with the ward and the LSOA in which they lie: the ONS Postcode Directory, the National Statistics Postcode
//! Lookup, or any table with these columns.
//!
//! In come a file's bytes; out go one row a postcode of England or Wales, and a report.

use std::io::Read;

use partnership::consultation::postcode::Postcode;
use partnership::evidence::rows::PostcodeArea;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::table::read_table;

/// The lists of the ONS name the columns of areas after the year of their bounds, and have done so in several ways.
pub(crate) static LAYOUT: Layout = Layout {
    name: "postcodes with ward and LSOA",
    kind: Some(SourceKind::Postcodes),
    columns: &[&["pcds", "postcode"], &["lsoa21", "lsoa21cd", "lsoa11", "lsoa11cd", "lsoa code"]],
    optional: &[&[
        "ward",
        "osward",
        "ward code",
        "wd15cd",
        "wd16cd",
        "wd17cd",
        "wd18cd",
        "wd19cd",
        "wd20cd",
        "wd21cd",
        "wd22cd",
        "wd23cd",
        "wd24cd",
        "wd25cd",
        "wd26cd",
        "wd27cd",
    ]],
};

/// What the codes end in that stand where there is no area.
const PSEUDO: &str = "99999999";

/// Reads a list of postcodes.
///
/// # Errors
/// When the whole file is refused.
pub fn read(
    name: &str,
    bytes: &mut dyn Read,
) -> Result<(Vec<PostcodeArea>, FileReport), ReadError> {
    let mut all = Vec::new();
    let report = read_table(SourceKind::Postcodes, bytes, &mut |_, row, report| {
        let one = postcode(row)?;
        if one.lsoa.is_none() {
            report.meet(Trap::NoLsoa, row.line);
        }
        all.push(one);
        Ok(())
    });
    Ok((all, report.map_err(|fault| fault.of(name))?))
}

fn postcode(row: &Row) -> Result<PostcodeArea, RowFault> {
    let [text, lsoa, ward] = row.columns();
    let wanted = "a postcode of the United Kingdom, such as ME15 6JQ";
    let parsed: Postcode = text.parse().map_err(|_| RowFault::new("postcode", text, wanted))?;
    Ok(PostcodeArea {
        postcode: parsed.in_a_list(),
        ward: area("ward", ward, AreaKind::Ward)?,
        lsoa: area("lsoa", lsoa, AreaKind::Lsoa)?,
    })
}

/// The area of a cell; none where it is empty, stands for no area, or lies outside England and Wales.
fn area(column: &'static str, text: &str, kind: AreaKind) -> Result<Option<AreaCode>, RowFault> {
    let is_elsewhere = !text.starts_with(['E', 'W']);
    if text.is_empty() || text.ends_with(PSEUDO) || is_elsewhere && cell::area(column, text).is_ok()
    {
        return Ok(None);
    }
    match cell::area(column, text)? {
        code if code.kind() == kind => Ok(Some(code)),
        _ => Err(RowFault::new(column, text, "the code of an area of this kind")),
    }
}

#[cfg(test)]
mod tests;

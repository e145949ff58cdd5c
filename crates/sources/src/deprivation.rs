//! The English Indices of Deprivation by lower layer super output area (LSOA): where each stands in England's order.
//!
//! In come a file's bytes; out go one row an LSOA, and a report. An edition is one list of the whole country, so the
//! layouts of the editions say how many LSOAs were put in order; ours says it in a column. Rank 1 is the most deprived.

use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::Deprivation;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::table::Row;
use crate::table::read_table;

/// The LSOAs of England at the Census of 2011, which the editions of 2015 and 2019 put in order.
const LSOAS_OF_2011: u32 = 32_844;

/// The edition of 2015. It names each LSOA's district, as lookups do, and is none.
pub(crate) static EDITION_2015: Layout = Layout {
    name: "Index of Multiple Deprivation 2015 by LSOA 2011",
    kind: Some(SourceKind::Deprivation),
    columns: &[&["lsoa11 code"], &["imd rank"], &["imd decile"], &["imd score"], &["lad13 code"]],
    optional: &[],
};

/// The edition of 2019, with the ranks of its parts beside that of the whole.
pub(crate) static EDITION_2019: Layout = Layout {
    name: "Index of Multiple Deprivation 2019 by LSOA 2011",
    kind: Some(SourceKind::Deprivation),
    columns: &[
        &["lsoa11 code"],
        &["imd rank"],
        &["imd decile"],
        &["income rank"],
        &["employment rank"],
        &["crime rank"],
        &["housing and access rank"],
    ],
    optional: &[],
};

/// Our own layout, which names the edition and of how many each is ranked.
pub(crate) static TIDY: Layout = Layout {
    name: "deprivation by LSOA",
    kind: Some(SourceKind::Deprivation),
    columns: &[&["lsoa code"], &["rank"], &["decile"], &["ranked"], &["edition"]],
    optional: &[],
};

/// Reads an edition of the index.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<Deprivation>, FileReport), ReadError> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let report = read_table(SourceKind::Deprivation, bytes, &mut |layout, row, report| {
        let one = deprivation(layout, row)?;
        if !seen.insert((one.lsoa, one.edition)) {
            let wanted = "each LSOA only once in an edition";
            return Err(RowFault::new("lsoa code", one.lsoa.as_str(), wanted));
        }
        report.note_set(&one.edition.to_string());
        all.push(one);
        Ok(())
    });
    Ok((all, report.map_err(|fault| fault.of(name))?))
}

fn deprivation(layout: &Layout, row: &Row) -> Result<Deprivation, RowFault> {
    let [lsoa, rank, decile, ranked, edition] = row.columns();
    let (edition, ranked) = if *layout == EDITION_2015 {
        (2015, LSOAS_OF_2011)
    } else if *layout == EDITION_2019 {
        (2019, LSOAS_OF_2011)
    } else {
        (cell::year("edition", edition)?, number("ranked", ranked)?)
    };
    let rank_read = number("rank", rank)?;
    if !(1..=ranked).contains(&rank_read) {
        return Err(RowFault::new("rank", rank, "from 1 to the number of LSOAs that are ranked"));
    }
    let one = Deprivation { lsoa: english_lsoa(lsoa)?, edition, rank: rank_read, ranked };
    if decile.parse() != Ok(one.decile()) {
        let wanted = "the tenth that the rank lies in, 1 being the most deprived";
        return Err(RowFault::new("decile", decile, wanted));
    }
    Ok(one)
}

fn number(column: &'static str, text: &str) -> Result<u32, RowFault> {
    let wanted = "a whole number, such as 8,864";
    let count = cell::count(column, text)?;
    u32::try_from(count).map_err(|_| RowFault::new(column, text, wanted))
}

/// Only England's: Wales has an index of its own, and the two cannot be put in one order.
fn english_lsoa(text: &str) -> Result<AreaCode, RowFault> {
    match cell::area("lsoa code", text)? {
        code if code.kind() == AreaKind::Lsoa && text.starts_with('E') => Ok(code),
        _ => Err(RowFault::new("lsoa code", text, "an LSOA of England, such as E01024356")),
    }
}

#[cfg(test)]
mod tests;

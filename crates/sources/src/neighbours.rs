//! Statistical neighbours of areas, as the Office for National Statistics (ONS) publishes them or as
//! somebody wrote them down.
//!
//! In come a file's bytes; out go one row an area and neighbour, and a report. That one area is a
//! neighbour of another does not make the other a neighbour of the one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Read;

use partnership::evidence::rows::Neighbour;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::SourceKind;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::table::read_table;

/// Twenty columns of neighbours, the nearest first.
pub(crate) static NEAREST: Layout = Layout {
    name: "20 nearest statistical neighbours",
    kind: Some(SourceKind::Neighbours),
    columns: &[
        &["areacd"],
        &["1"],
        &["2"],
        &["3"],
        &["4"],
        &["5"],
        &["6"],
        &["7"],
        &["8"],
        &["9"],
        &["10"],
        &["11"],
        &["12"],
        &["13"],
        &["14"],
        &["15"],
        &["16"],
        &["17"],
        &["18"],
        &["19"],
        &["20"],
    ],
    optional: &[],
};

/// A list typed in by hand: `area_code,neighbour_code`, and `rank,variant` where wanted.
pub(crate) static TIDY: Layout = Layout {
    name: "neighbours, one a row",
    kind: Some(SourceKind::Neighbours),
    columns: &[&["area code", "area"], &["neighbour code", "neighbour"]],
    optional: &[&["rank"], &["variant"]],
};

/// Reads a file of neighbours. The publisher tells its variants apart by file name only, so `name`
/// gives the variant where no column does.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<Neighbour>, FileReport), ReadError> {
    let mut list = List {
        variant: variant_in(name),
        all: Vec::new(),
        seen: BTreeSet::new(),
        ranks: BTreeMap::new(),
    };
    let report = read_table(SourceKind::Neighbours, bytes, &mut |layout, row, report| {
        if *layout == NEAREST { list.wide(row, report) } else { list.single(row) }
    });
    let mut report = report.map_err(|fault| fault.of(name))?;
    for neighbour in &list.all {
        report.note_set(&neighbour.variant);
    }
    Ok((list.all, report))
}

/// The variant that a file's name tells: "global" of `global-neighbours.csv`.
fn variant_in(name: &str) -> String {
    let own = name.rsplit('/').next().unwrap_or_default();
    let stem = own.split('.').next().unwrap_or_default();
    stem.strip_suffix("-neighbours").unwrap_or(stem).to_owned()
}

struct List {
    variant: String,
    all: Vec<Neighbour>,
    seen: BTreeSet<(String, AreaCode, AreaCode)>,
    ranks: BTreeMap<(String, AreaCode), u16>,
}

impl List {
    fn wide(&mut self, row: &Row, report: &mut FileReport) -> Result<(), RowFault> {
        let [area, neighbours @ ..] = row.columns::<21>();
        let area = cell::area("area code", area)?;
        let given = neighbours.iter().filter(|code| !code.is_empty());
        let codes: Result<Vec<_>, _> = given.map(|code| cell::area("neighbour", code)).collect();
        let codes = codes?;
        let distinct: BTreeSet<_> = codes.iter().chain([&area]).collect();
        if distinct.len() != codes.len() + 1
            || self.ranks.contains_key(&(self.variant.clone(), area))
        {
            let wanted = "each area once, with different neighbours";
            return Err(RowFault::new("area code", area.as_str(), wanted));
        }
        if codes.len() < neighbours.len() {
            report.meet(Trap::FewNeighbours, row.line);
        }
        for neighbour in codes {
            self.add(area, neighbour, self.variant.clone(), None)?;
        }
        Ok(())
    }

    fn single(&mut self, row: &Row) -> Result<(), RowFault> {
        let [area, neighbour, rank, variant] = row.columns();
        let (area, neighbour) =
            (cell::area("area code", area)?, cell::area("neighbour code", neighbour)?);
        if area == neighbour {
            let wanted = "another area than the one whose neighbour it is";
            return Err(RowFault::new("neighbour code", neighbour.as_str(), wanted));
        }
        let rank = match rank {
            "" => None,
            text => Some(text.parse().ok().filter(|rank| *rank > 0).ok_or_else(|| {
                RowFault::new("rank", text, "1 for the nearest, 2 for the next, and so on")
            })?),
        };
        let variant = if variant.is_empty() { self.variant.clone() } else { variant.to_owned() };
        self.add(area, neighbour, variant, rank)
    }

    /// Adds a neighbour; without a rank it comes after those before it.
    fn add(
        &mut self,
        area: AreaCode,
        neighbour: AreaCode,
        variant: String,
        rank: Option<u16>,
    ) -> Result<(), RowFault> {
        if !self.seen.insert((variant.clone(), area, neighbour)) {
            let wanted = "each neighbour of an area only once";
            return Err(RowFault::new("neighbour code", neighbour.as_str(), wanted));
        }
        let last = self.ranks.entry((variant.clone(), area)).or_insert(0);
        let rank = rank.unwrap_or(last.saturating_add(1));
        *last = rank.max(*last);
        self.all.push(Neighbour { area, neighbour, rank, variant });
        Ok(())
    }
}

#[cfg(test)]
mod tests;

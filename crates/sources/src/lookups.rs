//! Lookups of the Office for National Statistics (ONS): which areas lie in which, and what became of
//! them.
//!
//! In come a file's bytes; out go links between areas, each once, and a report. Columns are known by
//! their names, which tell level and year: `LAD17CD`, `ltla24_code`, `ward17_code`.

use std::collections::BTreeMap;
use std::io::Read;

use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::LinkMeaning;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::SourceKind;
use partnership::terms::force::Force;
use partnership::terms::force::Territory;

use crate::cell;
use crate::fault::ReadError;
use crate::header::Layout;
use crate::report::FileReport;
use crate::report::RowFault;
use crate::report::Trap;
use crate::table::Row;
use crate::table::read_table;

mod vintage;

use vintage::Vintage;
pub(crate) use vintage::links_areas;

/// Any lookup whose column names tell level and year.
pub(crate) static ONS: Layout = Layout {
    name: "lookup between areas",
    kind: Some(SourceKind::Lookups),
    columns: &[&["lad17cd"], &["lad17nm"], &["csp17cd"], &["csp17nm"]],
    optional: &[],
};

/// The LSOAs of 2011 with local authority and police force, the force by name only.
pub(crate) static CENSUS_2011_AREAS: Layout = Layout {
    name: "LSOA 2011 to local authority and police force",
    kind: Some(SourceKind::Lookups),
    columns: &[
        &["lsoa code"],
        &["lsoa name"],
        &["local authority code"],
        &["local authority name"],
        &["police force"],
    ],
    optional: &[],
};

/// Our own layout, one link a row; `meaning` is `within`, `best-fit` or `became`.
pub(crate) static TIDY: Layout = Layout {
    name: "links between areas",
    kind: Some(SourceKind::Lookups),
    columns: &[&["from code"], &["from name"], &["to code"], &["to name"], &["meaning"], &["year"]],
    optional: &[],
};

/// Which links a row gives between the levels that it names. Wards do not follow the bounds of
/// LSOAs, so only a best fit joins the two.
const NESTING: [(AreaKind, AreaKind, LinkMeaning); 6] = [
    (AreaKind::Lsoa, AreaKind::Ward, LinkMeaning::BestFit),
    (AreaKind::Lsoa, AreaKind::District, LinkMeaning::Within),
    (AreaKind::Ward, AreaKind::District, LinkMeaning::Within),
    (AreaKind::District, AreaKind::Partnership, LinkMeaning::Within),
    (AreaKind::District, AreaKind::ForceArea, LinkMeaning::Within),
    (AreaKind::Partnership, AreaKind::ForceArea, LinkMeaning::Within),
];

/// Reads a lookup; the links come sorted, each once.
///
/// # Errors
/// When the whole file is refused.
pub fn read(name: &str, bytes: &mut dyn Read) -> Result<(Vec<AreaLink>, FileReport), ReadError> {
    let mut links = Links::default();
    let mut vintages = None;
    let report = read_table(SourceKind::Lookups, bytes, &mut |layout, row, report| {
        if *layout == TIDY {
            links.add(link(row)?, row.line, report);
            return Ok(());
        }
        let areas = if *layout == CENSUS_2011_AREAS {
            census_areas(row, report)?
        } else {
            let vintages = vintages.get_or_insert_with(|| vintage::in_header(row.header()));
            named_areas(vintages, row, report)?
        };
        links.add_row(&areas, row.line, report)
    });
    Ok((links.finish(), report.map_err(|fault| fault.of(name))?))
}

/// An area of a row.
struct Area {
    code: AreaCode,
    name: String,
    year: i16,
}

fn named_areas(
    vintages: &[Vintage],
    row: &Row,
    report: &mut FileReport,
) -> Result<Vec<Area>, RowFault> {
    let mut areas = Vec::with_capacity(vintages.len());
    for vintage in vintages {
        let text = row.cells.get(vintage.code).map_or("", String::as_str);
        if text.is_empty() {
            report.meet(Trap::HalfLink, row.line);
            continue;
        }
        let code = area_of_kind(vintage.kind, text)?;
        let name = vintage.name.and_then(|place| row.cells.get(place));
        areas.push(Area { code, name: name.cloned().unwrap_or_default(), year: vintage.year });
    }
    Ok(areas)
}

fn census_areas(row: &Row, report: &mut FileReport) -> Result<Vec<Area>, RowFault> {
    let [lsoa, lsoa_name, district, district_name, force] = row.columns();
    let mut areas = vec![
        (area_of_kind(AreaKind::Lsoa, lsoa)?, lsoa_name),
        (area_of_kind(AreaKind::District, district)?, district_name),
    ];
    if force.is_empty() {
        report.meet(Trap::HalfLink, row.line);
    } else {
        areas.push((force_area(force)?, force));
    }
    let area = |(code, name): (AreaCode, &str)| Area { code, name: name.to_owned(), year: 2011 };
    Ok(areas.into_iter().map(area).collect())
}

fn force_area(name: &str) -> Result<AreaCode, RowFault> {
    let area = Force::named(name).and_then(|force| match force.territory() {
        Territory::Area(code) => code.parse().ok(),
        Territory::None => None,
    });
    let wanted = "the name of a police force with an area, such as Kent";
    area.ok_or_else(|| RowFault::new("police force", name, wanted))
}

fn area_of_kind(kind: AreaKind, text: &str) -> Result<AreaCode, RowFault> {
    let code = cell::area("area code", text)?;
    if code.kind() == kind {
        return Ok(code);
    }
    Err(RowFault::new(kind.in_words(), text, "a code of the kind that the column's name says"))
}

fn link(row: &Row) -> Result<AreaLink, RowFault> {
    let [from, from_name, to, to_name, meaning, year] = row.columns();
    let meaning = match meaning {
        "within" => LinkMeaning::Within,
        "best-fit" => LinkMeaning::BestFit,
        "became" => LinkMeaning::Became,
        other => return Err(RowFault::new("meaning", other, "within, best-fit or became")),
    };
    Ok(AreaLink {
        from: cell::area("from code", from)?,
        from_name: from_name.to_owned(),
        to: cell::area("to code", to)?,
        to_name: to_name.to_owned(),
        meaning,
        year: cell::year("year", year)?,
    })
}

/// A link without its names, which do not make it another.
type Key = (AreaCode, AreaCode, LinkMeaning, i16);

/// The links so far, each once.
#[derive(Default)]
struct Links {
    links: BTreeMap<Key, (String, String)>,
    parents: BTreeMap<(AreaCode, AreaKind, i16), AreaCode>,
}

impl Links {
    fn add_row(
        &mut self,
        areas: &[Area],
        line: u64,
        report: &mut FileReport,
    ) -> Result<(), RowFault> {
        if areas.len() < 2 {
            let wanted = "at least two areas, so that there is a link";
            return Err(RowFault::new("the row", &areas.len().to_string(), wanted));
        }
        for from in areas {
            for to in areas {
                if let Some(meaning) = meaning(from, to) {
                    self.add(joined(from, to, meaning), line, report);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, link: AreaLink, line: u64, report: &mut FileReport) {
        let AreaLink { from, to, meaning, year, .. } = link;
        if meaning == LinkMeaning::Within {
            let parent = self.parents.entry((from, to.kind(), year)).or_insert(to);
            if *parent != to {
                report.meet(Trap::TwoParents, line);
            }
        }
        self.links.entry((from, to, meaning, year)).or_insert((link.from_name, link.to_name));
    }

    fn finish(self) -> Vec<AreaLink> {
        let links = self.links.into_iter();
        let link = |((from, to, meaning, year), (from_name, to_name))| AreaLink {
            from,
            from_name,
            to,
            to_name,
            meaning,
            year,
        };
        links.map(link).collect()
    }
}

/// What one area of a row is to another.
fn meaning(from: &Area, to: &Area) -> Option<LinkMeaning> {
    let kinds = (from.code.kind(), to.code.kind());
    if kinds.0 == kinds.1 {
        // Two LSOA vintages are always joined, so that none is missing after a census; a district's
        // code is the same for years, and only its changes are news.
        let news = kinds.0 == AreaKind::Lsoa || from.code != to.code;
        return (news && vintage::follows(from.year, to.year, kinds.0))
            .then_some(LinkMeaning::Became);
    }
    let nesting = NESTING.iter().find(|(smaller, larger, _)| (*smaller, *larger) == kinds);
    nesting.map(|(_, _, meaning)| *meaning)
}

fn joined(from: &Area, to: &Area, meaning: LinkMeaning) -> AreaLink {
    AreaLink {
        from: from.code,
        from_name: from.name.clone(),
        to: to.code,
        to_name: to.name.clone(),
        meaning,
        year: to.year,
    }
}

#[cfg(test)]
mod tests;

//! Prescribed returns, for a draft to refer to: the count of each kind, tables by kind and place, all kinds by quarter.
//!
//! In come deliveries that count; out go figures, tables and charts of counts that were cleared as on the return's page.

use std::collections::BTreeMap;

use crate::assessment::answer::Row;
use crate::assessment::answer::Value;
use crate::assessment::gathered::answers::Charted;
use crate::assessment::gathered::partners::FromPartners;
use crate::assessment::gathered::partners::Of;
use crate::assessment::gathered::partners::figure;
use crate::assessment::gathered::partners::named;
use crate::assessment::gathered::partners::organisation;
use crate::assessment::gathered::partners::provenance;
use crate::assessment::gathered::partners::row;
use crate::assessment::gathered::partners::shown_as;
use crate::assessment::material::PartnerFigure;
use crate::assessment::material::Supply;
use crate::assessment::reference::Kind;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Series;
use crate::content::chart::SeriesPoint;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::disclosure::Shown;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::partner_data::delivery::Delivery;
use crate::partner_data::delivery::Subject;
use crate::partner_data::kind::ReturnKind;
use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::shown::KindLine;
use crate::partner_data::shown::ReturnTables;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::terms::slug;
use crate::terms::wording::capitalised;

/// So few quarters need no picture.
const FEWEST: usize = 2;

const COUNTED: &str = "Rows of the return counted by kind and month; fewer than 5 are withheld, and what would tell \
    them. Provisional: a later file takes its place.";

/// A return of a quarter.
struct OneReturn<'d> {
    of: PrescribedReturn,
    quarter: Quarter,
    supplier: &'d str,
    /// Its name without the quarter, such as `fire/fire-and-rescue-authority`.
    stem: String,
    provenance: String,
    area: AreaCode,
    tables: ReturnTables,
}

/// Adds what can be referred to of the returns.
pub(super) fn returns(all: &[(i64, &Delivery)], area: AreaCode, found: &mut FromPartners) {
    let mut by_supplier: BTreeMap<String, Vec<OneReturn<'_>>> = BTreeMap::new();
    for one in all.iter().filter_map(|(number, delivery)| one(*number, delivery, area)) {
        found.figures.extend(one.tables.kinds().iter().map(|line| one.figure_of(line)));
        found.shown.push(one.by_kind());
        found.shown.extend(one.by_place());
        by_supplier.entry(one.stem.clone()).or_default().push(one);
    }
    for (stem, mut returns) in by_supplier {
        returns.sort_by_key(|one| one.quarter);
        found.shown.extend(by_quarter(&stem, &returns));
    }
}

fn one<'d>(number: i64, delivery: &'d Delivery, area: AreaCode) -> Option<OneReturn<'d>> {
    let (Subject::Return { of, quarter, supplier }, Some(counts)) =
        (&delivery.of, delivery.counts())
    else {
        return None;
    };
    Some(OneReturn {
        of: *of,
        quarter: *quarter,
        supplier,
        stem: format!("{}/{}", of.code(), organisation(delivery)),
        provenance: provenance(number, delivery),
        area,
        tables: ReturnTables::of(counts, *of, *quarter),
    })
}

impl OneReturn<'_> {
    fn name(&self) -> String {
        format!("{}/{}", self.stem, named(Period::Quarter(self.quarter)))
    }

    fn title(&self) -> String {
        format!("{} of {}", capitalised(self.of.in_words()), self.supplier)
    }

    /// A count as a figure that says where it comes from.
    fn count(&self, what: &str, period: Period, shown: Shown) -> Figure {
        let of = Of {
            measure: format!("{}: {what}, {}", self.title(), period.span()),
            method: format!("{} {COUNTED}", self.provenance),
            area: self.area,
            period,
            status: Status::Provisional,
        };
        let value = match shown {
            Shown::Count(count) => Cell::Count(count),
            Shown::Withheld(why) => Cell::Withheld(why.in_words().to_owned()),
        };
        figure(of, value)
    }

    fn figure_of(&self, line: &KindLine) -> (String, PartnerFigure) {
        let what = line.kind.map_or("all kinds", ReturnKind::name);
        let name = match line.kind {
            Some(kind) => format!("{}/{}", self.name(), slug::plain(kind.name(), "kind")),
            None => self.name(),
        };
        let figure = self.count(what, Period::Quarter(self.quarter), line.quarter);
        (name, PartnerFigure { figure, unit: String::new() })
    }

    fn by_kind(&self) -> Charted {
        let some = |line: &&KindLine| line.kind.is_none() || line.quarter != Shown::Count(0);
        let rows = self.tables.kinds().iter().filter(some).map(|line| {
            let what = line.kind.map_or("all kinds", ReturnKind::name);
            let months = self.tables.months().iter().map(|month| Period::Month(*month));
            let months = months
                .zip(&line.months)
                .map(|(month, shown)| self.count(what, month, *shown).into());
            let quarter = self.count(what, Period::Quarter(self.quarter), line.quarter).into();
            let weight = if line.kind.is_none() { RowWeight::Strong } else { RowWeight::Ordinary };
            row(capitalised(what), months.chain([quarter]).collect(), weight)
        });
        let months = self.tables.months().iter().map(|month| Column::figures(month.in_words()));
        let columns = [Column::words("Kind")].into_iter().chain(months);
        let columns = columns.chain([Column::figures("Quarter")]).collect();
        let note = "Kinds of which there was none are left out.";
        self.table(&self.name(), "by kind and month", columns, rows.collect(), note)
    }

    /// Where it was; none where no row of the file said.
    fn by_place(&self) -> Option<Charted> {
        let rows: Vec<Row> = self
            .tables
            .places()
            .iter()
            .map(|line| {
                let place = line
                    .place
                    .map_or_else(|| "All further places".to_owned(), |one| one.in_words());
                let count = self.count(&place, Period::Quarter(self.quarter), line.count);
                row(place, vec![count.into()], RowWeight::Ordinary)
            })
            .collect();
        let columns = vec![Column::words("Place"), Column::figures("Quarter")];
        let name = format!("{}/places", self.name());
        let note = "A place is an area’s code or the first part of a postcode, as the file had it.";
        (!rows.is_empty()).then(|| self.table(&name, "by place", columns, rows, note))
    }

    fn table(
        &self,
        name: &str,
        how: &str,
        columns: Vec<Column>,
        rows: Vec<Row>,
        note: &str,
    ) -> Charted {
        let span = Period::Quarter(self.quarter).span();
        let supply = Supply {
            caption: format!("{}, {span}, {how}", self.title()),
            columns,
            rows,
            notes: vec![self.provenance.clone(), COUNTED.to_owned(), note.to_owned()],
            source: self.provenance.clone(),
            drawing: None,
        };
        ((Kind::Table, shown_as(name)), supply)
    }
}

/// All kinds of a supplier's return, a column for each quarter.
fn by_quarter(stem: &str, returns: &[OneReturn<'_>]) -> Option<Charted> {
    let total = |one: &OneReturn<'_>| {
        let line = one.tables.kinds().iter().find(|line| line.kind.is_none());
        let shown = line.map_or(Shown::Count(0), |line| line.quarter);
        one.count("all kinds", Period::Quarter(one.quarter), shown)
    };
    let last = returns.last().filter(|_| returns.len() >= FEWEST)?;
    let rows: Vec<Row> = returns
        .iter()
        .map(|one| {
            row(Period::Quarter(one.quarter).span(), vec![total(one).into()], RowWeight::Ordinary)
        })
        .collect();
    let points = returns.iter().zip(&rows).map(|(one, row)| SeriesPoint {
        label: Period::Quarter(one.quarter).span_in_short(),
        value: row.entries.first().and_then(Value::number),
        emphasis: Emphasis::InPeriod,
    });
    let drawn = Drawing::Series(Series { up: "Rows".to_owned(), points: points.collect() });
    let caption = format!("{}, quarter by quarter", last.title());
    let alternative =
        "Columns for each quarter that was supplied; the table gives each count.".to_owned();
    let supply = Supply {
        caption,
        columns: vec![Column::words("Quarter"), Column::figures("All kinds")],
        rows,
        notes: returns.iter().map(|one| one.provenance.clone()).collect(),
        source: last.provenance.clone(),
        drawing: Some((drawn, alternative)),
    };
    Some(((Kind::Chart, shown_as(stem)), supply))
}

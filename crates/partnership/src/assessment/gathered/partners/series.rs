//! Series, for a draft to refer to: each value, a table of all, and a chart of each area.
//!
//! In come deliveries that count; out go figures with their units, tables and charts; a value that is confidential is so
//! there too, and clearing takes it out of the public edition.

use crate::assessment::answer::Row;
use crate::assessment::answer::Value;
use crate::assessment::gathered::answers::Charted;
use crate::assessment::gathered::partners::FromPartners;
use crate::assessment::gathered::partners::Of;
use crate::assessment::gathered::partners::figure;
use crate::assessment::gathered::partners::named;
use crate::assessment::gathered::partners::provenance;
use crate::assessment::gathered::partners::row;
use crate::assessment::gathered::partners::shown_as;
use crate::assessment::material::PartnerFigure;
use crate::assessment::material::Supply;
use crate::assessment::reference::Kind;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::partner_data::delivery::Delivery;
use crate::partner_data::delivery::Subject;
use crate::partner_data::drawn::chart;
use crate::partner_data::series::Series;
use crate::partner_data::series::SeriesStatus;
use crate::partner_data::series::SeriesValue;
use crate::terms::area::AreaCode;
use crate::terms::wording::capitalised;

/// A series that was supplied.
struct OneSeries<'d> {
    id: String,
    series: &'d Series,
    provenance: String,
    area: AreaCode,
}

/// Adds what can be referred to of the series.
pub(super) fn series(all: &[(i64, &Delivery)], area: AreaCode, found: &mut FromPartners) {
    for (number, delivery) in all {
        let (Subject::Series { id, .. }, Some(series)) = (&delivery.of, delivery.series()) else {
            continue;
        };
        let provenance = provenance(*number, delivery);
        let one = OneSeries { id: id.to_string(), series, provenance, area };
        let unit = &series.unit;
        found.figures.extend(series.values.iter().map(|value| {
            let figure = PartnerFigure { figure: one.figure_of(value), unit: unit.clone() };
            (one.name_of(value), figure)
        }));
        found.shown.push(one.table());
        found.shown.extend(one.charts());
    }
}

impl OneSeries<'_> {
    fn name_of(&self, value: &SeriesValue) -> String {
        let area = value.area.map(|area| format!("/{}", area.to_string().to_lowercase()));
        format!("{}/{}{}", self.id, named(value.period), area.unwrap_or_default())
    }

    fn figure_of(&self, value: &SeriesValue) -> Figure {
        let of = Of {
            measure: format!("{}, {}", self.series.title, value.period.span()),
            method: format!(
                "{} {}, as the partner measured it.",
                self.provenance,
                capitalised(value.status.in_words())
            ),
            area: value.area.unwrap_or(self.area),
            period: value.period,
            status: status(value.status),
        };
        figure(of, value.value.cell())
    }

    /// A row for each value, and the columns over them.
    fn rows(&self, values: &[SeriesValue]) -> (Vec<Column>, Vec<Row>) {
        let has_areas = values.iter().any(|value| value.area.is_some());
        let rows = values.iter().map(|value| {
            let mut entries: Vec<Value> = vec![self.figure_of(value).into()];
            entries.push(Value::Words(capitalised(value.status.in_words())));
            if has_areas {
                let area = value.area.map(|area| area.to_string()).unwrap_or_default();
                entries.push(Value::Words(area));
            }
            row(capitalised(&value.period.span()), entries, RowWeight::Ordinary)
        });
        let unit = &self.series.unit;
        let value = if unit.is_empty() { "Value".to_owned() } else { capitalised(unit) };
        let mut columns =
            vec![Column::words("Period"), Column::figures(value), Column::words("Status")];
        columns.extend(has_areas.then(|| Column::words("Area")));
        (columns, rows.collect())
    }

    fn table(&self) -> Charted {
        let (columns, rows) = self.rows(&self.series.values);
        let supply = Supply {
            caption: self.series.title.clone(),
            columns,
            rows,
            notes: vec![self.provenance.clone()],
            source: self.provenance.clone(),
            drawing: None,
        };
        ((Kind::Table, shown_as(&self.id)), supply)
    }

    /// A chart of each area that has values enough.
    fn charts(&self) -> Vec<Charted> {
        let areas = self.series.areas().into_iter();
        let charts = areas.filter_map(|area| {
            let all = self.series.values.iter();
            let its: Vec<SeriesValue> = all.filter(|value| value.area == area).copied().collect();
            let chart = chart(&self.id, self.series, area, &its, &self.provenance)?;
            let (columns, rows) = self.rows(&its);
            let area = area.map(|area| format!("/{}", area.to_string().to_lowercase()));
            let name = format!("{}{}", self.id, area.unwrap_or_default());
            let supply = Supply {
                caption: chart.title,
                columns,
                rows,
                notes: vec![self.provenance.clone()],
                source: self.provenance.clone(),
                drawing: Some((chart.drawing, chart.alternative)),
            };
            Some(((Kind::Chart, shown_as(&name)), supply))
        });
        charts.collect()
    }
}

fn status(of: SeriesStatus) -> Status {
    match of {
        SeriesStatus::Provisional => Status::Provisional,
        SeriesStatus::Audited => Status::Final,
        SeriesStatus::Confidential => Status::Confidential,
    }
}

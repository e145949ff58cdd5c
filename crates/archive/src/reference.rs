//! Rows of the small tables: recorded crime, denominators, links, outlines, neighbours, weights.
//!
//! In come typed rows of one extract; out go columns of the table's file. Each row says in its
//! column `replaces` which earlier rows it takes the place of: those with the same text there.

use std::fmt::Write as _;

use datafusion::arrow::array::RecordBatch;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::Deprivation;
use partnership::evidence::rows::Households;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::PostcodeArea;
use partnership::evidence::rows::PublishedFigure;
use partnership::evidence::rows::RecordedCrime;
use partnership::evidence::rows::RecordedPlace;
use partnership::evidence::rows::Residents;
use partnership::evidence::rows::SeverityWeight;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::ExtractId;

use crate::cells::Cell;
use crate::cells::CellColumns;
use crate::error::ArchiveError;
use crate::tables::Table;

/// What a link means, as the table writes it.
pub(crate) const MEANINGS: [(LinkMeaning, &str); 3] = [
    (LinkMeaning::Within, "within"),
    (LinkMeaning::BestFit, "best fit"),
    (LinkMeaning::Became, "became"),
];

/// The kinds of place of recorded crime, as the table writes them.
pub(crate) mod place_kind {
    pub(crate) const FORCE: &str = "force";
    pub(crate) const PARTNERSHIP: &str = "partnership";
    pub(crate) const UNASSIGNED: &str = "unassigned";
}

/// The rows of one extract for one of the small tables.
#[derive(Debug, Clone)]
pub(crate) struct ReferenceRows {
    pub(crate) table: Table,
    pub(crate) extract: ExtractId,
    pub(crate) batch: RecordBatch,
}

impl ReferenceRows {
    fn of<'a, Row: 'a>(
        table: Table,
        extract: ExtractId,
        rows: &'a [Row],
        mut put: impl FnMut(&mut CellColumns, &str, &'a Row),
    ) -> Result<ReferenceRows, ArchiveError> {
        let mut columns = CellColumns::new(table);
        let id = extract.to_string();
        for row in rows {
            put(&mut columns, &id, row);
        }
        let batch = columns.finish().map_err(ArchiveError::columns(table))?;
        Ok(ReferenceRows { table, extract, batch })
    }

    /// A later issue takes the place of the same quarter, place and group.
    pub(crate) fn recorded_crime(
        extract: ExtractId,
        rows: &[RecordedCrime],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::RecordedCrime, extract, rows, |columns, id, row| {
            let year = row.year.map(|year| year.to_string());
            let quarter = row.quarter.map(|quarter| quarter.to_string());
            let (kind, place) = match &row.place {
                RecordedPlace::Force => (place_kind::FORCE, None),
                RecordedPlace::Partnership(name) => (place_kind::PARTNERSHIP, Some(name.as_str())),
                RecordedPlace::Unassigned(name) => (place_kind::UNASSIGNED, Some(name.as_str())),
            };
            let (year, quarter) = (year.as_deref(), quarter.as_deref());
            let replaces = [
                year,
                quarter,
                Some(row.force.as_str()),
                Some(kind),
                place,
                Some(row.group.as_str()),
            ]
            .map(Option::unwrap_or_default)
            .join("|");
            columns.push(&[
                Cell::of_text(year),
                Cell::of_text(quarter),
                Cell::Text(&row.force),
                Cell::Text(kind),
                Cell::of_text(place),
                Cell::Text(&row.offence),
                Cell::Text(&row.offence_code),
                Cell::Text(&row.subgroup),
                Cell::Text(&row.group),
                Cell::Whole(row.count),
                Cell::of_count(row.line),
                Cell::Text(id),
                Cell::Text(&replaces),
            ]);
        })
    }

    /// A later issue takes the place of the same area and year.
    pub(crate) fn residents(
        extract: ExtractId,
        rows: &[Residents],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::Residents, extract, rows, |columns, id, row| {
            columns.push(&[
                Cell::Text(row.area.as_str()),
                Cell::Text(&row.name),
                Cell::Whole(row.year.into()),
                Cell::of_count(row.residents),
                Cell::Text(id),
                Cell::Text(&format!("{}|{}", row.area, row.year)),
            ]);
        })
    }

    /// A later issue takes the place of the same LSOA and year.
    pub(crate) fn households(
        extract: ExtractId,
        rows: &[Households],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::Households, extract, rows, |columns, id, row| {
            let (district, district_name) = &row.district;
            columns.push(&[
                Cell::Text(row.lsoa.as_str()),
                Cell::Text(&row.name),
                Cell::Text(district.as_str()),
                Cell::Text(district_name),
                Cell::Whole(row.year.into()),
                Cell::of_count(row.residents),
                Cell::of_count(row.households),
                Cell::Real(row.hectares),
                Cell::Text(id),
                Cell::Text(&format!("{}|{}", row.lsoa, row.year)),
            ]);
        })
    }

    /// A later issue takes the place of the same LSOA and edition.
    pub(crate) fn deprivation(
        extract: ExtractId,
        rows: &[Deprivation],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::Deprivation, extract, rows, |columns, id, row| {
            columns.push(&[
                Cell::Text(row.lsoa.as_str()),
                Cell::Whole(row.edition.into()),
                Cell::Whole(row.rank.into()),
                Cell::Whole(row.ranked.into()),
                Cell::Whole(row.decile().into()),
                Cell::Text(id),
                Cell::Text(&format!("{}|{}", row.lsoa, row.edition)),
            ]);
        })
    }

    /// A later lookup takes the place of all that an area lay in, or became, of one kind and year.
    pub(crate) fn links(
        extract: ExtractId,
        rows: &[AreaLink],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::AreaLink, extract, rows, |columns, id, row| {
            let named = MEANINGS.iter().find(|(meaning, _)| *meaning == row.meaning);
            let meaning = named.map_or("", |(_, name)| name);
            let kind = row.to.kind().in_words();
            columns.push(&[
                Cell::Text(row.from.as_str()),
                Cell::Text(&row.from_name),
                Cell::Text(row.to.as_str()),
                Cell::Text(&row.to_name),
                Cell::Text(meaning),
                Cell::Whole(row.year.into()),
                Cell::Text(id),
                Cell::Text(&format!("{}|{meaning}|{kind}|{}", row.from, row.year)),
            ]);
        })
    }

    /// A later outline takes the place of the same area's.
    pub(crate) fn boundaries(
        extract: ExtractId,
        rows: &[Boundary],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::Boundary, extract, rows, |columns, id, row| {
            columns.push(&[
                Cell::Text(row.area.as_str()),
                Cell::Text(&row.name),
                Cell::Text(&geojson(&row.polygons)),
                Cell::Text(id),
                Cell::Text(row.area.as_str()),
            ]);
        })
    }

    /// A later list takes the place of the same area's list of the same variant.
    pub(crate) fn neighbours(
        extract: ExtractId,
        rows: &[Neighbour],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::Neighbour, extract, rows, |columns, id, row| {
            columns.push(&[
                Cell::Text(row.area.as_str()),
                Cell::Text(row.neighbour.as_str()),
                Cell::Whole(row.rank.into()),
                Cell::Text(&row.variant),
                Cell::Text(id),
                Cell::Text(&format!("{}|{}", row.area, row.variant)),
            ]);
        })
    }

    /// A later weight takes the place of the same offence's.
    pub(crate) fn severity_weights(
        extract: ExtractId,
        rows: &[SeverityWeight],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::SeverityWeight, extract, rows, |columns, id, row| {
            columns.push(&[
                Cell::Text(&row.offence_code),
                Cell::Text(&row.offence),
                Cell::Real(row.weight),
                Cell::of_text(row.class.map(|class| class.name())),
                Cell::Text(id),
                Cell::Text(&row.offence_code),
            ]);
        })
    }

    /// A later list takes the place of the same postcode's areas.
    pub(crate) fn postcodes(
        extract: ExtractId,
        rows: &[PostcodeArea],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::Postcode, extract, rows, |columns, id, row| {
            columns.push(&[
                Cell::Text(&row.postcode),
                Cell::of_text(row.ward.as_ref().map(AreaCode::as_str)),
                Cell::of_text(row.lsoa.as_ref().map(AreaCode::as_str)),
                Cell::Text(id),
                Cell::Text(&row.postcode),
            ]);
        })
    }

    /// A later figure takes the place of the same count of the same area and period.
    pub(crate) fn published(
        extract: ExtractId,
        rows: &[PublishedFigure],
    ) -> Result<ReferenceRows, ArchiveError> {
        ReferenceRows::of(Table::PublishedFigure, extract, rows, |columns, id, row| {
            let period = row.period.to_string();
            columns.push(&[
                Cell::Text(row.area.as_str()),
                Cell::Text(&row.area_name),
                Cell::Text(&period),
                Cell::Text(&row.counted),
                Cell::of_count(row.count),
                Cell::Text(&row.published_in),
                Cell::Text(id),
                Cell::Text(&format!("{}|{period}|{}", row.area, row.counted)),
            ]);
        })
    }
}

/// Polygons as a GeoJSON `MultiPolygon`.
fn geojson(polygons: &[Vec<Vec<(f64, f64)>>]) -> String {
    let mut text = String::from("{\"type\":\"MultiPolygon\",\"coordinates\":[");
    let list = |text: &mut String, place: usize| {
        text.push_str(if place == 0 { "[" } else { ",[" });
    };
    for (place, polygon) in polygons.iter().enumerate() {
        list(&mut text, place);
        for (place, ring) in polygon.iter().enumerate() {
            list(&mut text, place);
            for (place, (longitude, latitude)) in ring.iter().enumerate() {
                list(&mut text, place);
                // Writing to a text cannot fail.
                let _ = write!(text, "{longitude},{latitude}]");
            }
            text.push(']');
        }
        text.push(']');
    }
    text.push_str("]}");
    text
}

//! The tables of the archive: which columns each holds, and which of them a query sees.
//!
//! Out go schemas for the writers, which store every column, and for queries, which see no crime
//! identifier and no key of supersession.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::datatypes::Field;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::datatypes::SchemaRef;

/// A table held in Parquet files.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Street-level crimes and incidents, a row each.
    Crime,
    /// Outcomes of crimes, a row each.
    Outcome,
    /// Crimes counted by month, force, area and type.
    CrimeCount,
    /// The same counts by present district.
    DistrictCount,
    /// Police recorded crime of the Home Office.
    RecordedCrime,
    /// Residents by area and year.
    Residents,
    /// Households and hectares by LSOA.
    Households,
    /// Which area lies in which, or became which.
    AreaLink,
    /// The present district of each LSOA, and of each district that has become another.
    PresentDistrict,
    /// Outlines of areas.
    Boundary,
    /// Statistical neighbours.
    Neighbour,
    /// Weights of the Crime Severity Score.
    SeverityWeight,
    /// Figures that a partnership or council itself published.
    PublishedFigure,
    /// The ward and the LSOA of each postcode.
    Postcode,
    /// How deprived each LSOA is.
    Deprivation,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A number with decimals.
    Real,
    /// The 32 bytes of a crime's identifier.
    CrimeId,
}

/// Who sees a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Every query.
    Always,
    /// Only a query of the table for tracing, such as `crime_row`.
    WhenTracing,
    /// No query.
    Never,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Who sees it.
    pub(crate) seen: Seen,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, seen: Seen::Always }
}

const fn whole(name: &'static str) -> Column {
    Column { name, kind: Kind::Whole, seen: Seen::Always }
}

const fn real(name: &'static str) -> Column {
    Column { name, kind: Kind::Real, seen: Seen::Always }
}

const EXTRACT: Column = text("extract");
const CRIME_ID: Column = Column { name: "crime_id", kind: Kind::CrimeId, seen: Seen::Never };

/// The name of the column that says which earlier rows a row takes the place of.
pub(crate) const REPLACES: &str = "replaces";
const REPLACES_COLUMN: Column = Column { name: REPLACES, kind: Kind::Text, seen: Seen::Never };

const CRIME: &[Column] = &[
    text("month"),
    text("reported_by"),
    text("falls_within"),
    real("longitude"),
    real("latitude"),
    text("location"),
    text("lsoa_code"),
    text("lsoa_name"),
    text("crime_type"),
    text("last_outcome"),
    EXTRACT,
    Column { name: "line", kind: Kind::Whole, seen: Seen::WhenTracing },
    CRIME_ID,
];
const OUTCOME: &[Column] = &[
    text("month"),
    text("reported_by"),
    text("lsoa_code"),
    text("outcome_type"),
    EXTRACT,
    whole("line"),
    CRIME_ID,
];
const CRIME_COUNT: &[Column] = &[
    text("month"),
    text("reported_by"),
    text("area_code"),
    text("area_name"),
    text("crime_type"),
    whole("count"),
    EXTRACT,
];
const DISTRICT_COUNT: &[Column] = &[
    text("month"),
    text("reported_by"),
    text("district_code"),
    text("district_name"),
    text("crime_type"),
    whole("count"),
    EXTRACT,
];
const RECORDED_CRIME: &[Column] = &[
    text("year"),
    text("quarter"),
    text("force"),
    text("place_kind"),
    text("place"),
    text("offence"),
    text("offence_code"),
    text("subgroup"),
    text("offence_group"),
    whole("count"),
    whole("line"),
    EXTRACT,
    REPLACES_COLUMN,
];
const RESIDENTS: &[Column] = &[
    text("area_code"),
    text("area_name"),
    whole("year"),
    whole("residents"),
    EXTRACT,
    REPLACES_COLUMN,
];
const HOUSEHOLDS: &[Column] = &[
    text("lsoa_code"),
    text("lsoa_name"),
    text("district_code"),
    text("district_name"),
    whole("year"),
    whole("residents"),
    whole("households"),
    real("hectares"),
    EXTRACT,
    REPLACES_COLUMN,
];
const AREA_LINK: &[Column] = &[
    text("from_code"),
    text("from_name"),
    text("to_code"),
    text("to_name"),
    text("meaning"),
    whole("year"),
    EXTRACT,
    REPLACES_COLUMN,
];
const PRESENT_DISTRICT: &[Column] =
    &[text("area_code"), text("district_code"), text("district_name")];
const BOUNDARY: &[Column] =
    &[text("area_code"), text("area_name"), text("outline"), EXTRACT, REPLACES_COLUMN];
const NEIGHBOUR: &[Column] = &[
    text("area_code"),
    text("neighbour_code"),
    whole("rank"),
    text("variant"),
    EXTRACT,
    REPLACES_COLUMN,
];
const PUBLISHED_FIGURE: &[Column] = &[
    text("area_code"),
    text("area_name"),
    text("period"),
    text("counted"),
    whole("count"),
    text("published_in"),
    EXTRACT,
    REPLACES_COLUMN,
];
const POSTCODE: &[Column] =
    &[text("postcode"), text("ward_code"), text("lsoa_code"), EXTRACT, REPLACES_COLUMN];
const DEPRIVATION: &[Column] = &[
    text("lsoa_code"),
    whole("edition"),
    whole("rank"),
    whole("ranked"),
    whole("decile"),
    EXTRACT,
    REPLACES_COLUMN,
];
const SEVERITY_WEIGHT: &[Column] = &[
    text("offence_code"),
    text("offence"),
    real("weight"),
    text("crime_type"),
    EXTRACT,
    REPLACES_COLUMN,
];

impl Table {
    /// All tables in the order they are listed.
    pub const ALL: [Table; 15] = [
        Table::Crime,
        Table::Outcome,
        Table::CrimeCount,
        Table::DistrictCount,
        Table::RecordedCrime,
        Table::Residents,
        Table::Households,
        Table::AreaLink,
        Table::PresentDistrict,
        Table::Boundary,
        Table::Neighbour,
        Table::SeverityWeight,
        Table::PublishedFigure,
        Table::Postcode,
        Table::Deprivation,
    ];

    /// Its name in queries, and of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Table::Crime => "crime",
            Table::Outcome => "outcome",
            Table::CrimeCount => "crime_count",
            Table::DistrictCount => "district_count",
            Table::RecordedCrime => "recorded_crime",
            Table::Residents => "residents",
            Table::Households => "households",
            Table::AreaLink => "area_link",
            Table::PresentDistrict => "present_district",
            Table::Boundary => "boundary",
            Table::Neighbour => "neighbour",
            Table::SeverityWeight => "severity_weight",
            Table::PublishedFigure => "published_figure",
            Table::Postcode => "postcode",
            Table::Deprivation => "deprivation",
        }
    }

    /// Its columns in order.
    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Table::Crime => CRIME,
            Table::Outcome => OUTCOME,
            Table::CrimeCount => CRIME_COUNT,
            Table::DistrictCount => DISTRICT_COUNT,
            Table::RecordedCrime => RECORDED_CRIME,
            Table::Residents => RESIDENTS,
            Table::Households => HOUSEHOLDS,
            Table::AreaLink => AREA_LINK,
            Table::PresentDistrict => PRESENT_DISTRICT,
            Table::Boundary => BOUNDARY,
            Table::Neighbour => NEIGHBOUR,
            Table::SeverityWeight => SEVERITY_WEIGHT,
            Table::PublishedFigure => PUBLISHED_FIGURE,
            Table::Postcode => POSTCODE,
            Table::Deprivation => DEPRIVATION,
        }
    }

    /// The schema that its files are written with: plain text, so that any reader understands it.
    pub(crate) fn stored_schema(self) -> SchemaRef {
        schema(self.columns().iter(), &DataType::Utf8)
    }

    /// The schema that a query sees, or a query that traces rows, with text held as `text`.
    pub(crate) fn seen_schema(self, seen: Seen, text: &DataType) -> SchemaRef {
        let columns = self.columns().iter().filter(|column| {
            column.seen == Seen::Always || column.seen == seen && seen != Seen::Never
        });
        schema(columns, text)
    }
}

/// A schema of these columns, with text held as `text`.
fn schema<'a>(columns: impl Iterator<Item = &'a Column>, text: &DataType) -> SchemaRef {
    let fields = columns.map(|column| {
        let kind = match column.kind {
            Kind::Text => text.clone(),
            Kind::Whole => DataType::Int64,
            Kind::Real => DataType::Float64,
            Kind::CrimeId => DataType::FixedSizeBinary(32),
        };
        Field::new(column.name, kind, true)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crime_table_has_exactly_the_columns_promised() {
        let schema = Table::Crime.seen_schema(Seen::Always, &DataType::Utf8View);
        let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let promised = "month reported_by falls_within longitude latitude location lsoa_code \
                        lsoa_name crime_type last_outcome extract";
        assert_eq!(names.join(" "), promised);
    }

    #[test]
    fn no_query_sees_a_crime_identifier() {
        for table in Table::ALL {
            for seen in [Seen::Always, Seen::WhenTracing, Seen::Never] {
                assert!(
                    table.seen_schema(seen, &DataType::Utf8).field_with_name("crime_id").is_err()
                );
            }
        }
    }
}

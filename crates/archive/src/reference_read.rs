//! The small tables for the core: recorded crime, denominators, links, neighbours, weights.

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
use partnership::terms::period::Quarter;

use datafusion::arrow::array::Int64Array;
use datafusion::arrow::array::RecordBatch;

use crate::Archive;
use crate::batch_columns::Texts;
use crate::batch_columns::count;
use crate::batch_columns::list;
use crate::batch_columns::quoted;
use crate::batch_columns::reals;
use crate::batch_columns::texts;
use crate::batch_columns::wholes;
use crate::counts_read::class;
use crate::query_error::QueryError;
use crate::reference::MEANINGS;
use crate::reference::place_kind;

/// A row and the extract that it came in.
type Held<Row> = (Row, ExtractId);

impl Archive {
    /// Links between areas, in order.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn links(&self) -> Result<Vec<Held<AreaLink>>, QueryError> {
        self.links_where("")
    }

    /// Which wards `areas` fit best, in every lookup held, in order; of all areas where none is named.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn best_fits(&self, areas: &[AreaCode]) -> Result<Vec<Held<AreaLink>>, QueryError> {
        let fits = MEANINGS.iter().find(|(meaning, _)| *meaning == LinkMeaning::BestFit);
        let fits = format!("meaning = {}", quoted(fits.map_or("", |(_, name)| name)));
        match only("from_code", areas).as_str() {
            "" => self.links_where(&format!("where {fits}")),
            only => self.links_where(&format!("{only} and {fits}")),
        }
    }

    fn links_where(&self, only: &str) -> Result<Vec<Held<AreaLink>>, QueryError> {
        let order = "order by from_code, meaning, year, to_code";
        self.held(&format!("select * from area_link {only} {order}"), |batch, rows| {
            let (from, from_name) = (texts(batch, "from_code")?, texts(batch, "from_name")?);
            let (to, to_name) = (texts(batch, "to_code")?, texts(batch, "to_name")?);
            let (meanings, years) = (texts(batch, "meaning")?, wholes(batch, "year")?);
            rows.each(|row| {
                let name = meanings.owned(row);
                let meaning = MEANINGS.iter().find(|(_, known)| *known == name);
                let unknown = || QueryError::Running(format!("no link means `{name}`"));
                Ok(AreaLink {
                    from: from.required(row)?,
                    from_name: from_name.owned(row),
                    to: to.required(row)?,
                    to_name: to_name.owned(row),
                    meaning: meaning.map(|(meaning, _)| *meaning).ok_or_else(unknown)?,
                    year: year(&years, row)?,
                })
            })
        })
    }

    /// Residents of `areas` in every year held, in order; of all areas where none is named.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn residents(&self, areas: &[AreaCode]) -> Result<Vec<Held<Residents>>, QueryError> {
        let only = only("area_code", areas);
        let sql = format!("select * from residents {only} order by area_code, year");
        self.held(&sql, |batch, rows| {
            let (codes, names) = (texts(batch, "area_code")?, texts(batch, "area_name")?);
            let (years, residents) = (wholes(batch, "year")?, wholes(batch, "residents")?);
            rows.each(|row| {
                Ok(Residents {
                    area: codes.required(row)?,
                    name: names.owned(row),
                    year: year(&years, row)?,
                    residents: count(&residents, row),
                })
            })
        })
    }

    /// Households of the LSOAs of `districts`, in order; of all LSOAs where none is named.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn households(&self, districts: &[AreaCode]) -> Result<Vec<Held<Households>>, QueryError> {
        let only = only("district_code", districts);
        let sql = format!("select * from households {only} order by lsoa_code, year");
        self.held(&sql, |batch, rows| {
            let (codes, names) = (texts(batch, "lsoa_code")?, texts(batch, "lsoa_name")?);
            let districts = (texts(batch, "district_code")?, texts(batch, "district_name")?);
            let (years, hectares) = (wholes(batch, "year")?, reals(batch, "hectares")?);
            let (residents, households) =
                (wholes(batch, "residents")?, wholes(batch, "households")?);
            rows.each(|row| {
                Ok(Households {
                    lsoa: codes.required(row)?,
                    name: names.owned(row),
                    district: (districts.0.required(row)?, districts.1.owned(row)),
                    year: year(&years, row)?,
                    residents: count(&residents, row),
                    households: count(&households, row),
                    hectares: hectares.value(row),
                })
            })
        })
    }

    /// How deprived `lsoas` are in every edition held, in order; all LSOAs where none is named.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn deprivation(&self, lsoas: &[AreaCode]) -> Result<Vec<Held<Deprivation>>, QueryError> {
        let only = only("lsoa_code", lsoas);
        let sql = format!("select * from deprivation {only} order by edition, lsoa_code");
        self.held(&sql, |batch, rows| {
            let (codes, editions) = (texts(batch, "lsoa_code")?, wholes(batch, "edition")?);
            let (ranks, ranked) = (wholes(batch, "rank")?, wholes(batch, "ranked")?);
            let whole = |of: &Int64Array, row: usize| {
                u32::try_from(of.value(row)).map_err(|_| too_large("rank"))
            };
            rows.each(|row| {
                Ok(Deprivation {
                    lsoa: codes.required(row)?,
                    edition: year(&editions, row)?,
                    rank: whole(&ranks, row)?,
                    ranked: whole(&ranked, row)?,
                })
            })
        })
    }

    /// The neighbours of `area` in every variant, the nearest first.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn neighbours(&self, area: AreaCode) -> Result<Vec<Held<Neighbour>>, QueryError> {
        let only = only("area_code", &[area]);
        let sql = format!("select * from neighbour {only} order by variant, rank, neighbour_code");
        self.held(&sql, |batch, rows| {
            let (codes, neighbours) = (texts(batch, "area_code")?, texts(batch, "neighbour_code")?);
            let (ranks, variants) = (wholes(batch, "rank")?, texts(batch, "variant")?);
            rows.each(|row| {
                Ok(Neighbour {
                    area: codes.required(row)?,
                    neighbour: neighbours.required(row)?,
                    rank: u16::try_from(ranks.value(row)).map_err(|_| too_large("rank"))?,
                    variant: variants.owned(row),
                })
            })
        })
    }

    /// What was published for these areas, in the order of areas, counts and periods.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn published(&self, areas: &[AreaCode]) -> Result<Vec<Held<PublishedFigure>>, QueryError> {
        let only = only("area_code", areas);
        let order = "order by area_code, counted, period";
        self.held(&format!("select * from published_figure {only} {order}"), |batch, rows| {
            let (codes, names) = (texts(batch, "area_code")?, texts(batch, "area_name")?);
            let (periods, counted) = (texts(batch, "period")?, texts(batch, "counted")?);
            let (counts, sources) = (wholes(batch, "count")?, texts(batch, "published_in")?);
            rows.each(|row| {
                Ok(PublishedFigure {
                    area: codes.required(row)?,
                    area_name: names.owned(row),
                    period: periods.required(row)?,
                    counted: counted.owned(row),
                    count: count(&counts, row),
                    published_in: sources.owned(row),
                })
            })
        })
    }

    /// The areas of a postcode, written in capitals without a blank; none where no list that is held has it.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn postcode(&self, postcode: &str) -> Result<Option<Held<PostcodeArea>>, QueryError> {
        let sql = format!("select * from postcode where postcode = {}", quoted(postcode));
        let mut found = self.held(&sql, |batch, rows| {
            let codes = texts(batch, "postcode")?;
            let (wards, lsoas) = (texts(batch, "ward_code")?, texts(batch, "lsoa_code")?);
            rows.each(|row| {
                let area = |of: &Texts<'_>| of.of(row).and_then(|code| code.parse().ok());
                let (ward, lsoa) = (area(&wards), area(&lsoas));
                Ok(PostcodeArea { postcode: codes.owned(row), ward, lsoa })
            })
        })?;
        Ok(found.pop())
    }

    /// The weights of offences in the Crime Severity Score, in order.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn severity_weights(&self) -> Result<Vec<Held<SeverityWeight>>, QueryError> {
        let sql = "select * from severity_weight order by offence_code, offence";
        self.held(sql, |batch, rows| {
            let (codes, offences) = (texts(batch, "offence_code")?, texts(batch, "offence")?);
            let (weights, classes) = (reals(batch, "weight")?, texts(batch, "crime_type")?);
            rows.each(|row| {
                Ok(SeverityWeight {
                    offence_code: codes.owned(row),
                    offence: offences.owned(row),
                    weight: weights.value(row),
                    class: classes.of(row).map(class).transpose()?,
                })
            })
        })
    }

    /// Recorded crime of the force that the Home Office calls `force`, in the quarters `first` to
    /// `last`, in the order of quarters and of the files.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn recorded_crime(
        &self,
        force: &str,
        first: Quarter,
        last: Quarter,
    ) -> Result<Vec<Held<RecordedCrime>>, QueryError> {
        // Written as 2014-Q1, quarters are in order of time when in order of letters.
        let sql = format!(
            "select * from recorded_crime where force = {} \
             and (quarter between '{first}' and '{last}' or quarter is null and year between \
             '{}' and '{}') order by quarter, extract, line",
            quoted(force),
            first.year(),
            last.year()
        );
        self.held(&sql, |batch, rows| {
            let (years, quarters) = (texts(batch, "year")?, texts(batch, "quarter")?);
            let (forces, places) = (texts(batch, "force")?, Places::of(batch)?);
            let (offences, codes) = (texts(batch, "offence")?, texts(batch, "offence_code")?);
            let (subgroups, groups) = (texts(batch, "subgroup")?, texts(batch, "offence_group")?);
            let (counts, lines) = (wholes(batch, "count")?, wholes(batch, "line")?);
            rows.each(|row| {
                Ok(RecordedCrime {
                    line: count(&lines, row),
                    year: years.parsed(row)?,
                    quarter: quarters.parsed(row)?,
                    force: forces.owned(row),
                    place: places.place(row),
                    offence: offences.owned(row),
                    offence_code: codes.owned(row),
                    subgroup: subgroups.owned(row),
                    group: groups.owned(row),
                    count: counts.value(row),
                })
            })
        })
    }

    /// Outlines of `areas`, in order; of all areas where none is named.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn boundaries(&self, areas: &[AreaCode]) -> Result<Vec<Held<Boundary>>, QueryError> {
        let only = only("area_code", areas);
        let sql = format!("select * from boundary {only} order by area_code");
        self.held(&sql, |batch, rows| {
            let (codes, names) = (texts(batch, "area_code")?, texts(batch, "area_name")?);
            let outlines = texts(batch, "outline")?;
            rows.each(|row| {
                let outline: MultiPolygon = serde_json::from_str(&outlines.owned(row))
                    .map_err(|error| QueryError::Running(error.to_string()))?;
                Ok(Boundary {
                    area: codes.required(row)?,
                    name: names.owned(row),
                    polygons: outline.coordinates,
                })
            })
        })
    }

    /// The rows of an answer, each with its extract.
    fn held<Row>(
        &self,
        sql: &str,
        read: impl Fn(&RecordBatch, &mut HeldRows<Row>) -> Result<(), QueryError>,
    ) -> Result<Vec<Held<Row>>, QueryError> {
        let mut held = Vec::new();
        for batch in self.engine.stream(sql)? {
            let batch = batch?;
            let extracts = texts(&batch, "extract")?;
            let rows = batch.num_rows();
            read(&batch, &mut HeldRows { extracts, rows, held: &mut held })?;
        }
        Ok(held)
    }
}

/// Where the rows of one batch go.
struct HeldRows<'a, Row> {
    extracts: Texts<'a>,
    rows: usize,
    held: &'a mut Vec<Held<Row>>,
}

impl<Row> HeldRows<'_, Row> {
    fn each(&mut self, read: impl Fn(usize) -> Result<Row, QueryError>) -> Result<(), QueryError> {
        for row in 0..self.rows {
            self.held.push((read(row)?, self.extracts.required(row)?));
        }
        Ok(())
    }
}

/// The columns that say where a row of recorded crime lies.
struct Places<'a> {
    kinds: Texts<'a>,
    names: Texts<'a>,
}

impl Places<'_> {
    fn of(batch: &RecordBatch) -> Result<Places<'static>, QueryError> {
        Ok(Places { kinds: texts(batch, "place_kind")?, names: texts(batch, "place")? })
    }

    fn place(&self, row: usize) -> RecordedPlace {
        match self.kinds.of(row) {
            Some(place_kind::PARTNERSHIP) => RecordedPlace::Partnership(self.names.owned(row)),
            Some(place_kind::UNASSIGNED) => RecordedPlace::Unassigned(self.names.owned(row)),
            Some(_) | None => RecordedPlace::Force,
        }
    }
}

/// An outline as the table holds it.
#[derive(serde::Deserialize)]
struct MultiPolygon {
    coordinates: Vec<Vec<Vec<(f64, f64)>>>,
}

fn only(column: &str, areas: &[AreaCode]) -> String {
    if areas.is_empty() { String::new() } else { format!("where {column} in ({})", list(areas)) }
}

fn year(years: &Int64Array, row: usize) -> Result<i16, QueryError> {
    i16::try_from(years.value(row)).map_err(|_| too_large("year"))
}

fn too_large(column: &str) -> QueryError {
    QueryError::Running(format!("column {column} holds a number beyond its range"))
}

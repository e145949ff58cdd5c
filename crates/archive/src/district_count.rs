//! Crimes counted by present district, kept in step with the counts by LSOA and with the links.
//!
//! In come counts and links as the draft lists them; out go a table of present districts and, for
//! each month, counts by district: what a comparison of the whole country reads.

use std::collections::BTreeMap;

use datafusion::arrow::array::Array as _;
use datafusion::arrow::array::AsArray as _;
use datafusion::arrow::array::Int64Array;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::array::StringArray;
use datafusion::arrow::error::ArrowError;
use partnership::evidence::rows::AreaLink;
use partnership::terms::area::AreaCode;
use partnership::terms::month::Month;

use crate::cells::Cell;
use crate::cells::CellColumns;
use crate::district::District;
use crate::district::PresentDistricts;
use crate::draft::Draft;
use crate::error::ArchiveError;
use crate::manifest::DataFile;
use crate::parquet_file;
use crate::parquet_file::texts;
use crate::reference::MEANINGS;
use crate::tables::Table;
use crate::text_column::Texts;

impl Draft<'_> {
    /// Brings the present districts and the counts by district in step with links and counts.
    pub(crate) fn bring_districts_in_step(&mut self) -> Result<(), ArchiveError> {
        let links = self.manifest.in_use(Table::AreaLink).last().cloned();
        let held = self.manifest.in_use(Table::PresentDistrict).last().cloned();
        let of_links = held.as_ref().and_then(|file| file.from);
        let districts = match (links, held) {
            (Some(links), held) if of_links != Some(links.number) => {
                self.renew_districts(&links, held.as_ref())?
            }
            (_, Some(held)) => self.read_districts(&held)?,
            (_, None) => PresentDistricts::default(),
        };
        let done: Vec<_> =
            self.manifest.in_use(Table::DistrictCount).filter_map(|file| file.from).collect();
        let counts = self.manifest.in_use(Table::CrimeCount);
        let missing = counts.filter(|file| !done.contains(&file.number));
        for counts in missing.cloned().collect::<Vec<_>>() {
            let mut file = DataFile::new(0, Table::DistrictCount, counts.month);
            file.from = Some(counts.number);
            let batch = self.count_by_district(&counts, &districts)?;
            self.write(file, [Ok(batch)])?;
        }
        Ok(())
    }

    /// Works the districts out anew from changed links; all counts by district are then out of step.
    fn renew_districts(
        &mut self,
        links: &DataFile,
        held: Option<&DataFile>,
    ) -> Result<PresentDistricts, ArchiveError> {
        let mut rows = Vec::new();
        for batch in parquet_file::read(self.folder, links)? {
            rows.extend(area_links(&batch?)?);
        }
        let districts = PresentDistricts::of(&rows);
        let last = self.manifest.extracts.iter().rev().map(|held| held.extract.id);
        let of_links = |id: &_| links.holdings.iter().any(|holding| holding.extract == *id);
        if let Some(by) = last.clone().find(of_links) {
            let out_of_step = self.manifest.in_use(Table::DistrictCount).chain(held);
            for number in out_of_step.map(|file| file.number).collect::<Vec<_>>() {
                self.supersede(number, by);
            }
        }
        let mut file = DataFile::new(0, Table::PresentDistrict, None);
        file.from = Some(links.number);
        let batch = districts.batch().map_err(ArchiveError::columns(Table::PresentDistrict));
        self.write(file, [batch])?;
        Ok(districts)
    }

    fn read_districts(&self, file: &DataFile) -> Result<PresentDistricts, ArchiveError> {
        let mut rows = Vec::new();
        for batch in parquet_file::read(self.folder, file)? {
            let batch = batch?;
            let [areas, codes, names] =
                ["area_code", "district_code", "district_name"].map(|column| texts(&batch, column));
            for ((area, code), name) in areas?.iter().zip(codes?).zip(names?) {
                let code = code.and_then(|code| code.parse().ok());
                let name = name.unwrap_or_default().to_owned();
                let area = area.and_then(|area| area.parse().ok());
                rows.extend(area.map(|area| (area, District { code, name })));
            }
        }
        Ok(PresentDistricts::of_rows(rows))
    }

    fn count_by_district(
        &self,
        counts: &DataFile,
        districts: &PresentDistricts,
    ) -> Result<RecordBatch, ArchiveError> {
        let mut tally = Tally::new(districts);
        for batch in parquet_file::read(self.folder, counts)? {
            tally.add(&batch?)?;
        }
        let month = counts.month.unwrap_or(Month::EARLIEST);
        tally.finish(month).map_err(ArchiveError::columns(Table::DistrictCount))
    }
}

/// Counts by district so far; numbers stand for districts and texts.
struct Tally<'a> {
    present: &'a PresentDistricts,
    districts: BTreeMap<District, u32>,
    last_area: Option<(Option<String>, String, u32)>,
    forces: Texts,
    classes: Texts,
    extracts: Texts,
    counts: BTreeMap<[u32; 4], i64>,
}

impl Tally<'_> {
    fn new(present: &PresentDistricts) -> Tally<'_> {
        Tally {
            present,
            districts: BTreeMap::new(),
            last_area: None,
            forces: Texts::new(),
            classes: Texts::new(),
            extracts: Texts::new(),
            counts: BTreeMap::new(),
        }
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), ArchiveError> {
        let codes = texts(batch, "area_code")?;
        let names = texts(batch, "area_name")?;
        let forces = texts(batch, "reported_by")?;
        let classes = texts(batch, "crime_type")?;
        let extracts = texts(batch, "extract")?;
        let counts = wholes(batch, "count")?;
        for row in 0..batch.num_rows() {
            let code = codes.is_valid(row).then(|| codes.value(row));
            let key = [
                self.district(code, names.value(row)),
                self.forces.number(forces.value(row)),
                self.classes.number(classes.value(row)),
                self.extracts.number(extracts.value(row)),
            ];
            *self.counts.entry(key).or_insert(0) += counts.value(row);
        }
        Ok(())
    }

    /// The number of the area's district. Counts of one area lie together, so the last is kept.
    fn district(&mut self, code: Option<&str>, name: &str) -> u32 {
        if let Some((last_code, last_name, number)) = &self.last_area
            && last_code.as_deref() == code
            && last_name == name
        {
            return *number;
        }
        let area = code.and_then(|code| code.parse().ok());
        let next = u32::try_from(self.districts.len()).unwrap_or(u32::MAX);
        let number = *self.districts.entry(self.present.district(area, name)).or_insert(next);
        self.last_area = Some((code.map(str::to_owned), name.to_owned(), number));
        number
    }

    fn finish(self, month: Month) -> Result<RecordBatch, ArrowError> {
        let month = month.to_string();
        let by_number: BTreeMap<_, _> =
            self.districts.iter().map(|(district, number)| (*number, district)).collect();
        let [forces, classes, extracts] =
            [self.forces, self.classes, self.extracts].map(|texts| texts.values());
        let mut rows = Vec::with_capacity(self.counts.len());
        for ([district, force, class, extract], count) in self.counts {
            let text =
                |texts: &'_ StringArray, number: u32| texts.value(number as usize).to_owned();
            let row = (text(&forces, force), text(&classes, class), text(&extracts, extract));
            rows.extend(by_number.get(&district).map(|district| (*district, row, count)));
        }
        rows.sort();
        let mut columns = CellColumns::new(Table::DistrictCount);
        for (district, (force, class, extract), count) in &rows {
            columns.push(&[
                Cell::Text(&month),
                Cell::Text(force),
                Cell::of_text(district.code.as_ref().map(|code| code.as_str())),
                Cell::Text(&district.name),
                Cell::Text(class),
                Cell::Whole(*count),
                Cell::Text(extract),
            ]);
        }
        columns.finish()
    }
}

/// The links in a batch read from the table of links.
fn area_links(batch: &RecordBatch) -> Result<Vec<AreaLink>, ArchiveError> {
    let (from, from_name) = (texts(batch, "from_code")?, texts(batch, "from_name")?);
    let (to, to_name) = (texts(batch, "to_code")?, texts(batch, "to_name")?);
    let (meanings, years) = (texts(batch, "meaning")?, wholes(batch, "year")?);
    let code = |codes: &StringArray, row| {
        let code = codes.value(row).parse::<AreaCode>();
        code.map_err(|error| ArchiveError::Read(error.to_string()))
    };
    let link = |row: usize| {
        let meaning = MEANINGS.iter().find(|(_, name)| *name == meanings.value(row));
        let unknown = || ArchiveError::Read(format!("no link means `{}`", meanings.value(row)));
        Ok(AreaLink {
            from: code(from, row)?,
            from_name: from_name.value(row).to_owned(),
            to: code(to, row)?,
            to_name: to_name.value(row).to_owned(),
            meaning: meaning.map(|(meaning, _)| *meaning).ok_or_else(unknown)?,
            year: i16::try_from(years.value(row)).unwrap_or_default(),
        })
    };
    (0..batch.num_rows()).map(link).collect()
}

/// A column of whole numbers of a batch read from a file.
fn wholes<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a Int64Array, ArchiveError> {
    let column = batch.column_by_name(name).and_then(|column| column.as_primitive_opt());
    column.ok_or_else(|| ArchiveError::Read(format!("a file has no whole numbers `{name}`")))
}

//! The file of a series: period, value and, where there are any, area, unit and status, a value to a row.
//!
//! In come bytes and what was said beside them; out go a report and, where every row is sound, the series.

use std::collections::BTreeMap;

use crate::partner_data::file::Columns;
use crate::partner_data::file::File;
use crate::partner_data::file::Row;
use crate::partner_data::report::Report;
use crate::partner_data::return_file::faults_of_form;
use crate::partner_data::return_file::passed_over;
use crate::partner_data::series::Series;
use crate::partner_data::series::SeriesStatus;
use crate::partner_data::series::SeriesValue;
use crate::partner_data::series::kind_of;
use crate::task_groups::amount::Amount;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::wording::listed;

/// The columns of a series.
pub const COLUMNS: Columns =
    Columns { wanted: &["period", "value"], may: &["area", "unit", "status"] };

/// What was said of a series beside its file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// What it measures.
    pub title: String,
    /// What its values are, unless the file says so.
    pub unit: String,
    /// How sure a value is whose row does not say so.
    pub status: SeriesStatus,
}

/// What was read of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSeries {
    /// The report to whoever sent it.
    pub report: Report,
    /// The series; none where anything is refused.
    pub series: Option<Series>,
}

/// Reads the file of a series, as of `today`.
pub fn read(bytes: &[u8], beside: &Beside, today: Day) -> ReadSeries {
    let file = match File::read(bytes, COLUMNS) {
        Ok(file) if file.rows.is_empty() => {
            let why = "the file has no row below its headings; add a row for each value";
            return ReadSeries { report: Report::of_no_file(&why), series: None };
        }
        Ok(file) => file,
        Err(fault) => return ReadSeries { report: Report::of_no_file(&fault), series: None },
    };
    let mut reading = Reading {
        file: &file,
        beside,
        today,
        unit: beside.unit.trim().to_owned(),
        kind: None,
        found: BTreeMap::new(),
    };
    let mut report = Report { rows: file.rows.len(), ..Report::default() };
    for row in &file.rows {
        let faults = reading.take(row);
        if !faults.is_empty() {
            report.refuse(row.line, faults);
        }
    }
    if !report.is_clean() {
        return ReadSeries { report, series: None };
    }
    let values = reading.found.into_values().map(|(_, value)| value).collect();
    let series = Series { title: beside.title.trim().to_owned(), unit: reading.unit, values };
    report.notes = notes(&file, &series);
    ReadSeries { report, series: Some(series) }
}

/// A file under way.
struct Reading<'f> {
    file: &'f File,
    beside: &'f Beside,
    today: Day,
    /// The unit: as it was said, or as the first row has it.
    unit: String,
    /// The kind of period that the first row has.
    kind: Option<&'static str>,
    /// Values by area and period, each with its line.
    found: BTreeMap<(Option<AreaCode>, Period), (u64, SeriesValue)>,
}

impl Reading<'_> {
    /// Takes a row, or gives each fault with its column.
    fn take(&mut self, row: &Row) -> Vec<(String, String)> {
        let mut faults = faults_of_form(self.file, row);
        if !faults.is_empty() {
            return faults;
        }
        let mut note = |column: &str, why: String| faults.push((column.to_owned(), why));
        let period = self.period(row).map_err(|why| note("period", why)).ok();
        let area = self.area(row).map_err(|why| note("area", why)).ok();
        let value = self.value(row).map_err(|why| note("value", why)).ok();
        let status = self.status(row).map_err(|why| note("status", why)).ok();
        if let Err(why) = self.unit(row) {
            note("unit", why);
        }
        let (Some(period), Some(area), Some(value), Some(status)) = (period, area, value, status)
        else {
            return faults;
        };
        match self.found.get(&(area, period)) {
            Some((line, _)) => {
                note("period", format!("line {line} has the same period and area; leave one out"))
            }
            None => {
                let value = SeriesValue { period, area, value, status };
                self.found.insert((area, period), (row.line, value));
            }
        }
        faults
    }

    fn period(&mut self, row: &Row) -> Result<Period, String> {
        let period: Period = self.file.cell(row, "period").parse().map_err(|_| {
            "this is no period; write a month (2014-06), a quarter of a financial year (2014-Q1 is April to June 2014), \
             a financial year (2014/15), a calendar year (2014), 12m-2014-06 or ytd-2014-08"
                .to_owned()
        })?;
        let kind = *self.kind.get_or_insert(kind_of(period));
        if kind != kind_of(period) {
            let found = kind_of(period);
            return Err(format!(
                "the rows above have {kind} and this one has {found}; a series has one kind of period, so send two"
            ));
        }
        let ends = Day::last_of(period.last());
        if ends >= self.today {
            return Err(format!(
                "the period ends on {}; send it once it has ended",
                ends.in_words()
            ));
        }
        Ok(period)
    }

    fn area(&self, row: &Row) -> Result<Option<AreaCode>, String> {
        match self.file.cell(row, "area") {
            "" => Ok(None),
            code => code.parse().map(Some).map_err(|_| {
                "this is no area code; write a letter and eight digits, such as E07000110, or leave it empty".to_owned()
            }),
        }
    }

    fn value(&self, row: &Row) -> Result<Amount, String> {
        let cell = self.file.cell(row, "value");
        let harmless = cell.len() <= 20 && !cell.chars().any(char::is_alphabetic);
        cell.parse().map_err(|_| match (cell, harmless) {
            ("", _) => "no value is there; write a number, or take the row out: what is not known is not nought".to_owned(),
            (_, true) => {
                format!("`{cell}` is no number; write digits with at most four after the point, such as 12.5")
            }
            (_, false) => "this is no number; write digits, such as 12.5, without a unit".to_owned(),
        })
    }

    fn status(&self, row: &Row) -> Result<SeriesStatus, String> {
        match self.file.cell(row, "status") {
            "" => Ok(self.beside.status),
            words => SeriesStatus::of_words(words).ok_or_else(|| {
                "this is no status; write provisional, audited or confidential, or leave it empty".to_owned()
            }),
        }
    }

    fn unit(&mut self, row: &Row) -> Result<(), String> {
        let unit = self.file.cell(row, "unit");
        if unit.is_empty() || unit == self.unit {
            return Ok(());
        }
        if self.unit.is_empty() && unit.chars().count() <= 60 {
            unit.clone_into(&mut self.unit);
            return Ok(());
        }
        Err("this is another unit than was said, or than the rows above have; a series has one unit".to_owned())
    }
}

/// What a sender should look at though nothing is refused.
fn notes(file: &File, series: &Series) -> Vec<String> {
    let mut notes = passed_over(file);
    let missing: Vec<String> = series.missing().into_iter().map(Period::in_words).collect();
    if !missing.is_empty() {
        let shown = missing.get(..missing.len().min(12)).unwrap_or_default();
        let more = match missing.len() - shown.len() {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        notes.push(format!("There is no value of {}{more}", listed(shown)));
    }
    if series.unit.is_empty() {
        notes.push(
            "Nothing says what the values are. Name their unit with the next file".to_owned(),
        );
    }
    notes
}

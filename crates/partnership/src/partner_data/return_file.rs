//! The file of a prescribed return: a row for each incident, read into counts by kind, month and place.
//!
//! In come bytes; out goes a report and, where every row is sound, what the rows come to. The day and the time of each
//! are looked at and then let go: a quarter's analysis asks for months, and who has days and places can find people.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::partner_data::depersonalised::personal;
use crate::partner_data::file::Columns;
use crate::partner_data::file::File;
use crate::partner_data::file::Row;
use crate::partner_data::kind::ReturnKind;
use crate::partner_data::place::Place;
use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::prescribed::last_day;
use crate::partner_data::report::Report;
use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::terms::wording::listed;
use crate::timetable::spoken::Spoken;

/// The columns of every return. The Regulations prescribe the time too; since nothing of it is kept, it may be left out.
pub const COLUMNS: Columns = Columns { wanted: &["kind", "date", "location"], may: &["time"] };

/// How many rows were of a kind, in a month, at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindCount {
    /// The kind.
    pub kind: ReturnKind,
    /// The month.
    pub month: Month,
    /// The place.
    pub place: Place,
    /// How many.
    pub count: u64,
}

/// What was read of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadReturn {
    /// The report to whoever sent it.
    pub report: Report,
    /// What the rows come to; none where anything is refused, so that no file is half in.
    pub counts: Option<Vec<KindCount>>,
}

/// Reads the file of a return of a quarter, as of `today`.
pub fn read(bytes: &[u8], of: PrescribedReturn, quarter: Quarter, today: Day) -> ReadReturn {
    let ended = last_day(quarter);
    if ended >= today {
        let why = format!(
            "{} has not ended; send its return after {}",
            Period::Quarter(quarter).in_words(),
            ended.in_words()
        );
        return ReadReturn { report: Report::of_no_file(&why), counts: None };
    }
    match File::read(bytes, COLUMNS) {
        Ok(file) => counted(&file, of, quarter),
        Err(fault) => ReadReturn { report: Report::of_no_file(&fault), counts: None },
    }
}

/// One row as it is counted.
type Counted = (ReturnKind, Month, Place);

fn counted(file: &File, of: PrescribedReturn, quarter: Quarter) -> ReadReturn {
    let mut report = Report { rows: file.rows.len(), ..Report::default() };
    let mut counts: BTreeMap<Counted, u64> = BTreeMap::new();
    for row in &file.rows {
        match one(file, row, of, quarter) {
            Ok(counted) => *counts.entry(counted).or_default() += 1,
            Err(faults) => report.refuse(row.line, faults),
        }
    }
    if !report.is_clean() {
        return ReadReturn { report, counts: None };
    }
    report.notes = notes(file, &counts, of, quarter);
    let count = |((kind, month, place), count)| KindCount { kind, month, place, count };
    ReadReturn { report, counts: Some(counts.into_iter().map(count).collect()) }
}

/// What a row is, or each fault with its column.
fn one(
    file: &File,
    row: &Row,
    of: PrescribedReturn,
    quarter: Quarter,
) -> Result<Counted, Vec<(String, String)>> {
    let mut faults = faults_of_form(file, row);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut note = |column: &str, why: String| faults.push((column.to_owned(), why));
    let kind = ReturnKind::read(file.cell(row, "kind"), of);
    let kind = kind.map_err(|why| note("kind", why.to_string())).ok();
    let month = month(file.cell(row, "date"), quarter).map_err(|why| note("date", why)).ok();
    let place = Place::read(file.cell(row, "location"), of);
    let place = place.map_err(|why| note("location", why.to_string())).ok();
    if !is_time(file.cell(row, "time")) {
        note("time", "this is no time of a day; write it as 21:30, or leave it empty".to_owned());
    }
    match (kind, month, place) {
        (Some(kind), Some(month), Some(place)) if faults.is_empty() => Ok((kind, month, place)),
        _ => Err(faults),
    }
}

/// What is wrong with a row before it is looked at more nearly: its cells, and whatever leads to a person.
pub(super) fn faults_of_form(file: &File, row: &Row) -> Vec<(String, String)> {
    let (found, wanted) = (row.cells.len(), file.headings.len());
    if found != wanted {
        let cells = if found == 1 { "cell" } else { "cells" };
        let why = format!("it has {found} {cells} where the headings say {wanted}; mend the row");
        return vec![(String::new(), why)];
    }
    let told = |(place, cell): (usize, &String)| {
        personal(cell).map(|what| (format!("column {place}"), what.to_string()))
    };
    (1..).zip(&row.cells).filter_map(told).collect()
}

/// The month of a day within the quarter. A cell is repeated only where it has the form of a day and is none; of a day in
/// another quarter its month is told, since it might be that of a birth.
fn month(cell: &str, quarter: Quarter) -> Result<Month, String> {
    let day: Spoken<Day> = cell.parse().map_err(|_| {
        let written = "write it as 2014-06-30 or 30/06/2014";
        let harmless =
            cell.len() <= 20 && cell.chars().all(|c| c.is_ascii_digit() || "-/.: ".contains(c));
        match (cell, harmless) {
            ("", _) => format!("no day is there; {written}"),
            (_, true) => format!("`{cell}` is no day; {written}"),
            (_, false) => format!("this is no day; {written}"),
        }
    })?;
    let month = day.0.month();
    if Period::Quarter(quarter).covers(month) {
        Ok(month)
    } else {
        let span = Period::Quarter(quarter).span();
        Err(format!(
            "{} is not in {span}; take the row out, or send it with its own quarter",
            month.in_words()
        ))
    }
}

/// Whether a cell is empty or a time, with or without seconds.
fn is_time(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split(':').collect();
    let under = |text: &str, limit: u8| {
        let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|c| c.is_ascii_digit());
        is_number && text.parse::<u8>().is_ok_and(|number| number < limit)
    };
    match parts.as_slice() {
        [""] => true,
        [hours, minutes] => under(hours, 24) && under(minutes, 60),
        [hours, minutes, seconds] => under(hours, 24) && under(minutes, 60) && under(seconds, 60),
        _ => false,
    }
}

/// What a sender should look at though nothing is refused.
fn notes(
    file: &File,
    counts: &BTreeMap<Counted, u64>,
    of: PrescribedReturn,
    quarter: Quarter,
) -> Vec<String> {
    let mut notes = passed_over(file);
    if counts.is_empty() {
        notes.push("The return has no rows: it says that nothing happened. If there was something, send it again".to_owned());
        return notes;
    }
    let months: BTreeSet<Month> = counts.keys().map(|(_, month, _)| *month).collect();
    let bare = Period::Quarter(quarter).months().filter(|month| !months.contains(month));
    let bare: Vec<String> = bare.map(Month::in_words).collect();
    if !bare.is_empty() {
        notes.push(format!(
            "There is no row of {}. If it was left out, send the file again with it",
            listed(&bare)
        ));
    }
    let kinds: BTreeSet<ReturnKind> = counts.keys().map(|(kind, ..)| *kind).collect();
    let none = ReturnKind::all_of(of).filter(|kind| !kinds.contains(kind));
    let none: Vec<&str> = none.map(ReturnKind::name).collect();
    if !none.is_empty() {
        notes.push(format!("There is no row of: {}. They count as none", none.join("; ")));
    }
    let is_nowhere = |((_, _, place), _): &(&Counted, &u64)| *place == Place::NotKnown;
    let nowhere: u64 = counts.iter().filter(is_nowhere).map(|(_, count)| count).sum();
    if nowhere > 0 {
        let rows = if nowhere == 1 { "row has" } else { "rows have" };
        notes.push(format!(
            "{nowhere} {rows} no place; the table of places has them as “Not known”"
        ));
    }
    notes
}

/// That columns are passed over.
pub(super) fn passed_over(file: &File) -> Vec<String> {
    match file.passed_over() {
        0 => Vec::new(),
        1 => vec![
            "One column was passed over: nobody asks for it, and nothing of it was kept".to_owned(),
        ],
        several => vec![format!(
            "{several} columns were passed over: nobody asks for them, and nothing of them was kept"
        )],
    }
}

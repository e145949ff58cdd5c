//! Issues out of a table: panel, meeting date, place, kind, words and area, an issue to a row.
//!
//! In come rows with their lines in the file; out go all issues, or every refused row with its line and reason. Where any
//! row is refused nothing is taken, so that no file is half in.

pub mod file;

use crate::panels::issue::Issue;
use crate::panels::issue::RaisedIssue;
use crate::panels::issue::refused::IssueFault;
use crate::panels::kind::KindError;
use crate::panels::panel::Panel;
use crate::panels::panel::PanelId;
use crate::panels::recurrence::Kept;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::timetable::spoken::Spoken;
use crate::timetable::spoken::SpokenError;

/// The columns, in order.
pub const COLUMNS: [&str; 6] = ["panel", "meeting_date", "place", "kind", "words", "area"];

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line, from 1.
    pub line: u64,
    /// Its cells, in the order of [`COLUMNS`].
    pub cells: Vec<String>,
}

/// A row that is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {why}")]
pub struct RowRefused {
    /// Its line, from 1.
    pub line: u64,
    /// Why.
    pub why: RowFault,
}

/// Why a row is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum RowFault {
    /// It has too few or too many cells.
    #[error(
        "it has {0} cells where 6 are wanted (panel, meeting_date, place, kind, words, area); mend the row"
    )]
    Cells(usize),
    /// There is no such panel.
    #[error(
        "there is no panel `{0}`; write the name or short name of one in the register, or enter it first"
    )]
    Panel(String),
    /// The day cannot be read.
    #[error(transparent)]
    Day(#[from] SpokenError),
    /// The panel does not cover the area.
    #[error(
        "the panel covers no area `{0}`; write the code or the name of one of its areas, or leave it empty"
    )]
    Area(String),
    /// The panel had no meeting then.
    #[error("the panel has no meeting on {}; enter the meeting first, or mend the date", .0.in_words())]
    NoMeeting(Day),
    /// There is no kind.
    #[error(transparent)]
    Kind(#[from] KindError),
    /// What was raised is faulty.
    #[error(transparent)]
    Raised(#[from] IssueFault),
    /// The same row was there before.
    #[error("it is the same as line {0}; leave one out")]
    Twice(u64),
    /// The same was kept before.
    #[error("it is in the register already, as issue {0}; leave the row out")]
    Kept(i64),
}

/// A panel and the days on which it met.
#[derive(Debug, Clone)]
pub struct Met<'p> {
    /// The panel.
    pub panel: &'p Panel,
    /// The days.
    pub on: Vec<Day>,
}

/// The issues of a table, as of `today`, in its order; `kept` are those in the register already.
///
/// A row without an area has that of its panel, where the panel covers one alone.
///
/// # Errors
/// Every row that is refused, each with all that is wrong with it.
pub fn import(
    rows: &[Row],
    panels: &[Met<'_>],
    kept: &[Kept<'_>],
    today: Day,
) -> Result<Vec<(PanelId, Issue)>, Vec<RowRefused>> {
    let (mut issues, mut refused) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let before = rows.iter().take(at).find(|other| other.cells == row.cells);
        let read = match before {
            Some(before) => Err(vec![RowFault::Twice(before.line)]),
            None => one(row, panels, today).and_then(|issue| not_kept(issue, kept)),
        };
        match read {
            Ok(issue) => issues.push(issue),
            Err(whys) => {
                refused.extend(whys.into_iter().map(|why| RowRefused { line: row.line, why }));
            }
        }
    }
    if refused.is_empty() { Ok(issues) } else { Err(refused) }
}

fn not_kept(
    (panel, issue): (PanelId, Issue),
    kept: &[Kept<'_>],
) -> Result<(PanelId, Issue), Vec<RowFault>> {
    let same = |one: &&Kept<'_>| *one.panel == panel && one.issue.raised() == issue.raised();
    match kept.iter().find(same) {
        Some(same) => Err(vec![RowFault::Kept(same.number)]),
        None => Ok((panel, issue)),
    }
}

fn one(row: &Row, panels: &[Met<'_>], today: Day) -> Result<(PanelId, Issue), Vec<RowFault>> {
    let [panel, on, place, kind, words, area] = row.cells.as_slice() else {
        return Err(vec![RowFault::Cells(row.cells.len())]);
    };
    let mut faults = Vec::new();
    let name = panel.trim();
    let is_named = |met: &&Met<'_>| {
        met.panel.id.0.as_str() == name || met.panel.name.to_lowercase() == name.to_lowercase()
    };
    let met = panels.iter().find(is_named);
    faults.extend(met.is_none().then(|| RowFault::Panel(name.to_owned())));
    let on = on.parse().map(|on: Spoken<Day>| on.0).map_err(|why| faults.push(why.into())).ok();
    if let Some((met, on)) = met.zip(on) {
        faults.extend((!met.on.contains(&on)).then_some(RowFault::NoMeeting(on)));
    }
    let kind = kind.parse().map_err(|why: KindError| faults.push(why.into())).ok();
    let area = met.map(|met| area_of(met.panel, area.trim())).unwrap_or(Ok(None));
    let area = area.map_err(|why| faults.push(why)).unwrap_or_default();
    let (Some(met), Some(on), Some(kind)) = (met, on, kind) else { return Err(faults) };
    let (place, words) = (place.trim().to_owned(), words.trim().to_owned());
    let raised = RaisedIssue { place, area, kind, words, on };
    let issue = Issue::of(raised, today).map_err(|found| {
        faults.extend(found.into_iter().map(RowFault::from));
        std::mem::take(&mut faults)
    })?;
    if faults.is_empty() { Ok((met.panel.id.clone(), issue)) } else { Err(faults) }
}

/// The area that a cell names, by code or name; where it is empty, the panel's only one, if it has one.
fn area_of(panel: &Panel, cell: &str) -> Result<Option<AreaCode>, RowFault> {
    match (cell, panel.areas.as_slice()) {
        ("", [only]) => Ok(Some(only.code)),
        ("", _) => Ok(None),
        (cell, areas) => {
            let lower = cell.to_lowercase();
            let is_it = |code: AreaCode, name: &str| {
                code.as_str().to_lowercase() == lower || name.to_lowercase() == lower
            };
            let found = areas.iter().find(|area| is_it(area.code, &area.name));
            found.map(|area| Some(area.code)).ok_or_else(|| RowFault::Area(cell.to_owned()))
        }
    }
}

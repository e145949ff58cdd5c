//! Issues out of a table: panel, meeting date, place, kind and words, an issue to a row.
//!
//! In come rows with their lines in the file; out go all issues, or every refused row with its line and reason. Where any
//! row is refused nothing is taken, so that no file is half in.

use crate::panels::issue::Issue;
use crate::panels::issue::RaisedIssue;
use crate::panels::issue::refused::IssueFault;
use crate::panels::kind::KindError;
use crate::panels::panel::Panel;
use crate::panels::panel::PanelId;
use crate::terms::day::Day;
use crate::terms::day::DayError;

/// The columns, in order.
pub const COLUMNS: [&str; 5] = ["panel", "meeting_date", "place", "kind", "words"];

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
        "it has {0} cells where 5 are wanted (panel, meeting_date, place, kind, words); mend the row"
    )]
    Cells(usize),
    /// There is no such panel.
    #[error(
        "there is no panel `{0}`; write the name or short name of one in the register, or enter it first"
    )]
    Panel(String),
    /// The day cannot be read.
    #[error(transparent)]
    Day(#[from] DayError),
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
}

/// A panel and the days on which it met.
#[derive(Debug, Clone)]
pub struct Met<'p> {
    /// The panel.
    pub panel: &'p Panel,
    /// The days.
    pub on: Vec<Day>,
}

/// The issues of a table, as of `today`, in its order.
///
/// # Errors
/// Every row that is refused, each with all that is wrong with it.
pub fn import(
    rows: &[Row],
    panels: &[Met<'_>],
    today: Day,
) -> Result<Vec<(PanelId, Issue)>, Vec<RowRefused>> {
    let (mut issues, mut refused) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let before = rows.iter().take(at).find(|other| other.cells == row.cells);
        let read = match before {
            Some(before) => Err(vec![RowFault::Twice(before.line)]),
            None => one(row, panels, today),
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

fn one(row: &Row, panels: &[Met<'_>], today: Day) -> Result<(PanelId, Issue), Vec<RowFault>> {
    let [panel, on, place, kind, words] = row.cells.as_slice() else {
        return Err(vec![RowFault::Cells(row.cells.len())]);
    };
    let mut faults = Vec::new();
    let name = panel.trim();
    let is_named = |met: &&Met<'_>| {
        met.panel.id.0.as_str() == name || met.panel.name.to_lowercase() == name.to_lowercase()
    };
    let met = panels.iter().find(is_named);
    faults.extend(met.is_none().then(|| RowFault::Panel(name.to_owned())));
    let on = on.trim().parse::<Day>().map_err(|why| faults.push(why.into())).ok();
    if let Some((met, on)) = met.zip(on) {
        faults.extend((!met.on.contains(&on)).then_some(RowFault::NoMeeting(on)));
    }
    let kind = kind.parse().map_err(|why: KindError| faults.push(why.into())).ok();
    let (Some(met), Some(on), Some(kind)) = (met, on, kind) else { return Err(faults) };
    let (place, words) = (place.trim().to_owned(), words.trim().to_owned());
    let raised = RaisedIssue { place, area: None, kind, words, on };
    let issue = Issue::of(raised, today).map_err(|found| {
        faults.extend(found.into_iter().map(RowFault::from));
        std::mem::take(&mut faults)
    })?;
    if faults.is_empty() { Ok((met.panel.id.clone(), issue)) } else { Err(faults) }
}

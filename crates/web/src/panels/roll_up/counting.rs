//! Counts of issues as rows of tables and lines of a file.

use std::collections::BTreeMap;

use partnership::content::table::decimal;
use partnership::panels::roll_up::Asked;
use partnership::panels::roll_up::Counts;
use partnership::panels::roll_up::RollUp;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;

use crate::panels::at::All;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::number;
use crate::panels::table::words;

/// The heads of counts.
const HEADS: [&str; 7] = [
    "#Issues",
    "#Times raised",
    "#Open",
    "#Closed",
    "#Not fed back since",
    "#Came back",
    "#Fed back in time",
];

/// The headings of the file.
const COLUMNS: [&str; 15] = [
    "from",
    "until",
    "by",
    "area",
    "area_name",
    "kind",
    "issues",
    "times_raised",
    "open",
    "closed",
    "not_fed_back",
    "came_back",
    "due_to_be_fed_back",
    "fed_back_in_time",
    "oldest_open",
];

/// What an area is called.
pub(super) fn area_name(names: &BTreeMap<AreaCode, &str>, area: Option<AreaCode>) -> String {
    match area {
        Some(area) => names.get(&area).map_or_else(|| area.to_string(), |name| (*name).to_owned()),
        None => "Area not known".to_owned(),
    }
}

/// A table of counts, a row for each kind or area, and one for all.
pub(super) fn table(
    id: &'static str,
    caption: &str,
    first: &'static str,
    rows: &[(String, &Counts)],
    all: &Counts,
) -> Option<Table> {
    let heads: Vec<&'static str> = std::iter::once(first).chain(HEADS).collect();
    let total = ("All".to_owned(), all);
    let row = |(label, counts): &(String, &Counts)| {
        std::iter::once(words(capitalised(label))).chain(cells(counts)).collect::<Vec<Cell>>()
    };
    Table::of(id, caption, &heads).with(rows.iter().chain([&total]).map(row).collect())
}

/// A table of counts by area and kind.
pub(super) fn by_area_and_kind(all: &All, rolled_up: &RollUp) -> Option<Table> {
    let names = all.areas();
    let heads: Vec<&'static str> = ["Area", "Kind"].into_iter().chain(HEADS).collect();
    let rows = rolled_up.by_area_and_kind.iter().map(|((area, kind), counts)| {
        let first = [words(area_name(&names, *area)), words(capitalised(kind.in_words()))];
        first.into_iter().chain(cells(counts)).collect::<Vec<Cell>>()
    });
    Table::of("both", "Issues by area and kind", &heads).with(rows.collect())
}

/// How often issues were raised by quarter.
pub(super) fn quarters(rolled_up: &RollUp) -> Option<Table> {
    let rows = rolled_up.by_quarter.iter().map(|(quarter, raised)| {
        vec![words(format!("Quarter {} of {}", quarter.number(), quarter.year())), number(*raised)]
    });
    let heads = ["Quarter of the financial year", "#Times raised"];
    Table::of("quarters", "How often issues were raised, by quarter", &heads).with(rows.collect())
}

fn cells(counts: &Counts) -> impl Iterator<Item = Cell> {
    let share = match counts.share_fed_back() {
        Some(share) => {
            format!("{}% ({} of {})", decimal(share, 0), counts.fed_back_in_time, counts.due)
        }
        None => "None due".to_owned(),
    };
    let all = [
        counts.issues,
        counts.times_raised,
        counts.open,
        counts.closed,
        counts.not_fed_back,
        counts.returned,
    ];
    all.into_iter().map(number).chain([words(share)])
}

/// The lines of the file: all, by kind, by area, by both.
pub(super) fn lines(all: &All, rolled_up: &RollUp, asked: Asked) -> Vec<Vec<String>> {
    let names = all.areas();
    let ends = [asked.raised.first().to_string(), asked.raised.last().to_string()];
    let line = |by: &str, area: Option<(Option<AreaCode>, String)>, kind: &str, counts: &Counts| {
        let (code, name) = area.unwrap_or_default();
        let code = code.map(|code| code.to_string()).unwrap_or_default();
        let mut cells: Vec<String> = ends.to_vec();
        cells.extend([by.to_owned(), code, name, kind.to_owned()]);
        cells.extend(figures(counts));
        cells
    };
    let of = |area: Option<AreaCode>| Some((area, area_name(&names, area)));
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    lines.push(line("all", None, "", &rolled_up.all));
    let kinds = rolled_up.by_kind.iter();
    lines.extend(kinds.map(|(kind, counts)| line("kind", None, &kind.to_string(), counts)));
    let areas = rolled_up.by_area.iter();
    lines.extend(areas.map(|(area, counts)| line("area", of(*area), "", counts)));
    let both = rolled_up.by_area_and_kind.iter();
    lines.extend(
        both.map(|((area, kind), counts)| {
            line("area and kind", of(*area), &kind.to_string(), counts)
        }),
    );
    lines
}

fn figures(counts: &Counts) -> Vec<String> {
    let oldest = counts.oldest_open.map(|day: Day| day.to_string()).unwrap_or_default();
    let all = [
        counts.issues,
        counts.times_raised,
        counts.open,
        counts.closed,
        counts.not_fed_back,
        counts.returned,
        counts.due,
        counts.fed_back_in_time,
    ];
    all.iter().map(usize::to_string).chain([oldest]).collect()
}

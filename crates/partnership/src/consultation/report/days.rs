//! How many replies came on each day: a chart, and a table that says the same.
//!
//! In come the days on which replies came; out go blocks for those who may read replies. No count of a day is withheld,
//! so nobody else is to see them: with those of the ways they would tell what is withheld there.

use std::collections::BTreeMap;

use crate::consultation::exercise::Arrival;
use crate::consultation::exercise::Consultation;
use crate::consultation::exercise::Questioning;
use crate::consultation::report::commission::Label;
use crate::content::Block;
use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::Emphasis;
use crate::content::chart::Series;
use crate::content::chart::SeriesPoint;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::with_commas;
use crate::terms::day::Day;

/// More columns than these cannot be told apart.
const MOST_COLUMNS: i32 = 92;
/// How many days make a column: one, a week, four weeks, a year.
const STEPS: [i32; 4] = [1, 7, 28, 364];

/// Some days together, and how many replies came on them.
struct Came {
    from: Day,
    came: u64,
    arrival: Arrival,
}

/// The chart and the table of the days on which replies came, and whether each was in time, from the first to the last; nothing where none came. Where
/// they lie far apart, a column is a week or more.
pub fn replies_by_day(
    consultation: &Consultation,
    replies: &[(Day, Arrival)],
) -> Option<(Block, Block)> {
    let days = || replies.iter().map(|(day, _)| *day);
    let (first, last) = (days().min()?, days().max()?);
    let first = first.min(consultation.typed().days.first());
    let all = last.days_since(first) + 1;
    let step = STEPS.into_iter().find(|step| all / step <= MOST_COLUMNS).unwrap_or(STEPS[3]);
    let mut counts: BTreeMap<i32, Vec<Arrival>> = BTreeMap::new();
    for (day, arrival) in replies {
        counts.entry(day.days_since(first) / step).or_default().push(*arrival);
    }
    let columns: Vec<Came> = (0..=last.days_since(first) / step)
        .map(|at| {
            let from = first.plus_days(at * step);
            let came = counts.get(&at).map_or(&[][..], Vec::as_slice);
            // Some days together are in time if anything on them was; those on which nothing came, as their first is.
            let arrival = match came.first() {
                _ if came.contains(&Arrival::InTime) => Arrival::InTime,
                Some(arrival) => *arrival,
                None => consultation.arrival(from, Questioning::Asked),
            };
            Came { from, came: came.len() as u64, arrival }
        })
        .collect();
    let label = Label::of(consultation);
    Some((Block::Chart(chart(label, &columns, step)), Block::Table(table(label, &columns, step))))
}

fn unit(step: i32) -> &'static str {
    match step {
        1 => "day",
        7 => "week",
        28 => "four weeks",
        _ => "year",
    }
}

fn chart(label: Label, columns: &[Came], step: i32) -> Chart {
    let all: u64 = columns.iter().map(|column| column.came).sum();
    let most = columns.iter().max_by_key(|column| (column.came, std::cmp::Reverse(column.from)));
    let most = most.map_or(String::new(), |most| {
        let on = if step == 1 { "on" } else { "from" };
        let (from, came) = (most.from.in_words(), with_commas(most.came));
        format!("most in one {}: {came}, {on} {from}", unit(step))
    });
    let point = |column: &Came| SeriesPoint {
        label: short(column.from),
        value: Some(column.came as f64),
        emphasis: match column.arrival {
            Arrival::InTime => Emphasis::InPeriod,
            Arrival::Early | Arrival::Late => Emphasis::Context,
        },
    };
    let in_words = format!("Columns of the replies that came each {}; {most}.", unit(step));
    Chart {
        name: "replies-by-day".to_owned(),
        title: label.on(&format!("{} replies; {most}", with_commas(all))),
        subtitle: label.on("Dark: in time; light: early or late"),
        alternative: label.on(&in_words),
        source: "Replies as counted in the table below.".to_owned(),
        table: 1,
        drawing: Drawing::Series(Series {
            up: format!("Replies each {}", unit(step)),
            points: columns.iter().map(point).collect(),
        }),
    }
}

/// A day as a label, such as "9 Jan".
fn short(day: Day) -> String {
    let month: String = day.month().name().chars().take(3).collect();
    format!("{} {month}", day.of_month())
}

fn table(label: Label, columns: &[Came], step: i32) -> Table {
    let mut so_far = 0;
    let row = |column: &Came| {
        so_far += column.came;
        let day = Cell::Words(column.from.in_words());
        let cells = vec![day, Cell::Count(column.came), Cell::Count(so_far)];
        Row { cells, weight: RowWeight::Ordinary }
    };
    let first = if step == 1 { "Day" } else { "From" };
    Table {
        number: 1,
        name: "replies-by-day".to_owned(),
        caption: label.on(&format!("Replies each {}", unit(step))),
        columns: vec![Column::words(first), Column::figures("Replies"), Column::figures("So far")],
        rows: columns.iter().filter(|column| column.came > 0).map(row).collect(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::exercise::tests::consultation;

    fn days(days: &[&str]) -> (Chart, Table) {
        let came = |day: &&str| {
            let day = day.parse().unwrap();
            (day, consultation().arrival(day, Questioning::Asked))
        };
        let days: Vec<(Day, Arrival)> = days.iter().map(came).collect();
        match replies_by_day(&consultation(), &days) {
            Some((Block::Chart(chart), Block::Table(table))) => (chart, table),
            other => panic!("{other:?}"),
        }
    }

    fn points(chart: &Chart) -> &[SeriesPoint] {
        match &chart.drawing {
            Drawing::Series(series) => &series.points,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_day_has_a_column_and_the_table_those_on_which_replies_came() {
        let (chart, table) = days(&["2015-01-03", "2015-01-03", "2015-03-02"]);
        let points = points(&chart);
        assert_eq!(points.len(), 61);
        assert_eq!((points[2].label.as_str(), points[2].value), ("3 Jan", Some(2.0)));
        assert_eq!(points[60].emphasis, Emphasis::Context);
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.cells.iter().map(Cell::printed).collect()).collect();
        assert_eq!(rows, [["3 January 2015", "2", "2"], ["2 March 2015", "1", "3"]]);
        assert!(
            chart.title.contains("3 replies; most in one day: 2, on 3 January 2015"),
            "{}",
            chart.title
        );
    }

    #[test]
    fn days_far_apart_come_week_by_week_and_no_days_as_nothing() {
        let (chart, table) = days(&["2015-01-03", "2015-09-01"]);
        assert_eq!(points(&chart).len(), 35);
        assert_eq!(table.columns[0].heading, "From");
        assert_eq!(replies_by_day(&consultation(), &[]), None);
    }
}

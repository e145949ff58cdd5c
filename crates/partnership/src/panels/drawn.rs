//! What the panels' issues come to, drawn: a bar for each kind or area, as its share of all issues.
//!
//! In come counts; out goes a chart that names the table with the same counts.

use crate::content::Reference;
use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::ShareRow;
use crate::content::chart::Shares;
use crate::panels::roll_up::Counts;
use crate::terms::wording::capitalised;

/// So many bars are drawn; the table has the others.
const MOST_BARS: usize = 12;

/// A chart of rows, largest first, each drawn as its share of all `issues`; nothing, where there are none.
///
/// What do people raise most often, or where? Share = issues of the row / all issues × 100. This program's own picture of a
/// count. Not for comparing places: a share is high where more people came, or where a panel met more often.
pub fn chart(name: &str, title: &str, issues: usize, rows: &[(String, &Counts)]) -> Option<Chart> {
    if issues == 0 || rows.is_empty() {
        return None;
    }
    let mut largest: Vec<(u16, &(String, &Counts))> = (1..).zip(rows).collect();
    largest.sort_by_key(|(_, (_, counts))| std::cmp::Reverse(counts.issues));
    largest.truncate(MOST_BARS);
    let shares = largest.iter().map(|(row, (label, counts))| ShareRow {
        label: capitalised(label),
        per_cent: vec![Some(share(counts.issues, issues))],
        said: said(counts.issues),
        reference: Reference { table: 1, row: *row },
    });
    let rows: Vec<ShareRow> = shares.collect();
    let alternative = rows.iter().map(|row| format!("{}: {}", row.label, row.said));
    Some(Chart {
        name: name.to_owned(),
        title: title.to_owned(),
        subtitle: format!("Share of {}", said(issues)),
        alternative: alternative.collect::<Vec<_>>().join("; "),
        source: "The partnership’s register of panels".to_owned(),
        table: 1,
        drawing: Drawing::Shares(Shares {
            unit: "Per cent of the issues raised".to_owned(),
            answers: vec!["issues".to_owned()],
            rows,
        }),
    })
}

fn said(issues: usize) -> String {
    format!("{issues} {}", if issues == 1 { "issue" } else { "issues" })
}

#[expect(clippy::cast_precision_loss, reason = "no panel raises that many issues")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64 * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(issues: usize) -> Counts {
        Counts { issues, ..Counts::default() }
    }

    #[test]
    fn the_largest_is_drawn_first_and_the_row_of_its_table_stays() {
        let (few, many) = (counts(1), counts(3));
        let rows = [("lighting".to_owned(), &few), ("speeding".to_owned(), &many)];
        let chart = chart("kinds", "What was raised", 4, &rows).unwrap();
        assert_eq!(chart.alternative, "Speeding: 3 issues; Lighting: 1 issue");
        let Drawing::Shares(shares) = chart.drawing else { panic!("{chart:?}") };
        assert_eq!(shares.rows[0].per_cent, [Some(75.0)]);
        assert_eq!(shares.rows[0].reference.row, 2);
    }

    #[test]
    fn where_nothing_was_raised_nothing_is_drawn() {
        assert_eq!(chart("kinds", "What was raised", 0, &[]), None);
    }
}

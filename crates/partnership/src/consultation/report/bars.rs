//! Charts of shares: bars for the answers to a question, with the same in words.

use crate::consultation::report::teller::Teller;
use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::chart::ShareRow;
use crate::content::chart::Shares;
use crate::content::table::decimal;

/// A chart before it has its label, its source and its table.
pub(super) struct Drafted {
    /// File and link name.
    pub(super) name: String,
    /// The finding.
    pub(super) title: String,
    /// What is drawn.
    pub(super) subtitle: String,
    /// The answers, left to right; one where a row has a single bar.
    pub(super) answers: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<ShareRow>,
}

/// The chart of the table that is set next; none where there is nothing to draw.
pub(super) fn chart(teller: &Teller<'_>, drafted: Drafted) -> Option<Chart> {
    let Drafted { name, title, subtitle, answers, rows } = drafted;
    if !rows.iter().flat_map(|row| &row.per_cent).any(Option::is_some) {
        return None;
    }
    let label = teller.commission.label;
    Some(Chart {
        name,
        title: label.on(&title),
        subtitle: label.on(&subtitle),
        alternative: label.on(&in_words(&answers, &rows)),
        source: format!("{}, replies as counted in the table below.", teller.of_which()),
        table: teller.tables.next(),
        drawing: Drawing::Shares(Shares {
            unit: "Per cent of those who answered".to_owned(),
            answers,
            rows,
        }),
    })
}

/// All that the chart shows, row by row.
fn in_words(answers: &[String], rows: &[ShareRow]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row_in_words(answers, row)).collect();
    format!("Bars in per cent of those who answered. {}.", rows.join("; "))
}

fn row_in_words(answers: &[String], row: &ShareRow) -> String {
    let per_cent = |share: &Option<f64>| {
        share.map_or("not shown".to_owned(), |share| format!("{}%", decimal(share, 1)))
    };
    match (answers, row.per_cent.as_slice()) {
        ([_], [share]) => format!("{}: {}", row.label, per_cent(share)),
        (answers, shares) => {
            let parts = answers.iter().zip(shares);
            let parts: Vec<String> =
                parts.map(|(answer, share)| format!("{answer} {}", per_cent(share))).collect();
            format!("{}: {}", row.label, parts.join(", "))
        }
    }
}

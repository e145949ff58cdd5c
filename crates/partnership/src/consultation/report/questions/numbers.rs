//! A question for a number: how many answered, the mean and the quartiles.

use crate::consultation::question::Question;
use crate::consultation::report::questions::Finding;
use crate::consultation::report::questions::Told;
use crate::consultation::report::questions::numbered;
use crate::consultation::report::questions::rows;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::numbers::Summary;
use crate::consultation::results::numbers::in_short;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;

pub(super) fn told(teller: &mut Teller<'_>, question: &Question) -> Told {
    let Some(dimension) = teller.dimension(&Counted::Said(question.id.clone())) else {
        return Told { blocks: Vec::new(), finding: None };
    };
    let what = format!("question {} (`{}`)", question.number, question.id);
    let rows = rows::base_and_missing(teller, &what, question, dimension);
    let blank_after = rows.first().map_or(0, |row| row.entries.len().saturating_sub(1));
    let base = teller.count(dimension, Part::Base);
    let summary = in_short(teller.coded.numbers(&question.id), teller.commission.profile);
    let cells = cells(teller, base, summary);
    let mut drafted: Vec<Drafted> = cells
        .into_iter()
        .map(|(heading, value)| {
            let rests_on = vec![format!(
                "{}: {what}: {heading} of the numbers that were answered without fault.",
                teller.of_which()
            )];
            let mut entries = vec![Entry::Counted { value, rests_on }];
            entries.extend((0..blank_after).map(|_| Entry::Words(String::new())));
            Drafted { heading: heading.to_owned(), entries, weight: RowWeight::Ordinary }
        })
        .collect();
    drafted.extend(rows);
    let finding = finding(teller, question, base, summary);
    let mut columns = vec![Column::words("Of the numbers")];
    columns.extend(rows::columns(teller, dimension));
    if let Some(column) = columns.get_mut(1) {
        column.heading = "Number or replies".to_owned();
    }
    let caption = teller.commission.label.on(&numbered(teller, question));
    let note = "The lowest and the highest number are one person’s each, so they are not given.";
    let name = format!("question-{}", question.id);
    let table = teller.tables.table(&name, caption, columns, drafted, vec![vec![text(note)]]);
    Told { blocks: vec![Block::Table(table)], finding }
}

fn cells(teller: &Teller<'_>, base: Count, summary: Summary) -> Vec<(&'static str, Cell)> {
    let names = ["Mean", "A quarter at or below", "Median", "Three quarters at or below"];
    let number = |value| Cell::Number { value, decimals: 1 };
    match (base, summary) {
        (Count::Shown(_), Summary::Shown { mean, quartiles: [low, middle, high], .. }) => {
            names.into_iter().zip([mean, low, middle, high].map(number)).collect()
        }
        (Count::Withheld, _) | (_, Summary::TooFew) => {
            names.map(|name| (name, teller.withheld())).to_vec()
        }
        (Count::Shown(_), Summary::Dominated) => {
            let two = "two persons’ numbers make up nearly all of the sum";
            names.map(|name| (name, Cell::Withheld(two.to_owned()))).to_vec()
        }
    }
}

fn finding(
    teller: &Teller<'_>,
    question: &Question,
    base: Count,
    summary: Summary,
) -> Option<Finding> {
    let (Count::Shown(base), Summary::Shown { quartiles: [_, median, _], .. }) = (base, summary)
    else {
        return None;
    };
    let (ask, base, median) = (teller.said(&question.ask), with_commas(base), decimal(median, 1));
    let words = format!("{ask} The median of the {base} who answered: {median}");
    Some(Finding { words, reference: Reference { table: teller.tables.next(), row: 3 } })
}

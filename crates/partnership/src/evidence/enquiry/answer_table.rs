//! The first table of an answer: what was recorded, what it was before, and the measure's own row.
//!
//! In come what was recorded in one or two periods; out go rows of figures that can be followed.

use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::asked::COUNTED;
use crate::evidence::enquiry::beyond_chance::READING;
use crate::evidence::enquiry::measured::Measured;
use crate::evidence::enquiry::measured::Value;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::phrases;
use crate::evidence::phrases::Direction;
use crate::evidence::phrases::rate_decimals;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::change::PercentChange;
use crate::terms::period::Period;

const RATE: &str = "Count divided by the mid-year estimate of residents, times 1,000; the period alone, not made up to a \
    year.";
const RESIDENTS: &str = "Mid-year estimate of residents, Office for National Statistics.";
const SHARE: &str =
    "Count of the class as a share of all recorded crime in the same area and period.";
const WEIGHTED: &str = "Count of each class times the mean Crime Severity Score weight of its offences, by the force's mix \
    in Home Office recorded crime of the period told of.";
const DIFFERENCE: &str = "The period's figure less that of the period before.";
const PER_CENT: &str = "Difference as a share of the count of the period before; not given where the two counts together \
    are fewer than 20.";

/// The period before, what was recorded then, and the change.
pub(super) type Before<'b> = (Period, &'b Measured, &'b LineEvidence);

/// The columns of the table.
pub(super) fn columns(asked: &Asked<'_>) -> Vec<Column> {
    let mut columns = vec![Column::words("What"), Column::figures(asked.now.span_in_short())];
    if let Some((before, _)) = asked.before {
        columns.push(Column::figures(before.span_in_short()));
        columns.push(Column::figures("Change"));
        columns.push(Column::figures("Change, %"));
        columns.push(Column::words("Reading"));
    }
    columns
}

/// The rows of the table; the measure's own is the last, and bold.
pub(super) fn rows(asked: &Asked<'_>, now: &Measured, before: Option<Before<'_>>) -> Vec<Drafted> {
    let mut rows = vec![counts(asked, now, before)];
    let was = before.map(|(_, was, _)| own(&was.value)).unwrap_or_default();
    for (place, row) in own(&now.value).into_iter().enumerate() {
        let then = was.get(place).and_then(|then| then.number);
        rows.push(plain(asked, &row, then));
    }
    if let Some(last) = rows.last_mut() {
        last.weight = RowWeight::Strong;
    }
    rows
}

/// A row of a measure's own.
struct Own {
    name: &'static str,
    method: &'static str,
    decimals: u8,
    /// Its number, where there is one.
    number: Option<f64>,
}

/// The rows of a measure's own value, below the counts: the measure itself is the last.
fn own(value: &Value) -> Vec<Own> {
    let row = |name, method, decimals, number| Own { name, method, decimals, number };
    match value {
        Value::Count => Vec::new(),
        Value::Rate { rate, residents, .. } => vec![
            row("Residents", RESIDENTS, 0, Some(float(*residents))),
            row("Per 1,000 residents", RATE, rate_decimals(*rate), Some(*rate)),
        ],
        Value::Share { all, per_cent } => vec![
            row("All recorded crime", COUNTED, 0, Some(float(*all))),
            row("Share of all recorded crime, %", SHARE, 1, *per_cent),
        ],
        Value::Weighted(score) => vec![row("Weighted by severity", WEIGHTED, 0, Some(*score))],
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts and residents lie far below 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}

fn counts(asked: &Asked<'_>, now: &Measured, before: Option<Before<'_>>) -> Drafted {
    let line = asked.enquiry.line;
    let counted = |purpose: &str, period| asked.counted(purpose, period, line);
    let own = counted("the period", asked.now);
    let figure = asked.figure("Count", COUNTED, asked.shown(now.count), asked.now);
    let mut entries: Vec<Entry> = vec![Figure { counted: own.clone(), ..figure }.into()];
    if let Some((period, was, change)) = before {
        let then = counted("the period before", period);
        let figure = asked.figure("Count, period before", COUNTED, asked.shown(was.count), period);
        entries.push(Figure { counted: then.clone(), ..figure }.into());
        let withheld = asked.is_withheld(now.count) || asked.is_withheld(was.count);
        let hidden = withheld.then(|| Cell::Withheld("a count is withheld".to_owned()));
        entries.extend(changes(asked, (period, change), &[own, then].concat(), hidden.as_ref()));
    }
    let apart = if line == Line::AllCrime { "" } else { ", recorded" };
    let heading = format!("{}{apart}", line.name());
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}

/// The change, its per cent and its reading; withheld where a count is.
fn changes(
    asked: &Asked<'_>,
    (before, line): (Period, &LineEvidence),
    counted: &[Counted],
    hidden: Option<&Cell>,
) -> Vec<Entry> {
    let change = line.change.as_ref();
    let missing = || Cell::Missing("no change is given".to_owned());
    let difference = change.map_or_else(missing, |one| Cell::Difference(one.difference));
    let both = line.now + line.before.unwrap_or(0);
    let per_cent = match change.map(|one| one.percent) {
        Some(PercentChange::By(percent)) if both >= phrases::FEWEST_FOR_PER_CENT => {
            Cell::Change { share: percent / 100.0 }
        }
        Some(_) | None => Cell::Missing("too few to put in per cent".to_owned()),
    };
    let reading = phrases::direction(line).map_or("—", Direction::in_words);
    let figure = |measure: &str, method: &str, value: Cell| -> Entry {
        let value = hidden.cloned().unwrap_or(value);
        let figure = asked.figure(measure, method, value, asked.now);
        Figure { against: Some(before), counted: counted.to_vec(), ..figure }.into()
    };
    vec![
        figure("Change", DIFFERENCE, difference),
        figure("Change, per cent", PER_CENT, per_cent),
        figure("Reading", READING, Cell::Words(reading.to_owned())),
    ]
}

/// A row of plain numbers: now, then, and the difference.
fn plain(asked: &Asked<'_>, row: &Own, then: Option<f64>) -> Drafted {
    let Own { name, method, decimals, number: now } = *row;
    let cell = |value: Option<f64>| match value {
        Some(value) => Cell::Number { value, decimals },
        None => Cell::Missing("nothing was recorded".to_owned()),
    };
    let mut entries: Vec<Entry> = vec![asked.figure(name, method, cell(now), asked.now).into()];
    if let Some((before, _)) = asked.before {
        let figure = asked.figure(&format!("{name}, period before"), method, cell(then), before);
        entries.push(figure.into());
        let difference = now.zip(then).map(|(now, then)| now - then);
        let figure = asked.figure("Change", DIFFERENCE, cell(difference), asked.now);
        entries.push(Figure { against: Some(before), ..figure }.into());
        entries.extend(["", ""].map(|none| Entry::Words(none.to_owned())));
    }
    Drafted { heading: name.to_owned(), entries, weight: RowWeight::Ordinary }
}

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
use crate::evidence::enquiry::sentences::rate_decimals;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::phrases;
use crate::evidence::phrases::Direction;
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
    let was = |pick: fn(&Value) -> Option<f64>| before.and_then(|(_, was, _)| pick(&was.value));
    match &now.value {
        Value::Count => {}
        Value::Rate { rate, residents, .. } => {
            let then = was(|value| match value {
                Value::Rate { residents, .. } => Some(float(*residents)),
                _ => None,
            });
            rows.push(plain(asked, ("Residents", RESIDENTS, 0), Some(float(*residents)), then));
            let then = was(|value| match value {
                Value::Rate { rate, .. } => Some(*rate),
                _ => None,
            });
            let decimals = rate_decimals(*rate);
            rows.push(plain(asked, ("Per 1,000 residents", RATE, decimals), Some(*rate), then));
        }
        Value::Share { all, per_cent } => {
            let then = was(|value| match value {
                Value::Share { all, .. } => Some(float(*all)),
                _ => None,
            });
            rows.push(plain(asked, ("All recorded crime", COUNTED, 0), Some(float(*all)), then));
            let then = was(|value| match value {
                Value::Share { per_cent, .. } => *per_cent,
                _ => None,
            });
            rows.push(plain(asked, ("Share of all recorded crime, %", SHARE, 1), *per_cent, then));
        }
        Value::Weighted(score) => {
            let then = was(|value| match value {
                Value::Weighted(score) => Some(*score),
                _ => None,
            });
            rows.push(plain(asked, ("Weighted by severity", WEIGHTED, 0), Some(*score), then));
        }
    }
    if let Some(last) = rows.last_mut() {
        last.weight = RowWeight::Strong;
    }
    rows
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
    let reading = match phrases::direction(line) {
        Some(Direction::Rose) => "rose",
        Some(Direction::Fell) => "fell",
        Some(Direction::LittleChanged) => "little changed",
        None => "—",
    };
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
fn plain(
    asked: &Asked<'_>,
    (name, method, decimals): (&str, &str, u8),
    now: Option<f64>,
    then: Option<f64>,
) -> Drafted {
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

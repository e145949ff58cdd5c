//! Charts of the methods over places and months, each with the table of its figures.
//!
//! In come counts by place or a control chart; out go a Lorenz curve or the chart drawn, and a table.

use std::collections::BTreeMap;

use crate::content::chart::Basis;
use crate::content::chart::Chart;
use crate::content::chart::Control;
use crate::content::chart::ControlPoint;
use crate::content::chart::Drawing;
use crate::content::chart::Lorenz;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::area_map::MapWords;
use crate::evidence::series_phrases;
use crate::statistics::concentration::ConcentrationError;
use crate::statistics::concentration::lorenz;
use crate::statistics::concentration::places_holding;
use crate::statistics::control_chart::ControlChart;
use crate::statistics::probability::OutOfRange;
use crate::statistics::probability::Proportion;
use crate::statistics::run_rules::RUN_RULES;
use crate::statistics::run_rules::RunRule;
use crate::terms::month::Month;
use crate::terms::wording::capitalised;
use crate::terms::wording::listed;
use crate::terms::wording::sentence;

/// The shares of crimes, in per cent, for which the table says how many places hold them.
const TOLD: [u8; 6] = [10, 25, 50, 75, 90, 100];

/// Why there is no curve.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CurveRefused {
    /// The counts make none.
    #[error(transparent)]
    Counts(#[from] ConcentrationError),
    /// A share that is none.
    #[error(transparent)]
    Share(#[from] OutOfRange),
}

/// The Lorenz curve of crimes at `places`, such as "street points", and the table of how many hold how much.
///
/// # Errors
/// When there is no crime at any of them.
pub fn lorenz_curve(
    words: &MapWords,
    counts: &[u64],
    places: &str,
) -> Result<(Chart, Table), CurveRefused> {
    let all = counts.len() as f64;
    let share_of = |held: u64| held as f64 / all * 100.0;
    let mut rows = Vec::new();
    for per_cent in TOLD {
        let held = places_holding(counts, Proportion::of(f64::from(per_cent) / 100.0)?)?;
        let share = Cell::Number { value: share_of(held), decimals: 1 };
        let cells = vec![Cell::Words(format!("{per_cent}%")), Cell::Count(held), share];
        rows.push(Row { cells, weight: RowWeight::Ordinary });
    }
    let half = places_holding(counts, Proportion::HALF)?;
    let points = lorenz(counts)?;
    let at_half = usize::try_from(half).ok().and_then(|half| points.get(half));
    let said =
        format!("at least half of the crimes at {}% of the {places}", decimal(share_of(half), 1));
    let named = at_half.map(|point| ((point.places * 100.0, point.crimes * 100.0), said.clone()));
    let total = with_commas(counts.len() as u64);
    let alternative = format!(
        "A curve that rises from nothing to all crimes over {total} {places}, those with most crime first: {said}. A dashed \
         line shows what as many at every place would be. The table gives how many places hold how much."
    );
    let curve = points.iter().map(|point| (point.places * 100.0, point.crimes * 100.0)).collect();
    let (across, up) =
        (format!("{}, those with most crime first (%)", capitalised(places)), words.unit.clone());
    let drawing = Drawing::Lorenz(Lorenz { across, up, curve, named });
    let columns = vec![
        Column::words("Share of the crimes"),
        Column::figures(format!("Fewest {places} that hold it")),
        Column::figures("Share of them (%)"),
    ];
    Ok((chart(words, alternative, drawing), table(words, columns, rows, Vec::new())))
}

/// What is drawn of a control chart; `up` is the unit up its side.
pub fn control_drawn(up: &str, found: &ControlChart) -> Control {
    let points = found.months.iter().map(|month| ControlPoint {
        label: month.month.in_short(),
        value: month.count as f64,
        signal: month.rules.first().map(|rule| number(*rule)),
        basis: basis(found, month.month),
    });
    Control {
        up: up.to_owned(),
        centre: found.centre,
        limits: (found.low, found.high),
        points: points.collect(),
        key: key(found),
    }
}

/// The rules that a month meets, in words; "usual" where it meets none.
pub fn rules_in_words(met: &[RunRule]) -> String {
    let rules: Vec<&str> = met.iter().map(|rule| named(*rule)).collect();
    if rules.is_empty() { "usual".to_owned() } else { listed(&rules) }
}

/// A control chart drawn, and its months with the rules that they meet.
pub fn control_chart(words: &MapWords, found: &ControlChart) -> (Chart, Table) {
    let control = control_drawn(&words.unit, found);
    let alternative = format!(
        "Months as a line with the range of usual ones, from {} to {}, around a mean of {}. The series {}. The table gives \
         each month and the rules that it meets.",
        decimal(found.low, 1),
        decimal(found.high, 1),
        decimal(found.centre, 1),
        series_phrases::chart(found)
    );
    (chart(words, alternative, Drawing::Control(control)), months(words, found))
}

/// What the marks and the numbers of a control chart mean.
fn key(found: &ControlChart) -> Vec<String> {
    let first = found.months.iter().filter_map(|month| month.rules.first());
    let used: BTreeMap<u8, &str> = first.map(|rule| (number(*rule), named(*rule))).collect();
    let open =
        "Open: months that the limits were taken from. Full: months judged by them.".to_owned();
    let numbered = used.into_iter().map(|(number, name)| format!("{number}: {name}"));
    [open].into_iter().chain(numbered).collect()
}

/// The months of a control chart, each with the rules that it meets.
fn months(words: &MapWords, found: &ControlChart) -> Table {
    let rows = found.months.iter().map(|month| {
        let rules = Cell::Words(rules_in_words(&month.rules));
        let cells = vec![Cell::Words(month.month.in_words()), Cell::Count(month.count), rules];
        Row { cells, weight: RowWeight::Ordinary }
    });
    let taken = format!(
        "The limits were taken from {}.",
        found.taken_from.first().in_words_to(found.taken_from.last())
    );
    let few = found.caution.map(|_| "So few are counted that the limits are rough.".to_owned());
    let notes = [sentence(RUN_RULES), taken].into_iter().chain(few);
    let notes = notes.map(|note| vec![text(note)]).collect();
    let columns =
        vec![Column::words("Month"), Column::figures(&words.unit), Column::words("Rules met")];
    table(words, columns, rows.collect(), notes)
}

fn basis(found: &ControlChart, month: Month) -> Basis {
    let within = found.taken_from.first() <= month && month <= found.taken_from.last();
    if within { Basis::Within } else { Basis::After }
}

/// The number by which a chart names a rule.
fn number(rule: RunRule) -> u8 {
    match rule {
        RunRule::BeyondLimit(_) => 1,
        RunRule::EightOnOneSide(_) => 2,
        RunRule::SixInTurn(_) => 3,
        RunRule::TwoOfThree(_) => 4,
    }
}

fn named(rule: RunRule) -> &'static str {
    match rule {
        RunRule::BeyondLimit(_) => "beyond a limit",
        RunRule::EightOnOneSide(_) => "eight in a row on one side of the mean",
        RunRule::SixInTurn(_) => "six in a row each higher, or each lower",
        RunRule::TwoOfThree(_) => "two of three near the same limit",
    }
}

fn chart(words: &MapWords, alternative: String, drawing: Drawing) -> Chart {
    Chart {
        name: words.name.clone(),
        title: words.title.clone(),
        subtitle: words.subtitle.clone(),
        alternative,
        source: words.source.clone(),
        table: words.table,
        drawing,
    }
}

fn table(
    words: &MapWords,
    columns: Vec<Column>,
    rows: Vec<Row>,
    notes: Vec<Vec<crate::content::Inline>>,
) -> Table {
    let (name, caption) = (words.name.clone(), words.subtitle.clone());
    Table { number: words.table, name, caption, columns, rows, notes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::control_chart::xmr;
    use crate::statistics::monthly_series::MonthlySeries;

    fn words(unit: &str) -> MapWords {
        let word = |text: &str| text.to_owned();
        MapWords {
            name: word("curve"),
            title: word("Half of the crime was at few places"),
            subtitle: word("Recorded crimes in Maidstone"),
            unit: word(unit),
            source: word("data.police.uk"),
            table: 4,
        }
    }

    #[test]
    fn a_lorenz_curve_comes_with_the_places_that_hold_each_share() {
        let (chart, table) =
            lorenz_curve(&words("Crimes at them (%)"), &[5, 1, 2, 0], "street points").unwrap();
        let printed = |row: &Row| row.cells.iter().map(Cell::printed).collect::<Vec<_>>().join(" ");
        assert_eq!(printed(&table.rows[2]), "50% 1 25.0");
        assert_eq!(printed(&table.rows[5]), "100% 3 75.0");
        assert!(
            chart.alternative.contains("at least half of the crimes at 25.0% of the street points")
        );
        let Drawing::Lorenz(lorenz) = chart.drawing else { panic!("another drawing") };
        assert_eq!(lorenz.named.map(|(at, _)| at), Some((25.0, 62.5)));
        assert_eq!(lorenz.curve.last(), Some(&(100.0, 100.0)));
    }

    #[test]
    fn no_crime_makes_no_curve() {
        let refused = lorenz_curve(&words("%"), &[0, 0], "places").unwrap_err();
        assert_eq!(refused, CurveRefused::Counts(ConcentrationError::NoCrime));
    }

    #[test]
    fn a_signal_has_the_number_that_the_key_explains_and_the_table_its_words() {
        let counts = [52, 48, 50, 51, 47, 53, 50, 49, 51, 50, 48, 52, 50, 49, 71];
        let series = MonthlySeries::of("2014-01".parse().unwrap(), counts.to_vec()).unwrap();
        let found = xmr(&series, "2014-01 to 2014-12".parse().unwrap()).unwrap();
        let (chart, table) = control_chart(&words("Recorded crimes"), &found);
        assert_eq!(table.rows[14].cells[2].printed(), "beyond a limit");
        assert_eq!(table.rows[0].cells[2].printed(), "usual");
        assert!(
            chart.alternative.contains("rose out of its usual range in March 2015"),
            "{}",
            chart.alternative
        );
        let Drawing::Control(control) = chart.drawing else { panic!("another drawing") };
        assert_eq!((control.points[14].signal, control.points[14].basis), (Some(1), Basis::After));
        assert_eq!(control.points[0].basis, Basis::Within);
        assert_eq!(control.key[1], "1: beyond a limit");
    }
}

//! The section on severity: crime weighted by how grave it is.

use std::collections::BTreeMap;

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Section;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::content::text;
use crate::evidence::figure::Line;
use crate::evidence::home_office;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::severity;
use crate::statistics::severity::SeverityWeight;
use crate::statistics::severity::WeightedOffence;
use crate::terms::offence::OffenceClass;

const WEIGHT: &str = "Mean Crime Severity Score weight of the offences in the class, by the force's mix \
    in Home Office recorded crime of the quarter: Σ count × weight ÷ Σ count.";
const WEIGHTED: &str = "Count of the class times its mean weight.";
const SHARE: &str = "Severity-weighted count of the class as a share of all classes weighted.";

const NOTE: &str = "Weights: Crime Severity Score, Office for National Statistics, from the sentences that \
        courts pass. The mix of offences inside a class is taken from the whole force, so a district \
        whose mix differs is misjudged by that much. Weights of rare, grave offences make these figures \
        move more than counts do.";

struct Weighted<'a> {
    line: &'a LineEvidence,
    weight: SeverityWeight,
    score: f64,
}

pub(super) fn section(reporter: &mut Reporter<'_>) -> Option<Section> {
    let heading = "Weighted by severity".to_owned();
    let anchor = "severity".to_owned();
    if reporter.held.weights.rows.is_empty() {
        return None;
    }
    let evidence = reporter.evidence;
    let weights = match home_office::class_weights(reporter.held, evidence.subject) {
        Ok(weights) => weights,
        Err(reason) => {
            let words = format!("Crime cannot be weighted by severity: {reason}.");
            return Some(Section {
                anchor,
                heading,
                blocks: vec![Block::Paragraph(vec![text(words)])],
            });
        }
    };
    let weighted = weighted(&evidence.classes, &weights);
    let all: f64 = weighted.iter().map(|one| one.score).sum();
    let gravest = weighted.first().filter(|_| all > 0.0)?;
    let words = introduction(gravest, all, evidence.total.now);
    let drafted = weighted.iter().map(|one| row(reporter, one, all)).collect();
    let columns = vec![
        Column::words("Offence class"),
        Column::figures("Count"),
        Column::figures("Mean weight"),
        Column::figures("Weighted count"),
        Column::figures("Share of severity, %"),
    ];
    let caption = format!("Severity-weighted crime in {}, gravest class first", reporter.area());
    let table =
        reporter.tables.table("severity", caption, columns, drafted, vec![vec![text(NOTE)]]);
    let blocks = vec![Block::Paragraph(vec![text(words)]), Block::Table(table)];
    Some(Section { anchor, heading, blocks })
}

/// The classes that have a weight, gravest first.
fn weighted<'a>(
    classes: &'a [LineEvidence],
    weights: &BTreeMap<OffenceClass, SeverityWeight>,
) -> Vec<Weighted<'a>> {
    let one = |line: &'a LineEvidence| {
        let Line::Class(class) = line.line else { return None };
        let weight = *weights.get(&class)?;
        let score = severity::weighted_count(&[WeightedOffence { count: line.now, weight }]);
        Some(Weighted { line, weight, score })
    };
    let mut weighted: Vec<Weighted<'a>> = classes.iter().filter_map(one).collect();
    weighted.sort_by(|one, two| two.score.total_cmp(&one.score));
    weighted
}

fn introduction(gravest: &Weighted<'_>, all: f64, total: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a quarter's count lies far below 2^53")]
    let of_count = if total == 0 { 0.0 } else { gravest.line.now as f64 / total as f64 * 100.0 };
    format!(
        "Not all crimes weigh alike. By the severity of the sentences they bring, {} made {}% of the \
         quarter’s harm, and {}% of its crimes.",
        gravest.line.line.in_sentence(),
        decimal(gravest.score / all * 100.0, 0),
        decimal(of_count, 0)
    )
}

fn row(reporter: &Reporter<'_>, one: &Weighted<'_>, all: f64) -> Drafted {
    let of = |measure: &str, method: &str, value: Cell| -> Entry {
        let counted = vec![reporter.counted_now(one.line)];
        let mut figure = reporter.figure(measure, method, value, counted);
        figure.sources.extend(&reporter.held.weights.from);
        figure.sources.extend(&reporter.held.recorded.from);
        figure.into()
    };
    let number = |value: f64, decimals: u8| Cell::Number { value, decimals };
    let entries = vec![
        of("Count, this quarter", "Count of rows in `crime`.", Cell::Count(one.line.now)),
        of("Mean severity weight", WEIGHT, number(one.weight.value(), 0)),
        of("Severity-weighted count", WEIGHTED, number(one.score, 0)),
        of("Share of severity, per cent", SHARE, number(one.score / all * 100.0, 1)),
    ];
    Drafted { heading: one.line.line.name().to_owned(), entries, weight: RowWeight::Ordinary }
}

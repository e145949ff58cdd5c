//! Scores, ranks and evidence in words, as several of these pages say them.

use partnership::content::table::decimal;
use partnership::priorities::ranking::Ranked;
use partnership::priorities::ranking::Spread;
use partnership::terms::wording::listed;

/// A score with the decimals that it is worth.
pub(super) fn score(score: f64) -> String {
    decimal(score, 2)
}

/// The lowest and the highest score of one issue: "2.00 to 9.00", or one where they agree.
pub(super) fn spread((lowest, highest): (f64, f64)) -> String {
    let (lowest, highest) = (score(lowest), score(highest));
    if lowest == highest { lowest } else { format!("{lowest} to {highest}") }
}

/// What scorers gave for a factor: "2.3 (1 to 4)".
pub(super) fn levels(spread: &Spread) -> String {
    let mean = decimal(spread.mean, 1);
    if spread.lowest == spread.highest {
        spread.lowest.to_string()
    } else {
        format!("{mean} ({} to {})", spread.lowest, spread.highest)
    }
}

/// Between which ranks an issue moves with the weights: "2 to 4", or one where it stays.
pub(super) fn sway(row: &Ranked) -> String {
    let (best, worst) = (row.swayed.best, row.swayed.worst);
    if best == worst { best.to_string() } else { format!("{best} to {worst}") }
}

/// On what scorers are far apart, in a sentence; none where they are not.
pub(super) fn apart(row: &Ranked) -> Option<String> {
    let factors: Vec<String> = row.apart().map(|factor| factor.in_words().to_lowercase()).collect();
    let listed = (!factors.is_empty()).then(|| listed(&factors))?;
    Some(format!("Scorers are two levels or more apart on {listed}: talk about it."))
}

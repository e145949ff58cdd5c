//! What counts as on track for a measure in a quarter, in words, so that nobody need reckon the rule.
//!
//! In come a measure and a quarter; out go the bounds by the rule of the judgement, or nothing where it does not judge.

use crate::content::table::decimal;
use crate::task_groups::judgement::NEARLY;
use crate::task_groups::judgement::path;
use crate::task_groups::measure::Better;
use crate::task_groups::measure::Measure;
use crate::terms::period::Quarter;

/// What counts as on track, at risk and off track in a quarter; none where there is no baseline or target, or the quarter is
/// before the baseline or after a change in recording.
///
/// ```
/// use partnership::task_groups::measure::Measure;
/// use partnership::task_groups::on_track::in_words;
/// let measure: Measure = serde_json::from_str(r#"{
///     "id": "calls", "group": "Forum", "name": "Calls", "unit": "calls", "better": "lower",
///     "baseline": { "quarter": "2013-Q4", "value": "40" }, "target": { "quarter": "2014-Q4", "value": "20" },
///     "source": "a list", "supplied_by": "the police"
/// }"#)?;
/// assert_eq!(
///     in_words(&measure, "2014-Q2".parse()?).unwrap(),
///     "On track (G) at 30 or less; at risk (A) at 33 or less, or as long as it is below the baseline of 40; off track (R) \
///      otherwise."
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn in_words(measure: &Measure, quarter: Quarter) -> Option<String> {
    let typed = measure.typed();
    let (baseline, target) = (typed.baseline?, typed.target?);
    if quarter < baseline.quarter || measure.change_between(baseline.quarter, quarter).is_some() {
        return None;
    }
    let path = path(baseline, target, quarter);
    let (or, beside, near) = match typed.better {
        Better::Lower => ("less", "below", path + NEARLY * path.abs()),
        Better::Higher => ("more", "above", path - NEARLY * path.abs()),
    };
    let decimals = baseline.value.decimals().max(target.value.decimals());
    Some(format!(
        "On track (G) at {} or {or}; at risk (A) at {} or {or}, or as long as it is {beside} the baseline of {}; off track \
         (R) otherwise.",
        printed(path, decimals),
        printed(near, decimals),
        baseline.value.printed(),
    ))
}

/// With as few decimal places as say the same, at most two more than were typed.
fn printed(value: f64, decimals: u8) -> String {
    let most = decimals.saturating_add(2);
    let same = |places: &u8| {
        let scale = 10_f64.powi(i32::from(*places));
        ((value * scale).round() / scale - value).abs() < 1e-9
    };
    decimal(value, (decimals..=most).find(same).unwrap_or(most))
}
